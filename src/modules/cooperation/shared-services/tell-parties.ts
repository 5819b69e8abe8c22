import type { Context } from '#infra/context.ts'
import { listAccounts } from '#modules/people/accounts/accounts.public.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import { listOfficers } from './parties.queries.ts'
import { sharedServicesPaths } from './shared-services.paths.ts'
import type { Party, SharedService } from './shared-services.rules.ts'
import { sharedServicesWords } from './shared-services.words.ts'

interface ToldLine {
  readonly service: SharedService
  readonly lineId: number
  readonly proof: string
  /** Unique name of what happened. */
  readonly event: string
  readonly sentence: 'notice.contested' | 'notice.written' | 'notice.settled'
}

/** Tells whoever acts for a party what happened to a contested line, but the one who did it. */
export async function tellParty(context: Context, party: Party, told: ToldLine): Promise<void> {
  const { service, lineId, proof, event, sentence } = told
  const values = { proof, title: service.title }
  const recipients = (await accountsOf(context, service, party)).filter((id) => id !== context.actor?.id)
  await notify(
    context,
    recipients.map((accountId) => ({ accountId })),
    {
      event,
      path: sharedServicesPaths.line(service.code, lineId),
      text: {
        fr: sharedServicesWords('fr')(sentence, values),
        en: sharedServicesWords('en')(sentence, values),
      },
    },
  )
}

/** The officers of a party today; of the town, its managers. */
async function accountsOf({ db, clock }: Context, service: SharedService, party: Party): Promise<string[]> {
  const today = clock.today()
  if (party.isTown) {
    const accounts = await listAccounts(db, today)
    return accounts.filter(({ roles }) => roles.includes('manager')).map(({ id }) => id)
  }
  const officers = await listOfficers(db, service.id)
  return officers
    .filter(({ partyId, endsOn }) => partyId === party.id && (endsOn === null || endsOn >= today))
    .map(({ accountId }) => accountId)
}
