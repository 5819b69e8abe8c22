import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import { yearOf } from '#kernel/calendar-date.ts'
import type { Role } from '#kernel/roles.ts'
import type { Party, SharedService } from './shared-services.rules.ts'

/**
 * Where a person stands towards one service. The town keeps the register: its people see it whole. An officer of a party sees what
 * is common, and of the rest what is that party's.
 */
export interface Standing {
  readonly isOfTheTown: boolean
  /** Parties that the person acts for today. */
  readonly partyIds: ReadonlySet<string>
  /** Acts for the party that hosts the service. */
  readonly isHost: boolean
}

/** `officerOf`: parties of this service whose officer the person is today. */
export function standingOf(
  actor: Visitor,
  parties: readonly Pick<Party, 'id' | 'isHost'>[],
  officerOf: ReadonlySet<string>,
): Standing {
  const own = holds(actor, 'partner_officer') ? parties.filter(({ id }) => officerOf.has(id)) : []
  return {
    isOfTheTown: isOfTheTown(actor),
    partyIds: new Set(own.map(({ id }) => id)),
    isHost: own.some(({ isHost }) => isHost),
  }
}

/** Has a register to look at, which may be empty. */
export function canSeeAny(actor: Visitor): boolean {
  return isOfTheTown(actor) || holds(actor, 'partner_officer')
}

export function canSeeService({ isOfTheTown: isOurs, partyIds }: Standing): boolean {
  return isOurs || partyIds.size > 0
}

/** Last year that a person reads of a service: of a party that left, that of its leaving; null where there is no end. */
export function lastYearSeen(
  standing: Standing,
  parties: readonly Pick<Party, 'id' | 'leavesOn'>[],
): number | null {
  const own = parties.filter(({ id }) => standing.partyIds.has(id))
  const years = own.map(({ leavesOn }) => leavesOn && yearOf(leavesOn))
  return standing.isOfTheTown || years.includes(null) ? null : Math.max(...years.map(Number))
}

export function isYearSeen(
  standing: Standing,
  parties: readonly Pick<Party, 'id' | 'leavesOn'>[],
  year: number,
): boolean {
  return year <= (lastYearSeen(standing, parties) ?? year)
}

/** Baselines, results and drafts of that party. */
export function canSeeOwn(standing: Standing, partyId: string): boolean {
  return standing.isOfTheTown || standing.partyIds.has(partyId)
}

/** Unit lines of that party: whoever hosts the service wrote them. */
export function canSeeLines(standing: Standing, partyId: string): boolean {
  return canSeeOwn(standing, partyId) || standing.isHost
}

const keepers: readonly Role[] = ['director_general', 'manager', 'finance_officer']

/** Prepares services, their costs, keys and values. */
export function canKeep(actor: Visitor): boolean {
  return holds(actor, ...keepers)
}

export function roleOfKeeper(actor: Visitor): Role | null {
  return keepers.find((role) => holds(actor, role)) ?? null
}

export function canEnterUnits(actor: Visitor, standing: Standing): boolean {
  return canKeep(actor) || holds(actor, 'agent') || standing.isHost
}

/** Measures what the service promised: whoever hosts it, or keeps the register. */
export function canMeasure(actor: Visitor, standing: Standing): boolean {
  return canKeep(actor) || standing.isHost
}

/** What the party did before and does now: its officer writes it, or whoever keeps the register from its papers. */
export function canWriteOwn(actor: Visitor, standing: Standing, partyId: string): boolean {
  return canKeep(actor) || standing.partyIds.has(partyId)
}

/** A line is contested by whom it is counted to. */
export function canContest(actor: Visitor, standing: Standing, party: Pick<Party, 'id' | 'isTown'>): boolean {
  return standing.partyIds.has(party.id) || (party.isTown && canKeep(actor))
}

/** Answers a contested line: the host, never the party that contests it. */
export function canSettle(actor: Visitor, standing: Standing, party: Pick<Party, 'id' | 'isTown'>): boolean {
  return (standing.isHost && !standing.partyIds.has(party.id)) || canKeep(actor)
}

/** Writes in the thread of a contested line. */
export function canWriteInThread(
  actor: Visitor,
  standing: Standing,
  party: Pick<Party, 'id' | 'isTown'>,
): boolean {
  return canContest(actor, standing, party) || canSettle(actor, standing, party)
}

/** Role under which somebody records what the council of that party decided; null when they may not. */
export function roleForAdoption(
  actor: Visitor,
  standing: Standing,
  party: Pick<Party, 'id' | 'isTown'>,
): Role | null {
  if (standing.partyIds.has(party.id)) return 'partner_officer'
  if (holds(actor, 'director_general')) return 'director_general'
  return party.isTown && holds(actor, 'mayor') ? 'mayor' : null
}

/** A party's departure is written as its council's decision is; the town's own, by its mayor too. */
export const roleForDeparture = roleForAdoption

export function roleForStart(actor: Visitor, status: SharedService['status']): Role | null {
  if (status === 'ended') return null
  return (['director_general', 'mayor'] as const).find((role) => holds(actor, role)) ?? null
}

export function roleForStatement(actor: Visitor): Role | null {
  return (['finance_officer', 'director_general'] as const).find((role) => holds(actor, role)) ?? null
}

export function roleForReview(actor: Visitor): Role | null {
  return (['director_general', 'manager'] as const).find((role) => holds(actor, role)) ?? null
}

export function canManageTokens(actor: Visitor): boolean {
  return holds(actor, 'director_general', 'manager')
}
