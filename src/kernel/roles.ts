/** Every role that a person may hold, by an act, between two dates. Several per person. */
export const roles = [
  'resident',
  'organisation_officer',
  'partner_officer',
  'agent',
  'manager',
  'elected_member',
  'mayor',
  'director_general',
  'security_officer',
  'legal_officer',
  'finance_officer',
  'data_protection_officer',
  'moderator',
  'administrator',
] as const

export type Role = (typeof roles)[number]

/** Roles of people who work for the town or were elected to govern it: they see what is being prepared. */
export const townRoles: ReadonlySet<Role> = new Set<Role>([
  'agent',
  'manager',
  'elected_member',
  'mayor',
  'director_general',
  'security_officer',
  'legal_officer',
  'finance_officer',
  'data_protection_officer',
  'moderator',
  'administrator',
])

export function isRole(text: unknown): text is Role {
  return roles.some((role) => role === text)
}
