import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Answer } from '#modules/steering/law/law.public.ts'
import { ErrorSummary, type FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import type { ProcessActDone } from '../process-page.queries.ts'
import { processesPaths } from '../processes.paths.ts'
import type { Process } from '../processes.rules.ts'
import { processesWords } from '../processes.words.ts'
import type { ProcessAct, Readiness } from '../promise.rules.ts'
import { ActPanel, actPanelId } from './act-panel.tsx'
import { CalendarSection } from './calendar-section.tsx'
import { DraftChecklist } from './draft-checklist.tsx'
import { History } from './history.tsx'
import { HoursPanel, MeterSection, type MeterSectionProps } from './meter-section.tsx'
import { PeopleSection } from './people-section.tsx'
import { Now, StatusBadge } from './process-list-page.tsx'
import { PromiseSection, type PromiseSectionProps } from './promise-section.tsx'
import { ProposalsLine, type ProposalsLineProps } from './proposals-line.tsx'
import { RightsSection } from './rights-section.tsx'

export interface ProcessPageProps {
  readonly process: Process
  readonly readiness: Readiness
  readonly reserve: Answer | null
  readonly electorate: Answer
  readonly answersDueOn: CalendarDate | null
  readonly measure: { readonly title: string; readonly href: string } | null
  readonly promise: Omit<PromiseSectionProps, 'shell'>
  readonly meter: Omit<MeterSectionProps, 'shell'>
  readonly proposals: ProposalsLineProps['proposals']
  readonly people: number
  readonly canEdit: boolean
  /** Key of the form that logs hours; null for those who may not. */
  readonly hoursKey: string | null
  readonly openActs: readonly ProcessAct[]
  readonly deliberations: readonly { readonly id: string; readonly label: string }[]
  readonly history: readonly ProcessActDone[]
  readonly today: CalendarDate
  readonly state: FormState
}

/** All that people are owed about a process: what it asks, what it promises, who decides, what it costs, who came. */
export function ProcessPage(props: ProcessPageProps & { readonly shell: Shell }) {
  const { shell, process, today, openActs, state } = props
  const t = processesWords(shell.locale)
  return (
    <Page shell={shell} title={process.title}>
      <article data-part="I">
        <p class="crumb">
          <a href={processesPaths.list()}>{t('list.title')}</a>
        </p>
        <h1>{typeset(process.title, shell.locale)}</h1>
        <ErrorSummary state={state} locale={shell.locale} />
        <p>
          <StatusBadge status={process.status} t={t} />{' '}
          <strong>
            <Now row={process} today={today} shell={shell} t={t} />
          </strong>
        </p>
        {process.status === 'abandoned' ? (
          <p class="alert">{t('page.abandoned', { reason: process.abandonedReason })}</p>
        ) : null}
        <p class="lead typed">{typeset(process.summary, shell.locale)}</p>
        <ProposalsLine proposals={props.proposals} shell={shell} />
        {openActs.length > 0 ? (
          <p>
            <a href={`#${actPanelId}`}>{t('page.to_acts')}</a>
          </p>
        ) : null}
        {process.status === 'draft' ? <DraftChecklist {...props} t={t} /> : null}
        {props.hoursKey === null ? null : (
          <HoursPanel process={process} today={today} formKey={props.hoursKey} shell={shell} />
        )}
        <CalendarSection process={process} today={today} answersDueOn={props.answersDueOn} shell={shell} />
        <PromiseSection {...props.promise} shell={shell} />
        <RightsSection {...props} />
        <PeopleSection process={process} people={props.people} shell={shell} />
        {process.status === 'draft' ? null : <MeterSection {...props.meter} shell={shell} />}
        <ActPanel {...props} />
        <History acts={props.history} shell={shell} />
      </article>
    </Page>
  )
}
