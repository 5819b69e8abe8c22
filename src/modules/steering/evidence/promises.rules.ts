import type { CalendarDate } from '#kernel/calendar-date.ts'
import { horizonOf, yearsOf, yearsPassed } from './line-years.rules.ts'

/** Three figures of a promise, in the unit of its line. */
export interface Band {
  readonly low: number
  readonly likely: number
  readonly high: number
}

/** A cost or gain line as the decision froze it; its figures come once, or every year from `firstYear` to `lastYear`. */
export interface PromisedLine extends Band {
  readonly id: string
  readonly label: string
  readonly direction: 'cost' | 'gain'
  readonly family: 'cash' | 'time' | 'other'
  readonly unit: string
  readonly firstYear: number
  readonly lastYear: number | null
}

/** What was recorded on one line, reversed facts left out. */
export interface Tally {
  readonly kind: 'cost' | 'gain'
  readonly lineId: string | null
  readonly lineLabel: string
  readonly unit: string
  readonly quantity: number
  readonly facts: number
  readonly lastDay: CalendarDate
}

export interface PromisedCondition {
  readonly statement: string
  readonly indicator: string
  readonly unit: string
  readonly comparison: 'at_least' | 'at_most'
  readonly threshold: number
  readonly dueOn: CalendarDate
  readonly owner: string
  readonly blocking: boolean
  readonly state: 'met' | 'pending' | 'late' | 'unmet'
  readonly reading: { readonly value: number; readonly day: CalendarDate } | null
}

/** A measure as evidence needs it: what was promised, until when, and what was recorded so far. */
export interface PromisedMeasure {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly part: 'I' | 'II' | 'III'
  readonly startsOn: CalendarDate
  /** Whether it was decided: before, its lines are estimates that nobody promised. */
  readonly isPromised: boolean
  /** Day on which it was closed; nothing more is promised afterwards. */
  readonly closedOn: CalendarDate | null
  readonly lines: readonly PromisedLine[]
  readonly conditions: readonly PromisedCondition[]
  readonly tallies: readonly Tally[]
}

/**
 * `awaited`: nothing recorded and no full year passed yet. `silent`: a full year passed without any figure. A cost above
 * the band or a gain below it is `worse` than promised; the other way round, `better`.
 */
export type Reading = 'awaited' | 'silent' | 'as_promised' | 'better' | 'worse'

/** What the projection at the horizon rests on: the promise itself, the pace measured so far, or final figures. */
export type Basis = 'promise' | 'pace' | 'final'

export interface LineComparison {
  /** Null for what nobody promised. */
  readonly lineId: string | null
  readonly label: string
  readonly direction: 'cost' | 'gain'
  readonly family: 'cash' | 'time' | 'other'
  readonly unit: string
  readonly facts: number
  readonly lastDay: CalendarDate | null
  /** Promised by today: `likely` pro rata of the days passed, `low` for finished years only, `high` for begun ones. */
  readonly promised: Band
  readonly measured: number
  /** Measured minus what was likely by today. */
  readonly gap: number
  readonly reading: Reading
  readonly horizon: {
    readonly on: CalendarDate | null
    readonly promised: Band
    readonly projected: number
    readonly basis: Basis
    readonly gap: number
    readonly reading: Reading
  }
}

/** Sum of the lines of one nature: the gap of a total is the sum of the gaps of its lines. */
export interface Total {
  readonly direction: 'cost' | 'gain'
  readonly family: 'cash' | 'time' | 'other'
  readonly unit: string
  readonly promised: Band
  readonly measured: number
  readonly gap: number
  readonly horizonPromised: Band
  readonly projected: number
}

export interface Comparison {
  readonly on: CalendarDate
  readonly lines: readonly LineComparison[]
  readonly totals: readonly Total[]
}

/** Promised beside measured, on a day: the largest relative gaps first are for the page to choose, here lines keep their order. */
export function compare(measure: PromisedMeasure, on: CalendarDate): Comparison {
  const { closedOn } = measure
  const day = closedOn !== null && closedOn < on ? closedOn : on
  const known = measure.lines.map((line) =>
    compareLine(measure.startsOn, line, talliesOf(line, measure.tallies), day, closedOn),
  )
  const extra = measure.tallies
    .filter((tally) => tally.facts > 0 && !measure.lines.some((line) => answers(line, tally)))
    .map(unplannedLine)
  const lines = [...known, ...extra]
  return { on: day, lines, totals: totalsOf(lines) }
}

/** A fact answers a line by its identity, or by its label once the line was rewritten. */
function answers(line: PromisedLine, tally: Tally): boolean {
  return tally.lineId === null
    ? tally.lineLabel === line.label && tally.unit === line.unit
    : tally.lineId === line.id
}

function talliesOf(line: PromisedLine, tallies: readonly Tally[]): Tally[] {
  return tallies.filter((tally) => tally.facts > 0 && answers(line, tally))
}

