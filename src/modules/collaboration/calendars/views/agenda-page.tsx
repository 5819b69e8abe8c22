import { type CalendarDate, partsOf } from '#kernel/calendar-date.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { typeset } from '#web/typography.ts'
import { calendarsPaths } from '../calendars.paths.ts'
import type { OpenCalendar } from '../calendars.queries.ts'
import { type CalendarsWords, calendarsWords } from '../calendars.words.ts'
import { layOut } from '../grid.rules.ts'
import type { InvitedCopy } from '../invitations.queries.ts'
import { formatWhen, longDay, monthName, shortDay, weekdayName } from '../moment-text.ts'
import { daysOf, monthOf, type Period, periodOf, stepFrom, type View, views } from '../periods.rules.ts'
import { partsOn, type ShownEvent } from '../shown-events.rules.ts'
import { AgendaTabs, EventLine, HourTable, Steps } from './agenda-parts.tsx'

export interface AgendaPageProps {
  readonly view: View
  readonly day: CalendarDate
  readonly today: CalendarDate
  readonly period: Period
  readonly events: readonly ShownEvent[]
  /** Calendars that may be shown, and those that are. */
  readonly calendars: readonly OpenCalendar[]
  readonly shownIds: readonly string[]
  readonly invitations: readonly (InvitedCopy & { readonly organiser: string })[]
}

type Inside = AgendaPageProps & { readonly shell: Shell; readonly t: CalendarsWords }

/** What a person has to do, and when: by month, week, day, or as a list. */
export function AgendaPage(props: AgendaPageProps & { readonly shell: Shell }) {
  const { shell, view, day, today } = props
  const t = calendarsWords(shell.locale)
  const inside = { ...props, t }
  const link = (change: { vue?: View; le?: CalendarDate }) =>
    calendarsPaths.home({ vue: view, le: day, ...asked(props), ...change })
  return (
    <Page shell={shell} title={t('title')} width="wide">
      <h1>{t('title')}</h1>
      <AgendaTabs here="mine" t={t} />
      <Invitations {...inside} />
      <div class="agenda-bar">
        <h2 class="agenda-period">{titleOf(inside)}</h2>
        <Steps
          before={link({ le: stepFrom(view, day, -1) })}
          today={link({ le: today })}
          after={link({ le: stepFrom(view, day, 1) })}
          t={t}
        />
        <ul class="state-links no-print">
          {views.map((other) => (
            <li>
              <a href={link({ vue: other })} aria-current={other === view ? 'true' : undefined}>
                {t(`view.${other}`)}
              </a>
            </li>
          ))}
        </ul>
        <p class="no-print">
          <a
            class="button"
            href={calendarsPaths.newEvent({ le: day < today && view !== 'jour' ? today : day })}
            data-key="c"
          >
            {t('new')}
          </a>
        </p>
      </div>
      {view === 'mois' ? <Month {...inside} /> : null}
      {view === 'semaine' || view === 'jour' ? <Hours {...inside} /> : null}
      {view === 'liste' ? <List {...inside} /> : null}
      <ShownCalendars {...inside} />
    </Page>
  )
}

function asked({ calendars, shownIds }: AgendaPageProps) {
  return shownIds.length === calendars.length || shownIds.length === 0 ? {} : { agendas: shownIds }
}

function titleOf({ view, day, period, shell: { locale }, t }: Inside): string {
  if (view === 'mois') return monthName(day, locale)
  if (view === 'jour') return longDay(day, locale)
  return t('from_to', { from: longDay(period.first, locale), to: longDay(period.last, locale) })
}

/** What waits for an answer stands before everything else. */
function Invitations({ invitations, shell: { locale }, t }: Inside) {
  if (invitations.length === 0) return null
  return (
    <section class="alert no-print" aria-labelledby="invitations">
      <h2 id="invitations">{t('invitations', { count: invitations.length })}</h2>
      <ul>
        {invitations.slice(0, 5).map((invitation) => (
          <li>
            <a href={calendarsPaths.event(invitation.objectId)}>{typeset(invitation.summary, locale)}</a>{' '}
            {formatWhen(invitation, locale)}
            {invitation.organiser ? ` · ${invitation.organiser}` : null}
          </li>
        ))}
      </ul>
      {invitations.length > 5 ? <p>{t('invitations_more', { count: invitations.length - 5 })}</p> : null}
    </section>
  )
}

