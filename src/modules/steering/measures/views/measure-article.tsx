import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import {
  type PromisedMeasuredProps,
  PromisedMeasuredSection,
} from '#modules/steering/evidence/evidence.public.ts'
import { ErrorSummary, type FormState } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { InLanguage } from '#web/shell.ts'
import type { LegalCheck } from '../legal-rules.rules.ts'
import type { Step } from '../life-cycle.rules.ts'
import type { MeasureAssessment } from '../measure-page.rules.ts'
import type { StepTaken } from '../measure-sheet.queries.ts'
import { measuresPaths } from '../measures.paths.ts'
import { type Measure, type MeasureSheet, statuses } from '../measures.rules.ts'
import { type MeasuresWords, measuresWords } from '../measures.words.ts'
import { AnalysisSection } from './analysis-section.tsx'
import { ConditionsSection } from './conditions-section.tsx'
import { History } from './history.tsx'
import { LegalSection } from './legal-section.tsx'
import { LinesSection } from './lines-section.tsx'
import { RisksSection } from './risks-section.tsx'
import { StepPanel, stepPanelId } from './step-panel.tsx'

export interface MeasureArticleProps {
  readonly sheet: MeasureSheet
  readonly assessment: MeasureAssessment
  readonly evidence: Omit<PromisedMeasuredProps, 'code' | 'shell'>
  readonly legalChecks: readonly LegalCheck[]
  readonly acts: readonly StepTaken[]
  readonly canAssess: boolean
  readonly openSteps: readonly Step[]
  readonly deliberations: readonly { readonly id: string; readonly label: string }[]
  readonly today: CalendarDate
  /** The step's form, when it comes back refused. */
  readonly state: FormState
  readonly locale: Locale
}

/** What a page shows of a measure; nothing in it is of one person, beside what their rights open. */
export function MeasureArticle(props: MeasureArticleProps) {
  const { locale, sheet, assessment, acts, canAssess, openSteps, deliberations, today, state } = props
  const { measure } = sheet
  const shell = { locale }
  const t = measuresWords(locale)
  return (
    <>
      <p class="crumb">
        <a href={measuresPaths.list()}>{t('list.title')}</a> ·{' '}
        <a href={measuresPaths.list({ part: measure.part })}>{t(`part.${measure.part}`)}</a>
      </p>
      <h1>{measure.title}</h1>
      <ErrorSummary state={state} locale={shell.locale} />
      <StatusBar measure={measure} t={t} />
      {openSteps.length > 0 ? (
        <p class="no-print">
          <a href={`#${stepPanelId}`}>{t('page.to_next_step')}</a>
        </p>
      ) : null}
      <p class="lead">{measure.objective}</p>
      <Identity measure={measure} t={t} shell={shell} canEdit={canAssess} />
      <AnalysisSection
        measure={measure}
        assessment={assessment}
        today={today}
        canRate={canAssess}
        shell={shell}
      />
      <PromisedMeasuredSection code={measure.code} {...props.evidence} shell={shell} />
      <LinesSection measure={measure} lines={sheet.lines} canEdit={canAssess} shell={shell} />
      <ConditionsSection
        measure={measure}
        conditions={assessment.conditions}
        canEdit={canAssess}
        shell={shell}
      />
      <RisksSection measure={measure} risks={sheet.risks} canEdit={canAssess} shell={shell} />
      <LegalSection code={measure.code} checks={props.legalChecks} canEdit={canAssess} shell={shell} />
      <StepPanel
        measure={measure}
        steps={openSteps}
        deliberations={deliberations}
        state={state}
        shell={shell}
      />
      <History acts={acts} shell={shell} />
    </>
  )
}

/** The life of a measure, with the step where it stands. */
function StatusBar({ measure, t }: { measure: Measure; t: MeasuresWords }) {
  if (measure.status === 'dropped')
    return (
      <p>
        <span class="badge" data-status="dropped">
          {t('status.dropped')}
        </span>
      </p>
    )
  const reached = statuses.indexOf(measure.status)
  return (
    <ol class="steps">
      {statuses
        .filter((status) => status !== 'dropped')
        .map((status, index) => (
          <li
            class={index <= reached ? 'step-done' : 'step-ahead'}
            aria-current={index === reached ? 'step' : undefined}
          >
            {t(`status.${status}`)}
          </li>
        ))}
    </ol>
  )
}

function Identity({
  measure,
  t,
  shell,
  canEdit,
}: {
  measure: Measure
  t: MeasuresWords
  shell: InLanguage
  canEdit: boolean
}) {
  const from = formatDay(measure.startsOn, shell.locale)
  const calendar = measure.endsOn
    ? t('page.calendar_between', { from, to: formatDay(measure.endsOn, shell.locale) })
    : t('page.calendar_from', { from })
  return (
    <section aria-labelledby="en-bref">
      <h2 id="en-bref">{t('page.identity')}</h2>
      <dl class="facts">
        <Fact term={t('page.theme')} value={measure.theme} />
        <Fact term={t('page.calendar')} value={calendar} />
        <Fact term={t('page.pilot')} value={measure.pilot} />
        <Fact term={t('page.sponsor')} value={measure.sponsor} />
        <Fact
          term={t('page.engagement')}
          value={t(`engagement.${measure.engagementLevel}`)}
          more={measure.engagementCommitment}
        />
        <Fact
          term={t('page.public_service')}
          value={t(`relation.${measure.publicServiceRelation}`)}
          more={measure.publicServiceReason}
        />
      </dl>
      {canEdit ? (
        <p>
          <a class="button-quiet" href={measuresPaths.edit(measure.code)} data-key="m">
            {t('page.edit')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

function Fact({ term, value, more }: { term: string; value: string; more?: string }) {
  if (value === '') return null
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {value}
        {more ? <span class="muted"> {more}</span> : null}
      </dd>
    </div>
  )
}
