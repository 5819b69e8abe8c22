import type { Context } from '#infra/context.ts'
import { authoritiesOf } from '#modules/cooperation/authorities/authorities.public.ts'
import { listOfficerParties } from './services.queries.ts'
import type { Party } from './shared-services.rules.ts'

/** Of these parties, those that the person speaks for today: named in the service, or an officer of that authority. */
export async function partiesSpokenFor(
  { db, actor, clock }: Pick<Context, 'db' | 'actor' | 'clock'>,
  parties: readonly Pick<Party, 'id' | 'authority'>[],
): Promise<Set<string>> {
  if (actor === null || !actor.roles.has('partner_officer')) return new Set()
  const today = clock.today()
  const named = await listOfficerParties(db, actor.id, today)
  const authorities = await authoritiesOf(db, actor.id, today)
  const isOfficer = ({ authority }: Pick<Party, 'authority'>) =>
    authorities.some(({ kind, code }) => authority?.kind === kind && authority.code === code)
  return new Set(parties.filter((party) => named.has(party.id) || isOfficer(party)).map(({ id }) => id))
}
