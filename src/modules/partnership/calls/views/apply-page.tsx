import { accountsPaths } from '#modules/people/accounts/accounts.public.ts'
import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'

interface ApplyPageProps {
  readonly call: Call
  /** Signed in: a visitor gives a mailbox first. */
  readonly isKnown: boolean
  readonly state: FormState
}

/** The first step: a number fills the rest from the directory. */
export function ApplyPage({ shell, call, isKnown, state }: ApplyPageProps & { readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  const signIn = `${accountsPaths.signIn()}?${new URLSearchParams({ retour: callsPaths.apply(call.code) })}`
  return (
    <Page shell={shell} title={t('apply.title')}>
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('apply.title')}</h1>
      <p class="lead">{t('apply.lead', { instant: formatInstant(call.closesAt, shell.locale) })}</p>
      {isKnown ? null : (
        <p>
          {t('apply.no_account')} <a href={signIn}>{t('apply.sign_in')}</a>
        </p>
      )}
      <form method="post" action={callsPaths.apply(call.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {isKnown ? null : (
          <TextField
            name="courriel"
            label={t('apply.email')}
            hint={t('apply.email_hint')}
            type="email"
            autoComplete="email"
            state={state}
            required
          />
        )}
        <TextField name="numero" label={t('apply.number')} hint={t('apply.number_hint')} state={state} />
        <button class="button" type="submit">
          {t(isKnown ? 'apply.start' : 'apply.send_link')}
        </button>
      </form>
    </Page>
  )
}
