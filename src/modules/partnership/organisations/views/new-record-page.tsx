import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { organisationsWords } from '../organisations.words.ts'

export function NewRecordPage({ shell, state }: { readonly shell: Shell; readonly state: FormState }) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('new.title')}>
      <p class="crumb">
        <a href={organisationsPaths.list()}>{t('sheet.back')}</a>
      </p>
      <h1>{t('new.title')}</h1>
      <form method="post" action={organisationsPaths.new()} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextField name="nom" label={t('field.name')} state={state} required />
        <TextField name="numero" label={t('new.number')} hint={t('new.number_hint')} state={state} />
        <button class="button" type="submit">
          {t('new.open')}
        </button>
      </form>
    </Page>
  )
}
