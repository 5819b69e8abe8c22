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
import { budgetsPaths } from '../budgets.paths.ts'
import { type BudgetsWords, budgetsWords } from '../budgets.words.ts'
import { offeredBallots, perimeters, rollKinds, ruleFamilies, tieMethods } from '../editions.rules.ts'

export interface EditionFormProps {
  /** Code of the edition that is edited; null for a new one. */
  readonly code: string | null
  readonly state: FormState
  readonly processes: readonly Choice[]
  readonly measures: readonly Choice[]
  readonly deliberations: readonly Choice[]
}

export function EditionFormPage(props: EditionFormProps & { readonly shell: Shell }) {
  const { shell, code, state } = props
  const t = budgetsWords(shell.locale)
  const title = code === null ? t('form.new_title') : t('form.edit_title')
  return (
    <Page shell={shell} title={title}>
      <h1>{title}</h1>
      <form method="post" action={code === null ? budgetsPaths.new() : budgetsPaths.edit(code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        <TextField name="titre" label={t('form.title')} state={state} required />
        <TextArea name="resume" label={t('form.summary')} hint={t('form.summary_hint')} state={state} />
        <Money state={state} t={t} />
        <Voters state={state} t={t} />
        <Ballot state={state} t={t} />
        <fieldset class="field-group">
          <legend>{t('form.dates')}</legend>
          <TextField
            name="debut"
            label={t('form.opens_on')}
            type="date"
            size="short"
            state={state}
            required
          />
          <TextField
            name="fin"
            label={t('form.closes_on')}
            hint={t('form.closes_on_hint')}
            type="date"
            size="short"
            state={state}
            required
          />
        </fieldset>
        <Links {...props} t={t} />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </Page>
  )
}

interface Part {
  readonly state: FormState
  readonly t: BudgetsWords
}

function Money({ state, t }: Part) {
  return (
    <>
      <RadioField
        name="perimetre"
        label={t('form.perimeter')}
        state={state}
        choices={perimeters.map((value) => ({ value, label: t(`perimeter.${value}`) }))}
      />
      <TextField
        name="enveloppe"
        label={t('form.envelope')}
        hint={t('form.envelope_hint')}
        inputMode="decimal"
        size="short"
        state={state}
      />
      <TextArea name="secteurs" label={t('form.areas')} hint={t('form.areas_hint')} state={state} />
    </>
  )
}

function Voters({ state, t }: Part) {
  return (
    <>
      <TextField name="electeurs" label={t('form.electorate')} state={state} required />
      <TextField
        name="age"
        label={t('form.age')}
        hint={t('form.age_hint')}
        inputMode="numeric"
        size="short"
        state={state}
        required
      />
      <RadioField
        name="liste"
        label={t('form.roll_kind')}
        state={state}
        choices={rollKinds.map((value) => ({ value, label: t(`roll_kind.${value}`) }))}
      />
    </>
  )
}

function Ballot({ state, t }: Part) {
  return (
    <>
      <RadioField
        name="bulletin"
        label={t('form.ballot')}
        state={state}
        choices={offeredBallots.map((value) => ({ value, label: t(`ballot.${value}`) }))}
      />
      <TextField
        name="maximum"
        label={t('form.most')}
        hint={t('form.most_hint')}
        inputMode="numeric"
        size="short"
        state={state}
      />
      <TextField
        name="points"
        label={t('form.points')}
        hint={t('form.points_hint')}
        inputMode="numeric"
        size="short"
        state={state}
      />
      <RadioField
        name="regle"
        label={t('form.rule')}
        state={state}
        choices={ruleFamilies.map((value) => ({
          value,
          label: t(`family.${value}`),
          hint: t(`family.${value}_how`),
        }))}
      />
      <RadioField
        name="egalites"
        label={t('form.ties')}
        state={state}
        choices={tieMethods.map((value) => ({ value, label: t(`ties.${value}`) }))}
      />
    </>
  )
}

function Links({ state, t, processes, measures, deliberations }: Part & Omit<EditionFormProps, 'state'>) {
  return (
    <>
      <SelectField
        name="deliberation"
        label={t('form.deliberation')}
        hint={t('form.deliberation_hint')}
        empty={t('form.none')}
        choices={deliberations}
        state={state}
      />
      <SelectField
        name="demarche"
        label={t('form.process')}
        empty={t('form.none')}
        choices={processes}
        state={state}
      />
      <SelectField
        name="mesure"
        label={t('form.measure')}
        empty={t('form.none')}
        choices={measures}
        state={state}
      />
    </>
  )
}
