import type { Context } from '#infra/context.ts'
import { addDays } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { listAccounts } from '#modules/people/accounts/accounts.public.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import { formatDay } from '#web/formats.ts'
import { callsPaths } from './calls.paths.ts'
import { preparers } from './calls.permissions.ts'
import { findCall } from './calls.queries.ts'
import type { Call } from './calls.rules.ts'
import { callsWords } from './calls.words.ts'
import { publicationOf, type Withheld } from './publication.ts'
import { listDecidedCodes, listWinners } from './winners.queries.ts'

/** How long before the last day the services hear of it. */
const ahead_days = 30

/**
 * The open-data file publishes a signed agreement by itself, unless its holder has no number that the format takes: the services are told
 * before the three months of the law have passed, then once they have. Run twice, it tells nobody twice.
 */
export async function remindPublication(context: Context): Promise<void> {
  const today = context.clock.today()
  const accounts = await listAccounts(context.db, today)
  const told = accounts
    .filter(({ roles }) => roles.some((role) => preparers.includes(role)))
    .map(({ id }) => ({ accountId: id }))
  for (const code of await listDecidedCodes(context.db)) {
    const call = await findCall(context.db, code)
    if (!call) continue
    const { withheld } = await publicationOf(context, call, await listWinners(context.db, call))
    for (const each of withheld)
      if (each.publishBy <= addDays(today, ahead_days))
        await notify(context, told, noticeOf(call, each, each.publishBy < today ? 'late' : 'soon'))
  }
}

function noticeOf(call: Call, { application, publishBy }: Withheld, state: 'soon' | 'late') {
  const say = (locale: Locale) =>
    callsWords(locale)(`notice.publication_${state}`, {
      name: application.applicantName,
      title: application.title,
      call: call.title,
      day: formatDay(publishBy, locale),
    })
  return {
    event: `application:${application.id}:publication:${state}`,
    path: callsPaths.winners(call.code),
    text: { fr: say('fr'), en: say('en') },
  }
}
