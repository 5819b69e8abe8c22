import type { Neighbourhood } from './neighbourhood.ts'

export interface Found {
  /** Column of each measure, −1 when it is left out. */
  readonly columns: readonly number[]
  readonly units: number
}

/** Steps for which a measure that was moved stays: the least, and how many more at random. */
const leastRest = 5
const moreRest = 8
/** What a unit above a limit costs at first, beside the price of the limit. */
const firstDearness = 2
/** After so many steps with a broken limit it costs more, after so many without all cost less. */
const patience = 3
const raise = 1.2
const lower = 0.85
/** Steps without a better choice before the best one is taken up again, with so many measures moved at random. */
const stall = 400
const kicked = 4

/**
 * Looks for a good portfolio: moves one measure at a time, the one that gains most, through choices that may break limits
 * and links at a price that rises while they stay broken. Null when it met no portfolio, which proves nothing.
 * Cost: `rounds` times the columns times the limits, at worst.
 *
 * Method: tabu search with strategic oscillation (Glover, 1989; the prices as in Gendreau, Hertz and Laporte, 1994),
 * from the rounded relaxation.
 */
export function searchLocally(
  near: Neighbourhood,
  options: {
    readonly rounds: number
    readonly random: () => number
    /** Share of each column in the relaxation: what is taken by half is put in first. */
    readonly wishes: Float64Array | null
    readonly shouldStop: () => boolean
  },
): Found | null {
  const { random } = options
  const { mandatory } = near.compiled.program
  if (near.columns.some((starts, measure) => mandatory[measure] && starts.length === 0)) return null
  const walk = startWalk(near, options.wishes, random)
  let best: Found | null = null
  let last = 0
  for (let round = 1; round <= options.rounds; round++) {
    if (round % 64 === 0 && options.shouldStop()) break
    if (!moveBest(walk, round, best?.units ?? Number.NEGATIVE_INFINITY)) continue
    walk.rest[walk.moved] = round + leastRest + Math.floor(random() * moreRest)
    const isWhole = isPortfolio(walk)
    if (isWhole && (best === null || walk.units > best.units)) {
      best = { columns: [...walk.column], units: walk.units }
      last = round
    }
    adjustPrices(walk, isWhole)
    if (round - last <= stall) continue
    last = round
    kick(walk, best, random, round)
  }
  return best
}

interface Walk {
  readonly near: Neighbourhood
  /** What each column takes from each limit, one row of numbers a column; the last row is that of "left out". */
  readonly takes: Float64Array
  /** Column of each measure, −1 when it is left out. */
  readonly column: Int32Array
  readonly use: Float64Array
  /** What a unit above each limit costs. */
  readonly dearness: Float64Array
  /** What a broken link costs: a requirement or an exclusion. */
  linkDearness: number
  readonly leastLinkDearness: number
  /** Until which step each measure stays. */
  readonly rest: Int32Array
  /** Scratch: use of each limit without one measure, less the limit. */
  readonly over: Float64Array
  units: number
  brokenLinks: number
  moved: number
  /** Steps since the limits and links were last broken (positive) or whole (negative). */
  streak: number
}

function startWalk(near: Neighbourhood, wishes: Float64Array | null, random: () => number): Walk {
  const { columns, uses, limits, value } = near
  const takes = new Float64Array((uses.length + 1) * limits.length)
  uses.forEach(({ rows, values }, column) => {
    for (let k = 0; k < rows.length; k++) takes[column * limits.length + rows[k]!] = values[k]!
  })
  const typical = value.reduce((sum, units) => sum + Math.abs(units), 0) / Math.max(1, value.length)
  const walk: Walk = {
    near,
    takes,
    column: new Int32Array(columns.length).fill(-1),
    use: new Float64Array(limits.length),
    dearness: near.prices.map((price) => price * firstDearness),
    linkDearness: typical,
    leastLinkDearness: typical * 0.3,
    rest: new Int32Array(columns.length),
    over: new Float64Array(limits.length),
    units: near.compiled.synergies.reduce(
      (sum, { members }, k) => sum + (members.length === 0 ? near.synergyValue[k]! : 0),
      0,
    ),
    brokenLinks: 0,
    moved: -1,
    streak: 0,
  }
  columns.forEach((starts, measure) => {
    move(walk, measure, firstColumn(near, starts, measure, wishes, random))
  })
  return walk
}

/** The start most wished for, if all together are wished for by half; a mandatory measure has one anyway. */
function firstColumn(
  { compiled }: Neighbourhood,
  starts: readonly number[],
  measure: number,
  wishes: Float64Array | null,
  random: () => number,
): number {
  const isMandatory = compiled.program.mandatory[measure]!
  const sum = starts.reduce((all, column) => all + (wishes?.[column] ?? 0), 0)
  if (sum <= 0.5 && !isMandatory) return -1
  if (sum === 0) return starts[Math.floor(random() * starts.length)] ?? -1
  return starts.reduce((best, column) => (wishes![column]! > wishes![best]! ? column : best))
}

