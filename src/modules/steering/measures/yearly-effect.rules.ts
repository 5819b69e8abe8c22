import { type CalendarDate, yearOf } from '#kernel/calendar-date.ts'
import { describeKind } from './line-kinds.rules.ts'
import { type Grade, grades, type MeasureLine } from './measures.rules.ts'

/** Three figures: what one fears, what one expects, what one hopes for. `low` is always the less favourable for the town. */
export interface Band {
  readonly low: number
  readonly likely: number
  readonly high: number
}

export const zeroBand: Band = { low: 0, likely: 0, high: 0 }

/** What an hour costs, in cents, by grade, as known on one day. `partner` is null until the town chooses to value it. */
export type HourlyRates = Readonly<Record<Grade, number>> & { readonly partner: number | null }

/** What prices the figures on a day. */
export interface Prices {
  readonly rates: HourlyRates
  readonly discountBasisPoints: number
}

/** One year of a measure. Money in cents, gains minus costs; hours apart, for they are never cash. */
export interface YearEffect {
  readonly year: number
  readonly operating: Band
  readonly investment: Band
  /** Hours asked of the staff, by grade. */
  readonly hoursNeeded: Readonly<Record<Grade, Band>>
  readonly hoursFreed: Readonly<Record<Grade, Band>>
  /** Hours freed minus hours needed, at the hourly rates. */
  readonly timeValue: Band
  /** Costs avoided minus premises lent: real, but in no budget. */
  readonly otherValue: Band
}

/** Number of years from the start to the last year that a line reaches. */
export function horizonOf(lines: readonly MeasureLine[]): number {
  return lines.reduce((last, line) => Math.max(last, line.lastYear ?? line.firstYear), 1)
}

/** Calendar year of the first year of a measure. */
export function firstYearOf(measure: { readonly startsOn: CalendarDate }): number {
  return yearOf(measure.startsOn)
}

export function occursIn(line: Pick<MeasureLine, 'firstYear' | 'lastYear'>, index: number): boolean {
  return index >= line.firstYear && index <= (line.lastYear ?? line.firstYear)
}

/** What the measure does to the town, year by year, from its first year to the last that a line reaches. */
export function yearlyEffects(
  firstYear: number,
  lines: readonly MeasureLine[],
  rates: HourlyRates,
): YearEffect[] {
  return Array.from({ length: horizonOf(lines) }, (_, offset) =>
    yearEffect(
      firstYear + offset,
      lines.filter((line) => occursIn(line, offset + 1)),
      rates,
    ),
  )
}

/** The same, of a measure with its lines and prices. */
export function yearlyEffectsOf(file: {
  readonly measure: { readonly startsOn: CalendarDate }
  readonly lines: readonly MeasureLine[]
  readonly prices: Prices
}): YearEffect[] {
  return yearlyEffects(firstYearOf(file.measure), file.lines, file.prices.rates)
}

function yearEffect(year: number, lines: readonly MeasureLine[], rates: HourlyRates): YearEffect {
  return {
    year,
    operating: sumBands(lines.filter((line) => line.section === 'operating').map(signedBand)),
    investment: sumBands(lines.filter((line) => line.section === 'investment').map(signedBand)),
    hoursNeeded: hoursByGrade(lines, 'staff_hours'),
    hoursFreed: hoursByGrade(lines, 'staff_hours_freed'),
    timeValue: sumBands(
      lines.filter((line) => describeKind(line.kind).family === 'time').map((line) => lineValue(line, rates)),
    ),
    otherValue: sumBands(lines.filter(isOtherMoney).map(signedBand)),
  }
}

function isOtherMoney(line: MeasureLine): boolean {
  return line.unit === 'cents' && line.section === null
}

function hoursByGrade(
  lines: readonly MeasureLine[],
  kind: 'staff_hours' | 'staff_hours_freed',
): Record<Grade, Band> {
  const of = (grade: Grade) =>
    sumBands(lines.filter((line) => line.kind === kind && line.grade === grade).map(bandOf))
  return { A: of('A'), B: of('B'), C: of('C') }
}

/** What one line is worth in one year, in cents, signed for the town; zero for what has no price (weeks, tonnes…). */
export function lineValue(line: MeasureLine, rates: HourlyRates): Band {
  const price = unitPrice(line, rates)
  return scaleBand(signedBand(line), price)
}

/** Cents for one unit of the line. */
function unitPrice(line: MeasureLine, rates: HourlyRates): number {
  if (line.unit === 'cents') return 1
  if (line.kind === 'partner_hours') return rates.partner ?? 0
  return line.grade ? rates[line.grade] : 0
}

function bandOf(line: Pick<MeasureLine, 'low' | 'likely' | 'high'>): Band {
  return { low: line.low, likely: line.likely, high: line.high }
}

/** A cost counts below zero, and its high figure is the one to fear. */
function signedBand(line: MeasureLine): Band {
  return describeKind(line.kind).direction === 'gain' ? bandOf(line) : opposite(bandOf(line))
}

export function sumBands(bands: readonly Band[]): Band {
  return bands.reduce((sum, band) => addBands(sum, band), zeroBand)
}

export function addBands(a: Band, b: Band): Band {
  return { low: a.low + b.low, likely: a.likely + b.likely, high: a.high + b.high }
}

function opposite(band: Band): Band {
  return { low: 0 - band.high, likely: 0 - band.likely, high: 0 - band.low }
}

export function scaleBand(band: Band, factor: number): Band {
  return { low: band.low * factor, likely: band.likely * factor, high: band.high * factor }
}

/** Cash of a year: both sections together. */
export function cashOf(effect: YearEffect): Band {
  return addBands(effect.operating, effect.investment)
}

/** Everything that has a price: cash, time and other value. */
export function totalOf(effect: YearEffect): Band {
  return sumBands([cashOf(effect), effect.timeValue, effect.otherValue])
}

/** Hours of all grades together. */
export function allHours(hours: Readonly<Record<Grade, Band>>): Band {
  return sumBands(grades.map((grade) => hours[grade]))
}
