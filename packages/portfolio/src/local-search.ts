import type { Neighbourhood } from './neighbourhood.ts'

/** A choice with what it uses and is worth. */
interface Choice {
  /** Column of each measure, −1 when it is not selected. */
  readonly column: Int32Array
  readonly use: Float64Array
  value: number
}

export interface Found {
  /** Column of each measure, −1 when it is left out. */
  readonly columns: readonly number[]
  readonly units: number
}

/** Most measures taken out at once. */
const mostRuined = 4
/** Noise on the order in which measures are put back, and on the choice of their start. */
const shake = 0.6
/** Share of the value that a step may lose at the beginning. */
const tolerance = 0.01
/** Share of the pressure on a limit that grows as it fills up, beside its price. */
const fillingShare = 0.3

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
    readonly from: readonly number[] | null
    readonly shouldStop: () => boolean
  },
): Found | null {
  const { rounds, random } = options
  const choice = emptyChoice(near)
  options.from?.forEach((column, measure) => {
    if (column >= 0) put(near, choice, measure, column)
  })
  if (!addMandatory(near, choice)) return null
  recreate(near, choice, random, 0)
  const best = copyOf(choice)
  const current = copyOf(choice)
  for (let round = 0; round < rounds; round++) {
    if (round % 64 === 63 && options.shouldStop()) break
    ruin(near, choice, random)
    recreate(near, choice, random, shake)
    const isWhole = fits(near, choice)
    const least = best.value - tolerance * (1 - round / rounds) * Math.abs(best.value)
    if (isWhole && choice.value >= least) copy(choice, current)
    else copy(current, choice)
    if (choice.value > best.value) copy(choice, best)
  }
  return { columns: [...best.column], units: best.value }
}

function emptyChoice(near: Neighbourhood): Choice {
  const { synergies } = near.compiled
  const value = synergies.reduce(
    (sum, { members }, k) => sum + (members.length === 0 ? near.synergyValue[k]! : 0),
    0,
  )
  return {
    column: new Int32Array(near.columns.length).fill(-1),
    use: new Float64Array(near.limits.length),
    value,
  }
}

function copyOf(choice: Choice): Choice {
  return { column: choice.column.slice(), use: choice.use.slice(), value: choice.value }
}

function copy(from: Choice, to: Choice): void {
  to.column.set(from.column)
  to.use.set(from.use)
  to.value = from.value
}

function put(near: Neighbourhood, choice: Choice, measure: number, column: number): void {
  choice.value += near.value[measure]! + synergyGain(near, choice, measure)
  choice.column[measure] = column
  account(near, choice, column, 1)
}

/** Takes a measure out, and before it those that require it. */
function take(near: Neighbourhood, choice: Choice, measure: number): void {
  const column = choice.column[measure]!
  if (column < 0) return
  choice.column[measure] = -1
  for (const other of near.requiredBy[measure]!) take(near, choice, other)
  choice.value -= near.value[measure]! + synergyGain(near, choice, measure)
  account(near, choice, column, -1)
}

function account({ uses }: Neighbourhood, { use }: Choice, column: number, sign: number): void {
  const { rows, values } = uses[column]!
  for (let k = 0; k < rows.length; k++) use[rows[k]!]! += sign * values[k]!
}

/** Points of the synergies of which all other members are selected. */
function synergyGain(near: Neighbourhood, choice: Choice, measure: number): number {
  let gain = 0
  for (const k of near.synergiesOf[measure]!) {
    const { members } = near.compiled.synergies[k]!
    if (members.every((member) => member === measure || choice.column[member]! >= 0))
      gain += near.synergyValue[k]!
  }
  return gain
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

function fits(near: Neighbourhood, choice: Choice): boolean {
  for (let row = 0; row < choice.use.length; row++) if (choice.use[row]! > near.limits[row]!) return false
  return true
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

function isNeeded(near: Neighbourhood, measure: number, seen = new Set<number>()): boolean {
  if (near.compiled.problem.measures[measure]!.mandatory) return true
  if (seen.has(measure)) return false
  seen.add(measure)
  return near.requiredBy[measure]!.some((other) => isNeeded(near, other, seen))
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
    if (near.value[measure]! + synergyGain(near, choice, measure) < 0) continue
    const column = bestColumn(near, choice, measure, noise > 0 ? random : null)
    if (column >= 0) put(near, choice, measure, column)
  }
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

function isAllowed(near: Neighbourhood, choice: Choice, measure: number, column: number): boolean {
  const { rows, values } = near.uses[column]!
  for (let k = 0; k < rows.length; k++) {
    if (values[k]! > 0 && choice.use[rows[k]!]! + values[k]! > near.limits[rows[k]!]!) return false
  }
  const { excludes, requires, columnStart } = near.compiled
  for (const rival of excludes[measure]!) if (choice.column[rival]! >= 0) return false
  for (const other of requires[measure]!) {
    const theirs = choice.column[other]!
    if (theirs < 0 || columnStart[theirs]! > columnStart[column]!) return false
  }
  return true
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
