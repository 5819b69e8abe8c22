import { wholeFace } from './face.ts'
import type { PanelModel } from './panel-model.ts'
import { type KindCounts, panelSearch } from './panel-search.ts'

/** Fresh starts before a panel is mended by exchanges. */
const STARTS = 20

interface Filling {
  /** People of each kind neither taken nor excluded. */
  readonly left: Int32Array
  /** The same by limit. */
  readonly available: Int32Array
  readonly held: Int32Array
  readonly count: Int32Array
  readonly full: Uint8Array
}

/**
 * Returns a function that draws one panel seat by seat: chance chooses among those who have the feature most urgently
 * needed (seats still to fill over people left), all equally likely; who would break a quota is out.
 *
 * @param known a panel that meets the limits, for pools where chance and exchanges both fail.
 * @returns positions in `problem.people`, ascending.
 */
export function drawByUrgency(
  model: PanelModel,
  random: () => number,
  known: KindCounts,
): () => readonly number[] {
  const membersOf = model.limits.map((_, limit) =>
    [...model.kinds.keys()].filter((kind) => model.kinds[kind]!.limits.includes(limit)),
  )
  const search = panelSearch(model, wholeFace(model), random)
  return () => {
    for (let start = 0; start < STARTS; start++) {
      const counts = fill(model, membersOf, random)
      if (counts !== null) return people(model, counts, random)
    }
    return people(model, search(Float64Array.from(model.kinds, random)) ?? known, random)
  }
}

function fill(
  model: PanelModel,
  membersOf: readonly (readonly number[])[],
  random: () => number,
): KindCounts | null {
  const filling = openFilling(model)
  for (let seat = 0; seat < model.size; seat++) {
    const limit = mostUrgent(model, filling, random)
    if (limit < 0) return null
    take(model, filling, membersOf, pick(filling, membersOf[limit]!, filling.available[limit]!, random))
  }
  return model.limits.every(({ min }, limit) => filling.held[limit]! >= min) ? filling.count : null
}

function openFilling({ kinds, limits }: PanelModel): Filling {
  const filling = {
    left: Int32Array.from(kinds, ({ people, cap }) => (cap > 0 ? people.length : 0)),
    available: new Int32Array(limits.length),
    held: new Int32Array(limits.length),
    count: new Int32Array(kinds.length),
    full: new Uint8Array(limits.length),
  }
  for (const [kind, { limits: counted }] of kinds.entries()) {
    for (const limit of counted) filling.available[limit]! += filling.left[kind]!
  }
  return filling
}

/** Limit with the highest ratio of seats needed to people left, a tie left to chance; −1 where one cannot be met. */
function mostUrgent({ limits }: PanelModel, { available, held }: Filling, random: () => number): number {
  let best = 0
  let highest = 0
  let ties = 1
  for (const [limit, { min }] of limits.entries()) {
    const needed = min - held[limit]!
    if (needed > available[limit]!) return -1
    if (needed <= 0 || limit === 0) continue
    const urgency = needed / available[limit]!
    if (urgency > highest || (urgency === highest && random() < 1 / ++ties)) best = limit
    if (urgency > highest) {
      highest = urgency
      ties = 1
    }
  }
  return best
}

/** A kind of this limit, each person left equally likely. */
function pick(
  { left }: Filling,
  members: readonly number[],
  available: number,
  random: () => number,
): number {
  let step = Math.floor(random() * available)
  for (const kind of members) {
    step -= left[kind]!
    if (step < 0) return kind
  }
  throw new Error('the people left of a limit are those of its kinds')
}

function take(
  { kinds, limits }: PanelModel,
  filling: Filling,
  membersOf: readonly (readonly number[])[],
  kind: number,
): void {
  filling.count[kind]!++
  exclude(filling, kinds[kind]!.limits, kind, 1)
  for (const limit of kinds[kind]!.limits) {
    filling.held[limit]!++
    if (limit === 0 || filling.held[limit]! < limits[limit]!.max || filling.full[limit] === 1) continue
    filling.full[limit] = 1
    for (const other of membersOf[limit]!) {
      exclude(filling, kinds[other]!.limits, other, filling.left[other]!)
    }
  }
}

function exclude(filling: Filling, limits: readonly number[], kind: number, howMany: number): void {
  filling.left[kind]! -= howMany
  for (const limit of limits) filling.available[limit]! -= howMany
}

/** Puts names on the seats of each kind by a shuffle. */
function people({ kinds }: PanelModel, counts: KindCounts, random: () => number): number[] {
  const seated: number[] = []
  for (const [kind, count] of counts.entries()) {
    const left = [...kinds[kind]!.people]
    for (let i = 0; i < count; i++) {
      const chosen = i + Math.floor(random() * (left.length - i))
      seated.push(left[chosen]!)
      left[chosen] = left[i]!
    }
  }
  return seated.sort((a, b) => a - b)
}
