import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { findDeliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import { listReceived } from './applications.queries.ts'
import type { Application } from './applications.rules.ts'
import { type KeptDecision, listAgreements, listDecisions } from './awards.queries.ts'
import { type Agreement, isGrant } from './awards.rules.ts'
import type { Call } from './calls.rules.ts'

/** A grant, with the file that it was given to and its agreement, where there is one. */
export interface Winner {
  readonly application: Application
  readonly decision: KeptDecision
  readonly agreement: Agreement | null
}

export async function listWinners(db: Database, call: Call): Promise<Winner[]> {
  const [applications, decisions, agreements] = await Promise.all([
    listReceived(db, call.id),
    listDecisions(db, call.id),
    listAgreements(db, call.id),
  ])
  const byApplication = new Map(agreements.map((agreement) => [agreement.applicationId, agreement]))
  const granted = new Map(
    decisions.filter(({ kind }) => isGrant(kind)).map((each) => [each.applicationId, each]),
  )
  return applications.flatMap((application) => {
    const decision = application.status === 'renounced' ? undefined : granted.get(application.id)
    return decision ? [{ application, decision, agreement: byApplication.get(application.id) ?? null }] : []
  })
}

/** Codes of the calls that decided something, oldest first, for the open-data file. */
export async function listDecidedCodes(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('calls')
    .select('code')
    .where('status', 'in', ['decided', 'closed_out'])
    .orderBy('closes_at')
    .orderBy('code')
    .execute()
  return rows.map(({ code }) => z.string().parse(code))
}

/** Numbers of the deliberations, by identity. */
export async function deliberationNumbers(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly number: string; readonly on: CalendarDate }>> {
  const found = await Promise.all([...new Set(ids)].map((id) => findDeliberation(db, id)))
  return new Map(
    found.flatMap((each) =>
      each ? [[each.id, { number: each.number, on: calendarDate(each.adoptedOn) }]] : [],
    ),
  )
}

/** Titles of granted applications, for the journal. */
export async function listGrantNames(db: Database, ids: readonly string[]) {
  return db
    .selectFrom('applications')
    .innerJoin('calls', 'calls.id', 'applications.call_id')
    .select(['applications.id', 'applications.title', 'applicant_name as applicantName', 'calls.code'])
    .where('applications.id', 'in', ids)
    .execute()
}
