import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { isRole, type Role } from '#kernel/roles.ts'
import {
  type Delegation,
  type DelegationDraft,
  type Member,
  type Part,
  parts,
  type Review,
} from './projects.rules.ts'

const day = z.string().transform(calendarDate)

const memberRow = z.object({
  account_id: z.string(),
  name: z.string(),
  part: z.enum(parts),
  body: z.string(),
  is_partner: z.boolean(),
  joined_on: day,
  ends_on: day.nullable(),
})

const order: Readonly<Record<Part, number>> = { sponsor: 0, lead: 1, member: 2 }

/** The team: sponsor, lead, then the others by name. */
export async function listMembers(db: Database, projectId: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('project_members as m')
    .innerJoin('accounts', 'accounts.id', 'm.account_id')
    .select(['m.account_id', 'accounts.name', 'm.part', 'm.body', 'm.is_partner', 'm.joined_on', 'm.ends_on'])
    .where('m.project_id', '=', projectId)
    .orderBy('accounts.name')
    .orderBy('m.account_id')
    .execute()
  return rows
    .map((input): Member => {
      const row = memberRow.parse(input)
      return {
        accountId: row.account_id,
        name: row.name,
        part: row.part,
        body: row.body,
        isPartner: row.is_partner,
        joinedOn: row.joined_on,
        endsOn: row.ends_on,
      }
    })
    .sort((a, b) => order[a.part] - order[b.part])
}

/** Those of the team who are of the town that day, with their address: who finds the meetings in their own calendar. */
export async function listInvitable(
  db: Database,
  projectId: string,
  on: CalendarDate,
): Promise<{ readonly accountId: string; readonly name: string; readonly email: string }[]> {
  return db
    .selectFrom('project_members as m')
    .innerJoin('accounts', 'accounts.id', 'm.account_id')
    .select(['m.account_id as accountId', 'accounts.name', 'accounts.email'])
    .where('m.project_id', '=', projectId)
    .where('m.is_partner', '=', false)
    .where((or) => or.or([or('m.ends_on', 'is', null), or('m.ends_on', '>=', on)]))
    .orderBy('accounts.name')
    .orderBy('m.account_id')
    .execute()
}

export async function insertMember(
  tx: Database,
  projectId: string,
  member: Omit<Member, 'name'>,
): Promise<void> {
  await tx
    .insertInto('project_members')
    .values({
      project_id: projectId,
      account_id: member.accountId,
      part: member.part,
      body: member.body,
      is_partner: member.isPartner,
      joined_on: member.joinedOn,
      ends_on: member.endsOn,
    })
    .execute()
}

/** Takes the person out with their cards; says whether they were there. */
export async function deleteMember(tx: Database, projectId: string, accountId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('project_members')
    .where('project_id', '=', projectId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Another day on which the access of somebody ends. */
export async function updateMemberEnd(
  tx: Database,
  projectId: string,
  accountId: string,
  endsOn: CalendarDate,
): Promise<void> {
  await tx
    .updateTable('project_members')
    .set({ ends_on: endsOn })
    .where('project_id', '=', projectId)
    .where('account_id', '=', accountId)
    .execute()
}

export interface Candidate {
  readonly accountId: string
  readonly name: string
  readonly title: string
  readonly roles: ReadonlySet<Role>
}

/** Accounts that hold a role that day, with their roles: who may be asked into a project. */
export async function listCandidates(db: Database, on: CalendarDate): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('accounts')
    .innerJoin('role_grants', 'role_grants.account_id', 'accounts.id')
    .select(['accounts.id', 'accounts.name', 'accounts.title', 'role_grants.role'])
    .where('role_grants.starts_on', '<=', on)
    .where((or) => or.or([or('role_grants.ends_on', 'is', null), or('role_grants.ends_on', '>=', on)]))
    .orderBy('accounts.name')
    .orderBy('accounts.id')
    .execute()
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((own) => {
    const [first] = own
    return first
      ? [
          {
            accountId: first.id,
            name: first.name,
            title: first.title,
            roles: new Set(own.map((row) => row.role).filter(isRole)),
          },
        ]
      : []
  })
}

export async function findDelegation(db: Database, projectId: string): Promise<Delegation | null> {
  const row = await db
    .selectFrom('project_delegations as d')
    .innerJoin('accounts', 'accounts.id', 'd.written_by')
    .select(['d.version', 'd.decides', 'd.proposes', 'd.informs', 'd.spending_cents', 'accounts.name'])
    .where('d.project_id', '=', projectId)
    .orderBy('d.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const signatures = await db
    .selectFrom('delegation_signatures as s')
    .innerJoin('accounts', 'accounts.id', 's.account_id')
    .select(['s.account_id', 'accounts.name', 's.signed_role', 's.signed_on'])
    .where('s.project_id', '=', projectId)
    .where('s.version', '=', row.version)
    .orderBy('s.signed_on')
    .orderBy('accounts.name')
    .execute()
  return {
    version: row.version,
    decides: row.decides,
    proposes: row.proposes,
    informs: row.informs,
    spendingCents: row.spending_cents,
    writtenBy: row.name,
    signatures: signatures.flatMap(({ account_id, name, signed_role, signed_on }) =>
      isRole(signed_role)
        ? [{ accountId: account_id, name, role: signed_role, signedOn: calendarDate(signed_on) }]
        : [],
    ),
  }
}

export async function insertDelegation(
  tx: Database,
  projectId: string,
  version: number,
  draft: DelegationDraft,
  by: { readonly accountId: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('project_delegations')
    .values({
      project_id: projectId,
      version,
      decides: draft.decides,
      proposes: draft.proposes,
      informs: draft.informs,
      spending_cents: draft.spendingCents,
      written_by: by.accountId,
      written_at: by.at,
    })
    .execute()
}

export async function insertSignature(
  tx: Database,
  projectId: string,
  version: number,
  signature: { readonly accountId: string; readonly role: Role; readonly on: CalendarDate },
): Promise<void> {
  await tx
    .insertInto('delegation_signatures')
    .values({
      project_id: projectId,
      version,
      account_id: signature.accountId,
      signed_role: signature.role,
      signed_on: signature.on,
    })
    .execute()
}

export async function findReview(db: Database, projectId: string): Promise<Review | null> {
  const row = await db
    .selectFrom('project_reviews')
    .select(['promised', 'came', 'reuse', 'hours_low', 'hours_likely', 'hours_high', 'closed_on'])
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  if (!row) return null
  const { hours_low: low, hours_likely: likely, hours_high: high } = row
  return {
    promised: row.promised,
    came: row.came,
    reuse: row.reuse,
    hours: low === null || likely === null || high === null ? null : { low, likely, high },
    closedOn: calendarDate(row.closed_on),
  }
}

export async function insertReview(
  tx: Database,
  projectId: string,
  review: Review,
  closedBy: string,
): Promise<void> {
  await tx
    .insertInto('project_reviews')
    .values({
      project_id: projectId,
      promised: review.promised,
      came: review.came,
      reuse: review.reuse,
      hours_low: review.hours?.low ?? null,
      hours_likely: review.hours?.likely ?? null,
      hours_high: review.hours?.high ?? null,
      closed_on: review.closedOn,
      closed_by: closedBy,
    })
    .execute()
}