function Hours({ view, period, events, today, shell: { locale }, t }: Inside) {
  const days = daysOf(period)
  const columns = days.map((day) => ({
    head: <a href={calendarsPaths.home({ vue: 'jour', le: day })}>{shortDay(day, locale)}</a>,
    isToday: day === today,
  }))
  const caption = t(view === 'jour' ? 'table_day' : 'table_week')
  return (
    <TableScroll label={caption}>
      <HourTable
        caption={caption}
        columns={columns}
        grid={layOut(days.map((day) => partsOn(day, events)))}
        locale={locale}
        t={t}
      />
    </TableScroll>
  )
}

/** How many events of a day are named before the others are counted. */
const namedOfDay = 4

function Month({ day, today, events, shell: { locale }, t }: Inside) {
  const month = monthOf(day)
  const days = daysOf(periodOf('mois', day))
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
  return (
    <TableScroll label={t('table_month')}>
      <table class="agenda-month">
        <caption>
          <span class="hidden-text">{t('table_month')}</span>
        </caption>
        <thead>
          <tr>
            {(weeks[0] ?? []).map((each) => (
              <th scope="col">{weekdayName(each, locale)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr>
              {week.map((each) => (
                <MonthDay
                  day={each}
                  isOther={each < month.first || each > month.last}
                  isToday={each === today}
                  events={partsOn(each, events).map((part) => part.event)}
                  locale={locale}
                  t={t}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

interface MonthDayProps extends Pick<Shell, 'locale'> {
  readonly day: CalendarDate
  readonly isOther: boolean
  readonly isToday: boolean
  readonly events: readonly ShownEvent[]
  readonly t: CalendarsWords
}

function MonthDay({ day, isOther, isToday, events, locale, t }: MonthDayProps) {
  const rest = events.length - namedOfDay
  const href = calendarsPaths.home({ vue: 'jour', le: day })
  return (
    <td class={isOther ? 'agenda-other' : undefined} aria-current={isToday ? 'date' : undefined}>
      <a class="agenda-number" href={href}>
        {partsOf(day).day}
        <span class="hidden-text"> {monthName(day, locale)}</span>
      </a>
      {events.length > 0 ? (
        <ul class="agenda-list">
          {events.slice(0, namedOfDay).map((event) => (
            <li>
              <EventLine event={event} locale={locale} t={t} />
            </li>
          ))}
        </ul>
      ) : null}
      {rest > 0 ? <a href={href}>{t('more_events', { count: rest })}</a> : null}
    </td>
  )
}

function List({ period, events, today, shell: { locale }, t }: Inside) {
  const days = daysOf(period)
    .map((day) => ({ day, parts: partsOn(day, events) }))
    .filter(({ parts }) => parts.length > 0)
  if (days.length === 0) return <p class="empty">{t('nothing_listed')}</p>
  return (
    <div class="agenda-days">
      {days.map(({ day, parts }) => (
        <section>
          <h3>
            {longDay(day, locale)}
            {day === today ? <span class="badge">{t('today')}</span> : null}
          </h3>
          <ul class="agenda-list">
            {parts.map(({ event }) => (
              <li>
                <EventLine event={event} locale={locale} t={t} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** Which calendars are on the page: a plain form, so that the choice has an address. */
function ShownCalendars({ calendars, shownIds, view, day, t }: Inside) {
  if (calendars.length < 2) return null
  return (
    <details class="card no-print">
      <summary>{t('shown', { count: shownIds.length })}</summary>
      <form method="get" action={calendarsPaths.home()}>
        <input type="hidden" name="vue" value={view} />
        <input type="hidden" name="le" value={day} />
        <fieldset class="field">
          <legend>{t('shown_legend')}</legend>
          <div class="choice-columns">
            {calendars.map(({ id, name, kind }) => (
              <div class="choice">
                <input
                  type="checkbox"
                  id={`agenda-${id}`}
                  name="agendas"
                  value={id}
                  checked={shownIds.includes(id)}
                />
                <label for={`agenda-${id}`}>
                  {name} <span class="field-hint">{t(`kind.${kind}`)}</span>
                </label>
              </div>
            ))}
          </div>
        </fieldset>
        <button class="button-quiet" type="submit">
          {t('show_these')}
        </button>
      </form>
    </details>
  )
}
