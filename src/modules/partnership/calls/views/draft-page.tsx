import { formatEuros } from '#kernel/cents.ts'
import { CheckField, ErrorSummary, type FormState, RadioField, TextArea, TextField } from '#web/form.tsx'
import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Application, BudgetTotals, KeptFile, Writer } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call, Stage } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import { mostBudgetLines, mostVolunteering } from '../dossier.rules.ts'
import type { KeptByOthers } from '../draft-differences.ts'
import type { Form } from '../form.rules.ts'
import { QuestionFields } from './question-fields.tsx'
import { WritersSection } from './writers-section.tsx'

export interface DraftPageProps {
  readonly call: Call
  readonly stage: Stage
  readonly application: Application
  readonly writers: readonly Writer[]
  readonly isHolder: boolean
  readonly form: Form
  readonly files: readonly KeptFile[]
  readonly invitations: readonly { readonly email: string; readonly asHolder: boolean }[]
  readonly totals: BudgetTotals
  readonly isScanned: boolean
  /** What somebody else saved meanwhile, where it differs from what is typed here. */
  readonly others: readonly KeptByOthers[]
  readonly state: FormState
}

/** A draft: everything on one page, kept as it is typed, sent when it is ready. */
export function DraftPage(props: DraftPageProps & { readonly shell: Shell }) {
  const { shell, call, stage, application, state } = props
  const t = callsWords(shell.locale)
  const title = application.title || t('mine.untitled')
  return (
    <Page shell={shell} title={title} island="autosave">
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{title}</h1>
      <p class={stage === 'open' ? 'lead' : 'alert'}>
        {stage === 'open'
          ? t('draft.until', { instant: formatInstant(call.closesAt, shell.locale) })
          : t('error.too_late')}
      </p>
      <form
        method="post"
        action={callsPaths.application(call.code, application.id)}
        encType="multipart/form-data"
        noValidate
        data-autosave={t('autosave.failed')}
      >
        <ErrorSummary state={state} locale={shell.locale} />
        <OthersWrote {...props} t={t} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        {/* The first button is the one that Enter presses: it keeps what is typed. */}
        <p>
          <button class="button-quiet" type="submit" name="suite" value="garder">
            {t('draft.save')}
          </button>
        </p>
        <Organisation {...props} t={t} />
        <Project {...props} t={t} />
        <QuestionFields {...props} t={t} />
        <Budget {...props} t={t} />
        <Commitments {...props} t={t} />
        {/* Filled by the script that saves by itself (client/islands/autosave.ts); empty and unseen without it. */}
        <p class="autosave" role="status" />
        <p>
          <button class="button-quiet" type="submit" name="suite" value="garder">
            {t('draft.save')}
          </button>{' '}
          <button class="button" type="submit" name="suite" value="verifier">
            {t('draft.check')}
          </button>
        </p>
      </form>
      <WritersSection {...props} t={t} />
    </Page>
  )
}

export type DraftPart = DraftPageProps & { readonly shell: Shell; readonly t: CallsWords }

