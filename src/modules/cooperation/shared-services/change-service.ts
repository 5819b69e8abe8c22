import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import type { Visitor } from '#kernel/actor.ts'
import { type Result, refuse } from '#kernel/result.ts'
import type { ActDescription } from '#modules/people/journal/journal.public.ts'
import { listParties } from './parties.queries.ts'
import type { Refusal } from './refusals.ts'
import { lockService } from './services.queries.ts'
import { canSeeService, type Standing, standingOf } from './shared-services.permissions.ts'
import type { Party, SharedService } from './shared-services.rules.ts'
import { partiesSpokenFor } from './spoken-for.ts'

export type Outcome<Value> = Promise<Result<Value, Refusal>>

/** What a change finds in its transaction: the service locked, its parties, and where the person stands. */
export interface Change {
  readonly tx: Database
  /** The caller's context, inside the transaction. */
  readonly within: Context
  readonly service: SharedService
  readonly parties: readonly Party[]
  readonly standing: Standing
}

/** Changes a service that this person may see, inside one transaction; `twice` is what a duplicate key means there. */
export async function changeService<Value>(
  context: Context,
  code: string,
  change: (found: Change) => Outcome<Value>,
  { how = 'change', twice = 'same_name' }: { how?: 'change' | 'add'; twice?: Refusal } = {},
): Outcome<Value> {
  return unlessDuplicate(twice, () =>
    inTransaction(context.db, async (tx) => {
      const service = await lockService(tx, code, how)
      if (!service) return refuse('not_found')
      const within = { ...context, db: tx }
      const parties = await listParties(tx, service.id)
      const standing = standingOf(context.actor, parties, await partiesSpokenFor(within, parties))
      if (!canSeeService(standing)) return refuse('not_found')
      return change({ tx, within, service, parties, standing })
    }),
  )
}

/** The same for a service that is still being prepared: afterwards what the councils voted on stays. */
export function prepareService<Value>(
  context: Context,
  code: string,
  may: (actor: Visitor) => boolean,
  change: (found: Change) => Outcome<Value>,
): Outcome<Value> {
  return changeService(context, code, async (found) => {
    if (!may(context.actor)) return refuse('not_found')
    return found.service.status === 'prepared' ? change(found) : refuse('frozen')
  })
}

/** How the journal names a service. */
export function subjectOf(
  service: Pick<SharedService, 'id' | 'title'>,
): Pick<ActDescription, 'subjectKind' | 'subjectId' | 'subjectLabel'> {
  return { subjectKind: 'shared_service', subjectId: service.id, subjectLabel: service.title }
}

export function nameOf({ actor }: Pick<Context, 'actor'>): string {
  return actor?.name ?? 'Faire Commune'
}

export async function unlessDuplicate<Value>(refusal: Refusal, change: () => Outcome<Value>): Outcome<Value> {
  try {
    return await change()
  } catch (error) {
    if (isDuplicate(error)) return refuse(refusal)
    throw error
  }
}
