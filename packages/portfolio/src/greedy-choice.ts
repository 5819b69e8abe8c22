import { type Choice, emptyChoice, fits, isAllowed, put, synergyGain, take } from './choice.ts'
import type { Neighbourhood } from './neighbourhood.ts'

/** Share of the pressure on a limit that grows as it fills up, beside its price. */
const fillingShare = 0.1

/**
 * A first choice at once: the mandatory measures, then the others in the order of their value for what they take, each at
 * the start that presses least on what is left. Null when the mandatory measures do not fit so, which proves nothing.
 * Cost: a pass over the columns.
 */
export function chooseGreedily(near: Neighbourhood): readonly number[] | null {
  const choice = emptyChoice(near)
  if (!addMandatory(near, choice)) return null
  fill(near, choice)
  return [...choice.column]
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
    const column = bestColumn(near, choice, measure)
    if (column < 0) return false
    put(near, choice, measure, column)
  }
  return fits(near, choice)
}

function fill(near: Neighbourhood, choice: Choice): void {
  const order: { measure: number; worth: number }[] = []
  for (let measure = 0; measure < choice.column.length; measure++) {
    if (choice.column[measure]! >= 0 || near.columns[measure]!.length === 0) continue
    const gain = near.value[measure]! + synergyGain(near, choice, measure)
    order.push({ measure, worth: gain / (near.weight[measure]! + 1e-9) })
  }
  order.sort((a, b) => b.worth - a.worth)
  for (const { measure } of order) {
    if (choice.column[measure]! >= 0) continue
    const before = choice.value
    if (putWithNeeds(near, choice, measure) && choice.value < before) take(near, choice, measure)
  }
}

/** Puts a measure in, and before it what it requires. False, and nothing changed, when it does not fit. */
function putWithNeeds(near: Neighbourhood, choice: Choice, measure: number, depth = 0): boolean {
  // Deeper chains are rare, and a circle of requirements would have no end.
  if (depth > 3) return false
  const added: number[] = []
  const takeBack = () => {
    for (const other of added) take(near, choice, other)
    return false
  }
  for (const other of near.compiled.requires[measure]!) {
    if (choice.column[other]! >= 0) continue
    if (!putWithNeeds(near, choice, other, depth + 1)) return takeBack()
    added.push(other)
  }
  const column = bestColumn(near, choice, measure)
  if (column < 0) return takeBack()
  put(near, choice, measure, column)
  return true
}

/** The allowed start that presses least on what is left. */
function bestColumn(near: Neighbourhood, choice: Choice, measure: number): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (const column of near.columns[measure]!) {
    if (!isAllowed(near, choice, measure, column)) continue
    const pressure = pressureOf(near, choice, column)
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
