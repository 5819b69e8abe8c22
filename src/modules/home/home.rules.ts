import type { CalendarDate } from '#kernel/calendar-date.ts'
import { type Comparison, compare, type PromisedMeasure } from '#modules/steering/evidence/evidence.public.ts'

interface Band {
  readonly low: number
  readonly likely: number
  readonly high: number
}

/** Cash of one direction, in cents. */
export interface CashFigures {
  /** Announced from the start to the day, by the measures on which something was recorded: the others prove nothing. */
  readonly toDate: Band
  /** Announced over all the years. */
  readonly whole: Band
  readonly measured: number
}

/** What the first page says of the measures decided; estimates of the others are not promises yet. */
export interface TownFigures {
  readonly on: CalendarDate
  readonly decided: Readonly<Record<'I' | 'II' | 'III', number>>
  /** Measures decided on which something was recorded. */
  readonly followed: number
  readonly cost: CashFigures
  readonly gain: CashFigures
  /** Facts of money behind what was measured, and the day of the last. */
  readonly facts: number
  readonly lastFact: CalendarDate | null
}

export function summarise(measures: readonly PromisedMeasure[], on: CalendarDate): TownFigures {
  const promised = measures.filter((measure) => measure.isPromised)
  const comparisons = promised.map((measure) => compare(measure, on))
  const followed = comparisons.filter(({ lines }) => lines.some((line) => line.facts > 0))
  const cashLines = comparisons.flatMap(({ lines }) => lines.filter((line) => line.family === 'cash'))
  const count = (part: 'I' | 'II' | 'III') => promised.filter((measure) => measure.part === part).length
  return {
    on,
    decided: { I: count('I'), II: count('II'), III: count('III') },
    followed: followed.length,
    cost: cashOf(comparisons, followed, 'cost'),
    gain: cashOf(comparisons, followed, 'gain'),
    facts: cashLines.reduce((sum, line) => sum + line.facts, 0),
    lastFact: cashLines.reduce<CalendarDate | null>(
      (last, { lastDay }) => (lastDay !== null && (last === null || lastDay > last) ? lastDay : last),
      null,
    ),
  }
}

function cashOf(
  all: readonly Comparison[],
  followed: readonly Comparison[],
  direction: 'cost' | 'gain',
): CashFigures {
  const totalsOf = (comparisons: readonly Comparison[]) =>
    comparisons
      .flatMap(({ totals }) => totals)
      .filter((total) => total.direction === direction && total.family === 'cash')
  return {
    toDate: sumBands(totalsOf(followed).map((total) => total.promised)),
    whole: sumBands(totalsOf(all).map((total) => total.horizonPromised)),
    measured: totalsOf(followed).reduce((sum, total) => sum + total.measured, 0),
  }
}

function sumBands(bands: readonly Band[]): Band {
  return bands.reduce(
    (sum, band) => ({
      low: sum.low + band.low,
      likely: sum.likely + band.likely,
      high: sum.high + band.high,
    }),
    { low: 0, likely: 0, high: 0 },
  )
}

/** Where what was measured stands against what was announced to date, and by how much it is out. */
export function standing({ toDate, measured }: CashFigures): {
  readonly where: 'within' | 'above' | 'below'
  readonly beyond: number
} {
  if (measured > toDate.high) return { where: 'above', beyond: measured - toDate.high }
  if (measured < toDate.low) return { where: 'below', beyond: toDate.low - measured }
  return { where: 'within', beyond: 0 }
}
