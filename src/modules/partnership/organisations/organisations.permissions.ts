import { holds, type Visitor } from '#kernel/actor.ts'
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
