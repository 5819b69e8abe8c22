import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'

/** The first step: a number fills the rest from the directory. */
export function ApplyPage({
  shell,
  call,
  state,
}: {
  readonly shell: Shell
  readonly call: Call
  readonly state: FormState
}) {
  const t = callsWords(shell.locale)
  return (
    <Page shell={shell} title={t('apply.title')}>
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('apply.title')}</h1>
      <p class="lead">{t('apply.lead', { instant: formatInstant(call.closesAt, shell.locale) })}</p>
      <form method="post" action={callsPaths.apply(call.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextField name="numero" label={t('apply.number')} hint={t('apply.number_hint')} state={state} />
        <button class="button" type="submit">
          {t('apply.start')}
        </button>
      </form>
    </Page>
  )
}
