import type { Program } from './program.ts'

/**
 * The linear relaxation of a program, kept as a dense simplex tableau that follows the search: columns are shut or
 * reopened, groups are made compulsory or not, and a few dual simplex steps bring the optimum back.
 *
 * `x[basic] = beta − tableau · x[nonbasic]`, one tableau row for each program row then one for each group. Every
 * variable of a group lies in [0, 1], so any basis can be made dual feasible by moving its nonbasic variables from one
 * bound to the other: going back up the search tree needs no stored basis.
 */
export interface Relaxation {
  readonly width: number
  readonly height: number
  readonly couplings: number
  readonly tableau: Float64Array
  readonly beta: Float64Array
  readonly reduced: Float64Array
  readonly basic: Int32Array
  readonly nonbasic: Int32Array
  /** Row (≥ 0) or −1 − position of each variable. */
  readonly place: Int32Array
  readonly value: Float64Array
  readonly upper: Float64Array
  readonly atUpper: Uint8Array
  readonly rowScale: Float64Array
  readonly objectiveScale: number
  readonly program: Program
  /** Squared length of each tableau row over the active columns: weights of dual steepest edge. */
  readonly length: Float64Array
  /** Positions of the nonbasic variables that may move; the others are left stale until their column reopens. */
  readonly active: Int32Array
  readonly pivotColumns: Int32Array
  readonly pivotValues: Float64Array
  activeCount: number
  objective: number
  pivots: number
  totalPivots: number
}

const PERT = Number(process.env.PERT ?? 0)
const feasibilityTolerance = 1e-6
const pivotTolerance = 1e-7
const pivotsBetweenRebuilds = 400

/** Relaxation with every column open and every group at its program's obligation. Cost: rows × columns. */
export function createRelaxation(program: Program): Relaxation {
  const width = program.columns.length
  const height = program.rows.length + program.groups.length
  const largest = Math.max(1, ...program.columns.map(({ objective }) => Math.abs(objective)))
  const relaxation: Relaxation = {
    width,
    height,
    couplings: program.rows.length,
    tableau: new Float64Array(width * height),
    beta: new Float64Array(height),
    reduced: new Float64Array(width),
    basic: new Int32Array(height),
    nonbasic: new Int32Array(width),
    place: new Int32Array(width + height),
    value: new Float64Array(height),
    upper: new Float64Array(width + height).fill(1),
    atUpper: new Uint8Array(width + height),
    rowScale: Float64Array.from(program.rows, ({ values }) => 1 / Math.max(1, ...values.map(Math.abs))),
    objectiveScale: 1 / largest,
    program,
    length: new Float64Array(height),
    active: new Int32Array(width),
    pivotColumns: new Int32Array(width),
    pivotValues: new Float64Array(width),
    activeCount: 0,
    objective: 0,
    pivots: 0,
    totalPivots: 0,
  }
  relaxation.upper.fill(Number.POSITIVE_INFINITY, width, width + program.rows.length)
  resetToSlackBasis(relaxation)
  return relaxation
}

function resetToSlackBasis(lp: Relaxation): void {
  const { program, width, height, couplings } = lp
  lp.tableau.fill(0)
  program.rows.forEach((row, i) => {
    const scale = lp.rowScale[i]!
    row.columns.forEach((column, k) => {
      lp.tableau[i * width + column]! += row.values[k]! * scale
    })
    lp.beta[i] = row.limit * scale
  })
  program.groups.forEach((columns, g) => {
    for (const column of columns) lp.tableau[(couplings + g) * width + column] = 1
    lp.beta[couplings + g] = 1
  })
  for (let j = 0; j < width; j++) {
    lp.reduced[j] = program.columns[j]!.objective * lp.objectiveScale + PERT * (((j * 2654435761) >>> 0) / 4294967296 - 0.5)
    lp.nonbasic[j] = j
    lp.place[j] = -1 - j
  }
  for (let i = 0; i < height; i++) {
    lp.basic[i] = width + i
    lp.place[width + i] = i
  }
  lp.objective = 0
  lp.pivots = 0
}

/** Puts the nonbasic variables on the bound that their reduced cost asks for and recomputes the basic ones. */
function settleNonbasic(lp: Relaxation): void {
  const { width, height, tableau, value, beta, nonbasic, reduced, upper, atUpper, active, length } = lp
  let count = 0
  for (let c = 0; c < width; c++) {
    const variable = nonbasic[c]!
    const high = upper[variable]!
    if (high > 0) active[count++] = c
    atUpper[variable] = high > 0 && reduced[c]! > 0 && high < Number.POSITIVE_INFINITY ? 1 : 0
  }
  lp.activeCount = count
  for (let i = 0; i < height; i++) {
    const base = i * width
    let sum = beta[i]!
    let square = 1
    for (let k = 0; k < count; k++) {
      const entry = tableau[base + active[k]!]!
      if (entry === 0) continue
      square += entry * entry
      if (atUpper[nonbasic[active[k]!]!]) sum -= entry
    }
    value[i] = sum
    length[i] = square
  }
}