/** Beside what is typed here: nothing of either is lost, and nothing overwritten before the person chooses. */
function OthersWrote({ others, t }: DraftPart) {
  if (others.length === 0) return null
  return (
    <section class="alert" aria-labelledby="entre-temps">
      <h2 id="entre-temps">{t('draft.others_title')}</h2>
      <p>{t('draft.others_lead')}</p>
      <dl class="facts">
        {others.map(({ label, value }) => (
          <div>
            <dt>{label}</dt>
            <dd>{value || t('draft.others_blank')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Organisation({ call, state, t }: DraftPart) {
  return (
    <fieldset class="field-group">
      <legend>{t('draft.organisation')}</legend>
      <TextField name="organisme" label={t('draft.organisme')} state={state} required />
      <RadioField
        name="nature"
        label={t('draft.nature')}
        state={state}
        choices={call.applicants.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextField name="siret" label={t('draft.siret')} hint={t('draft.siret_hint')} state={state} />
      <TextField name="rna" label={t('draft.rna')} hint={t('draft.rna_hint')} state={state} />
      <TextField
        name="adresse"
        label={t('draft.adresse')}
        hint={t('draft.adresse_hint')}
        autoComplete="street-address"
        state={state}
        required
      />
      <TextField
        name="signataire"
        label={t('draft.signataire')}
        hint={t('draft.signataire_hint')}
        state={state}
        required
      />
      <TextField name="fonction" label={t('draft.fonction')} state={state} required />
    </fieldset>
  )
}

function Project({ state, t }: DraftPart) {
  return (
    <fieldset class="field-group">
      <legend>{t('draft.project')}</legend>
      <TextField name="titre" label={t('draft.titre')} state={state} required />
      <TextArea
        name="resume"
        label={t('draft.resume')}
        hint={t('draft.resume_hint')}
        rows={6}
        state={state}
        required
      />
      <TextField name="debut" label={t('draft.debut')} type="date" size="short" state={state} required />
      <TextField name="fin" label={t('draft.fin')} type="date" size="short" state={state} required />
      <TextField
        name="montant"
        label={t('draft.montant')}
        inputMode="decimal"
        size="short"
        state={state}
        required
      />
    </fieldset>
  )
}

/** Rows already typed, and two more. */
function rowsShown(state: FormState, name: string, most: number, least: number): number[] {
  const typed = Array.from({ length: most }, (_, index) => index + 1).filter((index) =>
    Object.keys(state.values).some(
      (field) => new RegExp(`^${name}(_[a-z]+)?_${index}$`).test(field) && state.values[field],
    ),
  )
  const count = Math.min(most, Math.max(least, (typed.at(-1) ?? 0) + 2))
  return Array.from({ length: count }, (_, index) => index + 1)
}

function Budget({ state, totals, shell, t }: DraftPart) {
  const euros = (amount: number) => formatEuros(amount, shell.locale)
  return (
    <fieldset class="field-group" id="budget">
      <legend>{t('dossier.budget')}</legend>
      <p>{t('draft.budget_lead')}</p>
      <Lines name="depense" title={t('dossier.expenses')} state={state} t={t} />
      <Lines name="recette" title={t('draft.other_income')} state={state} t={t} />
      <p class={totals.gap === 0 ? 'notice' : 'alert'}>
        {t(totals.gap === 0 ? 'draft.balanced' : 'draft.unbalanced', {
          expenses: euros(totals.expenses),
          income: euros(totals.income),
          gap: euros(Math.abs(totals.gap)),
        })}
      </p>
      <details open={totals.volunteering > 0}>
        <summary>{t('dossier.volunteering')}</summary>
        <p>{t('draft.volunteering_lead')}</p>
        {rowsShown(state, 'benevolat', mostVolunteering, 1).map((index) => (
          <div class="call-row">
            <TextField name={`benevolat_${index}`} label={t('draft.benevolat')} state={state} />
            <TextField
              name={`benevolat_heures_${index}`}
              label={t('draft.benevolat_heures')}
              inputMode="decimal"
              size="short"
              state={state}
            />
            <TextField
              name={`benevolat_taux_${index}`}
              label={t('draft.benevolat_taux')}
              inputMode="decimal"
              size="short"
              state={state}
            />
          </div>
        ))}
      </details>
    </fieldset>
  )
}

interface LinesProps {
  readonly name: 'depense' | 'recette'
  readonly title: string
  readonly state: FormState
  readonly t: CallsWords
}

function Lines({ name, title, state, t }: LinesProps) {
  return (
    <fieldset class="field-group">
      <legend>{title}</legend>
      {rowsShown(state, name, mostBudgetLines, name === 'depense' ? 3 : 2).map((index) => (
        <div class="call-row">
          <TextField name={`${name}_${index}`} label={t(`draft.${name}`)} state={state} />
          <TextField
            name={`${name}_montant_${index}`}
            label={t(`draft.${name}_montant`)}
            inputMode="decimal"
            size="short"
            state={state}
          />
        </div>
      ))}
    </fieldset>
  )
}

function Commitments({ state, t }: DraftPart) {
  return (
    <fieldset class="field-group">
      <legend>{t('draft.commitments')}</legend>
      <RadioField
        name="economique"
        label={t('draft.economique')}
        hint={t('draft.economique_hint')}
        state={state}
        choices={[
          { value: 'non', label: t('dossier.not_economic') },
          { value: 'oui', label: t('dossier.economic') },
        ]}
      />
      <TextArea name="aides" label={t('draft.aides')} hint={t('draft.aides_hint')} rows={2} state={state} />
      <CheckField
        name="engagement_republicain"
        label={t('draft.engagement_republicain')}
        hint={t('draft.engagement_hint')}
        state={state}
      />
    </fieldset>
  )
}
