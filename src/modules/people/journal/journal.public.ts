import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction } from '#infra/transaction.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Result } from '#kernel/result.ts'
import { ok } from '#kernel/result.ts'
import { insertAct } from './journal.queries.ts'

export { journalPaths } from './journal.paths.ts'
export { listActsOn, type OfficialAct } from './journal.queries.ts'
export { journalRoutes } from './journal.routes.ts'
export type { ShownEntry } from './journal-entry.rules.ts'
export {
  type ActSubject,
  findSubjects,
  type JournalReaders,
  type JournalSubjects,
  latestEntries,
} from './show-entries.ts'
export { townSubjects } from './town-subjects.ts'
export { type JournalCheck, verifyJournal } from './verify-journal.ts'

/** What an act is, besides who does it and when, which the context says. */
export interface ActDescription {
  readonly act: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly subjectLabel: string
  /** Role that gives the right; the permission function answered it. */
  readonly role: string
  /** Day of the act; today unless an earlier act is being recorded. */
  readonly on?: CalendarDate
  readonly deliberationId?: string | null
  readonly reason?: string
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/**
 * Does the change and records it as an official act with its entry in the journal, all in one transaction: either
 * everything is there afterwards, or nothing.
 */
export async function performAct<Value, Refusal>(
  context: Pick<Context, 'db' | 'actor' | 'clock'>,
  description: ActDescription,
  change: (tx: Database) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  return inTransaction(context.db, async (tx) => {
    const result = await change(tx)
    if (!result.ok) return result
    await recordAct({ ...context, db: tx }, description)
    return ok(result.value)
  })
}

/** Records an act inside a transaction that the caller has open; answers its id. */
export function recordAct(
  context: Pick<Context, 'db' | 'actor' | 'clock'>,
  description: ActDescription,
): Promise<string> {
  const { act, subjectKind, subjectId, subjectLabel, role } = description
  return insertAct(
    context.db,
    {
      act,
      subjectKind,
      subjectId,
      subjectLabel,
      actorId: context.actor?.id ?? null,
      actorName: context.actor?.name ?? 'Faire Commune',
      actorRole: role,
      actedOn: description.on ?? context.clock.today(),
      deliberationId: description.deliberationId ?? null,
      reason: description.reason ?? '',
      details: description.details ?? {},
    },
    context.clock.now(),
  )
}
