import type { Service, ServiceHours, ServiceMember } from '#modules/people/services/services.public.ts'
import { ErrorSummary, type FormState, RadioField, SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { calendarsPaths } from '../calendars.paths.ts'
import type { OpenCalendar, Share } from '../calendars.queries.ts'
import { type CalendarsWords, calendarsWords } from '../calendars.words.ts'
import type { Feed } from '../feeds.queries.ts'
import { clockText, weekdayName } from '../moment-text.ts'
import { weekFrom } from '../periods.rules.ts'
import { AgendaTabs } from './agenda-parts.tsx'

export interface SettingsPageProps {
  readonly mine: readonly { readonly calendar: OpenCalendar; readonly shares: readonly Share[] }[]
  readonly people: readonly (ServiceMember & { readonly serviceName: string })[]
  readonly readable: readonly OpenCalendar[]
  readonly feeds: readonly Feed[]
  /** The secret address that was just opened: shown once. */
  readonly madeAddress: string | null
  /** Where the person gives a telephone its password. */
  readonly devicesPath: string
  readonly hours: readonly {
    readonly service: Service
    readonly hours: ServiceHours
    readonly canSet: boolean
  }[]
  readonly state: FormState
}

type Inside = SettingsPageProps & { readonly shell: Shell; readonly t: CalendarsWords }

export function SettingsPage(props: SettingsPageProps & { readonly shell: Shell }) {
  const { shell, state, madeAddress } = props
  const t = calendarsWords(shell.locale)
  const inside = { ...props, t }
  return (
    <Page shell={shell} title={t('settings.title')}>
      <h1>{t('settings.title')}</h1>
      <AgendaTabs here="settings" t={t} />
      {Object.keys(state.errors).length > 0 ? <ErrorSummary state={state} locale={shell.locale} /> : null}
      {madeAddress ? (
        <section class="notice" aria-labelledby="adresse">
          <h2 id="adresse">{t('settings.address')}</h2>
          <p>{t('settings.address_hint')}</p>
          <p class="wrap">
            <code>{madeAddress}</code>
          </p>
        </section>
      ) : null}
      <p>{t('settings.who_sees')}</p>
      {props.mine.map((each) => (
        <Sharing {...inside} each={each} />
      ))}
      <h2>{t('settings.devices')}</h2>
      <p>{t('settings.devices_lead')}</p>
      <p>
        <a class="button-quiet" href={props.devicesPath}>
          {t('settings.devices')}
        </a>
      </p>
      <Feeds {...inside} />
      <h2>{t('import.title')}</h2>
      <p>{t('settings.import')}</p>
      <p>
        <a class="button-quiet" href={calendarsPaths.importFile()}>
          {t('import.title')}
        </a>
      </p>
      <Hours {...inside} />
    </Page>
  )
}

/** `lundi – vendredi`, or each day where they do not follow one another. */
function daysText(weekdays: readonly number[], locale: Shell['locale']): string {
  const days = weekFrom.filter((_, index) => weekdays.includes(index + 1))
  const names = days.map((day) => weekdayName(day, locale))
  const isRow = Math.max(...weekdays) - Math.min(...weekdays) === weekdays.length - 1
  return isRow && names.length > 2 ? `${names[0]} – ${names.at(-1)}` : names.join(', ')
}

/** When each service works and may be reached: what « find a time » keeps to. */
function Hours({ hours, shell: { locale }, t }: Inside) {
  if (hours.length === 0) return null
  const span = (from: number, to: number) => `${clockText(from, locale)} – ${clockText(to, locale)}`
  const columns = [
    t('team.service'),
    t('hours.work'),
    t('hours.break'),
    t('hours.reachable'),
    t('hours.weekdays'),
  ]
  return (
    <section aria-labelledby="horaires">
      <h2 id="horaires">{t('hours.all')}</h2>
      <p>{t('hours.lead')}</p>
      <TableScroll label={t('hours.all')} stack>
        <table class="table">
          <HiddenCaption>{t('hours.all')}</HiddenCaption>
          <thead>
            <tr>
              {columns.map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map(({ service, hours: own, canSet }) => (
              <tr>
                <th scope="row">
                  {canSet ? <a href={calendarsPaths.hours(service.code)}>{service.name}</a> : service.name}
                </th>
                <td data-label={columns[1]}>{span(own.opens, own.closes)}</td>
                <td data-label={columns[2]}>
                  {own.breakFrom === own.breakTo ? t('hours.no_break') : span(own.breakFrom, own.breakTo)}
                </td>
                <td data-label={columns[3]}>{span(own.reachableFrom, own.reachableTo)}</td>
                <td data-label={columns[4]}>{daysText(own.weekdays, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

function Sharing({ each, people, state, t }: Inside & { readonly each: SettingsPageProps['mine'][number] }) {
  const { calendar, shares } = each
  const action = calendarsPaths.share(calendar.id)
  return (
    <section aria-labelledby={`agenda-${calendar.id}`}>
      <h2 id={`agenda-${calendar.id}`}>{t('settings.sharing', { name: calendar.name })}</h2>
      {shares.length === 0 ? <p class="empty">{t('settings.shared_with_nobody')}</p> : null}
      <ul class="rows">
        {shares.map(({ accountId, name, access }) => (
          <li>
            <p>
              {name} <span class="badge">{t(`settings.right_${access}`)}</span>
            </p>
            <form method="post" action={action}>
              <input type="hidden" name="personne" value={accountId} />
              <button class="button-quiet" type="submit" name="droit" value="none">
                {t('settings.stop')}
                <span class="hidden-text"> {name}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      {people.length > 0 ? (
        <form method="post" action={action} class="filters">
          <SelectField
            name="personne"
            label={t('settings.person')}
            empty=""
            state={state}
            choices={people.map(({ id, name, serviceName }) => ({
              value: id,
              label: name,
              group: serviceName,
            }))}
            required
          />
          <SelectField
            name="droit"
            label={t('settings.right')}
            state={state}
            choices={(['read', 'write'] as const).map((right) => ({
              value: right,
              label: t(`settings.right_${right}`),
            }))}
          />
          <button class="button-quiet" type="submit">
            {t('settings.share')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

function Feeds({ feeds, readable, mine, state, shell: { locale }, t }: Inside) {
  const own = mine[0]?.calendar.id
  return (
    <section aria-labelledby="abonnements">
      <h2 id="abonnements">{t('feeds.title')}</h2>
      <p>{t('feeds.lead')}</p>
      {feeds.length === 0 ? <p class="empty">{t('feeds.none')}</p> : null}
      <ul class="rows">
        {feeds.map((feed) => (
          <li>
            <p>
              {feed.label} <span class="muted">{feed.calendarName}</span>{' '}
              <span class="badge">{t(`feeds.detail_${feed.detail}`)}</span>
              <span class="sub">
                {feed.lastReadOn
                  ? t('feeds.last_read', { day: formatDay(feed.lastReadOn, locale) })
                  : t('feeds.never_read')}
              </span>
            </p>
            <form method="post" action={calendarsPaths.revokeFeed(feed.id)}>
              <button class="button-danger" type="submit">
                {t('feeds.close')}
                <span class="hidden-text"> {feed.label}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action={calendarsPaths.newFeed()} class="card" noValidate>
        <h3>{t('feeds.new')}</h3>
        <TextField
          name="libelle"
          label={t('feeds.label')}
          hint={t('feeds.label_hint')}
          state={state}
          required
        />
        <SelectField
          name="agenda_flux"
          label={t('field.calendar')}
          state={{ ...state, values: { agenda_flux: own, ...state.values } }}
          choices={readable.map(({ id, name, kind }) => ({
            value: id,
            label: `${name} (${t(`kind.${kind}`)})`,
          }))}
        />
        <RadioField
          name="detail"
          label={t('feeds.detail')}
          state={{ ...state, values: { detail: 'busy', ...state.values } }}
          choices={(['busy', 'full'] as const).map((detail) => ({
            value: detail,
            label: t(`feeds.detail_${detail}`),
          }))}
        />
        <button class="button" type="submit">
          {t('feeds.make')}
        </button>
      </form>
    </section>
  )
}
