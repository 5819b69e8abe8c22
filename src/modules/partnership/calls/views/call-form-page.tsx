import { engagementLevels } from '#kernel/engagement.ts'
import {
  type Choice,
  ErrorSummary,
  type FormState,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { callsPaths } from '../calls.paths.ts'
import { applicantKinds, tieRules } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'

export interface CallFormProps {
  /** Code of the call that is edited; null for a new one. */
  readonly code: string | null
  readonly state: FormState
  readonly measures: readonly Choice[]
  readonly deliberations: readonly Choice[]
}

export function CallFormPage(props: CallFormProps & { readonly shell: Shell }) {
  const { shell, code, state } = props
  const t = callsWords(shell.locale)
  const title = code === null ? t('form.new_title') : t('form.edit_title')
  return (
    <Page shell={shell} title={title}>
      <h1>{title}</h1>
      {code === null ? <p class="lead">{t('form.lead')}</p> : null}
      <form method="post" action={code === null ? callsPaths.new() : callsPaths.edit(code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        <TextField name="titre" label={t('form.title')} state={state} required />
        <TextArea
          name="resume"
          label={t('form.summary')}
          hint={t('form.summary_hint')}
          state={state}
          required
        />
        <TextArea
          name="reglement"
          label={t('form.rules')}
          hint={t('form.rules_hint')}
          rows={10}
          state={state}
          required
        />
        <TextArea name="base" label={t('form.legal_basis')} rows={2} state={state} required />
        <KindsField state={state} t={t} />
        <Calendar state={state} t={t} />
        <Judging state={state} t={t} />
        <TextField
          name="versements"
          label={t('form.instalments')}
          hint={t('form.instalments_hint')}
          size="short"
          state={state}
          required
        />
        <RadioField
          name="engagement"
          label={t('form.engagement')}
          state={state}
          choices={engagementLevels.map((value) => ({ value, label: t(`engagement.${value}`) }))}
        />
        <SelectField
          name="deliberation"
          label={t('form.deliberation')}
          hint={t('form.deliberation_hint')}
          empty={t('form.none')}
          choices={props.deliberations}
          state={state}
        />
        <SelectField
          name="mesure"
          label={t('form.measure')}
          hint={t('form.measure_hint')}
          empty={t('form.none')}
          choices={props.measures}
          state={state}
        />
        <TextField name="contact" label={t('form.contact')} state={state} />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </Page>
  )
}

interface Part {
  readonly state: FormState
  readonly t: CallsWords
}

/** Several boxes of one name: they arrive joined by commas. */
function KindsField({ state, t }: Part) {
  const chosen = (state.values.candidats ?? '').split(',')
  const error = state.errors.candidats
  return (
    <fieldset class={error ? 'field field-wrong' : 'field'} id="candidats" tabIndex={-1}>
      <legend>{t('form.applicants')}</legend>
      {applicantKinds.map((kind) => (
        <div class="choice">
          <input
            type="checkbox"
            id={`candidats-${kind}`}
            name="candidats"
            value={kind}
            checked={chosen.includes(kind)}
          />
          <label for={`candidats-${kind}`}>{t(`kind.${kind}`)}</label>
        </div>
      ))}
      {error ? (
        <p class="field-error" id="candidats-error">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}

function Calendar({ state, t }: Part) {
  return (
    <fieldset class="field-group">
      <legend>{t('form.calendar')}</legend>
      <TextField
        name="ouverture"
        label={t('form.opens_on')}
        type="date"
        size="short"
        state={state}
        required
      />
      <TextField
        name="ouverture_heure"
        label={t('form.opens_at')}
        hint={t('form.time_hint')}
        size="short"
        state={state}
        required
      />
      <TextField name="cloture" label={t('form.closes_on')} type="date" size="short" state={state} required />
      <TextField
        name="cloture_heure"
        label={t('form.closes_at')}
        hint={t('form.closes_at_hint')}
        size="short"
        state={state}
        required
      />
      <TextField name="reponse" label={t('form.answer_on')} type="date" size="short" state={state} required />
    </fieldset>
  )
}

function Judging({ state, t }: Part) {
  return (
    <>
      <TextField
        name="lecteurs"
        label={t('form.readers')}
        hint={t('form.readers_hint')}
        inputMode="numeric"
        size="short"
        state={state}
      />
      <RadioField
        name="egalites"
        label={t('form.ties')}
        hint={t('form.ties_hint')}
        state={state}
        choices={tieRules.map((value) => ({ value, label: t(`tie.${value}`) }))}
      />
    </>
  )
}
