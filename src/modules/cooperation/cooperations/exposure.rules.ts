import { addDays, addMonths, type CalendarDate, daysBetween } from '#kernel/calendar-date.ts'
import type { Depth, Party } from './cooperations.rules.ts'
import { nextRenewal } from './councils.rules.ts'
import { type Agreement, firstExit } from './deadlines.rules.ts'

type Partner = Pick<Party, 'id' | 'name' | 'kind' | 'fundingBp' | 'hasVeto'>

export interface ExposureInput {
  readonly parties: readonly Partner[]
  /** Null where nothing binds the parties yet. */
  readonly agreement: Agreement | null
  readonly depth: Depth
  readonly yearlyCents: number
  readonly exitCostCents: number
}

export const exposureParts = ['timing', 'funding', 'veto', 'exit'] as const
export type ExposurePart = (typeof exposureParts)[number]

/** Points that each part weighs at most: a hundred together. */
export const mostPoints: Readonly<Record<ExposurePart, number>> = {
  timing: 40,
  funding: 30,
  veto: 15,
  exit: 15,
}

export type Points = Readonly<Record<ExposurePart, number>>

export interface PartyExposure {
  readonly partyId: string
  readonly name: string
  /** When its council is next elected. */
  readonly renewalOn: CalendarDate
  /** Whole months that a new majority has to wait before it is out; null when it can never be. */
  readonly monthsToExit: number | null
  readonly points: Points
  /** 0 to 100. */
  readonly score: number
  /** What would lower it, the most useful first. */
  readonly cures: readonly Cure[]
}

export interface Cure {
  readonly part: ExposurePart
  readonly scoreAfter: number
}

export const levels = ['low', 'medium', 'high'] as const
export type Level = (typeof levels)[number]

export interface Exposure {
  readonly parties: readonly PartyExposure[]
  /** Of the party whose change of majority would hit hardest. */
  readonly score: number
  readonly level: Level
  /** Sum of the squares of the shares of money (Herfindahl): 1 when one pays all, 1/n when n pay alike. Null without any. */
  readonly concentration: number | null
}

/** A new majority that can be out at once weighs all; one held for two years weighs nothing. */
const soonest_months = 3
const latest_months = 24
/** An exit one year after the election is as late as it may be: beyond, one is held (T5 of INT-02). */
export const lawfulExit_months = 12

/**
 * How hard a change of majority in each party would hit, on a day: how soon after its next election it can be out, how
 * much of the money and which veto it holds, how little leaving costs it. Worked example: docs/cooperation-exposure.md.
 */
export function exposureOf(input: ExposureInput, day: CalendarDate): Exposure {
  const parties = input.parties.map((party) => exposureOfParty(input, party, day))
  const score = Math.max(0, ...parties.map((party) => party.score))
  return { parties, score, level: levelOf(score), concentration: concentrationOf(input.parties) }
}

export function levelOf(score: number): Level {
  if (score >= 60) return 'high'
  return score >= 35 ? 'medium' : 'low'
}

function exposureOfParty(input: ExposureInput, party: Partner, day: CalendarDate): PartyExposure {
  const renewalOn = nextRenewal(party.kind, day)
  const monthsToExit = monthsBeforeExit(input.agreement, renewalOn)
  const points: Points = {
    timing: timingPoints(monthsToExit),
    funding: Math.round((mostPoints.funding * party.fundingBp) / 10_000),
    veto: party.hasVeto ? mostPoints.veto : 0,
    exit: exitPoints(input, party),
  }
  const score = sum(points)
  return {
    partyId: party.id,
    name: party.name,
    renewalOn,
    monthsToExit,
    points,
    score,
    cures: curesOf(points, input),
  }
}

/** Whole months from the day after the election, when the new majority gives notice at once. */
function monthsBeforeExit(agreement: Agreement | null, renewalOn: CalendarDate): number | null {
  if (agreement === null) return 0
  const from = addDays(renewalOn, 1)
  const exit = firstExit(agreement, from)
  return exit === null ? null : wholeMonths(from, exit)
}

function wholeMonths(from: CalendarDate, to: CalendarDate): number {
  let months = Math.max(0, Math.floor(daysBetween(from, to) / 31))
  while (addMonths(from, months + 1) <= to) months += 1
  return months
}

function timingPoints(months: number | null): number {
  if (months === null || months >= latest_months) return 0
  if (months <= soonest_months) return mostPoints.timing
  return Math.round((mostPoints.timing * (latest_months - months)) / (latest_months - soonest_months))
}

/** Leaving that costs a year of one's share or more stops nobody the less: no point. Leaving for nothing: all of them. */
function exitPoints({ yearlyCents, exitCostCents }: ExposureInput, { fundingBp }: Partner): number {
  const share = (yearlyCents * fundingBp) / 10_000
  if (exitCostCents === 0) return mostPoints.exit
  return share === 0 ? 0 : Math.round(mostPoints.exit * (1 - Math.min(1, exitCostCents / share)))
}

/** What each part would become with the remedy: a year to leave, an equal share of the money, no veto, a year's share to leave. */
function curesOf(points: Points, { parties }: ExposureInput): readonly Cure[] {
  const cured: Points = {
    timing: timingPoints(lawfulExit_months),
    funding: Math.round(mostPoints.funding / Math.max(1, parties.length)),
    veto: 0,
    exit: 0,
  }
  const score = sum(points)
  return exposureParts
    .filter((part) => cured[part] < points[part])
    .map((part) => ({ part, scoreAfter: score - points[part] + cured[part] }))
    .toSorted((one, other) => one.scoreAfter - other.scoreAfter)
}

function sum(points: Points): number {
  return exposureParts.reduce((total, part) => total + points[part], 0)
}

function concentrationOf(parties: readonly Partner[]): number | null {
  const total = parties.reduce((all, { fundingBp }) => all + fundingBp, 0)
  return total === 0 ? null : parties.reduce((all, { fundingBp }) => all + (fundingBp / total) ** 2, 0)
}

export const tutelageSigns = ['t1', 't2', 't3', 't4', 't5', 't6', 'majority'] as const
export type TutelageSign = (typeof tutelageSigns)[number]

/**
 * Signs that one authority holds another (INT-02): those that the services found when they asked the rule (`answered`), and
 * those that the agreement shows by itself: an exit later than a year after the election (T5), a single veto outside a legal
 * person (T6), more than half of the money from one party, which is no tutelage but opens the way to it.
 */
export function tutelageOf(
  input: ExposureInput,
  answered: readonly TutelageSign[],
  day: CalendarDate,
): readonly TutelageSign[] {
  const found = new Set(answered)
  const { agreement, depth, parties } = input
  if (agreement !== null) {
    const exit = firstExit(agreement, day)
    const isHeld = ({ kind }: Partner) =>
      exit === null || exit > addMonths(nextRenewal(kind, day), lawfulExit_months)
    if (parties.some(isHeld)) found.add('t5')
  }
  if (depth !== 'integrated' && parties.filter(({ hasVeto }) => hasVeto).length === 1) found.add('t6')
  if (parties.some(({ fundingBp }) => fundingBp > 5000)) found.add('majority')
  return tutelageSigns.filter((sign) => found.has(sign))
}
