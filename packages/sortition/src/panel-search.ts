import type { Face } from './face.ts'
import type { PanelModel } from './panel-model.ts'

/** A panel by kinds: how many of each. */
export type KindCounts = Int32Array

/** Exchanges tried before a search gives up. */
const EXCHANGES = 400

/** What one person above or below a limit costs, in wishes. */
const PENALTY = 2

/** How much chance stirs the choice of who leaves, in wishes: enough to leave a loop. */
const STIR = 0.3

interface Search {
  readonly size: number
  readonly face: Face
  /** Limits of kind t: `limits[starts[t]]` to `limits[starts[t + 1] - 1]`, without the panel's size. */
  readonly starts: Int32Array
  readonly limits: Int32Array
  readonly random: () => number
  readonly count: Int32Array
  readonly held: Int32Array
  /** What one more, and one less, adds to the distance from each limit. */
  readonly more: Int32Array
  readonly less: Int32Array
  /** Kinds by limit. */
  readonly members: readonly Int32Array[]
  /** What one more, and one less, of each kind adds to the distance: the sum over its limits, kept up to date. */
  readonly hurtOfMore: Int32Array
  readonly hurtOfLess: Int32Array
  /** Exchange from which a kind may move again. */
  readonly frozen: Int32Array
  distance: number
}

/**
 * Looks for panels that hold many people of the kinds wished for: takes the wished ones one by one, then exchanges people
 * until every limit is met, never the same ones twice in a row.
 *
 * A heuristic: it may miss, it never returns a panel outside the face. Cost: some (size × kinds).
 *
 * @returns a function from wishes (by kind) to a panel, or null when none was found.
 */
export function panelSearch(
  model: PanelModel,
  face: Face,
  random: () => number,
): (wish: Float64Array) => KindCounts | null {
  const search = openSearch(model, face, random)
  return (wish) => {
    if (!fill(search, wish)) return null
    for (let exchange = 1; exchange <= EXCHANGES && search.distance > 0; exchange++) {
      const leaving = cheapestToLeave(search, wish, exchange)
      if (leaving < 0) return null
      move(search, leaving, -1)
      freeze(search, leaving, exchange)
      const coming = cheapestToCome(search, wish, exchange)
      if (coming < 0) return null
      move(search, coming, 1)
      freeze(search, coming, exchange)
    }
    return search.distance === 0 ? search.count.slice() : null
  }
}

function openSearch(model: PanelModel, face: Face, random: () => number): Search {
  const starts = new Int32Array(model.kinds.length + 1)
  for (const [kind, { limits }] of model.kinds.entries()) starts[kind + 1] = starts[kind]! + limits.length - 1
  return {
    size: model.size,
    face,
    starts,
    limits: Int32Array.from(model.kinds.flatMap(({ limits }) => limits.slice(1))),
    random,
    count: new Int32Array(model.kinds.length),
    held: new Int32Array(model.limits.length),
    more: new Int32Array(model.limits.length),
    less: new Int32Array(model.limits.length),
    members: model.limits.map((_, limit) =>
      Int32Array.from([...model.kinds.keys()].filter((kind) => model.kinds[kind]!.limits.includes(limit))),
    ),
    hurtOfMore: new Int32Array(model.kinds.length),
    hurtOfLess: new Int32Array(model.kinds.length),
    frozen: new Int32Array(model.kinds.length),
    distance: 0,
  }
}

/** Empties the panel, then takes the people wished for most and hurting least, up to its size. */
function fill(search: Search, wish: Float64Array): boolean {
  search.count.fill(0)
  search.held.fill(0)
  search.frozen.fill(0)
  search.distance = 0
  for (let limit = 1; limit < search.held.length; limit++) {
    search.distance += distanceOf(search, limit, 0)
    weigh(search, limit)
  }
  let taken = 0
  for (const [kind, least] of search.face.least.entries()) {
    for (let i = 0; i < least; i++, taken++) move(search, kind, 1)
  }
  for (; taken < search.size; taken++) {
    const coming = cheapestToCome(search, wish, 0)
    if (coming < 0) return false
    move(search, coming, 1)
  }
  return taken === search.size
}

function distanceOf({ face }: Search, limit: number, held: number): number {
  return Math.max(0, held - face.max[limit]!, face.min[limit]! - held)
}

function weigh(search: Search, limit: number): void {
  const held = search.held[limit]!
  const here = distanceOf(search, limit, held)
  spread(
    search.members[limit]!,
    search.more,
    search.hurtOfMore,
    limit,
    distanceOf(search, limit, held + 1) - here,
  )
  spread(
    search.members[limit]!,
    search.less,
    search.hurtOfLess,
    limit,
    distanceOf(search, limit, held - 1) - here,
  )
}

/** Tells the kinds of a limit when what it adds changes, which it does only where a panel meets a bound. */
function spread(members: Int32Array, adds: Int32Array, hurt: Int32Array, limit: number, now: number): void {
  const change = now - adds[limit]!
  if (change === 0) return
  adds[limit] = now
  for (let i = 0; i < members.length; i++) hurt[members[i]!]! += change
}

function move(search: Search, kind: number, by: 1 | -1): void {
  search.count[kind]! += by
  for (let i = search.starts[kind]!; i < search.starts[kind + 1]!; i++) {
    const limit = search.limits[i]!
    search.distance += by === 1 ? search.more[limit]! : search.less[limit]!
    search.held[limit]! += by
    weigh(search, limit)
  }
}

function freeze(search: Search, kind: number, exchange: number): void {
  search.frozen[kind] = exchange + 3 + Math.floor(search.random() * 5)
}

function cheapestToCome(search: Search, wish: Float64Array, exchange: number): number {
  const { count, face, frozen, hurtOfMore } = search
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (let kind = 0; kind < count.length; kind++) {
    if (count[kind]! >= face.most[kind]! || frozen[kind]! > exchange) continue
    const cost = PENALTY * hurtOfMore[kind]! - wish[kind]!
    if (cost < least) {
      least = cost
      best = kind
    }
  }
  return best
}

function cheapestToLeave(search: Search, wish: Float64Array, exchange: number): number {
  const { count, face, frozen, hurtOfLess } = search
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (let kind = 0; kind < count.length; kind++) {
    if (count[kind]! <= face.least[kind]! || frozen[kind]! > exchange) continue
    const cost = PENALTY * hurtOfLess[kind]! + wish[kind]! + STIR * search.random()
    if (cost < least) {
      least = cost
      best = kind
    }
  }
  return best
}
