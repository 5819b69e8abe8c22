import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type Agreement, type Decision, decisionKinds } from './awards.rules.ts'
import { interestGrounds, type NamedInterest } from './interests.rules.ts'

/** Names members; one that was named before is said anew. */
export async function insertInterested(tx: Database, members: readonly NamedInterest[]): Promise<void> {
  if (members.length === 0) return
  await tx
    .insertInto('interested_members')
    .values(
      members.map(({ applicationId, memberName, link, ground }) => ({
        application_id: applicationId,
        member_name: memberName,
        link,
        ground,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['application_id', 'member_name']).doUpdateSet((row) => ({
        link: row.ref('excluded.link'),
        ground: row.ref('excluded.ground'),
      })),
    )
    .execute()
}

const interestRow = z.object({
  applicationId: z.string(),
  memberName: z.string(),
  link: z.string(),
  ground: z.enum(interestGrounds),
}) satisfies z.ZodType<NamedInterest>

export async function listInterested(db: Database, callId: string): Promise<NamedInterest[]> {
  const rows = await db
    .selectFrom('interested_members')
    .innerJoin('applications', 'applications.id', 'interested_members.application_id')
    .select(['application_id as applicationId', 'member_name as memberName', 'link', 'ground'])
    .where('applications.call_id', '=', callId)
    .orderBy('member_name')
    .execute()
  return rows.map((row) => interestRow.parse(row))
}

export async function insertDecisions(
  tx: Database,
  act: { readonly deliberationId: string; readonly on: CalendarDate },
  decisions: readonly Decision[],
): Promise<void> {
  await tx
    .insertInto('award_decisions')
    .values(
      decisions.map(({ applicationId, kind, cents, reasons }) => ({
        application_id: applicationId,
        deliberation_id: act.deliberationId,
        decided_on: act.on,
        decision: kind,
        amount_cents: cents,
        reasons,
      })),
    )
    .execute()
  for (const [kind, own] of Map.groupBy(decisions, (decision) => decision.kind))
    for (const decision of own)
      await tx
        .updateTable('applications')
        .set({ status: kind, reasons: decision.reasons, version: sql`version + 1` })
        .where('id', '=', decision.applicationId)
        .execute()
}

export interface KeptDecision extends Decision {
  readonly deliberationId: string
  readonly decidedOn: CalendarDate
}

const decisionRow = z.object({
  applicationId: z.string(),
  deliberationId: z.string(),
  decidedOn: z.string().transform(calendarDate),
  kind: z.enum(decisionKinds),
  cents: z.number().nullable(),
  reasons: z.string(),
})

function decisions(db: Database) {
  return db
    .selectFrom('award_decisions')
    .innerJoin('applications', 'applications.id', 'award_decisions.application_id')
    .select([
      'application_id as applicationId',
      'deliberation_id as deliberationId',
      'decided_on as decidedOn',
      'decision as kind',
      'amount_cents as cents',
      'award_decisions.reasons',
    ])
}

export async function listDecisions(db: Database, callId: string): Promise<KeptDecision[]> {
  const rows = await decisions(db)
    .where('applications.call_id', '=', callId)
    .orderBy('applications.number')
    .execute()
  return rows.map((row) => decisionRow.parse(row))
}

export async function findDecision(db: Database, applicationId: string): Promise<KeptDecision | null> {
  const row = await decisions(db).where('application_id', '=', applicationId).executeTakeFirst()
  return row ? decisionRow.parse(row) : null
}

/** What the town granted to a body by calls in a year, in cents (SUB-02 counts the whole year), what it absorbed included. */
export async function sumGrantedInYear(db: Database, organisationId: string, year: number): Promise<number> {
  const row = await db
    .selectFrom('award_decisions')
    .innerJoin('applications', 'applications.id', 'award_decisions.application_id')
    .select((of) => of.fn.coalesce(of.fn.sum<number>('amount_cents'), sql<number>`0`).as('sum'))
    .where(
      sql<boolean>`applications.organisation_id in (select id from organisations where coalesce(merged_into, id) =
        (select coalesce(merged_into, id) from organisations where id = ${organisationId}))`,
    )
    .where('decided_on', '>=', `${year}-01-01`)
    .where('decided_on', '<=', `${year}-12-31`)
    .where('applications.status', '<>', 'renounced')
    .executeTakeFirst()
  return Number(row?.sum ?? 0)
}

const day = z.string().transform(calendarDate)
const maybeDay = day.nullable()

const agreementRow = z
  .object({
    applicationId: z.string(),
    text: z.string(),
    draftedOn: day,
    signedByHolderOn: maybeDay,
    signedByMayorOn: maybeDay,
    notifiedOn: maybeDay,
    condition: z.string(),
    conditionMetOn: maybeDay,
    reportDueOn: day,
    finishedOn: maybeDay,
    instalments: z.array(
      z.object({
        number: z.number(),
        share: z.number(),
        cents: z.number(),
        needsReport: z.boolean(),
        orderNumber: z.string(),
        orderedOn: maybeDay,
        paidOn: maybeDay,
      }),
    ),
    report: z
      .object({
        receivedOn: day,
        spentCents: z.number(),
        people: z.number(),
        volunteerHours: z.number(),
        outcome: z.string(),
        checkedOn: maybeDay,
        checkNote: z.string(),
        reimbursementCents: z.number().nullable(),
        repaidOn: maybeDay,
      })
      .nullable(),
  })
  .transform((row): Agreement & { applicationId: string } => row)

function agreements(db: Database) {
  return db
    .selectFrom('grant_agreements as a')
    .innerJoin('applications', 'applications.id', 'a.application_id')
    .select([
      'a.application_id as applicationId',
      'a.text',
      'drafted_on as draftedOn',
      'signed_by_holder_on as signedByHolderOn',
      'signed_by_mayor_on as signedByMayorOn',
      'notified_on as notifiedOn',
      'a.condition',
      'condition_met_on as conditionMetOn',
      'report_due_on as reportDueOn',
      'finished_on as finishedOn',
      sql<unknown>`(select json_agg(json_build_object('number', i.number, 'share', i.share, 'cents', i.amount_cents,
        'needsReport', i.needs_report, 'orderNumber', i.order_number, 'orderedOn', i.ordered_on, 'paidOn', i.paid_on)
        order by i.number) from grant_instalments i where i.application_id = a.application_id)`.as(
        'instalments',
      ),
      sql<unknown>`(select json_build_object('receivedOn', r.received_on, 'spentCents', r.spent_cents, 'people', r.people,
        'volunteerHours', r.volunteer_hours, 'outcome', r.outcome, 'checkedOn', r.checked_on, 'checkNote', r.check_note,
        'reimbursementCents', r.reimbursement_cents, 'repaidOn', r.repaid_on)
        from grant_reports r where r.application_id = a.application_id)`.as('report'),
    ])
}

export async function listAgreements(
  db: Database,
  callId: string,
): Promise<(Agreement & { applicationId: string })[]> {
  const rows = await agreements(db)
    .where('applications.call_id', '=', callId)
    .orderBy('applications.number')
    .execute()
  return rows.map((row) => agreementRow.parse(row))
}

export async function findAgreement(db: Database, applicationId: string): Promise<Agreement | null> {
  const row = await agreements(db).where('a.application_id', '=', applicationId).executeTakeFirst()
  return row ? agreementRow.parse(row) : null
}

/** The agreement, locked until the end of the transaction; what hangs on it is read after the lock. */
export async function lockAgreement(tx: Database, applicationId: string): Promise<Agreement | null> {
  await tx
    .selectFrom('grant_agreements')
    .select('application_id')
    .where('application_id', '=', applicationId)
    .forUpdate()
    .executeTakeFirst()
  return findAgreement(tx, applicationId)
}

export async function insertAgreement(
  tx: Database,
  applicationId: string,
  draft: Pick<Agreement, 'text' | 'draftedOn' | 'reportDueOn' | 'condition'> & {
    readonly instalments: readonly Pick<
      Agreement['instalments'][number],
      'number' | 'share' | 'cents' | 'needsReport'
    >[]
  },
): Promise<void> {
  await tx
    .insertInto('grant_agreements')
    .values({
      application_id: applicationId,
      text: draft.text,
      drafted_on: draft.draftedOn,
      report_due_on: draft.reportDueOn,
      condition: draft.condition,
    })
    .execute()
  await tx
    .insertInto('grant_instalments')
    .values(
      draft.instalments.map(({ number, share, cents, needsReport }) => ({
        application_id: applicationId,
        number,
        share,
        amount_cents: cents,
        needs_report: needsReport,
      })),
    )
    .execute()
}

type AgreementDay =
  | 'signed_by_holder_on'
  | 'signed_by_mayor_on'
  | 'notified_on'
  | 'condition_met_on'
  | 'finished_on'

export async function updateAgreementDay(
  tx: Database,
  applicationId: string,
  column: AgreementDay,
  on: CalendarDate,
): Promise<void> {
  await tx
    .updateTable('grant_agreements')
    .set({ [column]: on })
    .where('application_id', '=', applicationId)
    .execute()
}

export async function updateInstalment(
  tx: Database,
  applicationId: string,
  number: number,
  change: { readonly order_number: string; readonly ordered_on: string } | { readonly paid_on: string },
): Promise<void> {
  await tx
    .updateTable('grant_instalments')
    .set(change)
    .where('application_id', '=', applicationId)
    .where('number', '=', number)
    .execute()
}

export async function insertReport(
  tx: Database,
  applicationId: string,
  report: {
    readonly receivedOn: CalendarDate
    readonly spentCents: number
    readonly people: number
    readonly volunteerHours: number
    readonly outcome: string
  },
): Promise<void> {
  await tx
    .insertInto('grant_reports')
    .values({
      application_id: applicationId,
      received_on: report.receivedOn,
      spent_cents: report.spentCents,
      people: report.people,
      volunteer_hours: report.volunteerHours,
      outcome: report.outcome,
    })
    .execute()
}

export async function updateReport(
  tx: Database,
  applicationId: string,
  change:
    | {
        readonly checked_on: string
        readonly check_note: string
        readonly reimbursement_cents: number | null
      }
    | { readonly repaid_on: string },
): Promise<void> {
  await tx.updateTable('grant_reports').set(change).where('application_id', '=', applicationId).execute()
}

export interface ReportToRemind {
  readonly applicationId: string
  readonly title: string
  readonly callCode: string
  readonly callTitle: string
  readonly reportDueOn: CalendarDate
}

/** Grants whose report is due by that day and has not come. */
export async function listReportsDue(db: Database, until: CalendarDate): Promise<ReportToRemind[]> {
  const rows = await db
    .selectFrom('grant_agreements as a')
    .innerJoin('applications', 'applications.id', 'a.application_id')
    .innerJoin('calls', 'calls.id', 'applications.call_id')
    .leftJoin('grant_reports as r', 'r.application_id', 'a.application_id')
    .select([
      'a.application_id as applicationId',
      'applications.title',
      'calls.code as callCode',
      'calls.title as callTitle',
      'a.report_due_on as reportDueOn',
    ])
    .where('a.notified_on', 'is not', null)
    .where('a.finished_on', 'is', null)
    .where('r.application_id', 'is', null)
    .where('a.report_due_on', '<=', until)
    .orderBy('a.report_due_on')
    .execute()
  return rows.map((row) => ({ ...row, reportDueOn: calendarDate(row.reportDueOn) }))
}