/** Makes the move that gains most, counting what is broken; a measure at rest moves only to a new best portfolio. */
function moveBest(walk: Walk, round: number, record: number): boolean {
  const { near, column, over, use, takes, dearness } = walk
  const { limits, columns } = near
  const width = limits.length
  const leftOut = near.uses.length
  const { mandatory } = near.compiled.program
  let broken = 0
  for (let row = 0; row < width; row++) broken += Math.max(0, use[row]! - limits[row]!) * dearness[row]!
  let most = Number.NEGATIVE_INFINITY
  let moved = -1
  let target = -1
  for (let measure = 0; measure < columns.length; measure++) {
    const starts = columns[measure]!
    if (starts.length === 0) continue
    const old = column[measure]!
    const links = linksBroken(walk, measure, old)
    const worth = near.value[measure]! + synergyWorth(walk, measure)
    const mine = (old < 0 ? leftOut : old) * width
    for (let row = 0; row < width; row++) over[row] = use[row]! - limits[row]! - takes[mine + row]!
    for (let k = mandatory[measure] ? 0 : -1; k < starts.length; k++) {
      const next = k < 0 ? -1 : starts[k]!
      if (next === old) continue
      const gain = old < 0 ? worth : next < 0 ? -worth : 0
      const newLinks = linksBroken(walk, measure, next) - links
      // What the limits may cost before this move is no better than the one in hand.
      const whole = gain - newLinks * walk.linkDearness + broken
      const allowed = whole - most
      if (allowed <= 0) continue
      const theirs = (next < 0 ? leftOut : next) * width
      let cost = 0
      for (let row = 0; row < width && cost < allowed; row++) {
        const above = over[row]! + takes[theirs + row]!
        if (above > 0) cost += above * dearness[row]!
      }
      if (cost >= allowed) continue
      const isRecord = cost === 0 && walk.brokenLinks + newLinks === 0 && walk.units + gain > record
      if (walk.rest[measure]! > round && !isRecord) continue
      most = whole - cost
      moved = measure
      target = next
    }
  }
  if (moved < 0) return false
  move(walk, moved, target)
  return true
}

function move(walk: Walk, measure: number, next: number): void {
  const { near, column, use, takes } = walk
  const old = column[measure]!
  if (next === old) return
  const width = use.length
  walk.moved = measure
  walk.brokenLinks += linksBroken(walk, measure, next) - linksBroken(walk, measure, old)
  if (old < 0) walk.units += near.value[measure]! + synergyWorth(walk, measure)
  if (next < 0) walk.units -= near.value[measure]! + synergyWorth(walk, measure)
  for (let row = 0; row < width; row++) {
    if (old >= 0) use[row]! -= takes[old * width + row]!
    if (next >= 0) use[row]! += takes[next * width + row]!
  }
  column[measure] = next
}

/** How many requirements and exclusions the measure takes part in would be broken with that column. */
function linksBroken({ near, column }: Walk, measure: number, mine: number): number {
  const { requires, excludes, columnStart } = near.compiled
  let broken = 0
  if (mine < 0) {
    for (const other of near.requiredBy[measure]!) if (column[other]! >= 0) broken++
    return broken
  }
  for (const other of requires[measure]!) {
    const theirs = column[other]!
    if (theirs < 0 || columnStart[theirs]! > columnStart[mine]!) broken++
  }
  for (const other of near.requiredBy[measure]!) {
    const theirs = column[other]!
    if (theirs >= 0 && columnStart[theirs]! < columnStart[mine]!) broken++
  }
  for (const other of excludes[measure]!) if (column[other]! >= 0) broken++
  return broken
}

/** Units of the synergies of which all other members are selected. */
function synergyWorth({ near, column }: Walk, measure: number): number {
  let worth = 0
  for (const k of near.synergiesOf[measure]!) {
    const { members } = near.compiled.synergies[k]!
    if (members.every((member) => member === measure || column[member]! >= 0)) worth += near.synergyValue[k]!
  }
  return worth
}

function isPortfolio({ near, use, brokenLinks }: Walk): boolean {
  if (brokenLinks > 0) return false
  for (let row = 0; row < use.length; row++) if (use[row]! > near.limits[row]!) return false
  return true
}

/** Keeps the walk on both sides of what is allowed. */
function adjustPrices(walk: Walk, isWhole: boolean): void {
  const { near, use, dearness } = walk
  walk.streak = isWhole ? Math.max(1, walk.streak + 1) : Math.min(-1, walk.streak - 1)
  if (Math.abs(walk.streak) < patience) return
  walk.streak = 0
  for (let row = 0; row < use.length; row++) {
    if (isWhole) dearness[row]! *= lower
    else if (use[row]! > near.limits[row]!) dearness[row]! *= raise
  }
  if (isWhole) walk.linkDearness = Math.max(walk.leastLinkDearness, walk.linkDearness * lower)
  else if (walk.brokenLinks > 0) walk.linkDearness *= raise
}

function kick(walk: Walk, best: Found | null, random: () => number, round: number): void {
  const { columns, compiled } = walk.near
  best?.columns.forEach((column, measure) => {
    move(walk, measure, column)
  })
  for (let k = 0; k < kicked; k++) {
    const measure = Math.floor(random() * columns.length)
    const starts = columns[measure]!
    const choices = starts.length + (compiled.program.mandatory[measure] ? 0 : 1)
    if (starts.length === 0) continue
    move(walk, measure, starts[Math.floor(random() * choices)] ?? -1)
    walk.rest[measure] = round + leastRest + moreRest
  }
}
