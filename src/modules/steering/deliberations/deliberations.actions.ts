import { randomUUID } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { isDuplicate } from '#infra/transaction.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { performAct } from '#modules/people/journal/journal.public.ts'
import { roleOfRecorder } from './deliberations.permissions.ts'
import { insertDeliberation } from './deliberations.queries.ts'
import { type DeliberationDraft, type Fault, faultsOf } from './deliberations.rules.ts'

export type DeliberationsRefusal =
  | { readonly code: 'not_found' | 'number_taken' }
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
  try {
    return await performAct(
      context,
      {
        act: 'record',
        subjectKind: 'deliberation',
        subjectId: id,
        subjectLabel: `${draft.number} – ${draft.subject}`,
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
        await insertDeliberation(tx, draft, {
          id,
          accountId: context.actor?.id ?? null,
          at: context.clock.now(),
        })
        return ok({ id })
      },
    )
  } catch (error) {
    if (isDuplicate(error)) return refuse({ code: 'number_taken' })
    throw error
  }
}
