import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { KeyMethod, SharingKey } from './keys.rules.ts'
import type { Movement, MovingYear } from './movements.rules.ts'

/** What CGCT calls them: service commun (L5211-4-2), service made available (L5211-4-1), agreement. */
export const legalForms = ['service_commun', 'made_available', 'agreement'] as const
export type LegalForm = (typeof legalForms)[number]

export const serviceStatuses = ['prepared', 'running', 'ended'] as const
export type ServiceStatus = (typeof serviceStatuses)[number]

export const comparisons = ['at_least', 'at_most'] as const
export const verdicts = ['favourable', 'unfavourable', 'silent'] as const
export const proofs = ['declared', 'accounts', 'certified'] as const

export interface ServiceDraft {
  readonly title: string
  readonly purpose: string
  readonly legalForm: LegalForm
  readonly measureId: string | null
  /** Whole year before the sharing, which later years are compared with. */
  readonly baselineYear: number
  /** Organisation, conditions, pay and acquired rights of the staff. */
  readonly impactSheet: string
  /** Days that the host has to answer a contested line. */
  readonly answerDays: number
  /** How a year is shared in which a party comes or goes; stays once one has moved. */
  readonly movingYear: MovingYear
  /** Notice of a party that leaves. */
  readonly noticeMonths: number
}

export interface SharedService extends ServiceDraft {
  readonly id: string
  readonly code: string
  readonly status: ServiceStatus
  readonly startsOn: CalendarDate | null
  readonly endedOn: CalendarDate | null
  readonly version: number
}

export interface PartyDraft {
  /** What the split file calls it. */
  readonly reference: string
  readonly name: string
  readonly authority: { readonly kind: string; readonly code: string } | null
  readonly isHost: boolean
  /** The town that keeps this site. */
  readonly isTown: boolean
  readonly isFictional: boolean
}

export interface Party extends PartyDraft, Movement {
  readonly id: string
  /** Of a newcomer: its deliberation, and what the others agreed to. */
  readonly joinedBy: string
  readonly noticeOn: CalendarDate | null
  /** Deliberation by which it leaves. */
  readonly leavesBy: string
  /** What the agreement makes it pay for leaving, to the host. */
  readonly exitCents: number
  readonly exitReason: string
}

/** What a party did by itself in the baseline year. */
export interface Baseline {
  readonly costCents: number
  readonly hours: number
  /** In weighted work units. */
  readonly volume: number
  /** Satisfaction, 0 to 100; null where nobody was asked. */
  readonly quality: number | null
  readonly delayDays: number | null
  readonly proof: (typeof proofs)[number]
  readonly source: string
}

export interface StoredBaseline extends Baseline {
  readonly partyId: string
  readonly enteredByName: string
  readonly enteredOn: CalendarDate
  readonly version: number
}

export interface WorkUnit {
  readonly id: string
  readonly code: string
  readonly label: string
  readonly weight: number
}

export interface ServiceLevel {
  readonly id: string
  readonly label: string
  readonly comparison: (typeof comparisons)[number]
  readonly target: number
  readonly unit: string
}

export interface Opinion {
  readonly id: string
  readonly body: string
  readonly askedOn: CalendarDate
  readonly givenOn: CalendarDate | null
  readonly verdict: (typeof verdicts)[number] | null
  readonly note: string
}

/** A year of the forecast, 1 for the first; whole cents. */
export interface ForecastYear {
  readonly number: number
  readonly runningCents: number
  readonly transitionCents: number
  /** What the parties would spend without sharing. */
  readonly withoutCents: number
}

/** What would happen otherwise less what sharing costs: below zero, sharing costs more. */
export function forecastGap({ runningCents, transitionCents, withoutCents }: ForecastYear): number {
  return withoutCents - runningCents - transitionCents
}

/**
 * A forecast has to show what the first year costs more. The Cour des comptes found (2014) that pooling costs in the short term
 * and saves little later: a forecast that gains from the first year forgot the move, the software and the double work.
 */
export function showsFirstYearDip(years: readonly ForecastYear[]): boolean {
  const first = years.find(({ number }) => number === 1)
  return first !== undefined && forecastGap(first) < 0
}

/** What a service has to have before it starts; each lacks until it is true. */
export const startConditions = [
  'parties',
  'host',
  'units',
  'baselines',
  'forecast',
  'key',
  'impact_sheet',
  'opinions',
] as const
export type StartCondition = (typeof startConditions)[number]

export interface Preparation {
  readonly service: Pick<SharedService, 'legalForm' | 'impactSheet'>
  readonly parties: readonly Pick<Party, 'id' | 'isHost'>[]
  readonly units: readonly unknown[]
  /** Parties whose baseline was entered. */
  readonly baselined: ReadonlySet<string>
  readonly forecast: readonly ForecastYear[]
  readonly keys: readonly Pick<SharingKey, 'status'>[]
  readonly opinions: readonly Pick<Opinion, 'givenOn'>[]
}

/** Conditions that are not met yet. The sheet and the opinions are asked of a service commun (CGCT L5211-4-2). */
export function lackingToStart(ready: Preparation): StartCondition[] {
  const { service, parties, opinions } = ready
  const met: Readonly<Record<StartCondition, boolean>> = {
    parties: parties.length >= 2,
    host: parties.some(({ isHost }) => isHost),
    units: ready.units.length > 0,
    baselines: parties.length > 0 && parties.every(({ id }) => ready.baselined.has(id)),
    forecast: showsFirstYearDip(ready.forecast),
    key: ready.keys.some(({ status }) => status === 'adopted'),
    impact_sheet: service.legalForm !== 'service_commun' || service.impactSheet !== '',
    opinions:
      service.legalForm !== 'service_commun' ||
      (opinions.length > 0 && opinions.every(({ givenOn }) => givenOn !== null)),
  }
  return startConditions.filter((condition) => !met[condition])
}

/** Refund of a service made available is a unit cost times units (CGCT L5211-4-1, D5211-16); elsewhere the parties choose. */
export function methodsOpenTo(form: LegalForm): readonly KeyMethod[] {
  return form === 'made_available' ? ['unit_cost'] : ['keys', 'unit_cost']
}
