import type { Context } from '#infra/context.ts'
import type { Visitor } from '#kernel/actor.ts'
import { findActor } from '#modules/people/accounts/accounts.public.ts'

/** Whoever opened an address, with the roles that they hold today; null when they hold none any more. */
export async function actorOf({ db, clock }: Context, accountId: string): Promise<Visitor> {
  const actor = await findActor(db, accountId, clock.today())
  return actor && actor.roles.size > 0 ? actor : null
}
