import type { Context } from '#infra/context.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { insertCommitment, lockCommitment, updateCancelled, updateDelivered } from './commitments.queries.ts'
import type { CommitmentKey, NewCommitment } from './commitments.rules.ts'

/** `db` is the caller's open transaction: the promise stands or falls with what it comes from. Rights are the caller's. */
type Committer = Pick<Context, 'db' | 'actor' | 'clock'>

/** The town owes something from now on. The same object has one commitment of a kind: a second call changes nothing. */
export async function promise(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  commitment: NewCommitment,
): Promise<{ readonly isNew: boolean }> {
  return { isNew: await insertCommitment(db, commitment, clock.today()) }
}

export interface Delivery extends CommitmentKey {
  readonly on: CalendarDate
  /** Why it is late; asked for only when it is. */
  readonly reason?: string
  /** Role that gives the right to deliver, for the act of a late delivery. */
  readonly role: string
}

export type DeliveryRefusal = 'commitment_reason_missing'

/**
 * What was owed is there. Late, it asks for the reason, and the delivery is an official act. What was never promised, or
 * was delivered or cancelled already, changes nothing.
 */
export async function deliver(
  context: Committer,
  delivery: Delivery,
): Promise<Result<{ readonly isLate: boolean }, DeliveryRefusal>> {
  const commitment = await lockCommitment(context.db, delivery)
  if (!commitment || commitment.deliveredOn !== null || commitment.cancelledOn !== null)
    return ok({ isLate: false })
  const isLate = delivery.on > commitment.dueOn
  const reason = isLate ? (delivery.reason ?? '').trim() : ''
  if (isLate && reason === '') return refuse('commitment_reason_missing')
  await updateDelivered(context.db, commitment.id, delivery.on, reason)
  if (isLate)
    await recordAct(context, {
      act: 'deliver_late',
      subjectKind: 'commitment',
      subjectId: commitment.id,
      subjectLabel: commitment.label,
      role: delivery.role,
      on: delivery.on,
      reason,
      details: { due_on: commitment.dueOn },
    })
  return ok({ isLate })
}

/** What was owed is no longer: the proposal was withdrawn, the process given up. The reason stays public. */
export async function cancelCommitment(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  cancellation: CommitmentKey & { readonly reason: string },
): Promise<void> {
  const commitment = await lockCommitment(db, cancellation)
  if (!commitment || commitment.deliveredOn !== null || commitment.cancelledOn !== null) return
  await updateCancelled(db, commitment.id, clock.today(), cancellation.reason)
}
