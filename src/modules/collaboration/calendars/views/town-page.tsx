import type { CalendarDate } from '#kernel/calendar-date.ts'
import { addDays } from '#kernel/calendar-date.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { calendarsPaths } from '../calendars.paths.ts'
import { calendarsWords } from '../calendars.words.ts'
import { hoursText, longDay } from '../moment-text.ts'
import type { Period } from '../periods.rules.ts'
import { partsOn, type ShownEvent } from '../shown-events.rules.ts'

export interface TownPageProps {
  readonly period: Period
  readonly isToday: boolean
  readonly days: readonly CalendarDate[]
  readonly events: readonly ShownEvent[]
  /** The town's calendar, for those who may write in it. */
  readonly calendarId: string | null
}

/** What takes place in the town, for everybody. */
export function TownPage({
  shell,
  period,
  isToday,
  days,
  events,
  calendarId,
}: TownPageProps & { readonly shell: Shell }) {
  const { locale } = shell
  const t = calendarsWords(locale)
  const listed = days
    .map((day) => ({ day, parts: partsOn(day, events) }))
    .filter(({ parts }) => parts.length > 0)
  return (
    <Page shell={shell} title={t('town.title')}>
      <h1>{t('town.title')}</h1>
      <p class="lead">{t('town.lead')}</p>
      {calendarId ? (
        <p class="button-row">
          <a class="button" href={calendarsPaths.newEvent({ agenda: calendarId })}>
            {t('town.add')}
          </a>
        </p>
      ) : null}
      {listed.length === 0 ? <p class="empty">{t('town.none')}</p> : null}
      {listed.map(({ day, parts }) => (
        <section class="agenda-public">
          <h2>{longDay(day, locale)}</h2>
          <ul class="owed">
            {parts.map(({ event }) => (
              <li>
                <p>
                  <strong>{typeset(event.title ?? t('busy'), locale)}</strong>
                </p>
                <p class="muted">
                  {event.isAllDay ? t('all_day') : hoursText(event, locale)}
                  {event.place ? ` · ${event.place}` : null}
                  {calendarId ? (
                    <>
                      {' · '}
                      <a href={calendarsPaths.event(event.objectId, event.recurrence)}>{t('town.edit')}</a>
                    </>
                  ) : null}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p class="pager">
        {isToday ? null : <a href={calendarsPaths.town()}>{t('town.from_today')}</a>}{' '}
        <a href={calendarsPaths.town({ le: addDays(period.last, 1) })}>{t('town.later')}</a>
      </p>
      <p class="no-print">
        <a href={calendarsPaths.townFeed()}>{t('town.subscribe')}</a>{' '}
        <span class="muted">{t('town.subscribe_hint')}</span>
      </p>
    </Page>
  )
}
