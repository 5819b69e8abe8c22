import {
  account,
  type Choice,
  copy,
  copyOf,
  emptyChoice,
  fits,
  followsNeeds,
  isAllowed,
  isNeeded,
  put,
  synergyGain,
  take,
} from './choice.ts'
import type { Neighbourhood } from './neighbourhood.ts'

export interface Found {
  /** Column of each measure, −1 when it is left out. */
  readonly columns: readonly number[]
  readonly units: number
}

/** Most measures taken out at once. */
const mostRuined = 8
/** Share of the steps that force a measure in instead of taking some out. */
const forcedShare = 0.2
/** Noise on the order in which measures are put back, and on the choice of their start. */
const shake = 0.6
/** Share of a column in the relaxation from which it is worth a try. */
const leastWish = 0.1
/** What a step may lose at the beginning, as a share of the value of a measure. */
const tolerance = 0.1
/** Share of the pressure on a limit that grows as it fills up, beside its price. */
const fillingShare = 0.1

/**
 * Looks for a good portfolio: takes out a few measures, puts back what fits best in a shaken order, keeps the result
 * when it is not much worse. Null when the mandatory measures do not fit at the first try, which proves nothing.
 * Cost: `rounds` times the columns of the measures left out.
 *
 * Method: ruin and recreate (Schrimpf and others, 2000) with record-to-record acceptance (Dueck, 1993).
 */
export function searchLocally(
  near: Neighbourhood,
  options: {
    readonly rounds: number
    readonly random: () => number
    /** Wish for each column, such as its share in the relaxation: the most wished for are put in first. */
    readonly wishes: Float64Array | null
    readonly shouldStop: () => boolean
  },
): Found | null {
  const { rounds, random } = options
  const choice = emptyChoice(near)
  if (options.wishes) putWished(near, choice, options.wishes)
  if (!addMandatory(near, choice)) return null
  recreate(near, choice, random, 0)
  const best = copyOf(choice)
  const current = copyOf(choice)
  const typical = near.value.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, near.value.length)
  for (let round = 0; round < rounds; round++) {
    if (round % 64 === 63 && options.shouldStop()) break
    if (random() < forcedShare) forceOneIn(near, choice, random)
    else ruin(near, choice, random)
    recreate(near, choice, random, shake)
    const isWhole = fits(near, choice)
    const least = best.value - tolerance * (1 - round / rounds) * typical
    if (isWhole && choice.value >= least) copy(choice, current)
    else copy(current, choice)
    if (choice.value > best.value) copy(choice, best)
  }
  return { columns: [...best.column], units: best.value }
}

/** Puts in the columns wished for, in the order of their wish, as far as they fit. */
function putWished(near: Neighbourhood, choice: Choice, wishes: Float64Array): void {
  const wished = near.columns
    .flatMap((columns, measure) => columns.map((column) => ({ column, measure, wish: wishes[column]! })))
    .filter(({ wish }) => wish > leastWish)
    .sort((a, b) => b.wish - a.wish)
  for (const { column, measure } of wished)
    if (choice.column[measure]! < 0 && isAllowed(near, choice, measure, column))
      put(near, choice, measure, column)
}

/** Puts the mandatory measures in, after those that they require. False when they do not fit. */
function addMandatory(near: Neighbourhood, choice: Choice): boolean {
  const needed = new Set<number>()
  const need = (measure: number) => {
    if (needed.has(measure)) return
    needed.add(measure)
    near.compiled.requires[measure]!.forEach(need)
    // Put back last, so that what it requires comes first.
    needed.delete(measure)
    needed.add(measure)
  }
  near.compiled.problem.measures.forEach((measure, index) => {
    if (measure.mandatory) need(index)
  })
  for (const measure of needed) {
    if (choice.column[measure]! >= 0) continue
    const column = bestColumn(near, choice, measure, null)
    if (column < 0) return false
    put(near, choice, measure, column)
  }
  return fits(near, choice)
}

function ruin(near: Neighbourhood, choice: Choice, random: () => number): void {
  const selected: number[] = []
  choice.column.forEach((column, measure) => {
    if (column >= 0) selected.push(measure)
  })
  const many = 1 + Math.floor(random() * mostRuined)
  const row = Math.floor(random() * near.limits.length)
  for (let k = 0; k < many && selected.length > 0; k++) {
    const measure = pickOf(near, choice, selected, row, random)
    if (isNeeded(near, measure)) moveStart(near, choice, measure, random)
    else take(near, choice, measure)
  }
  // Income taken away may leave a year short: go on until every limit holds again.
  for (const measure of selected) {
    if (fits(near, choice)) return
    if (!isNeeded(near, measure)) take(near, choice, measure)
  }
}