export type RelaxationOutcome = 'optimal' | 'infeasible' | 'stopped'

/**
 * Dual simplex from the present basis. Stops early, with a valid bound, once the objective falls to `stopAt` or after
 * `maxPivots`. On `infeasible`, `row` is the tableau row that proves it.
 */
export function reoptimise(lp: Relaxation, stopAt: number, maxPivots: number): { outcome: RelaxationOutcome; row: number } {
  if (lp.pivots > pivotsBetweenRebuilds) rebuild(lp)
  settleNonbasic(lp)
  for (let step = 0; step < maxPivots; step++) {
    const row = mostViolatedRow(lp)
    if (row < 0) return { outcome: 'optimal', row }
    const goesUp = lp.value[row]! < 0
    const column = enteringColumn(lp, row, goesUp)
    if (column < 0) return { outcome: 'infeasible', row }
    pivotTo(lp, row, column, goesUp)
    if ((step & 1) === 1 && relaxationObjective(lp) <= stopAt) return { outcome: 'stopped', row: -1 }
  }
  return { outcome: 'stopped', row: -1 }
}

/** Objective of the present basic point, in the program's units: an upper bound, whether the point is feasible or not. */
export function relaxationObjective(lp: Relaxation): number {
  let sum = lp.objective
  for (let k = 0; k < lp.activeCount; k++) {
    const c = lp.active[k]!
    if (lp.atUpper[lp.nonbasic[c]!]) sum += lp.reduced[c]!
  }
  return sum / lp.objectiveScale
}

function mostViolatedRow(lp: Relaxation): number {
  const { value, upper, basic, length, height } = lp
  let worst = 0
  let row = -1
  for (let i = 0; i < height; i++) {
    const x = value[i]!
    const violation = x < 0 ? -x : x - upper[basic[i]!]!
    if (violation <= feasibilityTolerance) continue
    const score = (violation * violation) / length[i]!
    if (score > worst) {
      worst = score
      row = i
    }
  }
  return row
}

function enteringColumn(lp: Relaxation, row: number, goesUp: boolean): number {
  const { width, tableau, nonbasic, atUpper, reduced, active, activeCount } = lp
  const base = row * width
  let best = Number.POSITIVE_INFINITY
  let bestPivot = 0
  let column = -1
  for (let k = 0; k < activeCount; k++) {
    const c = active[k]!
    const raw = tableau[base + c]!
    const entry = goesUp === (atUpper[nonbasic[c]!] === 0) ? -raw : raw
    if (entry < pivotTolerance) continue
    const ratio = Math.abs(reduced[c]!) / entry
    if (ratio < best - 1e-12 || (ratio <= best + 1e-12 && entry > bestPivot)) {
      best = Math.min(best, ratio)
      bestPivot = entry
      column = c
    }
  }
  return column
}

function pivotTo(lp: Relaxation, row: number, column: number, goesUp: boolean): void {
  const { width, height, tableau, value, upper, atUpper } = lp
  const leaving = lp.basic[row]!
  const entering = lp.nonbasic[column]!
  const target = goesUp ? 0 : upper[leaving]!
  const step = (value[row]! - target) / tableau[row * width + column]!
  for (let i = 0, k = column; i < height; i++, k += width) value[i]! -= tableau[k]! * step
  value[row] = (atUpper[entering] ? 1 : 0) + step
  atUpper[leaving] = goesUp || upper[leaving] === 0 ? 0 : 1
  exchange(lp, row, column)
  if (upper[leaving] === 0) dropActive(lp, column)
}

function dropActive(lp: Relaxation, column: number): void {
  const { active } = lp
  const at = active.indexOf(column)
  active[at] = active[--lp.activeCount]!
}

