import { dayInParis } from '#infra/clock.ts'
import type { Context } from '#infra/context.ts'
import type { Locale } from '#kernel/locale.ts'
import { type Notice, notify } from '#modules/people/notifications/notifications.public.ts'
import { formatDay, formatSecond } from '#web/formats.ts'
import type { Application, Writer } from './applications.rules.ts'
import { callsPaths } from './calls.paths.ts'
import type { Call } from './calls.rules.ts'
import { callsWords } from './calls.words.ts'
import { silenceRefusesOn } from './receipt.ts'

type NoticeKey =
  | 'notice.pieces'
  | 'notice.eligible'
  | 'notice.ineligible'
  | 'notice.granted'
  | 'notice.refused'
  | 'notice.waiting'
  | 'notice.agreement'
  | 'notice.report_soon'
  | 'notice.report_late'

/** The acknowledgement that the law asks for (CRPA L112-3, R112-5), by mail, to each of those who write the application. */
export async function tellReceived(
  context: Pick<Context, 'db' | 'mailer' | 'locale' | 'settings' | 'town'>,
  call: Call,
  application: Application,
  writers: readonly Writer[],
): Promise<void> {
  const { receivedAt } = application
  if (receivedAt === null) return
  const t = callsWords(context.locale)
  const refusedOn = silenceRefusesOn(dayInParis(receivedAt), [])
  const text = t('mail.received', {
    town: context.town.name,
    number: application.number ?? 0,
    title: application.title,
    call: call.title,
    instant: formatSecond(receivedAt, context.locale),
    day: refusedOn ? formatDay(refusedOn, context.locale) : '–',
    link: `${context.settings.publicUrl}${callsPaths.application(call.code, application.id)}`,
  })
  for (const { email } of writers)
    await context.mailer.write(context.db, {
      to: email,
      subject: t('mail.received_subject', { call: call.title }),
      text,
    })
}

/** A sentence for each of those who write the application; `event` names what happened, once. */
export async function tellWriters(
  context: Pick<Context, 'db' | 'clock'>,
  call: Pick<Call, 'code' | 'title'>,
  application: Pick<Application, 'id' | 'title'>,
  writers: readonly Pick<Writer, 'accountId'>[],
  event: string,
  key: NoticeKey,
  values: Readonly<Record<Locale, Readonly<Record<string, string | number>>>> = { fr: {}, en: {} },
): Promise<void> {
  const say = (locale: Locale) =>
    callsWords(locale)(key, { title: application.title, call: call.title, ...values[locale] })
  const notice: Notice = {
    event: `application:${application.id}:${event}`,
    path: callsPaths.application(call.code, application.id),
    text: { fr: say('fr'), en: say('en') },
  }
  await notify(
    context,
    writers.map(({ accountId }) => ({ accountId })),
    notice,
  )
}
