import type { CalendarDate } from '#kernel/calendar-date.ts'
import { nameRole } from '#modules/people/accounts/accounts.public.ts'
import type { DeviceSummary } from '#modules/people/devices/devices.public.ts'
import { journalPaths } from '#modules/people/journal/journal.public.ts'
import { formatDay, formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { OpenFeed } from '../../calendars/calendars.public.ts'
import { projectsPaths } from '../projects.paths.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'
import type { OutsideAccount, PartnerAccess, RightsAct } from '../security.queries.ts'

export interface SecurityProps {
  /** Passwords of devices, and where they are listed for those who may take them back. */
  readonly devices: DeviceSummary & { readonly href: string | null }
  readonly accounts: readonly OutsideAccount[]
  readonly feeds: readonly OpenFeed[]
  readonly accesses: readonly PartnerAccess[]
  readonly shares: readonly {
    readonly code: string
    readonly title: string
    readonly partners: number
    readonly cards: number
    readonly files: number
  }[]
  readonly acts: readonly RightsAct[]
  readonly today: CalendarDate
}

type Part = SecurityProps & { readonly shell: Shell; readonly t: ProjectsWords }

/** For the security officer: who from outside reads what, until when, when they last came, and who let them in. */
export function SecurityPage(props: SecurityProps & { readonly shell: Shell }) {
  const t = projectsWords(props.shell.locale)
  const part = { ...props, t }
  return (
    <Page shell={props.shell} title={t('security.title')} width="wide">
      <p class="crumb">
        <a href={projectsPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('security.title')}</h1>
      <p class="lead">{t('security.lead')}</p>
      <Devices {...part} />
      <Accounts {...part} />
      <Accesses {...part} />
      <Shares {...part} />
      <Feeds {...part} />
      <Rights {...part} />
    </Page>
  )
}

function Devices({ devices: { open, idle, href }, t }: Part) {
  return (
    <section aria-labelledby="appareils">
      <h2 id="appareils">{t('security.devices')}</h2>
      <p>
        {t('security.devices_count', { count: open })}{' '}
        {idle > 0 ? t('security.devices_idle', { count: idle }) : ''}
      </p>
      {href ? (
        <p>
          <a href={href}>{t('security.devices_list')}</a>
        </p>
      ) : null}
    </section>
  )
}

/** Accounts of partners: with their end, and when they were last used. */
function Accounts({ accounts, shell, t }: Part) {
  return (
    <section aria-labelledby="comptes">
      <h2 id="comptes">{t('security.accounts')}</h2>
      {accounts.length === 0 ? <p class="empty">{t('security.no_account')}</p> : null}
      {accounts.length > 0 ? (
        <TableScroll label={t('security.accounts')} stack>
          <table class="table">
            <HiddenCaption>{t('security.accounts')}</HiddenCaption>
            <thead>
              <tr>
                <th scope="col">{t('security.who')}</th>
                <th scope="col">{t('security.account_until')}</th>
                <th scope="col">{t('security.last')}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map(({ name, email, title, endsOn, lastUsed }) => (
                <tr>
                  <td data-label={t('security.who')}>
                    <strong>{name}</strong>
                    {title === '' ? '' : `, ${title}`}
                    <span class="muted wrap"> {email}</span>
                  </td>
                  <td data-label={t('security.account_until')} class={endsOn === null ? 'over' : undefined}>
                    {endsOn === null ? t('security.no_end') : formatDay(endsOn, shell.locale)}
                  </td>
                  <td data-label={t('security.last')}>
                    {lastUsed ? formatInstant(lastUsed, shell.locale) : t('security.never')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      ) : null}
    </section>
  )
}

/** Secret addresses of calendars: whoever knows one reads. */
function Feeds({ feeds, shell, t }: Part) {
  return (
    <section aria-labelledby="adresses">
      <h2 id="adresses">{t('security.feeds')}</h2>
      {feeds.length === 0 ? <p class="muted">{t('security.no_feed')}</p> : null}
      <ul class="rows">
        {feeds.map(({ owner, label, calendarName, detail, lastReadOn }) => (
          <li>
            <p>
              {owner} <span class="muted">{`${label}, ${calendarName}`}</span>{' '}
              <span class="badge">{t(`security.feed_${detail}`)}</span>
            </p>
            <span class="muted">
              {lastReadOn
                ? t('security.feed_read', { day: formatDay(lastReadOn, shell.locale) })
                : t('security.feed_never')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Accesses({ accesses, today, shell, t }: Part) {
  if (accesses.length === 0) return <p class="empty">{t('security.no_access')}</p>
  return (
    <TableScroll label={t('security.accesses')} stack>
      <table class="table">
        <caption>{t('security.accesses')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('security.who')}</th>
            <th scope="col">{t('security.project')}</th>
            <th scope="col">{t('security.until')}</th>
            <th scope="col">{t('security.last')}</th>
          </tr>
        </thead>
        <tbody>
          {accesses.map((access) => (
            <tr>
              <td data-label={t('security.who')}>
                <strong>{access.name}</strong>, {access.body}
                <span class="muted wrap"> {access.email}</span>
              </td>
              <td data-label={t('security.project')}>{access.project}</td>
              <td data-label={t('security.until')} class={access.endsOn < today ? 'muted' : undefined}>
                {formatDay(access.endsOn, shell.locale)}
                {access.endsOn < today ? ` (${t('security.over')})` : ''}
              </td>
              <td data-label={t('security.last')}>
                {access.lastUsed ? formatInstant(access.lastUsed, shell.locale) : t('security.never')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Shares({ shares, t }: Part) {
  return (
    <section aria-labelledby="partages">
      <h2 id="partages">{t('security.shares')}</h2>
      {shares.length === 0 ? <p class="muted">{t('security.no_share')}</p> : null}
      <ul>
        {shares.map(({ title, partners, cards, files }) => (
          <li>{t('security.share', { project: title, count: partners, cards, files })}</li>
        ))}
      </ul>
    </section>
  )
}

const known = ['create_account', 'grant_role', 'end_role', 'admit', 'dismiss', 'revoke_device'] as const

function Rights({ acts, shell, t }: Part) {
  return (
    <section aria-labelledby="droits">
      <h2 id="droits">{t('security.rights')}</h2>
      {acts.length === 0 ? <p class="muted">{t('security.no_rights')}</p> : null}
      <ol class="timeline">
        {acts.map(({ act, label, actor, on, person, role }) => (
          <li>
            <strong>{t(`right.${known.find((name) => name === act) ?? 'admit'}`)}</strong>
            <p>
              {[label, person, role && nameRole(role, shell.locale)].filter(Boolean).join(', ')}.{' '}
              {t('security.by', { name: actor, day: formatDay(on, shell.locale) })}
            </p>
          </li>
        ))}
      </ol>
      <p>
        <a href={journalPaths.list()}>{t('security.journal')}</a>
      </p>
    </section>
  )
}
