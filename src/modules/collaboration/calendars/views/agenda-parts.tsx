import type { Locale } from '#kernel/locale.ts'
import { typeset } from '#web/typography.ts'
import { calendarsPaths } from '../calendars.paths.ts'
import type { CalendarsWords } from '../calendars.words.ts'
import type { Cell, Grid } from '../grid.rules.ts'
import { clockText, hoursText } from '../moment-text.ts'
import type { DayPart, ShownEvent } from '../shown-events.rules.ts'

interface InWords {
  readonly locale: Locale
  readonly t: CalendarsWords
}

/** The pages of the calendar, the one that is shown marked. */
export function AgendaTabs({
  here,
  t,
}: { readonly here: 'mine' | 'team' | 'resources' | 'find' | 'settings' } & Pick<InWords, 't'>) {
  const tabs = [
    ['mine', calendarsPaths.home()],
    ['team', calendarsPaths.team()],
    ['resources', calendarsPaths.resources()],
    ['find', calendarsPaths.findTime()],
    ['settings', calendarsPaths.settings()],
  ] as const
  return (
    <nav class="agenda-tabs no-print" aria-label={t('tabs')}>
      <ul class="state-links">
        {tabs.map(([name, href]) => (
          <li>
            <a href={href} aria-current={name === here ? 'page' : undefined}>
              {t(`tab.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface StepsProps extends Pick<InWords, 't'> {
  readonly before: string
  readonly today: string
  readonly after: string
}

/** One step earlier or later. */
export function Steps({ before, today, after, t }: StepsProps) {
  return (
    <p class="agenda-steps no-print">
      <a class="button-quiet" href={before} data-key="p">
        <span aria-hidden="true">←</span>
        <span class="hidden-text">{t('before')}</span>
      </a>
      <a class="button-quiet" href={today} data-key="t">
        {t('today')}
      </a>
      <a class="button-quiet" href={after} data-key="n">
        <span aria-hidden="true">→</span>
        <span class="hidden-text">{t('after')}</span>
      </a>
    </p>
  )
}

/** One event as a short line: its hours, its title, and what is not usual of it. */
export function EventLine({
  event,
  withHours = true,
  locale,
  t,
}: { readonly event: ShownEvent; readonly withHours?: boolean } & InWords) {
  const title = event.title === null ? t('busy') : typeset(event.title || t('untitled'), locale)
  return (
    <span class="agenda-event" data-kind={event.kind} data-standing={event.standing}>
      {withHours && !event.isAllDay ? <span class="agenda-hours">{hoursText(event, locale)}</span> : null}{' '}
      {event.title === null ? (
        <span>{title}</span>
      ) : (
        <a href={calendarsPaths.event(event.objectId, event.recurrence)}>{title}</a>
      )}
      {event.place ? <span class="agenda-place"> {typeset(event.place, locale)}</span> : null}
      {event.standing === 'tentative' ? <span class="agenda-note"> ({t('standing.tentative')})</span> : null}
      {event.standing === 'declined' ? <span class="agenda-note"> ({t('standing.declined')})</span> : null}
    </span>
  )
}

interface GridProps extends InWords {
  readonly caption: string
  readonly columns: readonly { readonly head: preact.ComponentChildren; readonly isToday?: boolean }[]
  readonly grid: Grid
}

/** Half hours down, days or rooms across. */
export function HourTable({ caption, columns, grid, locale, t }: GridProps) {
  const hasWholeDays = grid.wholeDays.some((parts) => parts.length > 0)
  return (
    <table class="agenda-grid">
      <caption>
        <span class="hidden-text">{caption}</span>
      </caption>
      <thead>
        <tr>
          <td />
          {columns.map(({ head, isToday }) => (
            <th scope="col" aria-current={isToday ? 'date' : undefined}>
              {head}
            </th>
          ))}
        </tr>
        {hasWholeDays ? (
          <tr>
            <th scope="row">{t('all_day')}</th>
            {grid.wholeDays.map((parts) => (
              <td>
                <Parts parts={parts} locale={locale} t={t} />
              </td>
            ))}
          </tr>
        ) : null}
      </thead>
      <tbody>
        {grid.rows.map((minute, row) => (
          <tr class={minute % 60 === 0 ? 'agenda-hour' : undefined}>
            <th scope="row">
              {minute % 60 === 0 ? (
                clockText(minute, locale)
              ) : (
                <span class="hidden-text">{clockText(minute, locale)}</span>
              )}
            </th>
            {(grid.cells[row] ?? []).map((cell) => (
              <HourCell cell={cell} locale={locale} t={t} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HourCell({ cell, locale, t }: { readonly cell: Cell } & InWords) {
  if (cell === 'covered') return null
  if (cell === 'free') return <td />
  return (
    <td
      rowSpan={cell.span}
      class="agenda-block"
      data-standing={cell.parts.length === 1 ? cell.parts[0]?.event.standing : undefined}
    >
      <Parts parts={cell.parts} locale={locale} t={t} />
    </td>
  )
}

function Parts({ parts, locale, t }: { readonly parts: readonly DayPart[] } & InWords) {
  if (parts.length === 0) return null
  return (
    <ul class="agenda-list">
      {parts.map(({ event }) => (
        <li>
          <EventLine event={event} locale={locale} t={t} />
        </li>
      ))}
    </ul>
  )
}
