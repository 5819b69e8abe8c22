import type { Neighbourhood } from './neighbourhood.ts'

/** A choice that respects every limit, with what it uses and is worth. */
interface Choice {
  /** Column of each measure, −1 when it is not selected. */
  readonly column: Int32Array
  readonly use: Float64Array
  value: number
}

/**
 * Looks for a good portfolio: takes out a few measures, puts back what fits best in a shaken order, keeps the result
 * when it is not much worse. Returns the program columns of the best one, or null when the mandatory measures do not
 * fit at the first try. Cost: `rounds` times the columns of the measures left out.
 *
 * Method: ruin and recreate with record-to-record acceptance (Schrimpf and others, 2000; Dueck, 1993).
 */
export function searchLocally(
  near: Neighbourhood,
  options: { readonly rounds: number; readonly random: () => number; readonly from?: readonly number[] },
): { readonly chosen: readonly number[]; readonly objective: number } | null {
  const { rounds, random } = options
  const choice = emptyChoice(near)
  const best = emptyChoice(near)
  for (const column of options.from ?? []) restoreColumn(near, choice, column)
  if (!addMandatory(near, choice)) return null
  recreate(near, choice, random, 0)
  copyChoice(choice, best)
  const current = emptyChoice(near)
  copyChoice(choice, current)
  for (let round = 0; round < rounds; round++) {
    ruin(near, choice, random)
    recreate(near, choice, random, SHAKE)
    const slack = SL * (1 - round / rounds) * Math.abs(best.value)
    if (choice.value >= best.value - slack) copyChoice(choice, current)
    else copyChoice(current, choice)
    if (choice.value > best.value) copyChoice(choice, best)
  }
  return { chosen: chosenColumns(near, best), objective: best.value }
}

function emptyChoice(near: Neighbourhood): Choice {
  const negative = near.synergies.reduce((sum, { members, value }) => sum + (members.length === 0 ? value : 0), 0)
  return { column: new Int32Array(near.columns.length).fill(-1), use: new Float64Array(near.limits.length), value: negative }
}

function copyChoice(from: Choice, to: Choice): void {
  to.column.set(from.column)
  to.use.set(from.use)
  to.value = from.value
}

function chosenColumns(near: Neighbourhood, choice: Choice): number[] {
  const measures = [...choice.column].filter((column) => column >= 0)
  const earned = near.synergies.filter(({ members }) => members.every((member) => choice.column[member]! >= 0))
  return [...measures, ...earned.map(({ column }) => column)]
}

function restoreColumn(near: Neighbourhood, choice: Choice, column: number): void {
  const meaning = near.compiled.meanings[column]!
  if ('measure' in meaning) put(near, choice, meaning.measure, column)
}

function put(near: Neighbourhood, choice: Choice, measure: number, column: number): void {
  choice.column[measure] = column
  choice.value += near.value[measure]! + synergyGain(near, choice, measure)
  account(near, choice, column, 1)
}

function take(near: Neighbourhood, choice: Choice, measure: number): void {
  const column = choice.column[measure]!
  if (column < 0) return
  for (const other of near.requiredBy[measure]!) take(near, choice, other)
  choice.value -= near.value[measure]! + synergyGain(near, choice, measure)
  choice.column[measure] = -1
  account(near, choice, column, -1)
}

function account({ uses }: Neighbourhood, { use }: Choice, column: number, sign: number): void {
  const { rows, values } = uses[column]!
  for (let k = 0; k < rows.length; k++) use[rows[k]!]! += sign * values[k]!
}

/** Points of the synergies that are complete and count this measure. */
function synergyGain(near: Neighbourhood, choice: Choice, measure: number): number {
  let gain = 0
  for (const k of near.synergiesOf[measure]!) {
    const { members, value } = near.synergies[k]!
    if (members.every((member) => choice.column[member]! >= 0)) gain += value
  }
  return gain
}

function addMandatory(near: Neighbourhood, choice: Choice): boolean {
  const { measures } = near.compiled.problem
  const needed = new Set<number>()
  const need = (measure: number) => {
    if (needed.has(measure)) return
    for (const other of near.requires[measure]!) if (other !== measure) need(other)
    needed.add(measure)
  }
  measures.forEach((measure, index) => {
    if (measure.mandatory) need(index)
  })
  for (const measure of needed) {
    if (choice.column[measure]! >= 0) continue
    const column = bestColumn(near, choice, measure)
    if (column < 0) return false
    put(near, choice, measure, column)
  }
  return choice.use.every((use, row) => use <= near.limits[row]!)
}

