import type { Role } from '#kernel/roles.ts'
import { ErrorSummary, emptyForm, type FormState, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { accountsPaths } from '../accounts.paths.ts'
import { catalogueOfAccounts } from '../accounts.words.ts'

export interface AccountRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly title: string
  readonly roles: readonly Role[]
}

export interface AccountsProps {
  readonly accounts: readonly AccountRow[]
  readonly canCreate: boolean
  readonly state?: FormState
}

export function AccountsPage({
  shell,
  accounts,
  canCreate,
  state = emptyForm,
}: AccountsProps & { readonly shell: Shell }) {
  const t = catalogueOfAccounts(shell.locale)
  return (
    <Page shell={shell} title={t('accounts.title')} width="wide">
      <h1>{t('accounts.title')}</h1>
      <p class="lead">{t('accounts.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <TableScroll label={t('accounts.title')} stack>
        <table>
          <HiddenCaption>{t('accounts.title')}</HiddenCaption>
          <thead>
            <tr>
              <th scope="col">{t('accounts.column_name')}</th>
              <th scope="col">{t('accounts.column_title')}</th>
              <th scope="col">{t('accounts.column_roles')}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr>
                <th scope="row">
                  <a href={accountsPaths.account(account.id)}>{account.name}</a>
                </th>
                <td data-label={t('accounts.column_title')}>{account.title}</td>
                <td data-label={t('accounts.column_roles')}>
                  {account.roles.map((role) => t(`role.${role}`)).join(', ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {canCreate ? (
        <form method="post" action={accountsPaths.accounts()} class="card" noValidate>
          <h2>{t('accounts.new')}</h2>
          <TextField name="nom" label={t('field.name')} state={state} required />
          <TextField name="courriel" label={t('field.email')} type="email" state={state} required />
          <TextField name="fonction" label={t('field.title')} state={state} />
          <button class="button" type="submit">
            {t('button.create')}
          </button>
        </form>
      ) : null}
    </Page>
  )
}
