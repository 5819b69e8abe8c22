import { describeKind, type Family } from './line-kinds.rules.ts'
import type { MeasureLine } from './measures.rules.ts'
import {
  addBands,
  type Band,
  cashOf,
  type HourlyRates,
  lineValue,
  occursIn,
  scaleBand,
  sumBands,
  totalOf,
  type YearEffect,
  yearlyEffects,
  zeroBand,
} from './yearly-effect.rules.ts'

export interface CurvePoint {
  readonly year: number
  readonly cumulated: Band
}

/** When a cumulated curve is back above zero for good, on the likely figures. */
export interface Payback {
  /** Null when it is not within the horizon. */
  readonly year: number | null
  /** The deepest point on the way; null when the curve never goes below zero. */
  readonly trough: { readonly year: number; readonly cents: number } | null
}

export interface Analysis {
  readonly years: readonly YearEffect[]
  readonly cash: { readonly curve: readonly CurvePoint[]; readonly payback: Payback }
  readonly total: { readonly curve: readonly CurvePoint[]; readonly payback: Payback }
  /** Net present value of everything that has a price, in cents, discounted to the first year. */
  readonly netPresentValue: Band
  /** Present value of gains over present value of costs, on the likely figures; null without costs. */
  readonly benefitCostRatio: number | null
  readonly presentCost: Band
  readonly presentGain: Band
  /** Share of the likely value of the gains by family, between 0 and 1; all 0 without gains. */
  readonly gainShares: Readonly<Record<Family, number>>
  readonly discountBasisPoints: number
}

/** Everything that the page of a measure says of its figures, from its lines. Exact on the likely figures; see docs/glossary.md. */
export function analyse(
  firstYear: number,
  lines: readonly MeasureLine[],
  rates: HourlyRates,
  discountBasisPoints: number,
): Analysis {
  const years = yearlyEffects(firstYear, lines, rates)
  const present = (direction: 'cost' | 'gain') =>
    presentValue(lines.filter(isOf(direction)), rates, discountBasisPoints)
  const gain = present('gain')
  const cost = scaleBand(swap(present('cost')), -1)
  return {
    years,
    cash: curveOf(years, cashOf),
    total: curveOf(years, totalOf),
    netPresentValue: {
      low: gain.low - cost.high,
      likely: gain.likely - cost.likely,
      high: gain.high - cost.low,
    },
    benefitCostRatio: cost.likely === 0 ? null : gain.likely / cost.likely,
    presentCost: cost,
    presentGain: gain,
    gainShares: gainShares(lines, rates, discountBasisPoints),
    discountBasisPoints,
  }
}

function isOf(direction: 'cost' | 'gain'): (line: MeasureLine) => boolean {
  return (line) => describeKind(line.kind).direction === direction
}

/** Costs are valued below zero, their low figure being the worst: as amounts, low and high change places. */
function swap(band: Band): Band {
  return { low: band.high, likely: band.likely, high: band.low }
}

function curveOf(years: readonly YearEffect[], read: (effect: YearEffect) => Band) {
  let cumulated = zeroBand
  const curve = years.map((effect) => {
    cumulated = addBands(cumulated, read(effect))
    return { year: effect.year, cumulated }
  })
  return { curve, payback: paybackOf(curve) }
}

/** The first year from which the likely curve stays at zero or above up to the horizon, and how deep it went before. */
export function paybackOf(curve: readonly CurvePoint[]): Payback {
  const lastBelow = curve.findLastIndex((point) => point.cumulated.likely < 0)
  const deepest = curve.reduce<CurvePoint | null>(
    (low, point) => (low === null || point.cumulated.likely < low.cumulated.likely ? point : low),
    null,
  )
  return {
    year: curve[lastBelow + 1]?.year ?? null,
    trough:
      deepest && deepest.cumulated.likely < 0
        ? { year: deepest.year, cents: deepest.cumulated.likely }
        : null,
  }
}

/** Value today of what the lines are worth over the years, the first year not being discounted. */
function presentValue(lines: readonly MeasureLine[], rates: HourlyRates, discountBasisPoints: number): Band {
  return sumBands(
    lines.map((line) => scaleBand(lineValue(line, rates), discountSum(line, discountBasisPoints))),
  )
}

/** Sum of the discount factors of the years in which the line occurs. */
export function discountSum(
  line: Pick<MeasureLine, 'firstYear' | 'lastYear'>,
  discountBasisPoints: number,
): number {
  const rate = 1 + discountBasisPoints / 10_000
  let sum = 0
  for (let index = line.firstYear; occursIn(line, index); index += 1) sum += rate ** (1 - index)
  return sum
}

function gainShares(
  lines: readonly MeasureLine[],
  rates: HourlyRates,
  basisPoints: number,
): Record<Family, number> {
  const gains = lines.filter(isOf('gain'))
  const familyValue = (family: Family) =>
    presentValue(
      gains.filter((line) => describeKind(line.kind).family === family),
      rates,
      basisPoints,
    ).likely
  const total = presentValue(gains, rates, basisPoints).likely
  const share = (family: Family) => (total === 0 ? 0 : familyValue(family) / total)
  return { cash: share('cash'), time: share('time'), other: share('other') }
}

/** How far the net present value moves when one line alone goes from its low to its high figure. */
export interface Swing {
  readonly label: string
  readonly low: number
  readonly high: number
}

/** What moves the result most, widest first: the other lines stay at their likely figure. */
export function tornado(
  lines: readonly MeasureLine[],
  rates: HourlyRates,
  discountBasisPoints: number,
): Swing[] {
  const base = presentValue(lines, rates, discountBasisPoints).likely
  const swings = lines.map((line) => {
    const value = scaleBand(lineValue(line, rates), discountSum(line, discountBasisPoints))
    return { label: line.label, low: base - value.likely + value.low, high: base - value.likely + value.high }
  })
  return swings.filter((swing) => swing.high > swing.low).sort((a, b) => b.high - b.low - (a.high - a.low))
}
