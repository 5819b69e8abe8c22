import { columnUses, type Program } from './program.ts'

/** A program whose rows have a price: what each column is worth once it has paid for what it takes. */
export interface PricedProgram {
  /** Objective of each column less the prices of what it takes from the rows. */
  readonly gain: Float64Array
  /** The most that each group can add. */
  readonly groupBest: Float64Array
  /** Objective that no portfolio can pass: valid for any prices of 0 or more, whatever the tolerances of the solver. */
  readonly bound: number
  /** More than what rounding can do to `bound`. */
  readonly slack: number
}

/** The Lagrangian bound of a program at those prices (0 or more, in objective units a unit of the row). */
export function priceProgram(program: Program, prices: Float64Array): PricedProgram {
  const gain = Float64Array.from(columnUses(program), ({ rows, values }, column) => {
    let rest = program.columns[column]!.objective
    for (let k = 0; k < rows.length; k++) rest -= prices[rows[k]!]! * values[k]!
    return rest
  })
  const groupBest = Float64Array.from(program.groups, (columns, group) =>
    columns.reduce(
      (most, column) => Math.max(most, gain[column]!),
      program.mandatory[group] ? Number.NEGATIVE_INFINITY : 0,
    ),
  )
  let paid = 0
  let size = 0
  program.rows.forEach(({ limit }, row) => {
    paid += prices[row]! * limit
    size += prices[row]! * Math.abs(limit)
  })
  const bound = groupBest.reduce((sum, most) => sum + most, paid)
  return { gain, groupBest, bound, slack: 1e-3 + size * 1e-12 }
}

/**
 * The program without the columns that no portfolio worth `least` can contain, and with the groups that each of them
 * chooses from made mandatory; null when there is no such portfolio.
 *
 * Method: reduced-cost fixing. A column that lowers the bound below `least` is not in such a portfolio.
 */
export function narrowProgram(program: Program, priced: PricedProgram, least: number): Program | null {
  const { gain, groupBest, bound, slack } = priced
  if (bound + slack < least) return null
  const room = bound + slack - least
  const isTooDear = (group: number, worth: number) => groupBest[group]! - worth > room
  return {
    ...program,
    groups: program.groups.map((columns, group) =>
      columns.filter((column) => !isTooDear(group, gain[column]!)),
    ),
    mandatory: program.mandatory.map((is, group) => is || isTooDear(group, 0)),
  }
}

/** How many columns may still be chosen. */
export function countColumns({ groups }: Program): number {
  return groups.reduce((sum, { length }) => sum + length, 0)
}
