import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatDay, formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { projectsPaths } from '../projects.paths.ts'
import type { Project } from '../projects.rules.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'
import type { OwnTask } from '../work.queries.ts'
import { fewestPeople, type ServiceLoad, type Weeks } from '../workload.rules.ts'
import { ProjectFrame } from './project-frame.tsx'

interface LoadRow {
  readonly name: string
  readonly weeks: Weeks
}

function LoadTable({
  rows,
  mondays,
  title,
  first,
  shell,
  t,
}: {
  readonly rows: readonly LoadRow[]
  readonly mondays: readonly CalendarDate[]
  readonly title: string
  readonly first: string
  readonly shell: Shell
  readonly t: ProjectsWords
}) {
  return (
    <TableScroll label={title}>
      <table class="table">
        <HiddenCaption>{title}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {mondays.map((monday) => (
              <th scope="col">{t('load.week', { day: formatDay(monday, shell.locale) })}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, weeks }) => (
            <tr>
              <th scope="row">{name}</th>
              {mondays.map((monday) => (
                <td>{hoursText(weeks.get(monday) ?? 0, shell, t)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function hoursText(minutes: number, shell: Shell, t: ProjectsWords): string {
  return t('sheet.hours_count', { hours: formatNumber(minutes / 60, shell.locale, 1) })
}

export interface MyWorkProps {
  readonly groups: readonly {
    readonly name: 'late' | 'week' | 'later' | 'undated'
    readonly tasks: readonly OwnTask[]
  }[]
  readonly weeks: Weeks
  readonly mondays: readonly CalendarDate[]
}

/** What one person has to do, over all projects. Nobody else has this page. */
export function MyWorkPage({ groups, weeks, mondays, shell }: MyWorkProps & { readonly shell: Shell }) {
  const t = projectsWords(shell.locale)
  const filled = groups.filter(({ tasks }) => tasks.length > 0)
  return (
    <Page shell={shell} title={t('mine.title')} width="wide">
      <p class="crumb">
        <a href={projectsPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('mine.title')}</h1>
      <p class="lead">{t('mine.lead')}</p>
      {filled.length === 0 ? <p class="empty">{t('mine.empty')}</p> : null}
      {filled.map(({ name, tasks }) => (
        <section aria-labelledby={`groupe-${name}`}>
          <h2 id={`groupe-${name}`}>{t(`mine.${name}`)}</h2>
          <ul class="rows">
            {tasks.map((task) => (
              <li>
                <p>
                  <a href={projectsPaths.card(task.code, task.number)}>{task.title}</a>{' '}
                  <span class="muted">{task.project}</span>
                </p>
                <span class={name === 'late' ? 'over' : 'muted'}>
                  {task.dueOn ? t('board.due', { day: formatDay(task.dueOn, shell.locale) }) : ''}{' '}
                  {task.waits ? t('board.waits') : ''}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {filled.length > 0 ? (
        <section aria-labelledby="ma-charge">
          <h2 id="ma-charge">{t('mine.load')}</h2>
          <LoadTable
            rows={[{ name: t('mine.hours'), weeks }]}
            mondays={mondays}
            title={t('mine.load')}
            first={t('nav.workload')}
            shell={shell}
            t={t}
          />
        </section>
      ) : null}
    </Page>
  )
}

export interface WorkloadProps {
  readonly project: Project
  readonly rows: readonly LoadRow[]
  readonly mondays: readonly CalendarDate[]
}

export function WorkloadPage({ project, rows, mondays, shell }: WorkloadProps & { readonly shell: Shell }) {
  const t = projectsWords(shell.locale)
  return (
    <ProjectFrame shell={shell} project={project} tab="workload">
      <p class="lead">{t('load.lead')}</p>
      {rows.length === 0 ? (
        <p class="empty">{t('load.empty')}</p>
      ) : (
        <LoadTable
          rows={rows}
          mondays={mondays}
          title={t('nav.workload')}
          first={t('load.person')}
          shell={shell}
          t={t}
        />
      )}
    </ProjectFrame>
  )
}

export interface ServicesProps {
  readonly services: readonly ServiceLoad[]
  readonly mondays: readonly CalendarDate[]
  readonly delegations: readonly {
    readonly code: string
    readonly title: string
    readonly version: number | null
    readonly signatures: number
  }[]
}

/** What a manager sees: autonomy given, load and late work of services. No name, no order of merit. */
export function ServicesPage(props: ServicesProps & { readonly shell: Shell }) {
  const { services, mondays, delegations, shell } = props
  const t = projectsWords(shell.locale)
  return (
    <Page shell={shell} title={t('services.title')} width="wide">
      <p class="crumb">
        <a href={projectsPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('services.title')}</h1>
      <p class="lead">{t('services.lead', { count: fewestPeople })}</p>
      {services.length === 0 ? <p class="empty">{t('services.empty')}</p> : null}
      {services.length > 0 ? (
        <TableScroll label={t('services.load')}>
          <table class="table">
            <caption>{t('services.load')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('services.service')}</th>
                <th scope="col">{t('services.people')}</th>
                <th scope="col">{t('services.open')}</th>
                <th scope="col">{t('services.late')}</th>
                {mondays.map((monday) => (
                  <th scope="col">{t('load.week', { day: formatDay(monday, shell.locale) })}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {services.map(({ service, people, openCards, late, weeks }) => (
                <tr>
                  <th scope="row">{service}</th>
                  <td>{people}</td>
                  <td>{openCards}</td>
                  <td>{late ?? t('services.hidden')}</td>
                  {mondays.map((monday) => (
                    <td>{weeks ? hoursText(weeks.get(monday) ?? 0, shell, t) : t('services.hidden')}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      ) : null}
      <section aria-labelledby="autonomie">
        <h2 id="autonomie">{t('services.delegations')}</h2>
        {delegations.length === 0 ? <p class="empty">{t('services.no_project')}</p> : null}
        <ul class="rows">
          {delegations.map(({ code, title, version, signatures }) => (
            <li>
              <p>
                <a href={projectsPaths.show(code)}>{title}</a>
              </p>
              <span class="badge" data-state={signatures > 0 ? 'met' : 'pending'}>
                {version === null
                  ? t('services.unwritten')
                  : signatures === 0
                    ? t('services.unsigned')
                    : t('services.signed', { count: signatures })}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  )
}