function compareLine(
  startsOn: CalendarDate,
  line: PromisedLine,
  tallies: readonly Tally[],
  on: CalendarDate,
  closedOn: CalendarDate | null,
): LineComparison {
  const passed = yearsPassed(startsOn, line, on)
  const years = yearsOf(line)
  const measured = exact(sum(tallies.map((tally) => tally.quantity)))
  const facts = sum(tallies.map((tally) => tally.facts))
  const promised: Band = {
    low: exact(line.low * Math.floor(passed)),
    likely: inUnit(line.likely * passed, line.unit),
    high: exact(line.high * Math.ceil(passed)),
  }
  const whole = scale(line, years)
  const { projected, basis } = project(line, { measured, facts, passed, isClosed: closedOn !== null })
  const reading = readAgainst(promised, measured, line, { facts, passed })
  return {
    lineId: line.id,
    label: line.label,
    direction: line.direction,
    family: line.family,
    unit: line.unit,
    facts,
    lastDay: tallies.reduce<CalendarDate | null>(
      (last, { lastDay }) => (last && last > lastDay ? last : lastDay),
      null,
    ),
    promised,
    measured,
    gap: exact(measured - promised.likely),
    reading,
    horizon: {
      on: horizonOf(startsOn, line),
      promised: whole,
      projected,
      basis,
      gap: exact(projected - whole.likely),
      reading: basis === 'promise' ? reading : readAgainst(whole, projected, line, { facts, passed }),
    },
  }
}

interface Progress {
  readonly measured: number
  readonly facts: number
  readonly passed: number
  readonly isClosed: boolean
}

/**
 * Where the line ends if nothing changes. Before a full year is measured the promise holds for what is left; then the
 * pace measured so far does. A line that comes once is not a pace.
 */
function project(
  line: PromisedLine,
  { measured, facts, passed, isClosed }: Progress,
): { projected: number; basis: Basis } {
  const years = yearsOf(line)
  if (isClosed || (passed >= years && facts > 0)) return { projected: measured, basis: 'final' }
  if (line.lastYear === null) return { projected: Math.max(measured, line.likely), basis: 'promise' }
  if (facts === 0 || passed < 1)
    return { projected: inUnit(measured + line.likely * (years - passed), line.unit), basis: 'promise' }
  return { projected: inUnit((measured * years) / passed, line.unit), basis: 'pace' }
}

function readAgainst(
  band: Band,
  value: number,
  line: Pick<PromisedLine, 'direction' | 'likely'>,
  { facts, passed }: { readonly facts: number; readonly passed: number },
): Reading {
  if (facts === 0) return passed >= 1 && line.likely > 0 ? 'silent' : 'awaited'
  if (value >= band.low && value <= band.high) return 'as_promised'
  const isAbove = value > band.high
  return isAbove === (line.direction === 'gain') ? 'better' : 'worse'
}

const nothing: Band = { low: 0, likely: 0, high: 0 }

/** A cost that nobody promised is worse than promised, a gain better, whatever its amount. */
function unplannedLine(tally: Tally): LineComparison {
  const reading: Reading = tally.quantity === 0 ? 'as_promised' : tally.kind === 'gain' ? 'better' : 'worse'
  return {
    lineId: null,
    label: tally.lineLabel,
    direction: tally.kind,
    family: tally.unit === 'cents' ? 'cash' : tally.unit === 'hours' ? 'time' : 'other',
    unit: tally.unit,
    facts: tally.facts,
    lastDay: tally.lastDay,
    promised: nothing,
    measured: tally.quantity,
    gap: tally.quantity,
    reading,
    horizon: {
      on: null,
      promised: nothing,
      projected: tally.quantity,
      basis: 'final',
      gap: tally.quantity,
      reading,
    },
  }
}

/** Money and hours only: tonnes of two lines are not the same tonnes. */
function totalsOf(lines: readonly LineComparison[]): Total[] {
  const summed = lines.filter(({ unit }) => unit === 'cents' || unit === 'hours')
  return [
    ...Map.groupBy(summed, ({ direction, family, unit }) => `${direction} ${family} ${unit}`).values(),
  ].flatMap((group) => {
    const [first] = group
    if (!first) return []
    return [
      {
        direction: first.direction,
        family: first.family,
        unit: first.unit,
        promised: sumBands(group.map((line) => line.promised)),
        measured: exact(sum(group.map((line) => line.measured))),
        gap: exact(sum(group.map((line) => line.gap))),
        horizonPromised: sumBands(group.map((line) => line.horizon.promised)),
        projected: exact(sum(group.map((line) => line.horizon.projected))),
      },
    ]
  })
}

function sumBands(bands: readonly Band[]): Band {
  return {
    low: exact(sum(bands.map((band) => band.low))),
    likely: exact(sum(bands.map((band) => band.likely))),
    high: exact(sum(bands.map((band) => band.high))),
  }
}

function scale(band: Band, factor: number): Band {
  return {
    low: exact(band.low * factor),
    likely: exact(band.likely * factor),
    high: exact(band.high * factor),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Whole cents, or three decimals as the ledger keeps. */
function inUnit(value: number, unit: string): number {
  return unit === 'cents' ? Math.round(value) : exact(value)
}

/** Three decimals: what binary fractions add beyond them is noise. */
function exact(value: number): number {
  return Math.round(value * 1000) / 1000
}
