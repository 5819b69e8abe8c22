import type { Program } from './program.ts'
import { columnValue, conflictWeights, createRelaxation, type Relaxation, reoptimise, relaxationObjective, rowPrices, type Snapshot, createSnapshot, copyState, rebuild } from './relaxation.ts'

/** Nothing in it is worth more than `bound`; `chosen` is the best found, if any is better than what was known. */
export interface Proof {
  readonly bound: number
  readonly complete: boolean
  readonly nodes: number
}

interface Search {
  readonly program: Program
  readonly lp: Relaxation
  readonly open: Uint8Array
  readonly forced: Uint8Array
  readonly openCount: Int32Array
  readonly least: Float64Array
  readonly chosenOf: Int32Array
  /** Undo log: column shut (≥ 0) or −1 − group made compulsory. */
  readonly trail: number[]
  readonly snapshots: Snapshot[]
  readonly rowMinimum: Float64Array
  readonly rowGroups: RowGroups[]
  readonly groupRows: number[][]
  readonly columnRows: { rows: Int32Array; values: Float64Array }[]
  readonly queue: number[]
  readonly queued: Uint8Array
  readonly prices: Float64Array
  readonly gain: Float64Array
  readonly pseudo: { up: Float64Array; down: Float64Array; ups: Float64Array; downs: Float64Array }
  nodeBound: number
  nodes: number
  pivots: number
  /** Best integer objective known; a portfolio is worth looking for only above `threshold`. */
  best: number
  threshold: number
  pruned: number
  onFound: (chosen: readonly number[], objective: number) => void
}

interface RowGroups {
  readonly groups: Int32Array
  readonly offsets: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
}

export function createSearch(program: Program): Search {
  const lp = createRelaxation(program)
  const rowGroups = program.rows.map((row) => {
    const by = new Map<number, [number, number][]>()
    row.columns.forEach((c, k) => {
      const g = program.columns[c]!.group
      if (!by.has(g)) by.set(g, [])
      by.get(g)!.push([c, row.values[k]!])
    })
    const groups = Int32Array.from(by.keys())
    const offsets = new Int32Array(groups.length + 1)
    const flat: [number, number][] = []
    let o = 0
    for (const [, list] of by) {
      flat.push(...list)
      offsets[++o] = flat.length
    }
    return { groups, offsets, columns: Int32Array.from(flat, (f) => f[0]), values: Float64Array.from(flat, (f) => f[1]) }
  })
  const groupRows: number[][] = program.groups.map(() => [])
  rowGroups.forEach((rg, r) => {
    for (const g of rg.groups) groupRows[g]!.push(r)
  })
  const columnRows = program.columns.map((_, c) => {
    const rows: number[] = []
    const values: number[] = []
    program.rows.forEach((row, r) => {
      const k = row.columns.indexOf(c)
      if (k >= 0) {
        rows.push(r)
        values.push(row.values[k]!)
      }
    })
    return { rows: Int32Array.from(rows), values: Float64Array.from(values) }
  })
  const G = program.groups.length
  const s: Search = {
    program,
    lp,
    open: new Uint8Array(program.columns.length).fill(1),
    forced: new Uint8Array(G),
    openCount: Int32Array.from(program.groups, (g) => g.length),
    least: new Float64Array(G),
    chosenOf: new Int32Array(G).fill(-1),
    trail: [],
    snapshots: [],
    rowMinimum: new Float64Array(program.rows.length),
    rowGroups,
    groupRows,
    columnRows,
    queue: [],
    queued: new Uint8Array(program.rows.length),
    prices: new Float64Array(program.rows.length),
    gain: new Float64Array(program.columns.length),
    pseudo: { up: new Float64Array(G), down: new Float64Array(G), ups: new Float64Array(G), downs: new Float64Array(G) },
    nodeBound: 0,
    nodes: 0,
    pivots: 0,
    best: -Infinity,
    threshold: -Infinity,
    pruned: -Infinity,
    onFound: () => {},
  }
  program.mandatory.forEach((m, g) => {
    if (m) force(s, g)
  })
  for (let r = 0; r < program.rows.length; r++) enqueue(s, r)
  return s
}