const RUIN=Number(process.env.RUIN??4), SHAKE=Number(process.env.SHAKE??0.6), SL=Number(process.env.SL??0.01)
function ruin(near: Neighbourhood, choice: Choice, random: () => number): void {
  const selected: number[] = []
  choice.column.forEach((column, measure) => {
    if (column >= 0) selected.push(measure)
  })
  const many = 1 + Math.floor(random() * RUIN)
  const row = Math.floor(random() * near.limits.length)
  for (let k = 0; k < many && selected.length > 0; k++) {
    let measure = -1
    for (let attempt = 0; attempt < 6; attempt++) {
      measure = selected[Math.floor(random() * selected.length)]!
      const column = choice.column[measure]!
      if (column >= 0 && near.uses[column]!.rows.includes(row)) break
    }
    if (!holdsMandatory(near, measure)) take(near, choice, measure)
    else moveStart(near, choice, measure, random)
  }
  // Income taken away may leave a year short: go on until every limit holds again.
  for (const measure of selected) {
    if (fits(near, choice)) return
    if (!holdsMandatory(near, measure)) take(near, choice, measure)
  }
}

function fits(near: Neighbourhood, choice: Choice): boolean {
  for (let row = 0; row < choice.use.length; row++) if (choice.use[row]! > near.limits[row]!) return false
  return true
}

function holdsMandatory(near: Neighbourhood, measure: number): boolean {
  if (near.compiled.problem.measures[measure]!.mandatory) return true
  return near.requiredBy[measure]!.some((other) => other !== measure && holdsMandatory(near, other))
}

function moveStart(near: Neighbourhood, choice: Choice, measure: number, random: () => number): void {
  if (near.requiredBy[measure]!.length > 0 || near.columns[measure]!.length < 2) return
  const columns = near.columns[measure]!
  const old = choice.column[measure]!
  account(near, choice, old, -1)
  const wanted = columns[Math.floor(random() * columns.length)]!
  const column = isAllowed(near, choice, measure, wanted) ? wanted : old
  choice.column[measure] = column
  account(near, choice, column, 1)
}

function recreate(near: Neighbourhood, choice: Choice, random: () => number, shake: number): void {
  const order: { measure: number; key: number }[] = []
  for (let measure = 0; measure < choice.column.length; measure++) {
    if (choice.column[measure]! >= 0 || near.columns[measure]!.length === 0) continue
    const density = (near.value[measure]! + promise(near, choice, measure)) / Math.max(near.weight[measure]!, 1e-9)
    order.push({ measure, key: density * (1 + shake * (random() - 0.5)) })
  }
  order.sort((a, b) => b.key - a.key)
  for (const { measure } of order) {
    if (near.value[measure]! + promise(near, choice, measure) < 0) continue
    const column = bestColumn(near, choice, measure, shake > 0 ? random : undefined)
    if (column >= 0) put(near, choice, measure, column)
  }
}

/** Synergy points that selecting the measure now would complete. */
function promise(near: Neighbourhood, choice: Choice, measure: number): number {
  let gain = 0
  for (const k of near.synergiesOf[measure]!) {
    const { members, value } = near.synergies[k]!
    if (members.every((member) => member === measure || choice.column[member]! >= 0)) gain += value
  }
  return gain
}

/** The allowed start that presses least on what is left; now and then another one. */
function bestColumn(near: Neighbourhood, choice: Choice, measure: number, random?: () => number): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (const column of near.columns[measure]!) {
    if (!isAllowed(near, choice, measure, column)) continue
    const pressure = pressureOf(near, choice, column) * (random ? 0.7 + 0.6 * random() : 1)
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
  for (const rival of near.rivals[measure]!) if (choice.column[rival]! >= 0) return false
  const start = near.startOf[column]!
  for (const other of near.requires[measure]!) {
    const theirs = choice.column[other]!
    if (other !== measure && (theirs < 0 || near.startOf[theirs]! > start)) return false
  }
  return true
}

const MIX=Number(process.env.MIX??0.3)
function pressureOf(near: Neighbourhood, choice: Choice, column: number): number {
  const { rows, values } = near.uses[column]!
  let pressure = 1e-3
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!
    const room = near.limits[row]! - choice.use[row]! + 1
    if (near.prices) pressure += values[k]!*(near.prices[row]!*(1-MIX) + MIX*near.avg![row]!*Math.abs(near.limits[row]!)/room )
    else if (values[k]! > 0) pressure += values[k]! / room
  }
  return pressure
}
