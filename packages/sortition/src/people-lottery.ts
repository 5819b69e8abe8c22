import type { KindLottery } from './decompose.ts'
import { TOTAL_WEIGHT } from './lottery.ts'
import type { PanelModel } from './panel-model.ts'
import type { KindCounts } from './panel-search.ts'
import { type Sitting, shareSeats } from './share-seats.ts'

/** A panel of people and how many of the tickets draw it. */
export interface WeightedPanel {
  readonly weight: number
  /** Positions in `problem.people`, ascending. */
  readonly people: readonly number[]
}

interface TicketedPanel {
  readonly counts: KindCounts
  readonly tickets: number
}

/** Somebody in a panel, from one of its tickets to another. */
interface Stay {
  readonly person: number
  readonly from: number
  readonly to: number
}

/**
 * Turns a lottery by kinds into one over named people, in whole tickets: people of a kind get the same number of tickets,
 * one more or less by rounding.
 *
 * Within a panel by kinds, people who share its seats follow each other round them (the wrap-around rule of McNaughton,
 * 1959), so nobody sits twice at once. Adds about one panel a person. Cost: panels × people.
 */
export function peopleLottery(model: PanelModel, lottery: KindLottery): WeightedPanel[] {
  const panels = wholeTickets(lottery)
  const stays = panels.map((): Stay[] => [])
  for (const [kind, { people }] of model.kinds.entries()) {
    const present = [...panels.keys()].filter((index) => panels[index]!.counts[kind]! > 0)
    const blocks = present.map((index) => ({
      seats: panels[index]!.counts[kind]!,
      tickets: panels[index]!.tickets,
    }))
    for (const [position, sittings] of shareSeats(blocks, people.length).entries()) {
      const index = present[position]!
      const named = sittings.map(({ person, tickets }) => ({ person: people[person]!, tickets }))
      stays[index]!.push(...seatInTurn(named, panels[index]!.tickets))
    }
  }
  return stays.flatMap(cutAtChanges)
}

/** Rounds the weights to whole tickets by largest remainder; panels without a ticket leave. Heaviest first. */
function wholeTickets({ panels, weights }: KindLottery): TicketedPanel[] {
  const sum = weights.reduce((total, weight) => total + Math.max(0, weight), 0)
  const exact = Array.from(weights, (weight) => (Math.max(0, weight) / sum) * TOTAL_WEIGHT)
  const missing = TOTAL_WEIGHT - exact.reduce((total, amount) => total + Math.floor(amount), 0)
  const raised = new Set(
    [...exact.keys()].sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1) || a - b).slice(0, missing),
  )
  return panels
    .map((counts, index) => ({ counts, tickets: Math.floor(exact[index]!) + (raised.has(index) ? 1 : 0) }))
    .filter(({ tickets }) => tickets > 0)
    .sort((a, b) => b.tickets - a.tickets)
}

/** Lays the sittings end to end round the seats; nobody sits longer than a seat lasts, so nobody meets himself. */
function seatInTurn(sittings: readonly Sitting[], tickets: number): Stay[] {
  const stays: Stay[] = []
  let at = 0
  for (const { person, tickets: length } of sittings) {
    const first = Math.min(length, tickets - at)
    stays.push({ person, from: at, to: at + first })
    if (first < length) stays.push({ person, from: 0, to: length - first })
    at = (at + length) % tickets
  }
  return stays
}

/** One panel for each stretch of tickets during which nobody changes. */
function cutAtChanges(stays: readonly Stay[]): WeightedPanel[] {
  const ends = [...new Set(stays.map(({ to }) => to))].sort((a, b) => a - b)
  return ends.map((to, index) => {
    const from = index === 0 ? 0 : ends[index - 1]!
    const seated = stays.filter((stay) => stay.from <= from && stay.to >= to)
    return { weight: to - from, people: seated.map(({ person }) => person).sort((a, b) => a - b) }
  })
}
