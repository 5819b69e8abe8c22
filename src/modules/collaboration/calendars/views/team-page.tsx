import type { CalendarDate } from '#kernel/calendar-date.ts'
import { addDays } from '#kernel/calendar-date.ts'
import type { Service } from '#modules/people/services/services.public.ts'
import { SelectField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { calendarsPaths } from '../calendars.paths.ts'
import { calendarsWords } from '../calendars.words.ts'
import { longDay, shortDay } from '../moment-text.ts'
import { daysOf, type Period } from '../periods.rules.ts'
import { partsOn, type ShownEvent } from '../shown-events.rules.ts'
import { AgendaTabs, EventLine, Steps } from './agenda-parts.tsx'

export interface TeamPageProps {
  readonly day: CalendarDate
  readonly today: CalendarDate
  readonly period: Period
  readonly services: readonly Service[]
  readonly service: Service | null
  readonly rows: readonly {
    readonly name: string
    readonly title: string
    readonly events: readonly ShownEvent[]
  }[]
}

/** The week of a service, one row a person: what is theirs alone says only when the time is taken. */
export function TeamPage({
  shell,
  day,
  today,
  period,
  services,
  service,
  rows,
}: TeamPageProps & { readonly shell: Shell }) {
  const { locale } = shell
  const t = calendarsWords(locale)
  const link = (le: CalendarDate) => calendarsPaths.team({ service: service?.code, le })
  const days = daysOf(period).slice(0, 5)
  return (
    <Page shell={shell} title={t('team.title')} width="wide">
      <h1>{t('team.title')}</h1>
      <AgendaTabs here="team" t={t} />
      {service === null ? <p class="empty">{t('team.no_service')}</p> : null}
      {services.length > 0 ? (
        <form method="get" action={calendarsPaths.team()} class="filters no-print">
          <SelectField
            name="service"
            label={t('team.service')}
            state={{ values: { service: service?.code }, errors: {} }}
            choices={services.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <input type="hidden" name="le" value={day} />
          <button class="button-quiet" type="submit">
            {t('team.show')}
          </button>
        </form>
      ) : null}
      {service ? (
        <>
          <div class="agenda-bar">
            <h2 class="agenda-period">
              {t('team.week', { service: service.name, day: longDay(period.first, locale) })}
            </h2>
            <Steps before={link(addDays(day, -7))} today={link(today)} after={link(addDays(day, 7))} t={t} />
          </div>
          {rows.length === 0 ? <p class="empty">{t('team.nobody')}</p> : null}
          {rows.length > 0 ? (
            <TableScroll label={t('team.table')}>
              <table class="agenda-team">
                <caption>
                  <span class="hidden-text">{t('team.table')}</span>
                </caption>
                <thead>
                  <tr>
                    <th scope="col">{t('team.person')}</th>
                    {days.map((each) => (
                      <th scope="col" aria-current={each === today ? 'date' : undefined}>
                        {shortDay(each, locale)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ name, title, events }) => (
                    <tr>
                      <th scope="row">
                        {name}
                        <span class="sub">{title}</span>
                      </th>
                      {days.map((each) => (
                        <td>
                          <ul class="agenda-list">
                            {partsOn(each, events).map(({ event }) => (
                              <li>
                                <EventLine event={event} locale={locale} t={t} />
                              </li>
                            ))}
                          </ul>
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableScroll>
          ) : null}
          <p class="muted">{t('team.masked')}</p>
        </>
      ) : null}
    </Page>
  )
}
