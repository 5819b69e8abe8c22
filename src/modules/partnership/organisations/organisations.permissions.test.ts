import { expect, test } from 'vitest'
import { type Role, roles } from '#kernel/roles.ts'
import { canImportOrganisations, roleOfImporter } from './organisations.permissions.ts'

const actor = (...held: Role[]) => ({
  id: held.join(),
  name: held.join(),
  email: 'x@x.example',
  roles: new Set(held),
})

test('every role × bringing files in: those who keep the books, the services, the administrators', () => {
  expect(roles.filter((role) => canImportOrganisations(actor(role)))).toEqual([
    'agent',
    'manager',
    'director_general',
    'finance_officer',
    'administrator',
  ])
  expect(canImportOrganisations(null)).toBe(false)
})

test('the act names the role closest to the books', () => {
  expect(roleOfImporter(actor('agent', 'finance_officer'))).toBe('finance_officer')
})
