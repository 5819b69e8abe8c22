import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Role } from '#kernel/roles.ts'
import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { accountsPaths } from '../accounts.paths.ts'
import { catalogueOfAccounts } from '../accounts.words.ts'

export interface AccountProps {
  readonly account: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly title: string
  }
  readonly grants: readonly {
    readonly role: Role
    readonly startsOn: CalendarDate
    readonly endsOn: CalendarDate | null
  }[]
  readonly grantable: readonly Role[]
  readonly state: FormState
}

export function AccountPage({
  shell,
  account,
  grants,
  grantable,
  state,
}: AccountProps & { readonly shell: Shell }) {
  const t = catalogueOfAccounts(shell.locale)
  const day = (date: CalendarDate) => formatDay(date, shell.locale)
  return (
    <Page shell={shell} title={account.name}>
      <p class="crumb">
        <a href={accountsPaths.accounts()}>{t('accounts.title')}</a>
      </p>
      <h1>{account.name}</h1>
      <p class="lead">
        {account.title} · {account.email}
      </p>
      <ErrorSummary state={state} locale={shell.locale} />
      <h2>{t('accounts.column_roles')}</h2>
      {grants.length === 0 ? <p>{t('me.no_role')}</p> : null}
      <ul class="stack">
        {grants.map((grant) => (
          <li>
            <strong>{t(`role.${grant.role}`)}</strong>{' '}
            {grant.endsOn
              ? t('accounts.role_between', { from: day(grant.startsOn), to: day(grant.endsOn) })
              : t('accounts.role_since', { from: day(grant.startsOn) })}
            {grant.endsOn === null && grantable.length > 0 ? (
              <form method="post" action={accountsPaths.roleEnd(account.id, grant.role)}>
                <button class="button-quiet" type="submit">
                  {t('button.end_role')}
                  <span class="hidden-text"> {t(`role.${grant.role}`)}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {grantable.length > 0 ? (
        <form method="post" action={accountsPaths.roles(account.id)} class="card" noValidate>
          <SelectField
            name="role"
            label={t('field.role')}
            state={state}
            choices={grantable.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
          <TextField name="debut" label={t('field.starts_on')} type="date" state={state} required />
          <button class="button" type="submit">
            {t('button.grant')}
          </button>
        </form>
      ) : null}
    </Page>
  )
}
