import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { ok } from '#kernel/result.ts'
import { listOfficers } from '#modules/cooperation/authorities/authorities.public.ts'
import { notify, type Recipient } from '#modules/people/notifications/notifications.public.ts'
import { formatDay } from '#web/formats.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { listRunning } from './cooperations.queries.ts'
import { type Cooperation, type Party, presentParties } from './cooperations.rules.ts'
import { cooperationsWords } from './cooperations.words.ts'
import { datesOf } from './dates.queries.ts'
import { type Deadline, type ReminderStep, reminderOn } from './deadlines.rules.ts'

/**
 * Tells those who answer for a cooperation that a day comes: three months ahead, one month ahead, then that it has passed;
 * once each. Work that comes back by itself; run twice, it tells nobody twice.
 */
export async function remindOfCooperations(context: Context): Promise<void> {
  const today = context.clock.today()
  for (const cooperation of await listRunning(context.db)) {
    const dates = await datesOf(context.db, cooperation, today)
    for (const deadline of dates) {
      const step = reminderOn(deadline, today)
      if (step) await remind(context, cooperation, deadline, step, today)
    }
  }
}

async function remind(
  context: Context,
  cooperation: Cooperation,
  deadline: Deadline,
  step: ReminderStep,
  today: CalendarDate,
): Promise<void> {
  const recipients = await recipientsOf(context, cooperation, deadline, today)
  await inTransaction(context.db, async (tx) => {
    await notify({ ...context, db: tx }, recipients, noticeOf(cooperation, deadline, step))
    return ok(null)
  })
}

/** Whoever proposed it, and, once it is shared, those who speak for the parties that the day waits for. */
async function recipientsOf(
  { db }: Context,
  { createdBy, sharedOn, ...cooperation }: Cooperation,
  { partyId }: Deadline,
  today: CalendarDate,
): Promise<Recipient[]> {
  const concerned = presentParties(cooperation, today).filter(({ id }) => partyId === null || id === partyId)
  const own = createdBy === null ? [] : [createdBy]
  const officers =
    sharedOn === null ? [] : await Promise.all(concerned.map((party) => officersOf(db, party, today)))
  return [...new Set([...own, ...officers.flat()])].map((accountId) => ({ accountId }))
}

async function officersOf(db: Context['db'], { kind, code }: Party, today: CalendarDate): Promise<string[]> {
  if (kind === 'town') return []
  const officers = await listOfficers(db, { kind, code })
  return officers
    .filter(({ startsOn, endsOn }) => startsOn <= today && (endsOn === null || endsOn >= today))
    .map(({ accountId }) => accountId)
}

function noticeOf(
  { id, slug, title, parties }: Cooperation,
  { kind, on, partyId }: Deadline,
  step: ReminderStep,
) {
  const party = parties.find((each) => each.id === partyId)?.name ?? ''
  const say = (locale: Locale) => {
    const t = cooperationsWords(locale)
    const what = t(`deadline.${kind}`, { party })
    return t(`notice.${step}`, { title, what, day: formatDay(on, locale) })
  }
  return {
    event: `cooperation:${id}:${kind}:${partyId ?? 'all'}:${on}:${step}`,
    path: cooperationsPaths.show(slug),
    text: { fr: say('fr'), en: say('en') },
  }
}
