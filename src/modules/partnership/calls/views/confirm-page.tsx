import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { ReadLink } from '../applicant-links.actions.ts'
import { callsPaths } from '../calls.paths.ts'
import { callsWords } from '../calls.words.ts'

export interface ConfirmProps {
  readonly token: string
  readonly link: ReadLink
  readonly state: FormState
}

/** What a link from a mail opens: the button does it, the look does not. */
export function ConfirmPage({ shell, token, link, state }: ConfirmProps & { readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  const title = t(`confirm.${link.purpose}_title`)
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={callsPaths.show(link.call.code)}>{link.call.title}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{t('confirm.lead', { email: link.email })}</p>
      <form method="post" action={callsPaths.confirmation(token)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {link.isKnown ? null : (
          <TextField
            name="nom"
            label={t('confirm.name')}
            hint={t('confirm.name_hint')}
            autoComplete="name"
            state={state}
            required
          />
        )}
        <button class="button" type="submit">
          {t(`confirm.${link.purpose}_button`)}
        </button>
      </form>
      <p class="field-hint">{t('confirm.once')}</p>
    </Page>
  )
}

export function LinkExpiredPage({ shell, signIn }: { readonly shell: Shell; readonly signIn: string }) {
  const t = callsWords(shell.locale)
  return (
    <Page shell={shell} title={t('confirm.expired_title')}>
      <h1>{t('confirm.expired_title')}</h1>
      <p class="lead">{t('confirm.expired_text')}</p>
      <p>
        <a href={callsPaths.list()}>{t('list.title')}</a> · <a href={signIn}>{t('confirm.sign_in')}</a>
      </p>
    </Page>
  )
}
