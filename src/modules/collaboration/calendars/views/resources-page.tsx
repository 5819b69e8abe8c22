import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { calendarsPaths } from '../calendars.paths.ts'
import type { OpenCalendar } from '../calendars.queries.ts'
import { calendarsWords } from '../calendars.words.ts'
import { layOut } from '../grid.rules.ts'
import { longDay } from '../moment-text.ts'
import { partsOn, type ShownEvent } from '../shown-events.rules.ts'
import { AgendaTabs, HourTable, Steps } from './agenda-parts.tsx'

export interface ResourcesPageProps {
  readonly kind: 'room' | 'vehicle'
  readonly day: CalendarDate
  readonly today: CalendarDate
  readonly resources: readonly OpenCalendar[]
  readonly events: readonly ShownEvent[]
  readonly canKeep: boolean
}

/** Rooms, or vehicles, side by side for one day: what is free is seen at once. */
export function ResourcesPage(props: ResourcesPageProps & { readonly shell: Shell }) {
  const { shell, kind, day, today, resources, events, canKeep } = props
  const { locale } = shell
  const t = calendarsWords(locale)
  const link = (le: CalendarDate, genre = kind) => calendarsPaths.resources({ le, genre })
  const columns = resources.map(({ id, name, capacity, place }) => ({
    head: (
      <>
        <a href={calendarsPaths.newEvent({ le: day, salle: id })}>
          <span class="hidden-text">{t('resources.book')} </span>
          {name}
        </a>
        <span class="sub">
          {capacity === null ? null : t(`resources.capacity_${kind}`, { count: capacity })}
          {capacity !== null && place !== '' ? ' · ' : null}
          {place}
        </span>
        {canKeep ? (
          <a class="sub no-print" href={calendarsPaths.resource(id)}>
            {t('resources.change')}
            <span class="hidden-text"> {name}</span>
          </a>
        ) : null}
      </>
    ),
  }))
  const byResource = Map.groupBy(events, ({ calendarId }) => calendarId)
  const grid = layOut(resources.map(({ id }) => partsOn(day, byResource.get(id) ?? [])))
  return (
    <Page shell={shell} title={t('resources.title')} width="wide">
      <h1>{t('resources.title')}</h1>
      <AgendaTabs here="resources" t={t} />
      <ul class="state-links no-print">
        {(['room', 'vehicle'] as const).map((each) => (
          <li>
            <a href={link(day, each)} aria-current={each === kind ? 'true' : undefined}>
              {t(`resources.${each}s`)}
            </a>
          </li>
        ))}
        {canKeep ? (
          <li>
            <a href={calendarsPaths.newResource()}>{t('resources.new')}</a>
          </li>
        ) : null}
      </ul>
      <div class="agenda-bar">
        <h2 class="agenda-period">{longDay(day, locale)}</h2>
        <Steps before={link(addDays(day, -1))} today={link(today)} after={link(addDays(day, 1))} t={t} />
      </div>
      {resources.length === 0 ? (
        <p class="empty">{t(canKeep ? 'resources.none_keeper' : 'resources.none')}</p>
      ) : null}
      {resources.length > 0 ? (
        <TableScroll label={t('resources.table')}>
          <HourTable caption={t('resources.table')} columns={columns} grid={grid} locale={locale} t={t} />
        </TableScroll>
      ) : null}
    </Page>
  )
}
