import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import type { Wording } from '#kernel/locale.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'

/** Kinds of facts that are one number. `share` is a decimal between 0 and 1, `rate` any positive decimal. */
export type NumberKind = 'cents' | 'count' | 'share' | 'rate'

interface Described {
  readonly meaning: Wording
  /** What the number counts: `cents`, `share`, `days`, `people`…; null for a word, a date or yes/no. */
  readonly unit: string | null
  readonly required: boolean
}
export interface NumberFact extends Described {
  readonly type: NumberKind
  readonly least: number
}
export interface BooleanFact extends Described {
  readonly type: 'boolean'
}
/** A day, `2026-11-22`. */
export interface DateFact extends Described {
  readonly type: 'date'
}
/** A day of every year, `12-31`. */
export interface YearDayFact extends Described {
  readonly type: 'year_day'
}
export interface TextFact extends Described {
  readonly type: 'text'
}
export interface ChoiceFact<Option extends string = string> extends Described {
  readonly type: 'choice'
  readonly options: readonly Option[]
}
/** Words of a closed list, each at most once. */
export interface ChoicesFact<Option extends string = string> extends Described {
  readonly type: 'choices'
  readonly options: readonly Option[]
}
export interface ListFact<Items extends FactSpecs = FactSpecs> extends Described {
  readonly type: 'list'
  readonly items: Items
}
export type FactSpec =
  | NumberFact
  | BooleanFact
  | DateFact
  | YearDayFact
  | TextFact
  | ChoiceFact
  | ChoicesFact
  | ListFact<{ readonly [name: string]: FactSpec }>
export interface FactSpecs {
  readonly [name: string]: FactSpec
}

type FactValue<Spec> = Spec extends NumberFact
  ? number
  : Spec extends BooleanFact
    ? boolean
    : Spec extends DateFact
      ? CalendarDate
      : Spec extends YearDayFact | TextFact
        ? string
        : Spec extends ChoiceFact<infer Option>
          ? Option
          : Spec extends ChoicesFact<infer Option>
            ? readonly Option[]
            : Spec extends ListFact<infer Items>
              ? readonly FactValues<Items>[]
              : never

/** The facts of a rule as its formulas read them: an optional one may be undefined, the others are there. */
export type FactValues<Specs extends FactSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends { readonly required: false }
    ? FactValue<Specs[Name]> | undefined
    : FactValue<Specs[Name]>
}

type Required = { readonly required: true }

function number(type: NumberKind, unit: string, fr: string, en: string, least = 0): NumberFact & Required {
  return { type, unit, least, required: true, meaning: { fr, en } }
}

/** The ways to ask for a fact: French meaning, then English. */
export const fact = {
  /** A whole number of euro cents, zero or more. */
  cents: (fr: string, en: string) => number('cents', 'cents', fr, en),
  /** Same, where zero has no meaning (a capital, a revenue that something is divided by). */
  positiveCents: (fr: string, en: string) => number('cents', 'cents', fr, en, 1),
  /** A whole number of things, zero or more. */
  count: (unit: string, fr: string, en: string) => number('count', unit, fr, en),
  positiveCount: (unit: string, fr: string, en: string) => number('count', unit, fr, en, 1),
  /** Between 0 and 1: 0.21 for 21 %. */
  share: (fr: string, en: string) => number('share', 'share', fr, en),
  /** A positive decimal number. */
  rate: (unit: string, fr: string, en: string) => number('rate', unit, fr, en),
  yesNo: (fr: string, en: string): BooleanFact & Required => ({ type: 'boolean', ...described(fr, en) }),
  date: (fr: string, en: string): DateFact & Required => ({ type: 'date', ...described(fr, en) }),
  yearDay: (fr: string, en: string): YearDayFact & Required => ({ type: 'year_day', ...described(fr, en) }),
  text: (fr: string, en: string): TextFact & Required => ({ type: 'text', ...described(fr, en) }),
  oneOf: <const Option extends string>(
    options: readonly Option[],
    fr: string,
    en: string,
  ): ChoiceFact<Option> & Required => ({ type: 'choice', options, ...described(fr, en) }),
  someOf: <const Option extends string>(
    options: readonly Option[],
    fr: string,
    en: string,
  ): ChoicesFact<Option> & Required => ({ type: 'choices', options, ...described(fr, en) }),
  list: <const Items extends FactSpecs>(
    items: Items,
    fr: string,
    en: string,
  ): ListFact<Items> & Required => ({ type: 'list', items, ...described(fr, en) }),
}

function described(fr: string, en: string) {
  return { unit: null, required: true as const, meaning: { fr, en } }
}

