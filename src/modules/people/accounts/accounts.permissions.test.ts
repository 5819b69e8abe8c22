import { describe, expect, test } from 'vitest'
import type { Actor, Visitor } from '#kernel/actor.ts'
import { type Role, roles } from '#kernel/roles.ts'
import { canCreateAccounts, canSeeAccounts, canSeeOutbox, roleToGrant } from './accounts.permissions.ts'

const actor = (...held: Role[]): Actor => ({
  id: held.join(),
  name: held.join(),
  email: 'x@x.example',
  roles: new Set(held),
})

/** The roles that may; everybody else, and a visitor, may not. */
const table: Readonly<Record<string, readonly [(who: Visitor) => boolean, readonly Role[]]>> = {
  'see accounts': [
    canSeeAccounts,
    ['director_general', 'security_officer', 'data_protection_officer', 'administrator'],
  ],
  'create accounts': [canCreateAccounts, ['administrator']],
  'give and end roles': [(who) => roleToGrant(who) !== null, ['director_general', 'administrator']],
  'read the outbox of a real town': [(who) => canSeeOutbox(who, { isDemo: false }), ['administrator']],
  'read the outbox of a demo': [(who) => canSeeOutbox(who, { isDemo: true }), roles],
}

describe('every role × every act', () => {
  test.each(Object.entries(table))('%s', (_act, [may, allowed]) => {
    expect(roles.filter((role) => may(actor(role)))).toEqual(allowed)
  })

  test('a visitor does none of them, but for the outbox of a demo', () => {
    expect(Object.values(table).map(([may]) => may(null))).toEqual([false, false, false, false, true])
  })

  test('whoever holds both roles gives as the administrator', () => {
    expect(roleToGrant(actor('director_general', 'administrator'))).toBe('administrator')
  })
})
