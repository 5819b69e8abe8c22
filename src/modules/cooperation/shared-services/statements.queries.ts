import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type Cost, type CostDraft, costNatures } from './costs.rules.ts'

const costRow = z
  .object({
    id: z.string(),
    year: z.number(),
    nature: z.enum(costNatures),
    label: z.string(),
    cents: z.number(),
    is_counted: z.boolean(),
    linked_proof: z.string(),
    recorded_by_name: z.string(),
  })
  .transform(
    (row): Cost => ({
      id: row.id,
      year: row.year,
      nature: row.nature,
      label: row.label,
      cents: row.cents,
      isCounted: row.is_counted,
      linkedProof: row.linked_proof,
      recordedByName: row.recorded_by_name,
    }),
  )

export async function listCosts(db: Database, serviceId: string, year: number): Promise<Cost[]> {
  const rows = await db
    .selectFrom('shared_service_costs')
    .select(['id', 'year', 'nature', 'label', 'cents', 'is_counted', 'linked_proof', 'recorded_by_name'])
    .where('service_id', '=', serviceId)
    .where('year', '=', year)
    .orderBy('nature')
    .orderBy('label')
    .execute()
  return rows
    .map((row) => costRow.parse(row))
    .toSorted((a, b) => costNatures.indexOf(a.nature) - costNatures.indexOf(b.nature))
}

export async function insertCost(
  tx: Database,
  serviceId: string,
  cost: CostDraft,
  by: { readonly name: string; readonly on: CalendarDate },
): Promise<void> {
  await tx
    .insertInto('shared_service_costs')
    .values({
      service_id: serviceId,
      year: cost.year,
      nature: cost.nature,
      label: cost.label,
      cents: cost.cents,
      is_counted: cost.isCounted,
      linked_proof: cost.linkedProof,
      recorded_by_name: by.name,
      recorded_on: by.on,
    })
    .execute()
}

export async function deleteCost(
  tx: Database,
  serviceId: string,
  year: number,
  id: string,
): Promise<boolean> {
  const result = await tx
    .deleteFrom('shared_service_costs')
    .where('id', '=', id)
    .where('year', '=', year)
    .where('service_id', '=', serviceId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export interface Statement {
  readonly id: string
  readonly serviceId: string
  readonly year: number
  readonly keyId: string
  readonly totalCents: number
  /** Weighted units of all parties, as an exact decimal. */
  readonly units: string
  /** What `shared-service split` computes again. */
  readonly question: string
  readonly issuedOn: CalendarDate
  readonly issuedByName: string
  readonly shares: readonly StatementShare[]
}

export interface StatementShare {
  readonly partyId: string
  readonly cents: number
  readonly units: string
  /** Advances asked of it and paid by it until the statement. */
  readonly calledCents: number
  readonly paidCents: number
  /** What it pays for leaving, beside its share. */
  readonly exitCents: number
}

const statementRow = z.object({
  id: z.string(),
  service_id: z.string(),
  year: z.number(),
  key_id: z.string(),
  total_cents: z.number(),
  units: z.string(),
  question: z.string(),
  issued_on: z.string(),
  issued_by_name: z.string(),
})

const shareRow = z.object({
  statement_id: z.string(),
  party_id: z.string(),
  cents: z.number(),
  units: z.string(),
  called_cents: z.number(),
  paid_cents: z.number(),
  exit_cents: z.number(),
})

/** Statements of those services, the oldest first. */
export async function listStatements(db: Database, serviceIds: readonly string[]): Promise<Statement[]> {
  if (serviceIds.length === 0) return []
  const statements = await db
    .selectFrom('shared_service_statements')
    .select([
      'id',
      'service_id',
      'year',
      'key_id',
      'total_cents',
      sql<string>`trim_scale(units)::text`.as('units'),
      'question',
      'issued_on',
      'issued_by_name',
    ])
    .where('service_id', 'in', serviceIds)
    .orderBy('year')
    .execute()
  if (statements.length === 0) return []
  const shares = await db
    .selectFrom('shared_service_shares')
    .select([
      'statement_id',
      'party_id',
      'cents',
      sql<string>`trim_scale(units)::text`.as('units'),
      'called_cents',
      'paid_cents',
      'exit_cents',
    ])
    .where(
      'statement_id',
      'in',
      statements.map(({ id }) => id),
    )
    .execute()
  const byStatement = Map.groupBy(
    shares.map((row) => shareRow.parse(row)),
    (row) => row.statement_id,
  )
  return statements
    .map((row) => statementRow.parse(row))
    .map((row) => ({
      id: row.id,
      serviceId: row.service_id,
      year: row.year,
      keyId: row.key_id,
      totalCents: row.total_cents,
      units: row.units,
      question: row.question,
      issuedOn: calendarDate(row.issued_on),
      issuedByName: row.issued_by_name,
      shares: (byStatement.get(row.id) ?? []).map((share) => ({
        partyId: share.party_id,
        cents: share.cents,
        units: share.units,
        calledCents: share.called_cents,
        paidCents: share.paid_cents,
        exitCents: share.exit_cents,
      })),
    }))
}

export async function insertStatement(tx: Database, statement: Omit<Statement, 'id'>): Promise<void> {
  const { id } = await tx
    .insertInto('shared_service_statements')
    .values({
      service_id: statement.serviceId,
      year: statement.year,
      key_id: statement.keyId,
      total_cents: statement.totalCents,
      units: sql<number>`${statement.units}::numeric`,
      question: statement.question,
      issued_on: statement.issuedOn,
      issued_by_name: statement.issuedByName,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('shared_service_shares')
    .values(
      statement.shares.map((share) => ({
        statement_id: id,
        party_id: share.partyId,
        cents: share.cents,
        units: sql<number>`${share.units}::numeric`,
        called_cents: share.calledCents,
        paid_cents: share.paidCents,
        exit_cents: share.exitCents,
      })),
    )
    .execute()
}
