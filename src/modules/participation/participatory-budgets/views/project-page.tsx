import {
  CheckField,
  type Choice,
  ErrorSummary,
  FileField,
  type FormState,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#web/form.tsx'
import { formatDay, formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { type BudgetsWords, budgetsWords } from '../budgets.words.ts'
import type { Offer, Project } from '../editions.rules.ts'
import type { Step } from '../follow-up.queries.ts'
import type { ProjectResult } from '../results.queries.ts'
import { stateOfResult } from '../results.rules.ts'
import { amountText } from './amount.ts'
import { whySentences } from './why-text.ts'

export interface ProjectPageProps {
  readonly offer: Offer
  readonly project: Project
  /** Null before the count. */
  readonly result: ProjectResult | null
  readonly steps: readonly Step[]
  readonly deliberations: readonly Choice[]
  readonly deliberationPath: string | null
  readonly canDecide: boolean
  readonly canFollowUp: boolean
  readonly canEdit: boolean
  /** Null for who cannot follow: visitors without an account. */
  readonly isFollowing: boolean | null
  readonly today: string
  readonly state: FormState
}

export function ProjectPage(props: ProjectPageProps & { readonly shell: Shell }) {
  const { shell, offer, project, result, state } = props
  const { edition, areas } = offer
  const t = budgetsWords(shell.locale)
  const area = areas.find((candidate) => candidate.number === project.area)
  return (
    <Page shell={shell} title={project.title}>
      <p class="crumb">
        <a href={budgetsPaths.show(edition.code)}>{edition.title}</a>
      </p>
      <h1>
        <span class="budget-number">{project.number}</span> {project.title}
      </h1>
      <ErrorSummary state={state} locale={shell.locale} />
      {project.description === '' ? null : <p class="lead budget-text">{project.description}</p>}
      <dl class="facts">
        <div>
          <dt>{t('results.cost')}</dt>
          <dd>{amountText(project.costCents, edition.currency, shell.locale)}</dd>
        </div>
        {project.place === '' ? null : (
          <div>
            <dt>{t('project_form.place')}</dt>
            <dd>{project.place}</dd>
          </div>
        )}
        {areas.length > 1 ? (
          <div>
            <dt>{t('project_form.area')}</dt>
            <dd>{area?.name}</dd>
          </div>
        ) : null}
      </dl>
      {props.canEdit ? (
        <p>
          <a class="button-quiet" href={budgetsPaths.editProject(edition.code, project.number)}>
            {t('project.edit')}
          </a>
        </p>
      ) : null}
      <Follow {...props} t={t} />
      {result ? <Result {...props} result={result} t={t} /> : null}
      {props.canDecide ? <DecisionForm {...props} t={t} /> : null}
      {result?.decision?.decision === 'accepted' ? <Steps {...props} t={t} /> : null}
    </Page>
  )
}

interface Part extends ProjectPageProps {
  readonly shell: Shell
  readonly t: BudgetsWords
}

function Follow({ offer, project, isFollowing, t }: Part) {
  if (isFollowing === null) return null
  return (
    <form method="post" action={budgetsPaths.follow(offer.edition.code, project.number)}>
      <button class="button-quiet" type="submit" name="suivre" value={isFollowing ? 'non' : 'oui'}>
        {t(isFollowing ? 'project.unfollow' : 'project.follow')}
      </button>
    </form>
  )
}

function Result(props: Part & { readonly result: ProjectResult }) {
  const { shell, offer, project, result, deliberationPath, t } = props
  const { decision } = result
  const byReference = new Map(offer.projects.map((other) => [other.reference, other]))
  const context = { t, locale: shell.locale, edition: offer.edition, byReference }
  const state = stateOfResult(result)
  return (
    <section aria-labelledby="resultat">
      <h2 id="resultat">{t('project.result')}</h2>
      <p>
        <span class="badge" data-state={state === 'accepted' ? 'met' : undefined}>
          {t(`state.${state}`)}
        </span>{' '}
        {t('project.supporters', {
          count: result.supporters,
          people: formatNumber(result.supporters, shell.locale),
        })}
      </p>
      <p>{whySentences(result.why, project.costCents, context).join(' ')}</p>
      <p>{t(`state.${state}_text`)}</p>
      {decision === null ? null : (
        <p>
          {t('project.decided', {
            number: decision.deliberationNumber,
            day: formatDay(decision.decidedOn, shell.locale),
          })}{' '}
          {deliberationPath === null ? null : <a href={deliberationPath}>{t('project.deliberation')}</a>}
        </p>
      )}
      {decision?.reasons ? (
        <blockquote class="budget-text">
          <strong>{t('project.reasons')}</strong> {decision.reasons}
        </blockquote>
      ) : null}
      <p>
        <a href={budgetsPaths.results(offer.edition.code)}>{t('page.see_results')}</a>
      </p>
    </section>
  )
}

function DecisionForm({ offer, project, deliberations, state, t }: Part) {
  return (
    <section class="card" aria-labelledby="conseil">
      <h2 id="conseil">{t('decision.title')}</h2>
      <p>{t('decision.note')}</p>
      <form method="post" action={budgetsPaths.decision(offer.edition.code, project.number)} noValidate>
        <RadioField
          name="decision"
          label={t('decision.choice')}
          state={state}
          choices={(['accepted', 'refused'] as const).map((value) => ({
            value,
            label: t(`decision.${value}`),
          }))}
        />
        <SelectField
          name="deliberation"
          label={t('decision.deliberation')}
          choices={deliberations}
          empty={t('form.choose')}
          state={state}
          required
        />
        <TextArea
          name="motif"
          label={t('decision.reasons')}
          hint={t('decision.reasons_hint')}
          rows={3}
          state={state}
        />
        <TextField
          name="echeance"
          label={t('decision.due_on')}
          hint={t('decision.due_on_hint')}
          type="date"
          size="short"
          state={state}
        />
        <TextField name="service" label={t('decision.service')} state={state} />
        <button class="button" type="submit">
          {t('decision.record')}
        </button>
      </form>
    </section>
  )
}

function Steps(props: Part) {
  const { steps, canFollowUp, t } = props
  return (
    <section aria-labelledby="etapes">
      <h2 id="etapes">{t('steps.title')}</h2>
      <ol class="budget-steps">
        {steps.map((step) => (
          <li>
            <StepLine {...props} step={step} />
          </li>
        ))}
      </ol>
      {canFollowUp ? <NewStep {...props} /> : null}
    </section>
  )
}

function StepLine(props: Part & { readonly step: Step }) {
  const { offer, project, step, shell, today, canFollowUp, t } = props
  const isLate = step.doneOn === null && step.dueOn < today
  return (
    <>
      <strong>{step.label}</strong>{' '}
      <span class="badge" data-state={step.doneOn ? 'met' : isLate ? 'late' : 'pending'}>
        {step.doneOn
          ? t('steps.done', { day: formatDay(step.doneOn, shell.locale) })
          : t(isLate ? 'steps.late' : 'steps.due', { day: formatDay(step.dueOn, shell.locale) })}
      </span>
      {step.note === '' ? null : <p class="budget-text">{step.note}</p>}
      {step.hasPhoto ? (
        <img
          class="budget-photo"
          src={budgetsPaths.photo(offer.edition.code, project.number, step.id)}
          alt={step.photoAlt}
          loading="lazy"
        />
      ) : null}
      {canFollowUp && step.doneOn === null ? <StepDone {...props} isLate={isLate} /> : null}
    </>
  )
}

function StepDone({
  offer,
  project,
  step,
  state,
  isLate,
  t,
}: Part & { readonly step: Step; readonly isLate: boolean }) {
  const own = state.values.etape_id === step.id ? state : { values: {}, errors: {} }
  return (
    <details open={own === state}>
      <summary>{t('steps.finish')}</summary>
      <form
        method="post"
        action={budgetsPaths.step(offer.edition.code, project.number, step.id)}
        enctype="multipart/form-data"
        noValidate
      >
        <input type="hidden" name="etape_id" value={step.id} />
        <TextField name="fait_le" label={t('steps.done_on')} type="date" size="short" state={own} required />
        <TextArea name="note" label={t('steps.note')} rows={2} state={own} />
        <FileField
          name="photo"
          label={t('steps.photo')}
          accept="image/jpeg,image/png,image/webp"
          state={own}
        />
        <TextField
          name="photo_texte"
          label={t('steps.photo_alt')}
          hint={t('steps.photo_alt_hint')}
          state={own}
        />
        {isLate && step.isDelivery ? (
          <TextField name="motif" label={t('steps.late_reason')} state={own} required />
        ) : null}
        <button class="button" type="submit">
          {t('steps.finish')}
        </button>
      </form>
    </details>
  )
}

function NewStep({ offer, project, steps, state, t }: Part) {
  const own = state.values.etape_id === undefined ? state : { values: {}, errors: {} }
  return (
    <details open={own.errors.etape !== undefined}>
      <summary>{t('steps.new')}</summary>
      <form method="post" action={budgetsPaths.steps(offer.edition.code, project.number)} noValidate>
        <TextField name="etape" label={t('steps.label')} state={own} required />
        <TextField name="echeance" label={t('steps.due_on')} type="date" size="short" state={own} required />
        <TextArea name="note" label={t('steps.note')} rows={2} state={own} />
        {steps.some((step) => step.isDelivery) ? null : (
          <CheckField name="livraison" label={t('steps.is_delivery')} state={own} />
        )}
        <button class="button" type="submit">
          {t('steps.new')}
        </button>
      </form>
    </details>
  )
}
