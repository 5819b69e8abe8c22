import type { CompiledProblem } from './compile-problem.ts'
import { type ColumnUse, columnUses, type Program } from './program.ts'
import { idOrder, isBetter, type Ranked } from './rank.ts'
import { type PricedProgram, priceProgram } from './reduced-costs.ts'

/**
 * Proves that a portfolio is the best one, ties included, or finds the better one: goes through every choice in the
 * order of the ids and leaves out only what the exact rows forbid or the prices of two relaxations, of value and of
 * cents, show to be worse.
 *
 * HiGHS answers how much value is possible, within its tolerances; this says which of the portfolios of that value,
 * to the cent, the tie rule wants. Meant for a few dozen measures whose best value is known. `shouldStop` is asked
 * every thousand nodes; null when it stopped, or after `mostNodes`. Cost: exponential at worst.
 */
export function searchExactly(
  compiled: CompiledProblem,
  options: {
    /** Prices of the rows, in units of value: see `priceProgram`. */
    readonly prices: Float64Array
    /** The program that counts cents, negative, for portfolios worth `most`, with its prices; same columns and groups. */
    readonly thrift: { readonly program: Program; readonly prices: Float64Array }
    /** Units of value of `best`, which no portfolio passes, as far as it is proven. */
    readonly most: number
    readonly best: Ranked
    readonly mostNodes: number
    readonly shouldStop: () => boolean
  },
): { readonly best: Ranked } | null {
  const search = prepare(compiled, options)
  const { value, thrift } = search
  const shouldStop = () => search.nodes > options.mostNodes || options.shouldStop()
  return explore(search, 0, value.bound, thrift.bound, shouldStop) ? { best: search.best } : null
}

interface Search {
  readonly compiled: CompiledProblem
  readonly order: readonly number[]
  readonly uses: readonly ColumnUse[]
  readonly value: PricedProgram
  readonly thrift: PricedProgram
  readonly most: number
  /** Least that the measures from each depth on can still take from each limit, and cost in all. */
  readonly leastUse: readonly Float64Array[]
  readonly leastCents: Float64Array
  readonly use: Float64Array
  readonly columns: Int32Array
  readonly decided: Uint8Array
  readonly synergiesOf: readonly (readonly number[])[]
  readonly requiredBy: readonly (readonly number[])[]
  units: number
  cents: number
  nodes: number
  best: Ranked
}

function prepare(
  compiled: CompiledProblem,
  { prices, thrift, most, best }: Parameters<typeof searchExactly>[1],
): Search {
  const { program, problem, limits } = compiled
  const uses = columnUses(program)
  const order = idOrder(compiled)
  const requiredBy: number[][] = problem.measures.map(() => [])
  compiled.requires.forEach((others, index) => {
    for (const other of others) requiredBy[other]!.push(index)
  })
  return {
    compiled,
    order,
    uses,
    value: priceProgram(program, prices),
    thrift: priceProgram(thrift.program, thrift.prices),
    most,
    ...leastOf(compiled, order, uses),
    use: new Float64Array(limits.length),
    columns: new Int32Array(problem.measures.length).fill(-1),
    decided: new Uint8Array(problem.measures.length),
    synergiesOf: problem.measures.map((_, index) =>
      compiled.synergies.flatMap(({ members }, k) => (members.includes(index) ? [k] : [])),
    ),
    requiredBy,
    units: compiled.synergies.reduce(
      (sum, { members, column }) => sum + (members.length === 0 ? program.columns[column]!.objective : 0),
      0,
    ),
    cents: 0,
    nodes: 0,
    best,
  }
}

function leastOf(compiled: CompiledProblem, order: readonly number[], uses: readonly ColumnUse[]) {
  const { program, limits, columnCents } = compiled
  const leastUse = [...order, -1].map(() => new Float64Array(limits.length))
  const leastCents = new Float64Array(order.length + 1)
  for (let depth = order.length - 1; depth >= 0; depth--) {
    const group = order[depth]!
    const least = new Float64Array(limits.length)
    let cents = program.mandatory[group] ? Number.POSITIVE_INFINITY : 0
    const touched = program.groups[group]!.map((column) => {
      cents = Math.min(cents, columnCents[column]!)
      return limitUse(uses[column]!, limits.length)
    })
    for (let row = 0; row < limits.length; row++) {
      const smallest = touched.reduce((low, use) => Math.min(low, use[row]!), Number.POSITIVE_INFINITY)
      least[row] = program.mandatory[group] ? smallest : Math.min(0, smallest)
      leastUse[depth]![row] = leastUse[depth + 1]![row]! + least[row]!
    }
    leastCents[depth] = leastCents[depth + 1]! + cents
  }
  return { leastUse, leastCents }
}

function limitUse({ rows, values }: ColumnUse, limitCount: number): Float64Array {
  const use = new Float64Array(limitCount)
  for (let k = 0; k < rows.length; k++) if (rows[k]! < limitCount) use[rows[k]!] = values[k]!
  return use
}

/**
 * False when it had to stop. `bound` is what the decided measures and the best of the others may be worth, `thrift` the
 * cents that they save at most.
 */
