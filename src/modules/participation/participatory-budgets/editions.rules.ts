import type { CalendarDate } from '#kernel/calendar-date.ts'

export const perimeters = ['town', 'districts'] as const
export type Perimeter = (typeof perimeters)[number]

/** How a person shows that they may vote: their word and a verified e-mail, a list of the town, or a code sent on paper. */
export const rollKinds = ['declaration', 'roll', 'code'] as const
export type RollKind = (typeof rollKinds)[number]

/** Ballots that a town chooses from: as many projects as one likes (or at most so many), within the envelope, or points. */
export const offeredBallots = ['approval', 'budget', 'points'] as const
/** `ranking` comes from imported elections only. */
export const ballotTypes = [...offeredBallots, 'ranking'] as const
export type BallotType = (typeof ballotTypes)[number]

export const tieMethods = ['seed', 'votes', 'cost'] as const
export type TieMethod = (typeof tieMethods)[number]

/** `sealed`: the vote is over and the set of ballots has its hash; `counted`: the result is published. */
export const editionStatuses = ['draft', 'open', 'sealed', 'counted'] as const
export type EditionStatus = (typeof editionStatuses)[number]

/** What people are told: `coming` and `ended` are about the days, the rest about the acts. */
export type Stage = 'draft' | 'coming' | 'voting' | 'ended' | 'sealed' | 'counted'

export interface EditionRules {
  readonly perimeter: Perimeter
  readonly minimumAge: number
  readonly electorate: string
  readonly rollKind: RollKind
  readonly ballotType: BallotType
  /** Approval only; null: as many as one likes. */
  readonly mostProjects: number | null
  /** How many points each voter shares out; null for other ballots. */
  readonly points: number | null
  /** Name of the rule in the counting package, such as `greedy-cost`. */
  readonly countingRule: string
  readonly ties: TieMethod
  readonly opensOn: CalendarDate
  /** Last day, included. */
  readonly closesOn: CalendarDate
}

export interface Edition extends EditionRules {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly summary: string
  readonly processId: string | null
  readonly measureId: string | null
  readonly rulesDeliberationId: string | null
  /** ISO 4217; another one than euros comes from imported elections only. */
  readonly currency: string
  readonly seedCommitment: string | null
  readonly status: EditionStatus
  readonly importedFrom: string
  readonly version: number
}

/** What is shared out: the town as a whole, or one district. */
export interface Area {
  readonly number: number
  readonly name: string
  readonly districtId: string | null
  readonly envelopeCents: number
}

export interface Project {
  readonly id: string
  readonly area: number
  /** What ballots name. */
  readonly number: number
  /** Its name in the published file. */
  readonly reference: string
  readonly title: string
  readonly description: string
  readonly place: string
  readonly costCents: number
  readonly proposalId: string | null
}

/** An edition with what is voted on, in order of number. */
export interface Offer {
  readonly edition: Edition
  readonly areas: readonly Area[]
  readonly projects: readonly Project[]
}

export function stageOf(
  edition: Pick<Edition, 'status' | 'opensOn' | 'closesOn'>,
  today: CalendarDate,
): Stage {
  if (edition.status !== 'open') return edition.status
  if (today < edition.opensOn) return 'coming'
  return today <= edition.closesOn ? 'voting' : 'ended'
}

export const ruleFamilies = ['greedy', 'shares', 'shares_greedy'] as const
export type RuleFamily = (typeof ruleFamilies)[number]

/** The rule's name in the counting package, for the rule that a town chooses in plain words. */
export function countingRuleOf(family: RuleFamily, ballot: BallotType): string {
  const measure = ballot === 'points' ? 'cardinal' : ballot === 'ranking' ? 'borda' : 'cost'
  if (family === 'greedy') return `greedy-${measure}`
  return `mes-${measure}${family === 'shares' ? '-add1u' : '+greedy'}`
}

/** The family of a rule that `countingRuleOf` named; null for another rule. */
export function familyOf(rule: string): RuleFamily | null {
  if (rule.startsWith('greedy-')) return 'greedy'
  if (/^mes-\w+-add1u$/.test(rule)) return 'shares'
  return /^mes-\w+\+greedy$/.test(rule) ? 'shares_greedy' : null
}

export type OpeningFault = 'no_project' | 'dates_past' | 'area_without_project' | 'no_rules_deliberation'

/** What is missing before an edition may open. */
export function whyNotOpen({ edition, areas, projects }: Offer, today: CalendarDate): OpeningFault | null {
  if (projects.length === 0) return 'no_project'
  if (areas.some((area) => projects.every((project) => project.area !== area.number)))
    return 'area_without_project'
  if (edition.rulesDeliberationId === null) return 'no_rules_deliberation'
  return edition.closesOn < today ? 'dates_past' : null
}

export function envelopeOf(areas: readonly Area[]): number {
  return areas.reduce((sum, area) => sum + area.envelopeCents, 0)
}

/** Segments of addresses, which no edition may have as its code. */
export const reservedCodes: ReadonlySet<string> = new Set(['nouveau', 'secret'])

/** Ballots hold numbers of projects within a page of the database: more than anybody reads. */
export const mostProjectsOffered = 1500
