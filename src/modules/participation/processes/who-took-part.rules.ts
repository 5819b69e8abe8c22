import {
  type AgeBand,
  ageBands,
  type Channel,
  channels,
  type Gender,
  genders,
} from './participation.rules.ts'
import type { PopulationCell } from './population-file.rules.ts'
import type { Process } from './processes.rules.ts'

/** A count below this is never shown: one could guess who it is. */
export const leastShown = 5

export const dimensions = ['channel', 'district', 'age', 'gender'] as const
export type Dimension = (typeof dimensions)[number]

/** People of one category; null stands for those who gave none. */
export interface Cell {
  readonly category: string | null
  readonly people: number
}

/** A cell as it is read: hidden when it is small, or when the total and the others would give a small one away. */
export interface ShownCell {
  readonly category: string | null
  /** Null when hidden. */
  readonly people: number | null
}

/**
 * Hides what would let anybody count fewer than five people. Every cell below five is hidden, and as many others, the
 * smallest first, as it takes for the total less the cells shown to leave several possibilities for each small cell, even
 * to somebody who knows this method: which of the hidden cells are small is not said. Cells that are all empty hide
 * nobody: nothing more is hidden for them. All is hidden where nothing else will do.
 */
export function hideSmall(cells: readonly Cell[]): ShownCell[] {
  const order = cells.map((_, index) => index).toSorted((a, b) => peopleAt(cells, a) - peopleAt(cells, b))
  const hidden: number[] = []
  for (const index of order) {
    const people = peopleAt(cells, index)
    // Of two that are alike, hiding one only would say which of the two is not small.
    if (people >= leastShown && people !== hidden.at(-1) && isSafe(hidden)) break
    hidden.push(people)
  }
  const hiddenIndexes = new Set(order.slice(0, isSafe(hidden) ? hidden.length : order.length))
  return cells.map(({ category, people }, index) => ({
    category,
    people: hiddenIndexes.has(index) ? null : people,
  }))
}

function peopleAt(cells: readonly Cell[], index: number): number {
  return cells[index]?.people ?? 0
}

/**
 * Whether the sum of hidden counts, in rising order, gives none of the small ones away. Alone, a count is the sum. Several
 * small ones are known when all are as large as they may be, and a sum below five is itself a small count.
 */
function isSafe(hidden: readonly number[]): boolean {
  const sum = hidden.reduce((total, people) => total + people, 0)
  if (sum === 0) return true
  if (hidden.length < 2 || sum < leastShown) return false
  return (hidden.at(-1) ?? 0) >= leastShown || sum < hidden.length * (leastShown - 1)
}

/**
 * How many the shares are of: those who gave a category, where that can be said; else everybody, since the difference
 * would give away how many did not.
 */
export function baseOf(shown: readonly ShownCell[], total: number): number {
  const unknown = shown.find(({ category }) => category === null)
  return unknown?.people === null || unknown === undefined ? total : total - unknown.people
}

/** A share with its 95 % interval. */
export interface Interval {
  readonly share: number
  readonly low: number
  readonly high: number
}

/** 97.5 % quantile of the normal distribution. */
const z95 = 1.959963984540054

/**
 * Wilson's score interval at 95 % for `count` of `total`: never below 0 or above 1, and usable with few people. It reads
 * those who came as a draw among all who might have; they chose to come, so it says how much chance alone could move the
 * share, and nothing of who stays away. Null when nobody came.
 */
export function wilson(count: number, total: number): Interval | null {
  if (total <= 0) return null
  const share = count / total
  const square = z95 ** 2
  const centre = (share + square / (2 * total)) / (1 + square / total)
  const half =
    (z95 / (1 + square / total)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total ** 2))
  return {
    share,
    low: count === 0 ? 0 : Math.max(0, centre - half),
    high: count === total ? 1 : Math.min(1, centre + half),
  }
}

/** A category of those who took part beside its share of the town. */
export interface ComparedCell extends ShownCell {
  /** Null when hidden, or where there is nobody to compare with. */
  readonly interval: Interval | null
  /** Share of the town; null where the reference does not have the category. */
  readonly townShare: number | null
  readonly verdict: 'over' | 'under' | 'alike' | null
}

/**
 * Those who took part beside the town; `base` is what the shares are of. `over` and `under` only where the town's share is outside the interval:
 * else chance alone could explain the difference.
 */
export function compareWithTown(
  shown: readonly ShownCell[],
  base: number,
  reference: ReadonlyMap<string, number>,
): ComparedCell[] {
  const town = [...reference.values()].reduce((sum, people) => sum + people, 0)
  return shown.map((cell) => {
    const here = cell.category === null ? undefined : reference.get(cell.category)
    const townShare = here === undefined || town === 0 ? null : here / town
    const interval = cell.category === null || cell.people === null ? null : wilson(cell.people, base)
    return { ...cell, interval, townShare, verdict: verdictOf(interval, townShare) }
  })
}

function verdictOf(interval: Interval | null, townShare: number | null): ComparedCell['verdict'] {
  if (interval === null || townShare === null) return null
  if (townShare < interval.low) return 'over'
  return townShare > interval.high ? 'under' : 'alike'
}

/** Counts of a process by the four things that may be known of people. */
export interface Counted {
  readonly channel: Channel
  readonly districtId: string | null
  readonly ageBand: AgeBand | null
  readonly gender: Gender | null
  readonly people: number
}

/** The cells of one dimension in their usual order, empty ones too; people who gave nothing come last. */
export function cellsOf(
  counts: readonly Counted[],
  dimension: Dimension,
  districtIds: readonly string[],
): Cell[] {
  const categories: Readonly<Record<Dimension, readonly string[]>> = {
    channel: channels,
    district: districtIds,
    age: ageBands,
    gender: genders,
  }
  const sum = (category: string | null) =>
    counts
      .filter((count) => categoryOf(count, dimension) === category)
      .reduce((total, { people }) => total + people, 0)
  const unknown = dimension === 'channel' ? [] : [{ category: null, people: sum(null) }]
  return [...categories[dimension].map((category) => ({ category, people: sum(category) })), ...unknown]
}

function categoryOf(count: Counted, dimension: Dimension): string | null {
  if (dimension === 'channel') return count.channel
  if (dimension === 'district') return count.districtId
  return dimension === 'age' ? count.ageBand : count.gender
}

/**
 * Why no detail is shown: too few people, or a process still open. Two visits of the public page a day apart would say who
 * came in between; the services see the detail meanwhile, small counts hidden too, to go and find those who stay away.
 */
export function withheldFrom(
  { status }: Pick<Process, 'status'>,
  people: number,
  isOfTheServices: boolean,
): 'few' | 'until_closed' | null {
  if (people < leastShown) return 'few'
  return status === 'closed' || status === 'answered' || isOfTheServices ? null : 'until_closed'
}

/** The tables of the page: nothing that gives a small count away, beside the town where its reference is known. */
export function tablesOf(
  counted: readonly Counted[],
  districtIds: readonly string[],
  population: { readonly cells: readonly PopulationCell[] } | null,
): { readonly dimension: Dimension; readonly cells: readonly ComparedCell[] }[] {
  const total = counted.reduce((sum, { people }) => sum + people, 0)
  return dimensions
    .filter((dimension) => dimension !== 'district' || districtIds.length > 0)
    .map((dimension) => {
      const shown = hideSmall(cellsOf(counted, dimension, districtIds))
      const reference = new Map(
        population?.cells
          .filter((cell) => cell.dimension === dimension)
          .map(({ category, people }) => [category, people]),
      )
      return { dimension, cells: compareWithTown(shown, baseOf(shown, total), reference) }
    })
}