function enqueue(s: Search, r: number) {
  if (!s.queued[r]) {
    s.queued[r] = 1
    s.queue.push(r)
  }
}
function enqueueGroup(s: Search, g: number) {
  for (const r of s.groupRows[g]!) enqueue(s, r)
}
function shut(s: Search, c: number) {
  if (!s.open[c]) return
  s.open[c] = 0
  s.lp.upper[c] = 0
  s.openCount[s.program.columns[c]!.group]!--
  s.trail.push(c)
  enqueueGroup(s, s.program.columns[c]!.group)
}
function force(s: Search, g: number) {
  if (s.forced[g]) return
  s.forced[g] = 1
  s.lp.upper[s.program.columns.length + s.program.rows.length + g] = 0
  s.trail.push(-1 - g)
  enqueueGroup(s, g)
}
function undo(s: Search, mark: number) {
  while (s.trail.length > mark) {
    const e = s.trail.pop()!
    if (e >= 0) {
      s.open[e] = 1
      s.lp.upper[e] = 1
      s.openCount[s.program.columns[e]!.group]!++
    } else {
      s.forced[-1 - e] = 0
      s.lp.upper[s.program.columns.length + s.program.rows.length - 1 - e] = 1
    }
  }
  for (const r of s.queue) s.queued[r] = 0
  s.queue.length = 0
}

/** Shuts what no longer fits. False when some row or group cannot be satisfied. */
function propagate(s: Search): boolean {
  while (s.queue.length > 0) {
    const r = s.queue.pop()!
    s.queued[r] = 0
    if (!propagateRow(s, r)) return false
  }
  return true
}

function propagateRow(s: Search, r: number): boolean {
  const { groups, offsets, columns, values } = s.rowGroups[r]!
  const { open, forced, openCount, least } = s
  const limit = s.program.rows[r]!.limit
  let total = 0
  let widest = 0
  for (let k = 0; k < groups.length; k++) {
    const g = groups[k]!
    let low = Infinity
    let high = -Infinity
    let inside = 0
    for (let i = offsets[k]!, to = offsets[k + 1]!; i < to; i++) {
      if (!open[columns[i]!]) continue
      const value = values[i]!
      inside++
      if (value < low) low = value
      if (value > high) high = value
    }
    if (!forced[g] || inside < openCount[g]! || inside === 0) {
      if (low > 0) low = 0
      if (high < 0) high = 0
    }
    least[k] = low
    total += low
    if (high - low > widest) widest = high - low
  }
  const room = limit - total
  if (room < 0) return false
  if (widest <= room) return true
  for (let k = 0; k < groups.length; k++) {
    const g = groups[k]!
    const most = room + least[k]!
    for (let i = offsets[k]!, to = offsets[k + 1]!; i < to; i++) {
      if (values[i]! > most && open[columns[i]!]) shut(s, columns[i]!)
    }
    if (most < 0) force(s, g)
    if (forced[g] && openCount[g] === 0) return false
  }
  return true
}

/** Lagrangian bound at the given row prices: exact arithmetic aside, valid whatever the prices. */
function lagrangian(s: Search, prices: Float64Array, objective: boolean): number {
  const { program } = s
  let bound = 0
  for (let r = 0; r < prices.length; r++) bound += prices[r]! * program.rows[r]!.limit
  for (let g = 0; g < program.groups.length; g++) {
    let best = s.forced[g] ? -Infinity : 0
    for (const c of program.groups[g]!) {
      if (!s.open[c]) continue
      const { rows, values } = s.columnRows[c]!
      let gain = objective ? program.columns[c]!.objective : 0
      for (let k = 0; k < rows.length; k++) gain -= prices[rows[k]!]! * values[k]!
      s.gain[c] = gain
      if (gain > best) best = gain
    }
    bound += best
  }
  return bound
}

/** Returns the safe bound or −∞ when infeasible. */
function boundNode(s: Search): { bound: number; integral: boolean } {
  for (let round = 0; round < 10; round++) {
    if (!propagate(s)) return { bound: -Infinity, integral: false }
    const { outcome, row } = reoptimise(s.lp, s.threshold + 0.5, 1000)
    if (outcome === 'infeasible') {
      conflictWeights(s.lp, row, s.prices)
      const l = lagrangian(s, s.prices, false)
      if (l < -1e-7) return { bound: -Infinity, integral: false }
      return { bound: s.pruned, integral: false } // TODO
    }
    rowPrices(s.lp, s.prices)
    const bound = lagrangian(s, s.prices, true)
    if (Math.floor(bound + 1e-3) <= s.threshold) return { bound, integral: false }
    const mark = s.trail.length
    tighten(s, bound)
    if (s.trail.length === mark) return { bound, integral: true }
  }
  return { bound: Infinity, integral: false }
}

