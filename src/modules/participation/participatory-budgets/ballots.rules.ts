import type { Area, Edition, Offer, Project } from './editions.rules.ts'

/** What a voter chose: numbers of projects, and as many points when the ballot has points. A ranking is in order. */
export interface Choices {
  readonly projects: readonly number[]
  readonly points: readonly number[] | null
}

export type BallotFault =
  | 'ballot_empty'
  | 'project_unknown'
  | 'project_twice'
  | 'too_many_projects'
  | 'over_budget'
  | 'points_wrong'
  | 'too_many_points'

export interface BallotPaper {
  readonly edition: Edition
  readonly area: Area
  /** Those of the area only. */
  readonly projects: readonly Project[]
}

/** The ballot paper of an area: what is voted on there. */
export function paperOf({ edition, areas, projects }: Offer, number: number): BallotPaper | null {
  const area = areas.find((candidate) => candidate.number === number)
  return area ? { edition, area, projects: projects.filter((project) => project.area === number) } : null
}

/** Null when the ballot follows the rules. A blank one is a fault here; on paper it is counted as blank. */
export function faultOfBallot(
  { edition, area, projects }: BallotPaper,
  choices: Choices,
): BallotFault | null {
  if (choices.projects.length === 0) return 'ballot_empty'
  const costs = new Map(projects.map((project) => [project.number, project.costCents]))
  if (choices.projects.some((number) => !costs.has(number))) return 'project_unknown'
  if (new Set(choices.projects).size < choices.projects.length) return 'project_twice'
  if (edition.mostProjects !== null && choices.projects.length > edition.mostProjects)
    return 'too_many_projects'
  if (edition.ballotType === 'points') return faultOfPoints(edition.points ?? 0, choices)
  if (choices.points !== null) return 'points_wrong'
  if (edition.ballotType !== 'budget') return null
  const cost = choices.projects.reduce((sum, number) => sum + (costs.get(number) ?? 0), 0)
  return cost > area.envelopeCents ? 'over_budget' : null
}

function faultOfPoints(most: number, { projects, points }: Choices): BallotFault | null {
  if (points === null || points.length !== projects.length) return 'points_wrong'
  if (points.some((given) => !Number.isInteger(given) || given < 1)) return 'points_wrong'
  return points.reduce((sum, given) => sum + given, 0) > most ? 'too_many_points' : null
}

/** The same ballot in one writing: in order of number, so that the order of ticking says nothing. A ranking keeps its order. */
export function inOrder(choices: Choices): Choices {
  const pairs = choices.projects
    .map((number, index) => ({ number, points: choices.points?.[index] ?? 0 }))
    .sort((a, b) => a.number - b.number)
  return {
    projects: pairs.map((pair) => pair.number),
    points: choices.points === null ? null : pairs.map((pair) => pair.points),
  }
}

const sheetEntry = /^(\d{1,4})(?:[=:](\d{1,5}))?$/

/**
 * A sheet as an agent types it: `3 12 40`, or with points `3=5 12=2`. Null when it cannot be read; an empty text is a
 * blank sheet.
 */
export function readSheet(text: string, withPoints: boolean): Choices | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  const entries = parts.map((part) => sheetEntry.exec(part))
  if (entries.some((entry) => entry === null || (entry[2] !== undefined) !== withPoints)) return null
  return inOrder({
    projects: entries.map((entry) => Number(entry?.[1])),
    points: withPoints ? entries.map((entry) => Number(entry?.[2])) : null,
  })
}

/** The sheet as it is typed, for the page that shows it again. */
export function writeSheet({ projects, points }: Choices): string {
  return projects.map((number, index) => (points ? `${number}=${points[index]}` : `${number}`)).join(' ')
}

/** Letters and digits that nobody takes one for another, on paper or on the telephone. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A secret of that many letters, from random bytes: each letter of 30 is as likely. Bytes above 239 are passed over. */
export function secretFrom(bytes: Iterable<number>, letters: number): string | null {
  let text = ''
  for (const byte of bytes) {
    if (byte >= 240) continue
    text += alphabet.charAt(byte % alphabet.length)
    if (text.length === letters) return text
  }
  return null
}

/** `ABCDE-FGHJK-…`, as it is printed. */
export function inGroups(secret: string, size = 5): string {
  return (secret.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join('-')
}

/** What a person typed, without spaces and dashes, in capitals. */
export function cleanSecret(text: string): string {
  return text.toUpperCase().replace(/[^0-9A-Z]/g, '')
}

/** 26 letters of 30: 127 bits. */
export const receiptLetters = 26
/** 12 letters of 30: 58 bits, with attempts limited. */
export const codeLetters = 12

/** What the public list of ballots calls the ballot of that receipt hash. */
export function publicNumber(receiptHash: string): string {
  return receiptHash.slice(0, 20)
}
