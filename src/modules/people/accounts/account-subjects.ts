import type { Context } from '#infra/context.ts'
import type { Locale } from '#kernel/locale.ts'
import { isRole } from '#kernel/roles.ts'
import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { accountsPaths } from './accounts.paths.ts'
import { canSeeAccounts } from './accounts.permissions.ts'
import { listAccounts } from './accounts.queries.ts'
import { catalogueOfAccounts } from './accounts.words.ts'

const acts = ['create_account', 'grant_role', 'end_role'] as const

/** Accounts as the subjects of acts: for those only who may see accounts. */
export const accountSubjects: JournalSubjects = {
  kind: 'account',
  async find({ db, actor, clock, locale }: Context, ids) {
    if (!canSeeAccounts(actor)) return new Map()
    const t = catalogueOfAccounts(locale)
    const nameAct = (act: string) => t(`act.${acts.find((known) => known === act) ?? 'create_account'}`)
    const accounts = await listAccounts(db, clock.today())
    return new Map(
      accounts
        .filter(({ id }) => ids.includes(id))
        .map(({ id, name }) => [id, { label: name, href: accountsPaths.account(id), nameAct }]),
    )
  },
}

/** A role in words; the server itself acts too, from its command line. */
export function nameRole(role: string, locale: Locale): string {
  const t = catalogueOfAccounts(locale)
  return isRole(role) ? t(`role.${role}`) : t('role.server')
}