/** A fact that may be left out; its meaning says what the rule then does, or in which case it asks for it. */
export function optional<Spec extends FactSpec>(
  spec: Spec,
): Omit<Spec, 'required'> & { readonly required: false } {
  return { ...spec, required: false }
}

/** A fact that the rule cannot read: its path (`aids[1].cents`) and what was expected there. */
export interface FactRefusal {
  readonly code: 'unknown_fact' | 'wrong_fact'
  readonly name: string
  readonly expected: string
}

export interface ParsedFacts {
  readonly values: Readonly<Record<string, unknown>>
  /** Required facts that are absent. A null counts as absent. */
  readonly missing: readonly string[]
}

/** Reads facts from outside; every one that is unknown or of the wrong type is refused, by name. */
export function parseFacts(
  specs: FactSpecs,
  facts: Readonly<Record<string, unknown>>,
): Result<ParsedFacts, readonly FactRefusal[]> {
  const reading: Reading = { missing: [], refusals: [] }
  const values = readRecord(specs, facts, '', reading)
  return reading.refusals.length > 0 ? refuse(reading.refusals) : ok({ values, missing: reading.missing })
}

interface Reading {
  readonly missing: string[]
  readonly refusals: FactRefusal[]
}

function readRecord(
  specs: FactSpecs,
  facts: Readonly<Record<string, unknown>>,
  path: string,
  reading: Reading,
): Record<string, unknown> {
  for (const name of Object.keys(facts))
    if (!Object.hasOwn(specs, name))
      reading.refusals.push({
        code: 'unknown_fact',
        name: path + name,
        expected: Object.keys(specs).join(', '),
      })
  const values: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const given = Object.hasOwn(facts, name) ? facts[name] : undefined
    const isGiven = given !== undefined && given !== null
    values[name] = isGiven ? readFact(spec, given, path + name, reading) : undefined
    if (!isGiven && spec.required) reading.missing.push(path + name)
  }
  return values
}

function readFact(spec: FactSpec, given: unknown, path: string, reading: Reading): unknown {
  if (spec.type === 'list' && Array.isArray(given))
    return given.map((item: unknown, index) => readItem(spec.items, item, `${path}[${index}]`, reading))
  if (!isOfType(spec, given)) reading.refusals.push(wrong(path, expectedOf(spec)))
  return given
}

function readItem(specs: FactSpecs, item: unknown, path: string, reading: Reading): unknown {
  if (isRecord(item)) return readRecord(specs, item, `${path}.`, reading)
  reading.refusals.push(wrong(path, `an object with ${Object.keys(specs).join(', ')}`))
  return item
}

function wrong(name: string, expected: string): FactRefusal {
  return { code: 'wrong_fact', name, expected }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOfType(spec: FactSpec, given: unknown): boolean {
  switch (spec.type) {
    case 'cents':
    case 'count':
      return Number.isSafeInteger(given) && Number(given) >= spec.least
    case 'share':
      return typeof given === 'number' && given >= spec.least && given <= 1
    case 'rate':
      return typeof given === 'number' && Number.isFinite(given) && given >= spec.least
    case 'boolean':
      return typeof given === 'boolean'
    case 'date':
      return typeof given === 'string' && parseCalendarDate(given) === given
    case 'year_day':
      return typeof given === 'string' && parseCalendarDate(`2027-${given}`) === `2027-${given}`
    case 'text':
      return typeof given === 'string'
    case 'choice':
      return typeof given === 'string' && spec.options.includes(given)
    case 'choices':
      return isDistinctList(given) && given.every((word) => spec.options.some((option) => option === word))
    case 'list':
      return false
  }
}

function isDistinctList(given: unknown): given is readonly unknown[] {
  return Array.isArray(given) && new Set(given).size === given.length
}

/** What to write in place of a wrong fact. */
export function expectedOf(spec: FactSpec): string {
  switch (spec.type) {
    case 'cents':
      return `a whole number of cents, ${spec.least} or more`
    case 'count':
      return `a whole number, ${spec.least} or more`
    case 'share':
      return 'a decimal between 0 and 1, such as 0.21'
    case 'rate':
      return `a number, ${spec.least} or more`
    case 'boolean':
      return 'true or false'
    case 'date':
      return 'a date such as 2026-11-22'
    case 'year_day':
      return 'a day of the year such as 12-31'
    case 'text':
      return 'a text'
    case 'choice':
      return `one of ${spec.options.join(', ')}`
    case 'choices':
      return `a list of ${spec.options.join(', ')}, each once at most`
    case 'list':
      return `a list of objects with ${Object.keys(spec.items).join(', ')}`
  }
}
