import { assertDefined } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { add, isZero, parseRational, type Rational, zero } from './rational.rules.ts'
import { type Share, splitCost } from './split.rules.ts'
import { readSplit } from './split-file.rules.ts'

/** What a cost may be shared by; `units` are those consumed, the others are values of each party. */
export const keyNames = ['population', 'units', 'potential', 'agents', 'area', 'fixed'] as const
export type KeyName = (typeof keyNames)[number]
export const valueNames = ['population', 'potential', 'agents', 'area', 'fixed'] as const
export type ValueName = (typeof valueNames)[number]

export const keyMethods = ['keys', 'unit_cost'] as const
export type KeyMethod = (typeof keyMethods)[number]
export const keyStatuses = ['draft', 'proposed', 'adopted', 'refused'] as const
export type KeyStatus = (typeof keyStatuses)[number]

/** A weight as it was written: `50`, `12.5`. */
export interface KeyWeight {
  readonly name: KeyName
  readonly weight: string
}

export interface KeyDraft {
  readonly method: KeyMethod
  readonly weights: readonly KeyWeight[]
  /** `largest`, or the reference of the party that takes the rest. */
  readonly remainder: string
  readonly fromYear: number
  readonly reason: string
}

export interface SharingKey extends KeyDraft {
  readonly id: string
  readonly number: number
  readonly status: KeyStatus
  readonly proposedOn: CalendarDate | null
  readonly settledOn: CalendarDate | null
  readonly adoptions: readonly Adoption[]
}

export interface Adoption {
  readonly partyId: string
  readonly verdict: 'adopted' | 'refused'
  readonly decidedOn: CalendarDate
  readonly deliberation: string
  readonly recordedByName: string
}

export type KeyFault = 'weights_missing' | 'remainder_unknown' | 'weight_unreadable'

/** What is wrong in a key, whatever the year. */
export function faultOfKey(
  draft: Pick<KeyDraft, 'weights' | 'remainder'>,
  references: readonly string[],
): KeyFault | null {
  const weights = draft.weights.map(({ weight }) => parseRational(weight))
  if (weights.some((weight) => weight === null || weight.numerator < 0n)) return 'weight_unreadable'
  const whole = weights.reduce((sum: Rational, weight) => add(sum, weight ?? zero), zero)
  if (isZero(whole)) return 'weights_missing'
  return draft.remainder === 'largest' || references.includes(draft.remainder) ? null : 'remainder_unknown'
}

/** Keys that count: a weight of nought asks nothing of anybody. */
export function countedKeys(weights: readonly KeyWeight[]): readonly KeyWeight[] {
  return weights.filter(({ weight }) => !isZero(parseRational(weight) ?? zero))
}

/** The key in force in a year: of those adopted, the one that starts last, and of these the newest. */
export function keyInForce(keys: readonly SharingKey[], year: number): SharingKey | null {
  const open = keys.filter((key) => key.status === 'adopted' && key.fromYear <= year)
  return open.toSorted((a, b) => b.fromYear - a.fromYear || b.number - a.number)[0] ?? null
}

/** One party with what it counts for, as decimal texts by key. */
export interface PartyCounts {
  readonly reference: string
  readonly values: Readonly<Partial<Record<KeyName, string>>>
}

/** The text that `shared-service split` reads: total in cents, values and weights as they are known, in the order of references. */
export function writeQuestion(
  totalCents: bigint,
  parties: readonly PartyCounts[],
  key: Pick<KeyDraft, 'weights' | 'remainder'>,
): string {
  const keys = countedKeys(key.weights)
  const remainder = key.remainder === 'largest' ? '"largest"' : `{"to":${JSON.stringify(key.remainder)}}`
  const party = ({ reference, values }: PartyCounts) => {
    const list = keys.flatMap(({ name }) => {
      const value = values[name]
      return value === undefined ? [] : [`${JSON.stringify(name)}:${value}`]
    })
    return `{"id":${JSON.stringify(reference)},"values":{${list.join(',')}}}`
  }
  const inOrder = parties.toSorted((a, b) => (a.reference < b.reference ? -1 : 1))
  const weights = keys.map(({ name, weight }) => `{"name":${JSON.stringify(name)},"weight":${weight}}`)
  return `{"total_cents":${totalCents},"parties":[${inOrder.map(party).join(',')}],"keys":[${weights.join(',')}],"remainder":${remainder}}`
}

/** What lacks before a cost can be split by that key: the key, and the party without a value (null: nobody has any). */
export interface LackingValue {
  readonly name: KeyName
  readonly reference: string | null
}

export interface YearSplit {
  readonly question: string
  readonly shares: readonly Share[]
}

/** Splits a cost among parties by a key; refused with what lacks. */
export function splitYear(
  totalCents: bigint,
  parties: readonly PartyCounts[],
  key: Pick<KeyDraft, 'weights' | 'remainder'>,
): Result<YearSplit, readonly LackingValue[]> {
  const lacking = lackingValues(parties, key)
  if (lacking.length > 0) return refuse(lacking)
  const question = writeQuestion(totalCents, parties, key)
  const read = readSplit(question)
  if (!read.ok) throw new Error(`impossible: ${JSON.stringify(read.refusal)}`)
  return ok({ question, shares: splitCost(read.value) })
}

function lackingValues(parties: readonly PartyCounts[], key: Pick<KeyDraft, 'weights'>): LackingValue[] {
  return countedKeys(key.weights).flatMap(({ name }): LackingValue[] => {
    const without = parties.filter(({ values }) => values[name] === undefined)
    if (without.length > 0) return without.map(({ reference }) => ({ name, reference }))
    const whole = parties.reduce(
      (sum, { values }) => add(sum, assertDefined(parseRational(values[name] ?? ''), `${name} is a decimal`)),
      zero,
    )
    return isZero(whole) ? [{ name, reference: null }] : []
  })
}

/** Weights of the unit-cost method: units alone, and the host, who pays the rest, takes the cents left. */
export function unitCostKey(hostReference: string): Pick<KeyDraft, 'weights' | 'remainder'> {
  return { weights: [{ name: 'units', weight: '1' }], remainder: hostReference }
}
