import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Role } from '#kernel/roles.ts'
import {
  type Cooperation,
  isPublic,
  type Party,
  type PartyKind,
  presentParties,
} from './cooperations.rules.ts'
import { type CooperationAct, cooperationActs, isActOpen, transitions } from './life.rules.ts'

/** Who asks, and the other authorities that they speak for today. */
export interface Standpoint {
  readonly actor: Visitor
  readonly authorities: readonly { readonly kind: PartyKind; readonly code: string }[]
  readonly today: CalendarDate
}

/** How much of a cooperation a person reads; null: it does not exist for them. */
export type Access = 'town' | 'partner' | 'public'

/** The party that the person speaks for in it; null for visitors and for officers of other authorities. */
export function partyOf(
  { actor, authorities, today }: Standpoint,
  cooperation: Pick<Cooperation, 'parties'>,
): Party | null {
  const present = presentParties(cooperation, today)
  if (isOfTheTown(actor)) return present.find(({ kind }) => kind === 'town') ?? null
  if (!holds(actor, 'partner_officer')) return null
  return (
    present.find(({ kind, code }) => authorities.some((each) => each.kind === kind && each.code === code)) ??
    null
  )
}

/** The town reads all; officers of a party what was shared with them; everybody what the parties publish. */
export function accessTo(standpoint: Standpoint, cooperation: Cooperation): Access | null {
  if (isOfTheTown(standpoint.actor)) return 'town'
  if (cooperation.sharedOn !== null && partyOf(standpoint, cooperation) !== null) return 'partner'
  return isPublic(cooperation, standpoint.today) ? 'public' : null
}

const preparers: readonly Role[] = ['director_general', 'mayor', 'manager', 'elected_member', 'agent']

/** The role that prepares cooperations, of those that the person holds; null when they prepare none. */
export function roleOfPreparer(actor: Visitor): Role | null {
  return preparers.find((role) => holds(actor, role)) ?? null
}

/** Parties, comparison, terms and text are written until the form is signed. */
export function canPrepare(actor: Visitor, { status }: Pick<Cooperation, 'status'>): boolean {
  return roleOfPreparer(actor) !== null && status !== 'ended' && status !== 'dropped'
}

/** Questions of law are answered by those who answer for them. */
export function canTest(actor: Visitor, { status }: Pick<Cooperation, 'status'>): boolean {
  return holds(actor, 'legal_officer', 'director_general', 'manager') && status === 'compared'
}

/** Role under which the person may do that act now; null when they may not. */
export function roleForAct(actor: Visitor, cooperation: Cooperation, act: CooperationAct): Role | null {
  if (!isActOpen(act, cooperation)) return null
  return transitions[act].roles.find((role) => holds(actor, role)) ?? null
}

export function actsOpenTo(actor: Visitor, cooperation: Cooperation): CooperationAct[] {
  return cooperationActs.filter((act) => roleForAct(actor, cooperation, act) !== null)
}

const speakers: readonly Role[] = ['director_general', 'mayor', 'legal_officer', 'manager']

/**
 * Role under which the person writes for a party: its deliberation, its agreement to publish, its departure. An officer of
 * another authority writes for it alone; the services of the town for the town, and what the others told them by letter.
 */
export function roleForParty(standpoint: Standpoint, cooperation: Cooperation, party: Party): Role | null {
  const access = accessTo(standpoint, cooperation)
  if (access === 'town') return speakers.find((role) => holds(standpoint.actor, role)) ?? null
  const own = access === 'partner' ? partyOf(standpoint, cooperation) : null
  return own?.id === party.id ? 'partner_officer' : null
}

/** The draft of a council is read and written by its own party, and by nobody else: not even by the town. */
export function canReadDraft(standpoint: Standpoint, cooperation: Cooperation, party: Party): boolean {
  const access = accessTo(standpoint, cooperation)
  return (access === 'town' || access === 'partner') && partyOf(standpoint, cooperation)?.id === party.id
}

/** The yearly review, and a party's departure, are acts of the town. */
export function roleOfReviewer(actor: Visitor): Role | null {
  const reviewers: readonly Role[] = ['director_general', 'mayor', 'manager']
  return reviewers.find((role) => holds(actor, role)) ?? null
}

/** Meetings, decisions and tasks are written by all who work on it. */
export function canWriteMeetings(standpoint: Standpoint, cooperation: Cooperation): boolean {
  const access = accessTo(standpoint, cooperation)
  if (cooperation.status === 'ended' || cooperation.status === 'dropped') return false
  return access === 'partner' || (access === 'town' && roleOfPreparer(standpoint.actor) !== null)
}

/** How a change of majority would hit is the town's own reflection. */
export function canSeeExposure(actor: Visitor): boolean {
  return isOfTheTown(actor)
}