function tighten(s: Search, bound: number) {
  const { program } = s
  const limit = s.threshold + 1 - 1e-3
  for (let g = 0; g < program.groups.length; g++) {
    let best = s.forced[g] ? -Infinity : 0
    for (const c of program.groups[g]!) if (s.open[c] && s.gain[c]! > best) best = s.gain[c]!
    const rest = bound - best
    for (const c of program.groups[g]!) if (s.open[c] && rest + s.gain[c]! < limit) shut(s, c)
    if (!s.forced[g] && rest < limit) force(s, g)
  }
}

export interface Branch {
  group: number
  columns: number[] // kept columns; empty = not chosen
  force: boolean
}

export function solveSearch(
  s: Search,
  options: { stop: () => boolean },
): Proof {
  s.pruned = -Infinity
  const complete = explore(s, options.stop, -1, 0, 0)
  return { bound: Math.max(s.pruned, s.best), complete, nodes: s.nodes }
}

function explore(s: Search, stop: () => boolean, from: number, parentBound: number, fraction: number, depth = 0): boolean {
  s.nodes++
  if ((s.nodes & 15) === 0 && stop()) return false
  const { bound } = boundNode(s)
  if (from<=-10000) { const g=-10000-from; s.sp??=new Float64Array(1000); s.sn??=new Float64Array(1000); s.sp[g]+=Math.max(0,Math.min(parentBound - Math.max(bound, s.threshold),1e15)); s.sn[g]++; from=-1 }
  if (from >= 0 || from < -1) learn(s, from, parentBound - Math.max(bound, s.threshold), fraction)
  const floor = Math.floor(bound + 1e-3)
  if (!(floor > s.threshold)) {
    if (bound > -Infinity) s.pruned = Math.max(s.pruned, Math.min(floor, s.threshold))
    return true
  }
  s.nodeBound = bound
  const branch = chooseBranch(s)
  if (branch === null) return tryLeaf(s, floor)
  const mark = s.trail.length
  const snapshot = (s.snapshots[depth] ??= createSnapshot(s.lp))
  copyState(s.lp, snapshot)
  for (const [k, child] of branch.children.entries()) {
    if (k > 0) copyState(snapshot, s.lp)
    applyChild(s, branch.group, child)
    const ok = explore(s, stop, child.kind === 'up' ? branch.group : child.kind === 'down' ? -2 - branch.group : -10000-branch.group, bound, child.kind === 'up' ? 1 - branch.z : branch.z, depth + 1)
    undo(s, mark)
    if (!ok) return false
    if (floor <= s.threshold) {
      return true
    }
  }
  return true
}

function learn(s: Search, from: number, loss: number, fraction: number) {
  const up = from >= 0
  const g = up ? from : -2 - from
  const p = s.pseudo
  if (!(fraction > 1e-6)) return
  const l = Math.max(0, Math.min(loss, 1e15)) / fraction
  if (up) {
    p.up[g]! += l
    p.ups[g]!++
  } else {
    p.down[g]! += l
    p.downs[g]!++
  }
}

type Child = { kind: 'up' | 'down' } | { kind: 'keep'; columns: number[] }

function applyChild(s: Search, g: number, child: Child) {
  if (child.kind === 'up') force(s, g)
  else if (child.kind === 'down') for (const c of s.program.groups[g]!) shut(s, c)
  else for (const c of s.program.groups[g]!) if (!child.columns.includes(c)) shut(s, c)
}

