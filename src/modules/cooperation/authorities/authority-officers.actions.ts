import type { Context } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { listAccounts } from '#modules/people/accounts/accounts.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { roleOfRecorder } from './authorities.permissions.ts'
import type { Authority } from './authorities.rules.ts'
import { endOfficer, insertOfficer } from './authority-officers.queries.ts'

export type OfficerRefusal = 'not_found' | 'not_partner' | 'officer_already'
type Outcome = Promise<Result<null, OfficerRefusal>>

export interface OfficerDraft {
  readonly accountId: string
  readonly function: string
  readonly startsOn: CalendarDate
}

/** Accounts that hold the role of partner today, by name. */
export async function listPartners({ db, clock }: Pick<Context, 'db' | 'clock'>) {
  const accounts = await listAccounts(db, clock.today())
  return accounts.filter(({ roles }) => roles.includes('partner_officer'))
}

/** Says who speaks for an authority from a day on: an account that holds the role of partner. */
export async function nameOfficer(context: Context, authority: Authority, draft: OfficerDraft): Outcome {
  const role = roleOfRecorder(context.actor)
  if (role === null) return refuse('not_found')
  const partners = await listPartners(context)
  if (!partners.some(({ id }) => id === draft.accountId)) return refuse('not_partner')
  try {
    return await inTransaction(context.db, async (tx) => {
      const id = await insertOfficer(tx, authority, draft, context.actor?.id ?? null)
      await tellOfficer({ ...context, db: tx }, 'name_officer', role, id, authority, draft.startsOn)
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('officer_already')
    throw error
  }
}

/** Ends an office on that day, included. What the person read stops with it. */
export function endOffice(context: Context, authority: Authority, id: string): Outcome {
  const role = roleOfRecorder(context.actor)
  if (role === null) return Promise.resolve(refuse('not_found'))
  return inTransaction<null, OfficerRefusal>(context.db, async (tx) => {
    const today = context.clock.today()
    if (!(await endOfficer(tx, authority, id, today))) return refuse('not_found')
    await tellOfficer({ ...context, db: tx }, 'end_officer', role, id, authority, today)
    return ok(null)
  })
}

/** The journal names the authority, not the person: it is public, and people are not. */
async function tellOfficer(
  context: Context,
  act: string,
  role: string,
  id: string,
  authority: Authority,
  on: CalendarDate,
): Promise<void> {
  await recordAct(context, {
    act,
    subjectKind: 'authority_officer',
    subjectId: id,
    subjectLabel: authority.name,
    role,
    details: { authority: `${authority.kind}:${authority.code}`, day: on },
  })
}
