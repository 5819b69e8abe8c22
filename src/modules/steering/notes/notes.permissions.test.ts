import { expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type Role, roles } from '#kernel/roles.ts'
import { canSeeNotes } from './notes.permissions.ts'

const actor = (...held: readonly Role[]): Actor => ({
  id: held.join(),
  name: held.join(),
  email: 'x@x.example',
  roles: new Set(held),
})
const outside: readonly Role[] = ['resident', 'organisation_officer', 'partner_officer']

test('only people of the town read a note that prepares decisions', () => {
  expect(roles.filter((role) => canSeeNotes(actor(role)))).toEqual(
    roles.filter((role) => !outside.includes(role)),
  )
  expect([canSeeNotes(null), canSeeNotes(actor())]).toEqual([false, false])
})
