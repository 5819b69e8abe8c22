import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import {
  calendarsPaths,
  calendarsWords,
  canUseCalendars,
} from '#modules/collaboration/calendars/calendars.public.ts'
import { projectsPaths, projectsWords } from '#modules/collaboration/projects/projects.public.ts'
import { authoritiesPaths, authoritiesWords } from '#modules/cooperation/authorities/authorities.public.ts'
import {
  cooperationsPaths,
  cooperationsWords,
} from '#modules/cooperation/cooperations/cooperations.public.ts'
import {
  canSeeAny as canSeeSharedServices,
  sharedServicesPaths,
  sharedServicesWords,
} from '#modules/cooperation/shared-services/shared-services.public.ts'
import { homeWords } from '#modules/home/home.words.ts'
import {
  budgetsPaths,
  budgetsWords,
} from '#modules/participation/participatory-budgets/participatory-budgets.public.ts'
import { processesPaths, processesWords } from '#modules/participation/processes/processes.public.ts'
import { proposalsPaths, proposalsWords } from '#modules/participation/proposals/proposals.public.ts'
import { callsPaths, callsWords } from '#modules/partnership/calls/calls.public.ts'
import { organisationsPaths } from '#modules/partnership/organisations/organisations.public.ts'
import { accountsPaths, canSeeAccounts } from '#modules/people/accounts/accounts.public.ts'
import { devicesPaths, devicesWords, roleOverDevices } from '#modules/people/devices/devices.public.ts'
import { deliberationsPaths } from '#modules/steering/deliberations/deliberations.public.ts'
import { canSeeAlerts, evidencePaths, evidenceWords } from '#modules/steering/evidence/evidence.public.ts'
import { lawPaths } from '#modules/steering/law/law.public.ts'
import { measuresPaths } from '#modules/steering/measures/measures.public.ts'
import type { MenuLink } from '#web/shell.ts'

/**
 * What each person finds in the main menu: only pages that they may open. Those who work for the town begin with what it
 * steers by, everybody else with what they can take part in.
 */
export function menuFor(actor: Visitor, locale: Locale): MenuLink[] {
  const t = homeWords(locale)
  const isOurs = isOfTheTown(actor)
  const participation = [
    { label: processesWords(locale)('list.title'), href: processesPaths.list() },
    { label: proposalsWords(locale)('list.menu'), href: proposalsPaths.list() },
    { label: budgetsWords(locale)('list.title'), href: budgetsPaths.list() },
    { label: callsWords(locale)('list.menu'), href: callsPaths.list() },
  ]
  return [
    ...(isOurs ? [] : participation),
    { label: t('menu.measures'), href: measuresPaths.list() },
    ...(isOurs
      ? [
          { label: t('menu.scenarios'), href: '/scenarios' },
          { label: t('menu.note'), href: '/note' },
        ]
      : []),
    ...(canSeeAlerts(actor)
      ? [{ label: evidenceWords(locale)('alerts.title'), href: evidencePaths.alerts() }]
      : []),
    ...(isOurs ? participation : []),
    ...(canUseCalendars(actor)
      ? [{ label: calendarsWords(locale)('title'), href: calendarsPaths.home() }]
      : [{ label: calendarsWords(locale)('town.menu'), href: calendarsPaths.town() }]),
    ...(isOurs || holds(actor, 'partner_officer')
      ? [{ label: projectsWords(locale)('list.menu'), href: projectsPaths.list() }]
      : []),
    { label: t('menu.organisations'), href: organisationsPaths.list() },
    { label: cooperationsWords(locale)('list.title'), href: cooperationsPaths.list() },
    ...(isOurs || holds(actor, 'partner_officer')
      ? [{ label: authoritiesWords(locale)('list.title'), href: authoritiesPaths.list() }]
      : []),
    ...(canSeeSharedServices(actor)
      ? [{ label: sharedServicesWords(locale)('list.title'), href: sharedServicesPaths.list() }]
      : []),
    { label: t('menu.deliberations'), href: deliberationsPaths.list() },
    { label: t('menu.law'), href: lawPaths.list() },
    ...(canSeeAccounts(actor) ? [{ label: t('menu.accounts'), href: accountsPaths.accounts() }] : []),
    ...(roleOverDevices(actor)
      ? [{ label: devicesWords(locale)('all.menu'), href: devicesPaths.all() }]
      : []),
  ]
}
