import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { holds, isOfTheTown } from '#kernel/actor.ts'
import { type Result, refuse } from '#kernel/result.ts'
import { authoritiesOf } from '#modules/cooperation/authorities/authorities.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { accessTo, type Standpoint } from './cooperations.permissions.ts'
import { findCooperation, lockCooperation } from './cooperations.queries.ts'
import { asPublished, type Cooperation } from './cooperations.rules.ts'
import { moveCooperation } from './cooperations.writes.queries.ts'
import type { Lack } from './life.rules.ts'

export type CooperationRefusal =
  | 'not_found'
  | 'act_closed'
  | 'changed_meanwhile'
  | 'reason_missing'
  | 'slug_taken'
  | 'measure_unknown'
  | 'signed_already'
  | 'authority_unknown'
  | 'party_already'
  | 'town_stays'
  | 'not_lead_by_law'
  | 'kind_of_other_depth'
  | 'term_incomplete'
  | 'cannot_set_aside'
  | 'deliberation_unknown'
  | 'decided_in_the_future'
  | 'signatories_missing'
  | 'too_early'
  | 'cannot_leave'
  | 'two_stay'
  | 'not_elected'
  | 'review_done'
  | 'day_in_the_future'
  | `lacks_${Lack}`

export type Outcome<Value = null> = Promise<Result<Value, CooperationRefusal>>

/** Who asks, with the authorities that they speak for today. */
export async function standpointOf({
  db,
  actor,
  clock,
}: Pick<Context, 'db' | 'actor' | 'clock'>): Promise<Standpoint> {
  const speaks = holds(actor, 'partner_officer') && !isOfTheTown(actor)
  const today = clock.today()
  return { actor, today, authorities: actor && speaks ? await authoritiesOf(db, actor.id, today) : [] }
}

/** The cooperation with what that person may read of it; null when it does not exist for them. */
export async function findReadable(context: Context, slug: string) {
  const cooperation = await findCooperation(context.db, slug)
  if (!cooperation) return null
  const standpoint = await standpointOf(context)
  const access = accessTo(standpoint, cooperation)
  if (access === null) return null
  return { cooperation: access === 'public' ? asPublished(cooperation) : cooperation, standpoint, access }
}

/** A cooperation that is being changed, locked; `context.db` is the transaction. */
export interface Changing {
  readonly context: Context
  readonly cooperation: Cooperation
  readonly standpoint: Standpoint
  /** The version that the form was filled from. */
  readonly version: number
}

/**
 * Changes a cooperation that the person may read, if nobody did since the version that they saw. `may` is asked first: whoever
 * may not learns nothing.
 */
export function changing<Value>(
  context: Context,
  slug: string,
  version: number | null,
  may: (standpoint: Standpoint, cooperation: Cooperation) => boolean,
  change: (changing: Changing) => Outcome<Value>,
): Outcome<Value> {
  return inTransaction<Value, CooperationRefusal>(context.db, async (tx) => {
    const inside = { ...context, db: tx }
    const cooperation = await lockCooperation(tx, slug)
    const standpoint = await standpointOf(inside)
    if (!cooperation || accessTo(standpoint, cooperation) === null || !may(standpoint, cooperation))
      return refuse('not_found')
    if (version !== null && cooperation.version !== version) return refuse('changed_meanwhile')
    return change({ context: inside, cooperation, standpoint, version: cooperation.version })
  })
}

/** Raises the version of what was changed: the forms that others have open are then refused. */
export async function raise({ context, cooperation }: Changing): Promise<void> {
  if (!(await moveCooperation(context.db, cooperation)))
    throw new Error('impossible: the cooperation is locked')
}

export function subjectOf(cooperation: Pick<Cooperation, 'id' | 'title'>) {
  return { subjectKind: 'cooperation', subjectId: cooperation.id, subjectLabel: cooperation.title }
}

export interface ActTold {
  readonly act: string
  readonly role: string
  readonly reason?: string
  readonly deliberationId?: string | null
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** Records an official act on it, in the transaction of the change. */
export async function tellAct({ context, cooperation }: Changing, told: ActTold): Promise<void> {
  await recordAct(context, { ...told, ...subjectOf(cooperation) })
}