function explore(
  search: Search,
  depth: number,
  bound: number,
  thrift: number,
  shouldStop: () => boolean,
): boolean {
  search.nodes++
  if (search.nodes % 1024 === 0 && shouldStop()) return false
  if (!canImprove(search, depth, bound, thrift)) return true
  if (depth === search.order.length) {
    const found = { columns: [...search.columns], units: search.units, cents: search.cents }
    if (isBetter(search.compiled, search.order, found, search.best)) search.best = found
    return true
  }
  const measure = search.order[depth]!
  search.decided[measure] = 1
  for (const column of optionsOf(search, measure)) {
    const dearer = changeOf(search, search.value, measure, column)
    const costlier = changeOf(search, search.thrift, measure, column)
    place(search, measure, column)
    const isWorthIt = fits(search, depth + 1) && suits(search, measure, column)
    if (isWorthIt && !explore(search, depth + 1, bound + dearer, thrift + costlier, shouldStop)) return false
    remove(search, measure, column)
  }
  search.decided[measure] = 0
  return true
}

function optionsOf({ compiled }: Search, measure: number): number[] {
  const { groups, mandatory } = compiled.program
  return mandatory[measure] ? [...groups[measure]!] : [...groups[measure]!, -1]
}

function canImprove(search: Search, depth: number, bound: number, thrift: number): boolean {
  const { best } = search
  const most = Math.min(search.most, Math.floor(bound + search.value.slack))
  if (most !== best.units) return most > best.units
  const least = Math.max(search.cents + search.leastCents[depth]!, -Math.floor(thrift + search.thrift.slack))
  if (least !== best.cents) return least < best.cents
  return canComeFirst(search, depth, best)
}

/** Whether the ids and starts decided so far may still come before those of the best. */
function canComeFirst({ order, columns, compiled }: Search, depth: number, best: Ranked): boolean {
  let startsDiffer = 0
  for (let at = 0; at < depth; at++) {
    const [mine, other] = [columns[order[at]!]!, best.columns[order[at]!]!]
    if (mine < 0 && other < 0) continue
    const othersLeft = order.slice(at + 1).some((each) => best.columns[each]! >= 0)
    if (other < 0) return othersLeft
    // Without this id, only a list that ends here can come first.
    if (mine < 0) return order.slice(at + 1, depth).every((each) => columns[each]! < 0)
    if (startsDiffer === 0) startsDiffer = compiled.columnStart[mine]! - compiled.columnStart[other]!
  }
  const othersLeft = order.slice(depth).some((each) => best.columns[each]! >= 0)
  return othersLeft || startsDiffer < 0
}

/** By how much a bound changes when that is decided of the measure. */
function changeOf(
  search: Search,
  { gain, groupBest }: PricedProgram,
  measure: number,
  column: number,
): number {
  const { compiled } = search
  let change = (column < 0 ? 0 : gain[column]!) - groupBest[measure]!
  for (const k of search.synergiesOf[measure]!) {
    const { members, column: bonus } = compiled.synergies[k]!
    const most = groupBest[compiled.program.columns[bonus]!.group]!
    const state = synergyState(search, members, measure)
    if (state === 'lost') continue
    if (column < 0) change -= most
    else if (state === 'last') change += gain[bonus]! - most
  }
  return change
}

function place(search: Search, measure: number, column: number): void {
  const { compiled, columns } = search
  columns[measure] = column
  if (column < 0) return
  account(search, column, 1)
  for (const k of search.synergiesOf[measure]!) {
    const { members, column: bonus } = compiled.synergies[k]!
    if (synergyState(search, members, measure) === 'last')
      search.units += compiled.program.columns[bonus]!.objective
  }
}

function remove(search: Search, measure: number, column: number): void {
  const { compiled, columns } = search
  for (const k of search.synergiesOf[measure]!) {
    const { members, column: bonus } = compiled.synergies[k]!
    if (column >= 0 && synergyState(search, members, measure) === 'last')
      search.units -= compiled.program.columns[bonus]!.objective
  }
  if (column >= 0) account(search, column, -1)
  columns[measure] = -1
}

/** Of a synergy, but for `measure`: some member is left out, all others are selected, or it is open. */
function synergyState(search: Search, members: readonly number[], measure: number): 'lost' | 'last' | 'open' {
  let isLast = true
  for (const member of members) {
    if (member === measure) continue
    if (search.columns[member]! >= 0) continue
    if (search.decided[member]) return 'lost'
    isLast = false
  }
  return isLast ? 'last' : 'open'
}

function account(search: Search, column: number, sign: number): void {
  const { rows, values } = search.uses[column]!
  for (let k = 0; k < rows.length; k++) {
    if (rows[k]! < search.use.length) search.use[rows[k]!]! += sign * values[k]!
  }
  search.units += sign * search.compiled.program.columns[column]!.objective
  search.cents += sign * search.compiled.columnCents[column]!
}

function fits(search: Search, depth: number): boolean {
  const { use, compiled } = search
  const least = search.leastUse[depth]!
  for (let row = 0; row < use.length; row++)
    if (use[row]! + least[row]! > compiled.program.rows[row]!.limit) return false
  return true
}

/** Whether what is decided of requirements and exclusions holds. */
function suits(search: Search, measure: number, column: number): boolean {
  const { compiled, columns, decided } = search
  const startOf = (each: number) => compiled.columnStart[each]!
  if (column < 0) return search.requiredBy[measure]!.every((other) => columns[other]! < 0)
  for (const other of compiled.excludes[measure]!) if (columns[other]! >= 0) return false
  for (const other of compiled.requires[measure]!) {
    if (!decided[other]) continue
    if (columns[other]! < 0 || startOf(columns[other]!) > startOf(column)) return false
  }
  return search.requiredBy[measure]!.every(
    (other) => columns[other]! < 0 || startOf(columns[other]!) >= startOf(column),
  )
}
