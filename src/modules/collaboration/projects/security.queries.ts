import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { townRoles } from '#kernel/roles.ts'

/** Somebody from outside in one project, until when, and when they were last here. */
export interface PartnerAccess {
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly body: string
  readonly project: string
  readonly code: string
  readonly endsOn: CalendarDate
  readonly lastUsed: Date | null
}

const accessRow = z.object({
  account_id: z.string(),
  name: z.string(),
  email: z.string(),
  body: z.string(),
  project: z.string(),
  code: z.string(),
  ends_on: z.string().transform(calendarDate),
  last_used: z.date().nullable(),
})

/** Every access from outside, the ones that end first at the top. */
export async function listPartnerAccesses(db: Database): Promise<PartnerAccess[]> {
  const rows = await db
    .selectFrom('project_members as m')
    .innerJoin('accounts', 'accounts.id', 'm.account_id')
    .innerJoin('projects', 'projects.id', 'm.project_id')
    .select([
      'm.account_id',
      'accounts.name',
      'accounts.email',
      'm.body',
      'projects.title as project',
      'projects.code',
      'm.ends_on',
      sql<Date | null>`(select max(updated_at) from sessions where sessions.account_id = m.account_id)`.as(
        'last_used',
      ),
    ])
    .where('m.is_partner', '=', true)
    .orderBy('m.ends_on')
    .orderBy('accounts.name')
    .orderBy('m.project_id')
    .limit(1000)
    .execute()
  return rows.map((input) => {
    const row = accessRow.parse(input)
    return {
      accountId: row.account_id,
      name: row.name,
      email: row.email,
      body: row.body,
      project: row.project,
      code: row.code,
      endsOn: row.ends_on,
      lastUsed: row.last_used,
    }
  })
}

/** Somebody who has an account and no role of the town that day: until when, and when they were last here. */
export interface OutsideAccount {
  readonly name: string
  readonly email: string
  readonly title: string
  /** Last day of their last role; null: no end was given. */
  readonly endsOn: CalendarDate | null
  readonly lastUsed: Date | null
}

const outsideRoles = ['partner_officer', 'organisation_officer'] as const

const outsideRow = z.object({
  name: z.string(),
  email: z.string(),
  title: z.string(),
  ends_on: z.string().transform(calendarDate).nullable(),
  last_used: z.date().nullable(),
})

/** Accounts of partners, without end first, then those that end first. */
export async function listOutsideAccounts(db: Database, on: CalendarDate): Promise<OutsideAccount[]> {
  const { rows } = await sql`
    select accounts.name, accounts.email, accounts.title,
      case when bool_or(r.ends_on is null) then null else max(r.ends_on) end as ends_on,
      (select max(updated_at) from sessions where sessions.account_id = accounts.id) as last_used
    from accounts join role_grants r on r.account_id = accounts.id
    where r.starts_on <= ${on}::date and (r.ends_on is null or r.ends_on >= ${on}::date)
    group by accounts.id
    having bool_or(r.role = any(${outsideRoles}::text[])) and not bool_or(r.role = any(${[...townRoles]}::text[]))
    order by ends_on nulls first, accounts.name, accounts.id
    limit 1000`.execute(db)
  return rows.map((input) => {
    const { ends_on: endsOn, last_used: lastUsed, ...row } = outsideRow.parse(input)
    return { ...row, endsOn, lastUsed }
  })
}

/** What projects share outside: how much of it partners can read. */
export async function listOutsideShares(
  db: Database,
  on: CalendarDate,
): Promise<
  {
    readonly code: string
    readonly title: string
    readonly partners: number
    readonly cards: number
    readonly files: number
  }[]
> {
  const { rows } = await sql<{ code: string; title: string; partners: number; cards: number; files: number }>`
    select projects.code, projects.title, count(*) as partners,
      (select count(*) from cards where cards.project_id = projects.id) as cards,
      (select count(*) from card_files join cards on cards.id = card_files.card_id
        where cards.project_id = projects.id) as files
    from project_members m join projects on projects.id = m.project_id
    where m.is_partner and m.ends_on >= ${on}::date
    group by projects.id order by projects.title, projects.id`.execute(db)
  return rows
}

export interface RightsAct {
  readonly act: string
  readonly subjectKind: string
  readonly label: string
  readonly actor: string
  readonly on: CalendarDate
  /** Who was let in or out of a project; empty otherwise. */
  readonly person: string
  /** Role that was given or taken away; empty otherwise. */
  readonly role: string
}

const rightsActs = ['create_account', 'grant_role', 'end_role', 'admit', 'dismiss', 'revoke_device']

/** The journal of rights: who was let in or out, by whom, the newest first. */
export async function listRightsActs(db: Database, size: number): Promise<RightsAct[]> {
  const rows = await db
    .selectFrom('official_acts')
    .select([
      'act',
      'subject_kind',
      'subject_label',
      'actor_name',
      'acted_on',
      sql<string>`coalesce(details->>'name', '')`.as('person'),
      sql<string>`coalesce(details->>'role', '')`.as('role'),
    ])
    .where('subject_kind', 'in', ['account', 'project', 'device'])
    .where('act', 'in', rightsActs)
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .limit(size)
    .execute()
  return rows.map((row) => ({
    act: row.act,
    subjectKind: row.subject_kind,
    label: row.subject_label,
    actor: row.actor_name,
    on: calendarDate(row.acted_on),
    person: row.person,
    role: row.role,
  }))
}
