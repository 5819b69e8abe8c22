import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'

/** Who brings files of organisations and of grants in, and takes them away; under which of their roles. */
export function roleOfImporter(actor: Visitor): Role | null {
  return importers.find((role) => holds(actor, role)) ?? null
}

export function canImportOrganisations(actor: Visitor): boolean {
  return roleOfImporter(actor) !== null
}

const importers: readonly Role[] = [
  'finance_officer',
  'manager',
  'director_general',
  'agent',
  'administrator',
]

/**
 * What a person is to one organisation: keeps the town's directory, works for the town, answers for the organisation, or
 * is anybody else.
 */
export const standings = ['keeper', 'town', 'officer', 'public'] as const
export type Standing = (typeof standings)[number]

export function standingOf(actor: Visitor, isOfficer: boolean): Standing {
  if (canKeepDirectory(actor)) return 'keeper'
  if (isOfficer) return 'officer'
  return isOfTheTown(actor) ? 'town' : 'public'
}

/** Who keeps the directory: those who bring files in. Duplicates, claims and corrections are theirs to decide. */
export function canKeepDirectory(actor: Visitor): boolean {
  return canImportOrganisations(actor)
}

export const partNames = [
  'etablissements',
  'numeros',
  'personnes',
  'labels',
  'liens',
  'echanges',
  'versements',
] as const
export type PartName = (typeof partNames)[number]

const partsOfOfficers: ReadonlySet<PartName> = new Set(['etablissements', 'personnes', 'labels'])

/** Numbers that say which body it is, links that make one undertaking, meetings and money are the town's to write. */
export function canWritePart(standing: Standing, part: PartName): boolean {
  return standing === 'keeper' || (standing === 'officer' && partsOfOfficers.has(part))
}

export function canEditRecord(standing: Standing): boolean {
  return standing === 'keeper' || standing === 'officer'
}

/** People without their agreement, meetings, aid of other funders. */
export function canSeeMeetings(standing: Standing): boolean {
  return standing === 'keeper' || standing === 'town'
}

export function canSeePrivate(standing: Standing): boolean {
  return standing !== 'public'
}