/** Swaps a basic and a nonbasic variable: one elimination over the active columns. */
function exchange(lp: Relaxation, row: number, column: number): void {
  const { width, height, tableau, beta, reduced, active, activeCount, pivotColumns, pivotValues, length } = lp
  const base = row * width
  const inverse = 1 / tableau[base + column]!
  let count = 0
  let square = 1 + inverse * inverse
  for (let k = 0; k < activeCount; k++) {
    const c = active[k]!
    const entry = tableau[base + c]! * inverse
    if (c === column || Math.abs(entry) < 1e-13) continue
    tableau[base + c] = entry
    square += entry * entry
    pivotColumns[count] = c
    pivotValues[count++] = entry
  }
  tableau[base + column] = inverse
  length[row] = square
  beta[row]! *= inverse
  const pivotBeta = beta[row]!
  for (let i = 0, start = 0; i < height; i++, start += width) {
    const factor = tableau[start + column]!
    if (i === row || factor === 0) continue
    let change = 0
    for (let k = 0; k < count; k++) {
      const at = start + pivotColumns[k]!
      const old = tableau[at]!
      const now = old - factor * pivotValues[k]!
      tableau[at] = now
      change += now * now - old * old
    }
    const mine = -factor * inverse
    tableau[start + column] = mine
    length[i] = Math.max(1, length[i]! + change + mine * mine - factor * factor)
    beta[i]! -= factor * pivotBeta
  }
  const cost = reduced[column]!
  if (cost !== 0) for (let k = 0; k < count; k++) reduced[pivotColumns[k]!]! -= cost * pivotValues[k]!
  reduced[column] = -cost * inverse
  lp.objective += cost * pivotBeta
  const leaving = lp.basic[row]!
  const entering = lp.nonbasic[column]!
  lp.basic[row] = entering
  lp.nonbasic[column] = leaving
  lp.place[entering] = row
  lp.place[leaving] = -1 - column
  lp.pivots++
  lp.totalPivots++
}

export interface Snapshot {
  readonly tableau: Float64Array
  readonly beta: Float64Array
  readonly reduced: Float64Array
  readonly basic: Int32Array
  readonly nonbasic: Int32Array
  readonly place: Int32Array
  objective: number
  pivots: number
}

export function createSnapshot(lp: Relaxation): Snapshot {
  return {
    tableau: new Float64Array(lp.tableau.length),
    beta: new Float64Array(lp.height),
    reduced: new Float64Array(lp.width),
    basic: new Int32Array(lp.height),
    nonbasic: new Int32Array(lp.width),
    place: new Int32Array(lp.place.length),
    objective: 0,
    pivots: 0,
  }
}

export function copyState(from: Snapshot, to: Snapshot): void {
  to.tableau.set(from.tableau)
  to.beta.set(from.beta)
  to.reduced.set(from.reduced)
  to.basic.set(from.basic)
  to.nonbasic.set(from.nonbasic)
  to.place.set(from.place)
  to.objective = from.objective
  to.pivots = from.pivots
}

/** Recomputes the tableau of the same basis from the program, which throws away accumulated rounding. */
export function rebuild(lp: Relaxation): void {
  const wanted = new Uint8Array(lp.width + lp.height)
  for (const variable of lp.basic) wanted[variable] = 1
  resetToSlackBasis(lp)
  for (let c = 0; c < lp.width; c++) lp.active[c] = c
  lp.activeCount = lp.width
  const entering = [...wanted.keys()].filter((variable) => wanted[variable] && lp.place[variable]! < 0)
  for (const variable of entering) {
    const column = -1 - lp.place[variable]!
    const row = largestPivotRow(lp, column, wanted)
    if (row >= 0) exchange(lp, row, column)
  }
  lp.pivots = 0
  settleNonbasic(lp)
}

function largestPivotRow(lp: Relaxation, column: number, wanted: Uint8Array): number {
  let best = pivotTolerance
  let row = -1
  for (let i = 0; i < lp.height; i++) {
    const size = Math.abs(lp.tableau[i * lp.width + column]!)
    if (!wanted[lp.basic[i]!] && size > best) {
      best = size
      row = i
    }
  }
  return row
}

/** Value of a structural column at the present point. */
export function columnValue(lp: Relaxation, column: number): number {
  const place = lp.place[column]!
  if (place >= 0) return lp.value[place]!
  return lp.atUpper[column] ? lp.upper[column]! : 0
}

/** Price of each program row (≥ 0), in the program's units. */
export function rowPrices(lp: Relaxation, prices: Float64Array): void {
  for (let i = 0; i < lp.couplings; i++) {
    const place = lp.place[lp.width + i]!
    const price = place < 0 ? -lp.reduced[-1 - place]! : 0
    prices[i] = (Math.max(0, price) * lp.rowScale[i]!) / lp.objectiveScale
  }
}

/** Weights (≥ 0) of the program rows whose sum shows that the tableau row cannot be mended. */
export function conflictWeights(lp: Relaxation, row: number, weights: Float64Array): void {
  const sign = lp.value[row]! < 0 ? 1 : -1
  for (let i = 0; i < lp.couplings; i++) {
    const place = lp.place[lp.width + i]!
    const entry = place < 0 ? lp.tableau[row * lp.width - 1 - place]! : place === row ? 1 : 0
    weights[i] = Math.max(0, sign * entry) * lp.rowScale[i]!
  }
}
