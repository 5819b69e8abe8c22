/** How people voted. `choose-1` of a file is an approval of one project. */
export type VoteType = 'approval' | 'cumulative' | 'scoring' | 'ordinal'

/** What one funded project is worth to a voter; see `compileProfile`. */
export type Satisfaction = 'cost' | 'card' | 'cardinal' | 'borda'

export interface Project {
  readonly id: string
  /** Whole money units: currency × 10^`decimals` of the election. */
  readonly cost: number
  /** Every column of the file but the id and the cost, as written. */
  readonly fields: Readonly<Record<string, string>>
}

/**
 * The distinct ballots, each once, with how many people cast it. Ballot k names the projects `project[start[k]]` to
 * `project[start[k + 1] - 1]` (positions in `projects`), with `points` beside.
 */
export interface Ballots {
  /** One more than there are distinct ballots. */
  readonly start: Int32Array
  readonly project: Int32Array
  /** Approval: 1. Cumulative, scoring: the points × 10^`pointDecimals`. Ordinal: Borda, the last listed gets 0. */
  readonly points: Int32Array
  readonly voters: Int32Array
}

/** How a column of the voters, such as sex or age, divides the ballots. */
export interface Grouping {
  readonly column: string
  readonly labels: readonly string[]
  /** `voters` people of group `label` cast ballot `ballot`. */
  readonly counts: readonly { readonly ballot: number; readonly label: number; readonly voters: number }[]
}

export interface Election {
  /** The lines of META in their order, unknown keys too. */
  readonly meta: readonly (readonly [key: string, value: string])[]
  readonly voteType: VoteType
  /** Digits after the point in all money of this election. */
  readonly decimals: number
  readonly pointDecimals: number
  /** Whole money units, as costs. */
  readonly budget: number
  readonly projects: readonly Project[]
  /** Ballots read, empty ones too. */
  readonly voters: number
  readonly ballots: Ballots
  readonly groupings: readonly Grouping[]
}

/** A round in which several projects were exactly level. Projects are positions in `projects`. */
export interface Tie {
  /** 1 for the first choice of the count. */
  readonly round: number
  readonly candidates: readonly number[]
  readonly chosen: number
  /** The criterion that told them apart. */
  readonly by: string
}

/** Chooses among projects that are exactly level; `breakTies` makes one. */
export type TieBreaker = (candidates: readonly number[]) => { readonly chosen: number; readonly by: string }

/** An exact amount: numerator / denominator, denominator > 0. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

export interface Selection {
  /** Positions in `projects`, in order of selection. */
  readonly selected: readonly number[]
  readonly ties: readonly Tie[]
}