/** Puts a measure that is left out in at any price: its rivals and the measures in its way go. */
function forceOneIn(near: Neighbourhood, choice: Choice, random: () => number): void {
  const { excludes, requires } = near.compiled
  const measure = Math.floor(random() * near.columns.length)
  if (choice.column[measure]! >= 0) return
  for (const rival of excludes[measure]!) {
    if (choice.column[rival]! >= 0 && isNeeded(near, rival)) return
    take(near, choice, rival)
  }
  for (const other of requires[measure]!)
    if (choice.column[other]! < 0 && !putWithNeeds(near, choice, other, random)) return
  // What it requires may itself be a rival.
  if (excludes[measure]!.some((rival) => choice.column[rival]! >= 0)) return
  const columns = near.columns[measure]!.filter((column) => followsNeeds(near, choice, measure, column))
  const column = columns[Math.floor(random() * columns.length)]
  if (column === undefined) return
  put(near, choice, measure, column)
  for (let row = 0; row < choice.use.length; row++)
    while (choice.use[row]! > near.limits[row]! && choice.column[measure]! >= 0)
      take(near, choice, leastMissed(near, choice, row, measure, random))
}

/** The measure that is worth least for what it takes from the limit; the one forced in when no other may go. */
function leastMissed(
  near: Neighbourhood,
  choice: Choice,
  row: number,
  forced: number,
  random: () => number,
): number {
  let least = Number.POSITIVE_INFINITY
  let missed = forced
  choice.column.forEach((column, measure) => {
    if (column < 0 || measure === forced) return
    const { rows, values } = near.uses[column]!
    const k = rows.indexOf(row)
    if (k < 0 || values[k]! <= 0 || isNeeded(near, measure)) return
    const worth = (near.value[measure]! / near.weight[measure]!) * (1 + shake * random())
    if (worth >= least) return
    least = worth
    missed = measure
  })
  return missed
}

/** One of the selected measures, rather one that takes from that limit: those compete for the same room. */
function pickOf(
  near: Neighbourhood,
  choice: Choice,
  selected: readonly number[],
  row: number,
  random: () => number,
): number {
  let measure = selected[0]!
  for (let attempt = 0; attempt < 6; attempt++) {
    measure = selected[Math.floor(random() * selected.length)]!
    const column = choice.column[measure]!
    if (column >= 0 && near.uses[column]!.rows.includes(row)) break
  }
  return measure
}

function moveStart(near: Neighbourhood, choice: Choice, measure: number, random: () => number): void {
  const columns = near.columns[measure]!
  if (near.requiredBy[measure]!.length > 0 || columns.length < 2) return
  const old = choice.column[measure]!
  account(near, choice, old, -1)
  const wanted = columns[Math.floor(random() * columns.length)]!
  const column = isAllowed(near, choice, measure, wanted) ? wanted : old
  choice.column[measure] = column
  account(near, choice, column, 1)
}

function recreate(near: Neighbourhood, choice: Choice, random: () => number, noise: number): void {
  const order: { measure: number; key: number }[] = []
  for (let measure = 0; measure < choice.column.length; measure++) {
    if (choice.column[measure]! >= 0 || near.columns[measure]!.length === 0) continue
    const gain = near.value[measure]! + synergyGain(near, choice, measure)
    order.push({ measure, key: (gain / (near.weight[measure]! + 1e-9)) * (1 + noise * (random() - 0.5)) })
  }
  order.sort((a, b) => b.key - a.key)
  for (const { measure } of order) {
    if (choice.column[measure]! >= 0) continue
    const before = choice.value
    if (putWithNeeds(near, choice, measure, noise > 0 ? random : null) && choice.value < before)
      take(near, choice, measure)
  }
}

/** Puts a measure in, and before it what it requires. False, and nothing changed, when it does not fit. */
function putWithNeeds(
  near: Neighbourhood,
  choice: Choice,
  measure: number,
  random: (() => number) | null,
  depth = 0,
): boolean {
  // Deeper chains are rare, and a circle of requirements would have no end.
  if (depth > 3) return false
  const added: number[] = []
  const takeBack = () => {
    for (const other of added) take(near, choice, other)
    return false
  }
  for (const other of near.compiled.requires[measure]!) {
    if (choice.column[other]! >= 0) continue
    if (!putWithNeeds(near, choice, other, random, depth + 1)) return takeBack()
    added.push(other)
  }
  const column = bestColumn(near, choice, measure, random)
  if (column < 0) return takeBack()
  put(near, choice, measure, column)
  return true
}

/** The allowed start that presses least on what is left; with randomness, now and then another one. */
function bestColumn(
  near: Neighbourhood,
  choice: Choice,
  measure: number,
  random: (() => number) | null,
): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (const column of near.columns[measure]!) {
    if (!isAllowed(near, choice, measure, column)) continue
    const pressure = pressureOf(near, choice, column) * (random ? 0.7 + shake * random() : 1)
    if (pressure >= least) continue
    least = pressure
    best = column
  }
  return best
}

function pressureOf(near: Neighbourhood, choice: Choice, column: number): number {
  const { rows, values } = near.uses[column]!
  let pressure = 0
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!
    const room = near.limits[row]! - choice.use[row]! + 1
    const filling = Math.abs(near.limits[row]!) / room
    pressure += values[k]! * near.prices[row]! * (1 - fillingShare + fillingShare * filling)
  }
  return pressure
}
