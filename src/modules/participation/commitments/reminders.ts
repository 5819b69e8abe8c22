import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { ok } from '#kernel/result.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import { formatDay } from '#web/formats.ts'
import { listToRemind } from './commitments.queries.ts'
import { type Commitment, remindedAhead_days, stateOf } from './commitments.rules.ts'
import { commitmentsWords } from './commitments.words.ts'

/**
 * Tells those who answer for a commitment that its day comes, then that it has passed: once each, in their digest. Work that
 * comes back by itself; run twice, it tells nobody twice.
 */
export async function remindResponsible(context: Context): Promise<void> {
  const today = context.clock.today()
  const owed = await listToRemind(context.db, addDays(today, remindedAhead_days))
  for (const { responsibleId, ...commitment } of owed)
    await inTransaction(context.db, async (tx) => {
      await notify({ ...context, db: tx }, [{ accountId: responsibleId }], noticeOf(commitment, today))
      return ok(null)
    })
}

type Owed = Omit<Commitment, 'responsibleId'>

function noticeOf(commitment: Owed, today: CalendarDate) {
  const state = stateOf(commitment, today) === 'late' ? 'late' : 'due'
  const say = (locale: Locale) =>
    commitmentsWords(locale)(`notice.${state}`, {
      label: commitment.label,
      day: formatDay(commitment.dueOn, locale),
    })
  return {
    event: `commitment:${commitment.id}:${state}`,
    path: commitment.path,
    text: { fr: say('fr'), en: say('en') },
  }
}
