import type { Role } from '#kernel/roles.ts'
import { notificationsPaths } from '#modules/people/notifications/notifications.public.ts'
import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { accountsPaths } from '../accounts.paths.ts'
import { type AccountsWords, catalogueOfAccounts } from '../accounts.words.ts'
import { describeDevice } from '../devices.rules.ts'

export interface OpenSession {
  readonly id: string
  readonly userAgent: string
  readonly since: Date
  readonly isCurrent: boolean
}

export interface MeProps {
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly sessions: readonly OpenSession[]
  /** Whether the devices of this person reach the site. */
  readonly hasDevices: boolean
  readonly state: FormState
}

export function MePage({
  shell,
  name,
  email,
  roles,
  sessions,
  hasDevices,
  state,
}: MeProps & { readonly shell: Shell }) {
  const t = catalogueOfAccounts(shell.locale)
  return (
    <Page shell={shell} title={t('me.title')}>
      <h1>{t('me.title')}</h1>
      <ErrorSummary state={state} locale={shell.locale} />
      <p class="lead">
        {name}
        <span class="sub">{email}</span>
      </p>
      <p>
        <a href={notificationsPaths.mine()}>{t('me.news')}</a>
      </p>
      {hasDevices ? (
        <p>
          <a href={accountsPaths.devices()}>{t('me.devices')}</a>
        </p>
      ) : null}
      <h2>{t('me.roles')}</h2>
      {roles.length === 0 ? <p>{t('me.no_role')}</p> : null}
      <ul>
        {roles.map((role) => (
          <li>{t(`role.${role}`)}</li>
        ))}
      </ul>
      <h2>{t('me.sessions')}</h2>
      <ul class="stack">
        {sessions.map((session) => (
          <li class="card">
            <p>
              {deviceText(session.userAgent, t)}
              <span class="sub">
                {t('me.session_since', { date: formatInstant(session.since, shell.locale) })}
              </span>
            </p>
            {session.isCurrent ? (
              <p class="badge">{t('me.session_current')}</p>
            ) : (
              <form method="post" action={accountsPaths.session(session.id)}>
                <button class="button-quiet" type="submit">
                  {t('button.revoke')}
                  <span class="hidden-text"> {deviceText(session.userAgent, t)}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <h2>{t('me.password_title')}</h2>
      <form method="post" action={accountsPaths.password()} noValidate>
        <TextField
          name="nouveau"
          label={t('field.new_password')}
          hint={t('field.new_password_hint')}
          type="password"
          autoComplete="new-password"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('button.save')}
        </button>
      </form>
    </Page>
  )
}

function deviceText(userAgent: string, t: AccountsWords): string {
  const { browser, system } = describeDevice(userAgent)
  if (browser === null) return t('me.device_unknown')
  return system === null ? browser : t('me.device', { browser, system })
}
