import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatDay, formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { projectsPaths } from '../projects.paths.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'
import type { PartnerAccess, RightsAct } from '../security.queries.ts'

export interface SecurityProps {
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
      <Accesses {...part} />
      <Shares {...part} />
      <Rights {...part} />
    </Page>
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

const known = ['create_account', 'grant_role', 'end_role', 'admit', 'dismiss'] as const

function Rights({ acts, shell, t }: Part) {
  return (
    <section aria-labelledby="droits">
      <h2 id="droits">{t('security.rights')}</h2>
      {acts.length === 0 ? <p class="muted">{t('security.no_rights')}</p> : null}
      <ol class="timeline">
        {acts.map(({ act, label, actor, on, details }) => (
          <li>
            <strong>{t(`right.${known.find((name) => name === act) ?? 'admit'}`)}</strong>
            <p>
              {label}
              {details === '' ? '' : `, ${details}`}.{' '}
              {t('security.by', { name: actor, day: formatDay(on, shell.locale) })}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
