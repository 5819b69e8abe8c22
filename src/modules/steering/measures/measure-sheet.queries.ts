import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Database } from '#infra/database.ts'
import { assertDefined } from '#kernel/assert.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  latestReadings,
  readTally,
  type Tally,
  talliesUntil,
} from '#modules/steering/evidence/evidence.public.ts'
import type { IndicatorReading } from './conditions.rules.ts'
import type { NamedRule } from './legal-rules.rules.ts'
import { readCondition, readLine, readMeasure, readNamedRule, readRisk } from './measures.rows.queries.ts'
import type { MeasureSheet, Status } from './measures.rules.ts'
import type { HourlyRates, Prices } from './yearly-effect.rules.ts'

/** A measure with all that its page shows of it, read at once. */
export interface MeasureFile extends MeasureSheet {
  /** Rules of law that concern it. */
  readonly rules: readonly NamedRule[]
  /** Latest reading of each indicator, on the day that was asked. */
  readonly readings: ReadonlyMap<string, IndicatorReading>
  /** What was recorded on its lines up to that day. */
  readonly tallies: readonly Tally[]
  readonly acts: readonly StepTaken[]
  readonly prices: Prices
}

export interface StepTaken {
  readonly act: string
  readonly actorName: string
  readonly actorRole: string
  readonly actedOn: CalendarDate
  readonly reason: string
  readonly deliberation: { readonly id: string; readonly number: string } | null
}

/** One query, shaped for the page of a measure: null when there is no such measure. */
export async function getMeasureFile(
  db: Database,
  code: string,
  on: CalendarDate,
): Promise<MeasureFile | null> {
  const row = await sheets(db, on).where('measures.code', '=', code).executeTakeFirst()
  return row ? readFile(row) : null
}

/** Every measure in those statuses with its lines, risks and conditions, in the order of the note. */
export async function listMeasureFiles(
  db: Database,
  on: CalendarDate,
  statuses: readonly Status[],
): Promise<MeasureFile[]> {
  const rows = await sheets(db, on)
    .where('measures.status', 'in', statuses)
    .orderBy('measures.part')
    .orderBy('measures.title')
    .orderBy('measures.id')
    .execute()
  return rows.map(readFile)
}

function sheets(db: Database, on: CalendarDate) {
  return db
    .selectFrom('measures')
    .select((of) => [
      'measures.id',
      'measures.code',
      'measures.title',
      'measures.part',
      'measures.theme',
      'measures.objective',
      'measures.pilot',
      'measures.sponsor',
      'measures.engagement_level',
      'measures.engagement_commitment',
      'measures.public_service_relation',
      'measures.public_service_reason',
      'measures.starts_on',
      'measures.ends_on',
      'measures.status',
      'measures.ratings',
      'measures.version',
      jsonArrayFrom(
        of
          .selectFrom('measure_lines as line')
          .select([
            'line.id',
            'line.version',
            'line.kind',
            'line.label',
            'line.section',
            'line.grade',
            'line.unit',
            'line.low',
            'line.likely',
            'line.high',
            'line.first_year',
            'line.last_year',
            'line.source_text',
            'line.source_reference',
            'line.source_year',
            'line.owner',
            'line.confidence',
          ])
          .whereRef('line.measure_id', '=', 'measures.id')
          .orderBy('line.position'),
      ).as('lines'),
      jsonArrayFrom(
        of
          .selectFrom('risks as risk')
          .select([
            'risk.id',
            'risk.version',
            'risk.kind',
            'risk.statement',
            'risk.probability',
            'risk.impact',
            'risk.mitigation',
            'risk.owner',
            'risk.source',
          ])
          .whereRef('risk.measure_id', '=', 'measures.id')
          .orderBy('risk.position'),
      ).as('risks'),
      jsonArrayFrom(
        of
          .selectFrom('success_conditions as condition')
          .select([
            'condition.id',
            'condition.version',
            'condition.statement',
            'condition.indicator',
            'condition.unit',
            'condition.comparison',
            'condition.threshold',
            'condition.due_on',
            'condition.owner',
            'condition.blocking',
          ])
          .whereRef('condition.measure_id', '=', 'measures.id')
          .orderBy('condition.position'),
      ).as('conditions'),
      jsonArrayFrom(
        of
          .selectFrom('measure_rules as named')
          .select(['named.id', 'named.version', 'named.rule', 'named.applies_on', 'named.facts'])
          .whereRef('named.measure_id', '=', 'measures.id')
          .orderBy('named.position'),
      ).as('rules'),
      latestReadings(of, on).as('readings'),
      talliesUntil(of, on).as('tallies'),
      jsonArrayFrom(
        of
          .selectFrom('official_acts as act')
          .leftJoin('deliberations', 'deliberations.id', 'act.deliberation_id')
          .select([
            'act.act',
            'act.actor_name',
            'act.actor_role',
            'act.acted_on',
            'act.reason',
            'deliberations.id as deliberation_id',
            'deliberations.number',
          ])
          .where('act.subject_kind', '=', 'measure')
          .where('act.subject_id', '=', sql<string>`measures.id::text`)
          .orderBy('act.acted_on')
          .orderBy('act.recorded_at'),
      ).as('acts'),
      ratesOn(on).as('rates'),
      sql<number>`(select basis_points from discount_rates where valid_from <= ${on}::date order by valid_from desc limit 1)`.as(
        'discount',
      ),
    ])
}

/** Hourly rates in force that day, as one JSON object by grade. */
function ratesOn(on: CalendarDate) {
  return sql<Record<string, number>>`(select jsonb_object_agg(grade, cents) from (
    select distinct on (grade) grade, cents from hourly_rates where valid_from <= ${on}::date order by grade, valid_from desc) as current)`
}

type SheetRow = Awaited<ReturnType<ReturnType<typeof sheets>['executeTakeFirstOrThrow']>>

function readFile(row: SheetRow): MeasureFile {
  return {
    measure: readMeasure(row),
    lines: row.lines.map(readLine),
    risks: row.risks.map(readRisk),
    conditions: row.conditions.map(readCondition),
    rules: row.rules.map(readNamedRule),
    readings: new Map(
      row.readings.map((reading) => [
        reading.indicator ?? '',
        { value: Number(reading.quantity), day: calendarDate(reading.day) },
      ]),
    ),
    tallies: row.tallies.map(readTally),
    acts: row.acts.map(readStep),
    prices: {
      rates: readRates(row.rates),
      discountBasisPoints: assertDefined(row.discount, 'migrations seed a discount rate'),
    },
  }
}

function readStep(act: SheetRow['acts'][number]): StepTaken {
  return {
    act: act.act,
    actorName: act.actor_name,
    actorRole: act.actor_role,
    actedOn: calendarDate(act.acted_on),
    reason: act.reason,
    deliberation: act.deliberation_id && act.number ? { id: act.deliberation_id, number: act.number } : null,
  }
}

function readRates(rates: Record<string, number>): HourlyRates {
  const rate = (grade: string) => assertDefined(rates[grade], `migrations seed an hourly rate for ${grade}`)
  return { A: rate('A'), B: rate('B'), C: rate('C'), partner: rates.partner ?? null }
}
