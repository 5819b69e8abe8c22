import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Access } from '../cooperations.permissions.ts'
import { type Cooperation, latestRound } from '../cooperations.rules.ts'
import { type CooperationsWords, cooperationsWords } from '../cooperations.words.ts'
import type { OptionDraft } from '../cooperations.writes.queries.ts'
import type { Deadline } from '../deadlines.rules.ts'
import { stepOf, steps } from '../life.rules.ts'
import type { WrittenDocument } from '../preparation.queries.ts'
import type { ToldOnce } from '../told-acts.queries.ts'
import type { Review } from '../work.queries.ts'
import { ActPanel, type ActPanelProps, actPanelId } from './act-panel.tsx'
import { AgreementSection } from './agreement-section.tsx'
import { ComparisonTable } from './comparison-table.tsx'
import { Badges } from './cooperation-list-page.tsx'
import { CouncilsSection, type CouncilsSectionProps } from './councils-section.tsx'
import { History } from './history.tsx'
import { LegalSection, type LegalSectionProps } from './legal-section.tsx'
import { PartiesSection } from './parties-section.tsx'
import { ReviewsSection } from './reviews-section.tsx'

export interface CooperationPageProps {
  readonly cooperation: Cooperation
  readonly access: Access
  readonly measure: { readonly title: string; readonly href: string } | null
  readonly options: readonly OptionDraft[]
  readonly legal: Omit<LegalSectionProps, 'shell'> | null
  readonly councils: Omit<CouncilsSectionProps, 'shell'> | null
  readonly documents: readonly WrittenDocument[]
  readonly reviews: readonly Review[]
  readonly deadlines: readonly Deadline[]
  readonly today: CalendarDate
  readonly acts: Omit<ActPanelProps, 'cooperation' | 'shell'>
  readonly history: readonly ToldOnce[]
  readonly can: {
    readonly prepare: boolean
    readonly writeTerms: boolean
    readonly seeExposure: boolean
    readonly review: boolean
    /** Parties that the person writes for. */
    readonly speakFor: ReadonlySet<string>
  }
  readonly state: FormState
}

/** All about one cooperation: why, with whom, how deep, under which law, until when, and what it gave. */
export function CooperationPage(props: CooperationPageProps & { readonly shell: Shell }) {
  const { shell, cooperation, access, can, state, options } = props
  const t = cooperationsWords(shell.locale)
  const round = latestRound(cooperation)
  return (
    <Page shell={shell} title={cooperation.title}>
      <article data-part="II">
        <p class="crumb">
          <a href={cooperationsPaths.list()}>{t('list.title')}</a>
        </p>
        <h1>{typeset(cooperation.title, shell.locale)}</h1>
        {Object.keys(state.errors).length > 0 ? <ErrorSummary state={state} locale={shell.locale} /> : null}
        <p>
          <Badges cooperation={cooperation} today={props.today} t={t} />{' '}
          <span class="muted">{cooperation.theme}</span>
        </p>
        <p class="lead typed">{typeset(cooperation.summary, shell.locale)}</p>
        {cooperation.endedReason ? (
          <p class="alert">
            {t(cooperation.status === 'dropped' ? 'page.why_dropped' : 'page.why_ended', {
              reason: cooperation.endedReason,
            })}
          </p>
        ) : null}
        {access === 'public' ? null : <Steps cooperation={cooperation} t={t} />}
        {props.acts.open.length > 0 ? (
          <p>
            <a href={`#${actPanelId}`}>{t('page.to_acts')}</a>
          </p>
        ) : null}
        <Ways {...props} t={t} />
        <PartiesSection {...props} />
        {round === null ? <Comparing {...props} t={t} /> : <AgreementSection {...props} round={round} />}
        {round !== null && access !== 'public' && options.length > 0 ? (
          <details>
            <summary>{t('compare.read')}</summary>
            <ComparisonTable options={options} shell={shell} />
          </details>
        ) : null}
        {props.legal ? <LegalSection {...props.legal} shell={shell} /> : null}
        {props.councils ? <CouncilsSection {...props.councils} shell={shell} /> : null}
        <ReviewsSection
          reviews={props.reviews}
          cooperation={cooperation}
          canReview={can.review}
          shell={shell}
        />
        <ActPanel {...props.acts} cooperation={cooperation} shell={shell} />
        <History acts={props.history} shell={shell} />
      </article>
    </Page>
  )
}

/** Where it is on its way. */
function Steps({ cooperation, t }: { readonly cooperation: Cooperation; readonly t: CooperationsWords }) {
  const at = stepOf(cooperation)
  if (at < 0) return null
  return (
    <ol class="step-line" aria-label={t('page.steps')}>
      {steps.map((step, index) => (
        <li
          data-state={index < at ? 'done' : index === at ? 'now' : 'ahead'}
          aria-current={index === at ? 'step' : undefined}
        >
          {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  )
}

function Ways({
  cooperation,
  access,
  can,
  measure,
  t,
}: CooperationPageProps & { readonly t: CooperationsWords }) {
  const links = [
    ...(access === 'public'
      ? []
      : [[cooperationsPaths.meetings(cooperation.slug), t('work.title')] as const]),
    ...(can.seeExposure && cooperation.status !== 'dropped'
      ? [[cooperationsPaths.exposure(cooperation.slug), t('exposure.title')] as const]
      : []),
    ...(measure ? [[measure.href, t('page.measure', { title: measure.title })] as const] : []),
  ]
  return links.length === 0 ? null : (
    <ul class="state-links">
      {links.map(([href, label]) => (
        <li>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  )
}

/** Before a form was chosen: what is compared, and what to do first. */
function Comparing({
  cooperation,
  options,
  can,
  shell,
  t,
}: CooperationPageProps & { readonly shell: Shell; readonly t: CooperationsWords }) {
  return (
    <section aria-labelledby="comparaison">
      <h2 id="comparaison">{t('compare.title')}</h2>
      {options.length === 0 ? (
        <p class="empty">{t('compare.none')}</p>
      ) : (
        <ComparisonTable options={options} shell={shell} />
      )}
      {can.prepare ? (
        <p>
          <a class="button-quiet" href={cooperationsPaths.compare(cooperation.slug)}>
            {t(options.length === 0 ? 'compare.write' : 'compare.go')}
          </a>
        </p>
      ) : null}
    </section>
  )
}
