import { randomUUID } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { performAct, recordAct } from '#modules/people/journal/journal.public.ts'
import { roleOfRecorder } from './deliberations.permissions.ts'
import { insertDeliberation, lockDeliberation, updateDeliberation } from './deliberations.queries.ts'
import { changesBetween, type DeliberationDraft, type Fault, faultsOf } from './deliberations.rules.ts'

export type DeliberationsRefusal =
  | { readonly code: 'not_found' | 'number_taken' | 'reason_missing' | 'nothing_changed' }
  | { readonly code: 'faulty'; readonly faults: readonly Fault[] }

/** Records what a body decided: an official act of the day, or of the day `on` when older records are taken over. */
export async function recordDeliberation(
  context: Pick<Context, 'db' | 'actor' | 'clock'>,
  draft: DeliberationDraft,
  on?: CalendarDate,
): Promise<Result<{ readonly id: string }, DeliberationsRefusal>> {
  const role = roleOfRecorder(context.actor)
  if (role === null) return refuse({ code: 'not_found' })
  const faults = faultsOf(draft, context.clock.today())
  if (faults.length > 0) return refuse({ code: 'faulty', faults })
  const id = randomUUID()
  return unlessTaken(() =>
    performAct(
      context,
      {
        act: 'record',
        ...subject(id, draft),
        role,
        details: {
          adopted_on: draft.adoptedOn,
          votes_for: draft.votesFor,
          votes_against: draft.votesAgainst,
          abstentions: draft.abstentions,
        },
        ...(on ? { on } : {}),
      },
      async (tx) => {
        const by = { id, accountId: context.actor?.id ?? null, at: context.clock.now() }
        await insertDeliberation(tx, draft, by)
        return ok({ id })
      },
    ),
  )
}

/**
 * Mends a record that does not say what the body decided, or adds its text once it is online: an official act, whose
 * entry in the journal keeps what the record said before.
 */
export async function correctDeliberation(
  context: Pick<Context, 'db' | 'actor' | 'clock'>,
  id: string,
  draft: DeliberationDraft,
  reason: string,
): Promise<Result<{ readonly id: string }, DeliberationsRefusal>> {
  const role = roleOfRecorder(context.actor)
  if (role === null) return refuse({ code: 'not_found' })
  const faults = faultsOf(draft, context.clock.today())
  if (faults.length > 0) return refuse({ code: 'faulty', faults })
  if (reason === '') return refuse({ code: 'reason_missing' })
  return unlessTaken(() =>
    inTransaction<{ readonly id: string }, DeliberationsRefusal>(context.db, async (tx) => {
      const before = await lockDeliberation(tx, id)
      if (!before) return refuse({ code: 'not_found' })
      const details = changesBetween(before, draft)
      if (Object.keys(details).length === 0) return refuse({ code: 'nothing_changed' })
      await updateDeliberation(tx, id, draft)
      await recordAct(
        { ...context, db: tx },
        { act: 'correct', ...subject(id, draft), role, reason, details },
      )
      return ok({ id })
    }),
  )
}

function subject(id: string, draft: DeliberationDraft) {
  return {
    subjectKind: 'deliberation',
    subjectId: id,
    subjectLabel: `${draft.number} – ${draft.subject}`,
  }
}

async function unlessTaken<Value>(
  change: () => Promise<Result<Value, DeliberationsRefusal>>,
): Promise<Result<Value, DeliberationsRefusal>> {
  try {
    return await change()
  } catch (error) {
    if (isDuplicate(error)) return refuse({ code: 'number_taken' })
    throw error
  }
}
