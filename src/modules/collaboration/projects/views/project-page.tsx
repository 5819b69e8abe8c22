import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { type Choice, ErrorSummary, type FormState, TextArea } from '#web/form.tsx'
import { formatDay, formatNumber } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { projectsPaths } from '../projects.paths.ts'
import type { Delegation, Member, Project, Review } from '../projects.rules.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'
import type { Decision, Milestone, ProjectCost, ProjectRisk } from '../sheet.rules.ts'
import { totalsOf } from '../sheet.rules.ts'
import { DelegationSection } from './delegation-pages.tsx'
import { ProjectFrame } from './project-frame.tsx'
import { StatusBadge } from './project-list-page.tsx'
import { CostsSection, DecisionsSection, MilestonesSection, RisksSection } from './sheet-sections.tsx'
import { TeamSection } from './team-section.tsx'

export interface ProjectPageProps {
  readonly project: Project
  readonly members: readonly Member[]
  /** Where its calendar is; null for those who do not see it. */
  readonly calendarHref: string | null
  readonly measure: { readonly title: string; readonly href: string } | null
  readonly delegation: Delegation | null
  readonly review: Review | null
  readonly milestones: readonly Milestone[]
  readonly risks: readonly ProjectRisk[]
  readonly decisions: readonly Decision[]
  readonly costs: readonly ProjectCost[]
  /** Who may be asked in; empty for those who may not ask. */
  readonly candidates: readonly Choice[]
  readonly canWork: boolean
  readonly canLead: boolean
  readonly canSign: boolean
  /** Keys of the forms of this page. */
  readonly keys: readonly [milestone: string, risk: string, decision: string, cost: string]
  readonly today: CalendarDate
  readonly state: FormState
}

export type SheetProps = ProjectPageProps & { readonly shell: Shell; readonly t: ProjectsWords }

export function ProjectPage(props: ProjectPageProps & { readonly shell: Shell }) {
  const { shell, project, state } = props
  const t = projectsWords(shell.locale)
  const sheet = { ...props, t }
  return (
    <ProjectFrame shell={shell} project={project} tab="show">
      <ErrorSummary state={state} locale={shell.locale} />
      <p>
        <StatusBadge status={project.status} t={t} />{' '}
        {project.isRestricted ? <span class="badge">{t('list.restricted')}</span> : null}
      </p>
      <p class="lead typed">{typeset(project.purpose, shell.locale)}</p>
      <Figures {...sheet} />
      <NextSteps {...sheet} />
      <ReviewSection {...sheet} />
      <TeamSection {...sheet} />
      <DelegationSection {...sheet} />
      <MilestonesSection {...sheet} />
      <DecisionsSection {...sheet} />
      <RisksSection {...sheet} />
      <CostsSection {...sheet} />
      <EndSection {...sheet} />
    </ProjectFrame>
  )
}

function Figures({ project, costs, measure, calendarHref, shell, t, canLead }: SheetProps) {
  const totals = totalsOf(costs)
  const euros = (cents: number) => formatEuros(cents, shell.locale, { whole: true })
  const hours = (minutes: number) => formatNumber(minutes / 60, shell.locale, 1)
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{t('sheet.dates')}</dt>
          <dd>
            {project.endsOn
              ? t('list.dates', {
                  from: formatDay(project.startsOn, shell.locale),
                  to: formatDay(project.endsOn, shell.locale),
                })
              : t('list.date', { from: formatDay(project.startsOn, shell.locale) })}
          </dd>
        </div>
        <div>
          <dt>{t('sheet.measure')}</dt>
          <dd>{measure ? <a href={measure.href}>{measure.title}</a> : t('sheet.no_measure')}</dd>
        </div>
        <div>
          <dt>{t('sheet.money')}</dt>
          <dd class={totals.cents > project.budgetCents ? 'over' : undefined}>
            {t('sheet.of', { used: euros(totals.cents), planned: euros(project.budgetCents) })}
          </dd>
        </div>
        <div>
          <dt>{t('sheet.hours')}</dt>
          <dd class={totals.minutes > project.plannedMin && project.plannedMin > 0 ? 'over' : undefined}>
            {t('sheet.of', {
              used: t('sheet.hours_count', { hours: hours(totals.minutes) }),
              planned: t('sheet.hours_count', { hours: hours(project.plannedMin) }),
            })}
          </dd>
        </div>
      </dl>
      <p class="pager files">
        {calendarHref ? <a href={calendarHref}>{t('sheet.calendar')}</a> : null}{' '}
        {canLead ? <a href={projectsPaths.edit(project.code)}>{t('sheet.edit')}</a> : null}{' '}
        <a href={projectsPaths.export(project.code, 'json')}>{t('sheet.export_json')}</a>{' '}
        <a href={projectsPaths.export(project.code, 'csv')}>{t('sheet.export_csv')}</a>{' '}
        {canLead ? <a href={projectsPaths.import(project.code)}>{t('import.title')}</a> : null}
      </p>
    </>
  )
}

/** What stands between a new project and its start. */
function NextSteps({ project, members, delegation, canLead, shell, t }: SheetProps) {
  if (project.status !== 'preparing') return null
  const steps = [
    { done: members.length > 1, text: t('start.team') },
    { done: delegation !== null, text: t('start.delegation') },
    { done: (delegation?.signatures.length ?? 0) > 0, text: t('start.signed') },
  ]
  const isReady = steps.slice(1).every(({ done }) => done)
  return (
    <section class="card" aria-labelledby="lancement">
      <h2 id="lancement">{t('start.title')}</h2>
      <ul>
        {steps.map(({ done, text }) => (
          <li>
            <span class="badge" data-state={done ? 'met' : 'pending'}>
              {t(done ? 'start.done' : 'start.to_do')}
            </span>{' '}
            {typeset(text, shell.locale)}
          </li>
        ))}
      </ul>
      {canLead && isReady ? (
        <form method="post" action={projectsPaths.start(project.code)}>
          <button class="button" type="submit">
            {t('start.button')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

function ReviewSection({ review, shell, t }: SheetProps) {
  if (!review) return null
  const paragraphs = [
    ['review.promised', review.promised],
    ['review.came', review.came],
    ['review.reuse', review.reuse],
  ] as const
  return (
    <section aria-labelledby="bilan">
      <h2 id="bilan">{t('review.title')}</h2>
      <p class="muted">{t('review.closed_on', { day: formatDay(review.closedOn, shell.locale) })}</p>
      {paragraphs.map(([label, text]) => (
        <>
          <h3>{t(label)}</h3>
          <p class="typed">{typeset(text, shell.locale)}</p>
        </>
      ))}
      {review.hours ? (
        <p>
          {t('review.hours_text', {
            low: review.hours.low,
            likely: review.hours.likely,
            high: review.hours.high,
          })}
        </p>
      ) : null}
    </section>
  )
}

function EndSection({ project, canLead, state, t }: SheetProps) {
  if (!canLead) return null
  return (
    <section aria-labelledby="fin-du-projet">
      <h2 id="fin-du-projet">{t('end.title')}</h2>
      {project.status === 'running' ? (
        <p>
          <a class="button-quiet" href={projectsPaths.review(project.code)}>
            {t('end.review')}
          </a>
        </p>
      ) : null}
      <details open={state.errors.motif !== undefined}>
        <summary>{t('end.abandon')}</summary>
        <form method="post" action={projectsPaths.abandon(project.code)} noValidate>
          <TextArea name="motif" label={t('end.reason')} state={state} rows={2} required />
          <button class="button-danger" type="submit">
            {t('end.abandon')}
          </button>
        </form>
      </details>
    </section>
  )
}
