import type { Span } from './working-hours.rules.ts'

/** Somebody, or a room, with the time that is taken; spans in any order, which may overlap. */
export interface Busy<Thing> {
  readonly who: Thing
  readonly busy: readonly Span[]
}

export interface Search<Person, Room> {
  /** When it may take place, in order and apart from each other. */
  readonly openings: readonly Span[]
  readonly duration_ms: number
  /** Meetings begin at whole steps from the start of an opening. */
  readonly step_ms: number
  readonly people: readonly Busy<Person>[]
  /** Rooms that would do, the best first; null: none is needed. */
  readonly rooms: readonly Busy<Room>[] | null
  /** How many answers are wanted. */
  readonly count: number
}

/** A time when it may take place. */
export interface Slot<Person, Room> extends Span {
  /** The best room that is free; null where none is needed. */
  readonly room: Room | null
  /** Who is taken then; nobody, in an answer free for all. */
  readonly taken: readonly Person[]
}

export interface Found<Person, Room> {
  /** Free for everybody and for a room, soonest first; none overlaps another. */
  readonly free: readonly Slot<Person, Room>[]
  /** Where these are fewer than wanted: times that suit the most, each with who is taken, apart from those above. */
  readonly nearly: readonly Slot<Person, Room>[]
}

/**
 * Times when all those people can meet. An answer is free for every one of them: what is taken is looked at whole, never person
 * by person from the start of a list.
 */
export function findTimes<Person, Room>(search: Search<Person, Room>): Found<Person, Room> {
  const people = search.people.map(({ who, busy }) => ({ who, busy: merged(busy) }))
  const rooms = search.rooms?.map(({ who, busy }) => ({ who, busy: merged(busy) })) ?? null
  const candidates = search.openings.flatMap((opening) => startsIn(opening, search))
  const slots = candidates.flatMap((from): Slot<Person, Room>[] => {
    const span = { from, to: from + search.duration_ms }
    const room = rooms === null ? null : rooms.find(({ busy }) => !meets(busy, span))
    if (room === undefined) return []
    const taken = people.filter(({ busy }) => meets(busy, span)).map(({ who }) => who)
    return [{ ...span, room: room?.who ?? null, taken }]
  })
  const free = apart(
    slots.filter(({ taken }) => taken.length === 0),
    search.count,
  )
  const others = slots
    .filter(({ taken }) => taken.length > 0 && taken.length < Math.max(people.length, 2))
    .sort((one, other) => one.taken.length - other.taken.length || one.from - other.from)
  return { free, nearly: apart(others, search.count - free.length, free) }
}

function startsIn(
  opening: Span,
  { duration_ms, step_ms }: { duration_ms: number; step_ms: number },
): number[] {
  const room = opening.to - opening.from - duration_ms
  if (room < 0) return []
  return Array.from({ length: Math.floor(room / step_ms) + 1 }, (_, index) => opening.from + index * step_ms)
}

/** The first of them, none over another nor over those chosen before. */
function apart<Person, Room>(
  slots: readonly Slot<Person, Room>[],
  count: number,
  before: readonly Span[] = [],
): Slot<Person, Room>[] {
  const chosen: Slot<Person, Room>[] = []
  for (const slot of slots) {
    if (chosen.length >= count) break
    if (![...before, ...chosen].some((other) => overlap(other, slot))) chosen.push(slot)
  }
  return chosen
}

function overlap(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to
}

/** The same time as spans in order that do not touch. */
export function merged(spans: readonly Span[]): Span[] {
  const result: { from: number; to: number }[] = []
  for (const { from, to } of [...spans].sort((one, other) => one.from - other.from)) {
    if (to <= from) continue
    const last = result.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else result.push({ from, to })
  }
  return result
}

/** Whether a span meets one of those, which are merged: looked for by halves. */
function meets(spans: readonly Span[], wanted: Span): boolean {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.to ?? 0) <= wanted.from) low = middle + 1
    else high = middle
  }
  const next = spans[low]
  return next !== undefined && next.from < wanted.to
}
