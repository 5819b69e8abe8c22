import type { Neighbourhood } from './neighbourhood.ts'

/** A choice with what it uses and is worth. */
export interface Choice {
  /** Column of each measure, −1 when it is not selected. */
  readonly column: Int32Array
  readonly use: Float64Array
  value: number
}

export function emptyChoice(near: Neighbourhood): Choice {
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

export function put(near: Neighbourhood, choice: Choice, measure: number, column: number): void {
  choice.value += near.value[measure]! + synergyGain(near, choice, measure)
  choice.column[measure] = column
  account(near, choice, column, 1)
}

/**
 * Takes a measure out, and before it those that require it, while their synergies still count. No circle of requirements
 * is ever put in, so this ends.
 */
export function take(near: Neighbourhood, choice: Choice, measure: number): void {
  const column = choice.column[measure]!
  if (column < 0) return
  for (const other of near.requiredBy[measure]!) take(near, choice, other)
  choice.column[measure] = -1
  choice.value -= near.value[measure]! + synergyGain(near, choice, measure)
  account(near, choice, column, -1)
}

/** Adds (1) or takes away (−1) what a column uses. */
export function account({ uses }: Neighbourhood, { use }: Choice, column: number, sign: number): void {
  const { rows, values } = uses[column]!
  for (let k = 0; k < rows.length; k++) use[rows[k]!]! += sign * values[k]!
}

/** Points of the synergies of which all other members are selected. */
export function synergyGain(near: Neighbourhood, choice: Choice, measure: number): number {
  let gain = 0
  for (const k of near.synergiesOf[measure]!) {
    const { members } = near.compiled.synergies[k]!
    if (members.every((member) => member === measure || choice.column[member]! >= 0))
      gain += near.synergyValue[k]!
  }
  return gain
}

export function fits(near: Neighbourhood, choice: Choice): boolean {
  for (let row = 0; row < choice.use.length; row++) if (choice.use[row]! > near.limits[row]!) return false
  return true
}

export function isAllowed(near: Neighbourhood, choice: Choice, measure: number, column: number): boolean {
  const { rows, values } = near.uses[column]!
  for (let k = 0; k < rows.length; k++) {
    if (values[k]! > 0 && choice.use[rows[k]!]! + values[k]! > near.limits[rows[k]!]!) return false
  }
  for (const rival of near.compiled.excludes[measure]!) if (choice.column[rival]! >= 0) return false
  return followsNeeds(near, choice, measure, column)
}

/** Whether what the measure requires is selected and starts no later. */
export function followsNeeds(near: Neighbourhood, choice: Choice, measure: number, column: number): boolean {
  const { requires, columnStart } = near.compiled
  for (const other of requires[measure]!) {
    const theirs = choice.column[other]!
    if (theirs < 0 || columnStart[theirs]! > columnStart[column]!) return false
  }
  return true
}
