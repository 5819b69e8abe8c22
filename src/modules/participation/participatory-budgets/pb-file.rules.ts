import { formatMoney, type VoteType } from '@faire-commune/participatory-budget'
import { type Choices, publicNumber } from './ballots.rules.ts'
import type { Area, BallotType, Edition, Project } from './editions.rules.ts'

/** What the published file says before its ballots. */
export interface PbHead {
  readonly edition: Edition
  readonly area: Area
  /** Those of the area, in order of number. */
  readonly projects: readonly Project[]
  readonly ballots: number
  readonly town: string
  readonly seed: string | null
}

const centDigits = 2

export function voteTypeOf(ballot: BallotType): VoteType {
  if (ballot === 'points') return 'cumulative'
  return ballot === 'ranking' ? 'ordinal' : 'approval'
}

/** META, PROJECTS and the columns of VOTES of the Pabulib format, http://pabulib.org/format. */
export function writePbHead({ edition, area, projects, ballots, town, seed }: PbHead): string {
  const meta: readonly (readonly [string, string | number | null])[] = [
    ['description', edition.title],
    ['country', edition.currency === 'EUR' ? 'France' : null],
    ['unit', town],
    ['subunit', edition.perimeter === 'districts' ? area.name : null],
    ['num_projects', projects.length],
    ['num_votes', ballots],
    ['budget', formatMoney(area.envelopeCents, centDigits)],
    ['vote_type', voteTypeOf(edition.ballotType)],
    ['rule', edition.countingRule],
    ['ties', seed === null ? edition.ties : `seed:${seed}`],
    ['date_begin', edition.opensOn],
    ['date_end', edition.closesOn],
    ['max_length', edition.mostProjects],
    ['max_sum_cost', edition.ballotType === 'budget' ? formatMoney(area.envelopeCents, centDigits) : null],
    ['max_sum_points', edition.points],
    ['currency', edition.currency],
  ]
  const lines = [
    'META',
    'key;value',
    ...meta.filter(([, value]) => value !== null).map(([key, value]) => row([key, String(value)])),
    'PROJECTS',
    'project_id;cost;name',
    ...projects.map((project) =>
      row([project.reference, formatMoney(project.costCents, centDigits), project.title]),
    ),
    'VOTES',
    edition.ballotType === 'points' ? 'voter_id;vote;points' : 'voter_id;vote',
  ]
  return `${lines.join('\n')}\n`
}

/** One ballot: what its receipt calls it, and what was chosen; neither age, nor sex, nor channel. */
export function writePbBallot(
  receipt: string,
  { projects, points }: Choices,
  references: ReadonlyMap<number, string>,
): string {
  const vote = projects.map((number) => references.get(number) ?? '').join(',')
  const fields = [publicNumber(receipt), vote, ...(points ? [points.join(',')] : [])]
  return `${row(fields)}\n`
}

function row(fields: readonly string[]): string {
  return fields.map(quoted).join(';')
}

function quoted(field: string): string {
  return /[;\n\r]|^"/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
