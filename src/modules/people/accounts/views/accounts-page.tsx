import { type Role, roles } from '#kernel/roles.ts'
import { ErrorSummary, emptyForm, type FormState, SelectField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { type AccountFilter, accountsPaths } from '../accounts.paths.ts'
import { type AccountsWords, catalogueOfAccounts } from '../accounts.words.ts'

export interface AccountRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly title: string
  readonly roles: readonly Role[]
}

export interface AccountsProps {
  /** Those of this page, of `count` that the filter finds. */
  readonly accounts: readonly AccountRow[]
  readonly count: number
  readonly filter: AccountFilter
  /** Place of the first one of the next page; null on the last. */
  readonly next: number | null
  readonly canCreate: boolean
  readonly state?: FormState
}

export function AccountsPage({
  shell,
  accounts,
  count,
  filter,
  next,
  canCreate,
  state = emptyForm,
}: AccountsProps & { readonly shell: Shell }) {
  const t = catalogueOfAccounts(shell.locale)
  return (
    <Page shell={shell} title={t('accounts.title')} width="wide">
      <h1>{t('accounts.title')}</h1>
      <p class="lead">{t('accounts.lead')}</p>
      <Search filter={filter} t={t} />
      <p>{t('accounts.found', { count })}</p>
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
      <Pager
        first={filter.suite ? accountsPaths.accounts({ ...filter, suite: undefined }) : null}
        next={next === null ? null : accountsPaths.accounts({ ...filter, suite: String(next) })}
        locale={shell.locale}
      />
      {canCreate ? (
        <form method="post" action={accountsPaths.accounts()} class="card" noValidate>
          <h2>{t('accounts.new')}</h2>
          <ErrorSummary state={state} locale={shell.locale} />
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

function Search({ filter, t }: { readonly filter: AccountFilter; readonly t: AccountsWords }) {
  const state = { values: { q: filter.q, role: filter.role }, errors: {} }
  return (
    <search>
      <form class="filters" method="get" action={accountsPaths.accounts()}>
        <TextField name="q" type="search" label={t('accounts.search')} state={state} />
        <SelectField
          name="role"
          label={t('accounts.column_roles')}
          empty={t('accounts.any_role')}
          choices={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          state={state}
        />
        <button class="button-quiet" type="submit">
          {t('accounts.show')}
        </button>
      </form>
    </search>
  )
}
