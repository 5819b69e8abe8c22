import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { formatDay, formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Evaluator, WorkLine } from '../assessment.queries.ts'
import {
  type Assessment,
  type CostLine,
  competences,
  costSections,
  feasibilities,
  type Question,
} from '../assessment.rules.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import { countdownOf, type Proposal, verdicts } from '../proposals.rules.ts'
import { type ProposalsWords, proposalsWords } from '../proposals.words.ts'
import { AnswerBadge } from './answer-badge.tsx'
import { CostTable } from './answer-section.tsx'
import { RichText } from './rich-text.tsx'

/** What the services have to do, soonest due first. */
export function WorkPage({
  shell,
  rows,
  mineOnly,
  today,
}: {
  readonly shell: Shell
  readonly rows: readonly WorkLine[]
  readonly mineOnly: boolean
  readonly today: CalendarDate
}) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('work.title')}>
      <h1>{t('work.title')}</h1>
      <p class="lead">{t('work.lead')}</p>
      <p>
        <a href={`${proposalsPaths.work()}${mineOnly ? '' : '?a=moi'}`}>
          {t(mineOnly ? 'work.all' : 'work.mine_only')}
        </a>
      </p>
      {rows.length === 0 ? <p class="empty">{t('work.empty')}</p> : null}
      <ul class="rows">
        {rows.map((row) => (
          <li>
            <a href={proposalsPaths.assessment(row.number)}>{row.title}</a>
            <AnswerBadge
              verdict={null}
              countdown={countdownOf({ ...row, status: 'published', verdict: null }, today)}
              t={t}
            />
            <span class="muted">
              {[
                row.process,
                row.evaluators.length > 0 ? row.evaluators.join(', ') : t('work.unassigned'),
                row.isAssessed ? t('work.assessed') : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Page>
  )
}

export interface AssessmentProps {
  readonly proposal: Proposal
  readonly assessment: Assessment | null
  readonly costs: readonly CostLine[]
  readonly questions: readonly Question[]
  readonly evaluators: readonly Evaluator[]
  readonly choices: readonly (Evaluator & { readonly title: string })[]
  readonly canAssess: boolean
  readonly canAssign: boolean
  readonly canAnswer: boolean
  readonly today: CalendarDate
  readonly state: FormState
}

type Inner = AssessmentProps & { readonly shell: Shell; readonly t: ProposalsWords }

/** The file of a proposal inside the town: who looks at it, what they ask, what it costs, whose business it is. */
export function AssessmentPage(props: AssessmentProps & { readonly shell: Shell }) {
  const { shell, proposal, state, canAnswer, today } = props
  const t = proposalsWords(shell.locale)
  const inner: Inner = { ...props, t }
  return (
    <Page shell={shell} title={t('assessment.title')}>
      <p class="crumb">
        <a href={proposalsPaths.show(proposal.number)}>{proposal.title}</a>
      </p>
      <h1>{t('assessment.title')}</h1>
      <p>
        <AnswerBadge verdict={proposal.verdict} countdown={countdownOf(proposal, today)} t={t} />
      </p>
      <ErrorSummary state={state} locale={shell.locale} />
      <Evaluators {...inner} />
      <Opinion {...inner} />
      <Costs {...inner} />
      <Questions {...inner} />
      {canAnswer ? (
        <p>
          <a class="button" href={proposalsPaths.answer(proposal.number)}>
            {t('services.answer')}
          </a>
        </p>
      ) : null}
    </Page>
  )
}

function Evaluators({ proposal, evaluators, choices, canAssign, state, t }: Inner) {
  return (
    <section>
      <h2>{t('evaluators.title')}</h2>
      {evaluators.length === 0 ? <p class="empty">{t('evaluators.empty')}</p> : null}
      <ul class="rows">
        {evaluators.map(({ id, name }) => (
          <li>
            {name}
            {canAssign ? (
              <form method="post" action={proposalsPaths.evaluatorRemoval(proposal.number)}>
                <input type="hidden" name="evaluateur" value={id} />
                <button
                  class="button-quiet"
                  type="submit"
                  aria-label={t('evaluators.remove_named', { name })}
                >
                  {t('evaluators.remove')}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {canAssign ? (
        <form method="post" action={proposalsPaths.evaluators(proposal.number)} noValidate>
          <SelectField
            name="evaluateur"
            label={t('evaluators.add')}
            empty={t('form.choose')}
            state={state}
            choices={choices.map(({ id, name, title }) => ({
              value: id,
              label: title ? `${name} (${title})` : name,
            }))}
          />
          <button class="button-quiet" type="submit">
            {t('evaluators.send')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

function Opinion({ proposal, assessment, canAssess, state, shell, t }: Inner) {
  const shown =
    Object.keys(state.errors).length > 0 || !assessment
      ? state
      : {
          values: {
            faisabilite: assessment.feasibility,
            competence: assessment.competence,
            avis: assessment.opinion,
          },
          errors: {},
        }
  return (
    <section>
      <h2>{t('assessment.opinion')}</h2>
      {assessment ? (
        <>
          <p class="muted">
            {t('assessment.by', {
              who: assessment.assessor,
              day: formatDay(assessment.assessedOn, shell.locale),
            })}
          </p>
          <p>
            {t(`feasibility.${assessment.feasibility}`)} · {t(`competence.${assessment.competence}`)}
          </p>
          <RichText text={assessment.opinion} />
        </>
      ) : (
        <p class="empty">{t('assessment.empty')}</p>
      )}
      {canAssess ? (
        <details open={assessment === null}>
          <summary>{t('assessment.write')}</summary>
          <form method="post" action={proposalsPaths.assessment(proposal.number)} noValidate>
            <SelectField
              name="faisabilite"
              label={t('assessment.feasibility')}
              empty={t('form.choose')}
              state={shown}
              required
              choices={feasibilities.map((value) => ({ value, label: t(`feasibility.${value}`) }))}
            />
            <SelectField
              name="competence"
              label={t('assessment.competence')}
              empty={t('form.choose')}
              state={shown}
              required
              choices={competences.map((value) => ({ value, label: t(`competence.${value}`) }))}
            />
            <TextArea name="avis" label={t('assessment.text')} rows={6} state={shown} required />
            <button class="button" type="submit">
              {t('assessment.save')}
            </button>
          </form>
        </details>
      ) : null}
    </section>
  )
}

function Costs({ proposal, costs, canAssess, state, shell, t }: Inner) {
  return (
    <section>
      <h2>{t('costs.title')}</h2>
      {costs.length === 0 ? <p class="empty">{t('costs.empty')}</p> : null}
      <CostTable costs={costs} locale={shell.locale} t={t} />
      {canAssess ? (
        <>
          <ul class="rows">
            {costs.map(({ id, label }) => (
              <li>
                {label}
                <form method="post" action={proposalsPaths.costRemoval(proposal.number, id)}>
                  <button class="button-quiet" type="submit" aria-label={t('costs.remove_named', { label })}>
                    {t('costs.remove')}
                  </button>
                </form>
              </li>
            ))}
          </ul>
          <form method="post" action={proposalsPaths.costs(proposal.number)} noValidate>
            <TextField name="libelle" label={t('costs.label')} state={state} required />
            <SelectField
              name="section"
              label={t('costs.section')}
              state={state}
              required
              choices={costSections.map((value) => ({ value, label: t(`section.${value}`) }))}
            />
            <TextField
              name="montant"
              label={t('costs.amount')}
              inputMode="decimal"
              size="short"
              state={state}
              required
            />
            <button class="button-quiet" type="submit">
              {t('costs.add')}
            </button>
          </form>
        </>
      ) : null}
    </section>
  )
}

function Questions({ proposal, questions, canAssess, state, shell, t }: Inner) {
  return (
    <section>
      <h2>{t('questions.title')}</h2>
      {questions.map(({ question, reply, askedAt }) => (
        <div class="card">
          <p>
            {question} <span class="muted">{formatInstant(askedAt, shell.locale)}</span>
          </p>
          <p>{reply ?? t('questions.waiting')}</p>
        </div>
      ))}
      {canAssess ? (
        <form method="post" action={proposalsPaths.questions(proposal.number)} noValidate>
          <TextArea name="question" label={t('questions.ask')} rows={3} state={state} required />
          <button class="button-quiet" type="submit">
            {t('questions.send')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

export interface AnswerProps {
  readonly proposal: Proposal
  readonly assessment: Assessment | null
  readonly costs: readonly CostLine[]
  readonly isLate: boolean
  readonly state: FormState
}

/** The town's public answer: given once, with reasons. */
export function AnswerPage({
  shell,
  proposal,
  assessment,
  costs,
  isLate,
  state,
}: AnswerProps & { readonly shell: Shell }) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('answer.write')}>
      <p class="crumb">
        <a href={proposalsPaths.show(proposal.number)}>{proposal.title}</a>
      </p>
      <h1>{t('answer.write')}</h1>
      <p class="lead">{t('answer.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      {assessment ? (
        <section class="card">
          <h2>{t('assessment.opinion')}</h2>
          <p>
            {t(`feasibility.${assessment.feasibility}`)} · {t(`competence.${assessment.competence}`)}
          </p>
          <RichText text={assessment.opinion} />
          <CostTable costs={costs} locale={shell.locale} t={t} />
        </section>
      ) : (
        <p class="alert">{t('answer.not_assessed')}</p>
      )}
      <form method="post" action={proposalsPaths.answer(proposal.number)} noValidate>
        <SelectField
          name="verdict"
          label={t('answer.verdict')}
          empty={t('form.choose')}
          state={state}
          required
          choices={verdicts.map((value) => ({ value, label: t(`verdict.${value}`) }))}
        />
        <TextArea
          name="motifs"
          label={t('answer.reasons')}
          hint={t('answer.reasons_hint')}
          rows={8}
          state={state}
          required
        />
        <TextArea
          name="suites"
          label={t('answer.next')}
          hint={t('answer.next_hint')}
          rows={3}
          state={state}
        />
        {isLate ? (
          <TextArea
            name="retard"
            label={t('answer.late')}
            hint={t('answer.late_hint')}
            rows={2}
            state={state}
            required
          />
        ) : null}
        <button class="button" type="submit">
          {t('answer.publish')}
        </button>
      </form>
    </Page>
  )
}
