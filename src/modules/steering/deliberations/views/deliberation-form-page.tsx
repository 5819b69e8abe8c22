import { ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { deliberationsPaths } from '../deliberations.paths.ts'
import { type DeliberationsWords, deliberationsWords } from '../deliberations.words.ts'
import { matters } from '../matters.rules.ts'

export interface DeliberationFormProps {
  /** The record that is mended; null for a new one. */
  readonly corrected: { readonly id: string; readonly number: string } | null
  readonly state: FormState
}

export function DeliberationFormPage({
  shell,
  corrected,
  state,
}: DeliberationFormProps & { readonly shell: Shell }) {
  const t = deliberationsWords(shell.locale)
  const title = corrected ? t('form.correction_title', { number: corrected.number }) : t('form.title')
  const action = corrected ? deliberationsPaths.correction(corrected.id) : deliberationsPaths.new()
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={deliberationsPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{title}</h1>
      <form method="post" action={action} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextField
          name="numero"
          label={t('form.number')}
          hint={t('form.number_hint')}
          size="short"
          state={state}
          required
        />
        <TextField name="date" label={t('page.date')} type="date" size="short" state={state} required />
        <TextField
          name="assemblee"
          label={t('page.body')}
          hint={t('form.body_hint')}
          state={state}
          required
        />
        <TextArea name="objet" label={t('form.subject')} rows={3} state={state} required />
        <SelectField
          name="matiere"
          label={t('page.matter')}
          hint={t('form.matter_hint')}
          empty={t('form.matter_empty')}
          state={state}
          required
          choices={matters.map(({ code, family, name }) => ({
            value: code,
            label: `${code} ${name}`,
            group: family,
          }))}
        />
        <Counts state={state} t={t} />
        <TextArea
          name="deports"
          label={t('page.recusals')}
          hint={t('form.recusals_hint')}
          rows={3}
          state={state}
        />
        <TextField name="document" label={t('form.document')} hint={t('form.document_hint')} state={state} />
        {corrected ? (
          <TextArea
            name="motif"
            label={t('form.reason')}
            hint={t('form.reason_hint')}
            rows={2}
            state={state}
            required
          />
        ) : null}
        <p class="muted">{t('form.final')}</p>
        <p class="button-row">
          <button class="button" type="submit">
            {corrected ? t('form.correct') : t('form.record')}
          </button>
          <a href={deliberationsPaths.list()}>{t('form.back')}</a>
        </p>
      </form>
    </Page>
  )
}

const counts = [
  { name: 'en_exercice', label: 'form.in_office' },
  { name: 'presents', label: 'form.present' },
  { name: 'pour', label: 'votes.for' },
  { name: 'contre', label: 'votes.against' },
  { name: 'abstentions', label: 'votes.abstentions' },
] as const

function Counts({ state, t }: { state: FormState; t: DeliberationsWords }) {
  return (
    <fieldset class="field-group">
      <legend>{t('page.vote')}</legend>
      <p class="field-hint">{t('form.votes_hint')}</p>
      {counts.map(({ name, label }) => (
        <TextField name={name} label={t(label)} inputMode="numeric" size="short" state={state} required />
      ))}
    </fieldset>
  )
}
