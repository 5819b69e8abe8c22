import { engagementLevels } from '#kernel/engagement.ts'
import { ErrorSummary, type FormState, RadioField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { processesPaths } from '../processes.paths.ts'
import { processForms } from '../processes.rules.ts'
import { processesWords } from '../processes.words.ts'

/** Five questions: the rest is written afterwards, part by part. */
export function NewProcessPage({ shell, state }: { readonly state: FormState; readonly shell: Shell }) {
  const t = processesWords(shell.locale)
  return (
    <Page shell={shell} title={t('form.new_title')}>
      <p class="crumb">
        <a href={processesPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('form.new_title')}</h1>
      <p class="lead">{t('form.new_lead')}</p>
      <form method="post" action={processesPaths.new()} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextField name="titre" label={t('form.title')} hint={t('form.title_hint')} state={state} required />
        <TextField name="theme" label={t('form.theme')} state={state} required />
        <TextArea
          name="resume"
          label={t('form.summary')}
          hint={t('form.summary_hint')}
          state={state}
          required
        />
        <RadioField
          name="engagement"
          label={t('form.engagement')}
          state={state}
          choices={engagementLevels.map((level) => ({
            value: level,
            label: t(`engagement.${level}`),
            hint: t(`engagement.${level}.means`),
          }))}
        />
        <RadioField
          name="forme"
          label={t('form.form')}
          state={state}
          choices={processForms.map((form) => ({
            value: form,
            label: t(`form.${form}`),
            hint: t(`form.${form}.means`),
          }))}
        />
        <button class="button" type="submit">
          {t('form.create')}
        </button>
      </form>
    </Page>
  )
}
