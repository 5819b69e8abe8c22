import { type Choice, ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import { cooperationsWords } from '../cooperations.words.ts'

/** Four questions: the rest is written afterwards, step by step. */
export function NewCooperationPage({
  shell,
  state,
  measures,
}: {
  readonly state: FormState
  readonly measures: readonly Choice[]
  readonly shell: Shell
}) {
  const t = cooperationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('new.title')}>
      <p class="crumb">
        <a href={cooperationsPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('new.title')}</h1>
      <p class="lead">{t('new.lead')}</p>
      <form method="post" action={cooperationsPaths.new()} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextField
          name="titre"
          label={t('new.subject')}
          hint={t('new.subject_hint')}
          state={state}
          required
        />
        <TextField name="theme" label={t('new.theme')} hint={t('new.theme_hint')} state={state} required />
        <TextArea
          name="resume"
          label={t('new.summary')}
          hint={t('new.summary_hint')}
          state={state}
          required
        />
        {measures.length > 0 ? (
          <SelectField
            name="mesure"
            label={t('new.measure')}
            hint={t('new.measure_hint')}
            empty={t('new.no_measure')}
            state={state}
            choices={measures}
          />
        ) : null}
        <button class="button" type="submit">
          {t('new.create')}
        </button>
      </form>
    </Page>
  )
}