function chooseBranch(s: Search): { group: number; z: number; children: Child[] } | null {
  const { program, lp } = s
  let bestGroup = -1
  let bestScore = -1
  let bestZ = 0
  let splitGroup = -1
  let splitScore = 0
  const p = s.pseudo
  for (let g = 0; g < program.groups.length; g++) {
    let z = 0
    let top = 0
    let opens = 0
    for (const c of program.groups[g]!) {
      if (!s.open[c]) continue
      opens++
      const v = columnValue(lp, c)
      z += v
      if (v > top) top = v
    }
    if (!s.forced[g] && opens > 0 && z > 1e-6 && z < 1 - 1e-6) {
      const size = Math.abs(program.columns[program.groups[g]![0]!]!.objective)
      const up = ((p.up[g]! + size) / (p.ups[g]! + 1)) * (1 - z)
      const down = ((p.down[g]! + size) / (p.downs[g]! + 1)) * z
      const score = Math.max(up, 1e-6) * Math.max(down, 1e-6)
      if (score > bestScore) {
        bestScore = score
        bestGroup = g
        bestZ = z
      }
    }
    if (opens > 1 && top < z - 1e-6) {
      const score = MODE === 0 ? (z - top) * (1 + useSize(s, g)) : MODE === 1 ? (z - top) * (((s.sp?.[g] ?? 0) + 0.5 * s.program.columns[program.groups[g]![0]!]!.objective) / ((s.sn?.[g] ?? 0) + 0.5)) : MODE === 2 ? (z-top) * useSize(s,g) : MODE===3? (z - top)/opens * (((s.sp?.[g] ?? 0) + 0.5 * s.program.columns[program.groups[g]![0]!]!.objective) / ((s.sn?.[g] ?? 0) + 0.5)) : MODE===4? useSize(s,g)*(z - top) * (((s.sp?.[g] ?? 0) + 0.5 * s.program.columns[program.groups[g]![0]!]!.objective) / ((s.sn?.[g] ?? 0) + 0.5)): (z-top)*useSize(s,g)/opens
      if (score > splitScore) {
        splitScore = score
        splitGroup = g
      }
    }
  }
  if (bestGroup >= 0) {
    s.zb=(s.zb??0)+1
    const children: Child[] = bestZ >= 0.5 ? [{ kind: 'up' }, { kind: 'down' }] : [{ kind: 'down' }, { kind: 'up' }]
    return { group: bestGroup, z: bestZ, children }
  }
  if (splitGroup >= 0) s.sb=(s.sb??0)+1
  if (splitGroup >= 0) return { group: splitGroup, z: 0.5, children: splitStarts(s, splitGroup) }
  return null
}

const MODE = Number(process.env.MODE ?? 0)
function useSize(s: Search, g: number) {
  let most = 0
  for (const c of s.program.groups[g]!) {
    const { rows, values } = s.columnRows[c]!
    for (let k = 0; k < rows.length; k++) most = Math.max(most, Math.abs(values[k]!) * s.lp.rowScale[rows[k]!]!)
  }
  return most
}

/** Two halves of the open starts at the middle of the weight. */
function splitStarts(s: Search, g: number): Child[] {
  const open = s.program.groups[g]!.filter((c) => s.open[c])
  let z = 0
  let mean = 0
  open.forEach((c, i) => {
    const v = columnValue(s.lp, c)
    z += v
    mean += v * i
  })
  const cut = Math.min(open.length - 2, Math.max(0, Math.floor(mean / z)))
  return [
    { kind: 'keep', columns: open.slice(0, cut + 1) },
    { kind: 'keep', columns: open.slice(cut + 1) },
  ]
}

function tryLeaf(s: Search, floor: number): boolean {
  const { program, lp } = s
  const chosen: number[] = []
  let objective = 0
  for (let g = 0; g < program.groups.length; g++) {
    for (const c of program.groups[g]!) {
      if (s.open[c] && columnValue(lp, c) > 0.5) {
        chosen.push(c)
        objective += program.columns[c]!.objective
        break
      }
    }
  }
  if (isFeasible(s, chosen)) {
    if (objective > s.best) s.onFound(chosen, objective)
    return true
  }
  rebuild(s.lp)
  for (let g = 0; g < program.groups.length; g++) {
    const opens = s.openCount[g]!
    if (opens === 0 || (opens === 1 && s.forced[g])) continue
    const mark = s.trail.length
    const children: Child[] = s.forced[g] ? splitStarts(s, g) : [{ kind: 'up' }, { kind: 'down' }]
    for (const child of children) {
      applyChild(s, g, child)
      const ok = explore(s, () => false, -1, 0, 0, 60)
      undo(s, mark)
      if (!ok) return false
    }
    return true
  }
  return true
}

export function isFeasible(s: Search, chosen: readonly number[]): boolean {
  const use = new Float64Array(s.program.rows.length)
  for (const c of chosen) {
    const { rows, values } = s.columnRows[c]!
    for (let k = 0; k < rows.length; k++) use[rows[k]!]! += values[k]!
  }
  return use.every((u, r) => u <= s.program.rows[r]!.limit)
}
