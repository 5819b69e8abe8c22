import { isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { homeWords } from '#modules/home/home.words.ts'
import { proposalsPaths, proposalsWords } from '#modules/participation/proposals/proposals.public.ts'
import { organisationsPaths } from '#modules/partnership/organisations/organisations.public.ts'
import { accountsPaths, canSeeAccounts } from '#modules/people/accounts/accounts.public.ts'
import { deliberationsPaths } from '#modules/steering/deliberations/deliberations.public.ts'
import { canSeeAlerts, evidencePaths, evidenceWords } from '#modules/steering/evidence/evidence.public.ts'
import { lawPaths } from '#modules/steering/law/law.public.ts'
import { measuresPaths } from '#modules/steering/measures/measures.public.ts'
import type { MenuLink } from '#web/shell.ts'

/** What each person finds in the main menu: only pages that they may open. */
export function menuFor(actor: Visitor, locale: Locale): MenuLink[] {
  const t = homeWords(locale)
  return [
    { label: t('menu.measures'), href: measuresPaths.list() },
    ...(isOfTheTown(actor)
      ? [
          { label: t('menu.scenarios'), href: '/scenarios' },
          { label: t('menu.note'), href: '/note' },
        ]
      : []),
    ...(canSeeAlerts(actor)
      ? [{ label: evidenceWords(locale)('alerts.title'), href: evidencePaths.alerts() }]
      : []),
    { label: t('menu.organisations'), href: organisationsPaths.list() },
    { label: proposalsWords(locale)('list.menu'), href: proposalsPaths.list() },
    { label: t('menu.deliberations'), href: deliberationsPaths.list() },
    { label: t('menu.law'), href: lawPaths.list() },
    ...(canSeeAccounts(actor) ? [{ label: t('menu.accounts'), href: accountsPaths.accounts() }] : []),
  ]
}
