import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { accountsPaths } from '../accounts.paths.ts'
import { catalogueOfAccounts } from '../accounts.words.ts'

export interface SignInProps {
  readonly state: FormState
  /** Path to come back to once signed in. */
  readonly back: string
  readonly isDemo: boolean
}

export function SignInPage({ shell, state, back, isDemo }: SignInProps & { readonly shell: Shell }) {
  const t = catalogueOfAccounts(shell.locale)
  return (
    <Page shell={shell} title={t('sign_in.title')}>
      <h1>{t('sign_in.title')}</h1>
      <p class="lead">{t('sign_in.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      {isDemo ? (
        <p>
          <a class="button" href={accountsPaths.demo()}>
            {t('sign_in.demo')}
          </a>
        </p>
      ) : null}
      <div class="columns">
        <form method="post" action={accountsPaths.signInByPassword()} class="card" noValidate>
          <h2>{t('sign_in.password_title')}</h2>
          <input type="hidden" name="retour" value={back} />
          <TextField
            name="courriel"
            label={t('field.email')}
            type="email"
            autoComplete="username"
            state={state}
            required
          />
          <TextField
            name="mot_de_passe"
            label={t('field.password')}
            type="password"
            autoComplete="current-password"
            state={state}
            required
          />
          <button class="button" type="submit">
            {t('button.sign_in')}
          </button>
        </form>
        <form method="post" action={accountsPaths.askLink()} class="card" noValidate>
          <h2>{t('sign_in.link_title')}</h2>
          <p>{t('sign_in.link_lead')}</p>
          <TextField
            name="courriel_lien"
            label={t('field.email')}
            type="email"
            autoComplete="email"
            state={state}
            required
          />
          <button class="button" type="submit">
            {t('button.send_link')}
          </button>
        </form>
      </div>
    </Page>
  )
}

/** The link of the mail leads here, and the button opens the session: programs that follow links use none of them up. */
export function SignInLinkPage({ shell, token }: { readonly shell: Shell; readonly token: string }) {
  const t = catalogueOfAccounts(shell.locale)
  return (
    <Page shell={shell} title={t('link.title')}>
      <h1>{t('link.title')}</h1>
      <p class="lead">{t('link.lead')}</p>
      <form method="post" action={accountsPaths.link(token)}>
        <button class="button" type="submit">
          {t('button.use_link')}
        </button>
      </form>
    </Page>
  )
}
