import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type Role, roles } from '#kernel/roles.ts'
import { canPrepareScenarios, canSeeScenarios } from './scenarios.permissions.ts'

const actor = (...held: readonly Role[]): Actor => ({
  id: held.join(),
  name: held.join(),
  email: 'x@x.example',
  roles: new Set(held),
})
const outside: readonly Role[] = ['resident', 'organisation_officer', 'partner_officer']
const listed = (check: (actor: Actor) => boolean) => roles.filter((role) => check(actor(role)))

describe('every role × every act', () => {
  test('a visitor, or an account without any role, sees and does nothing', () => {
    expect([null, actor()].map((who) => [canSeeScenarios(who), canPrepareScenarios(who)])).toEqual([
      [false, false],
      [false, false],
    ])
  })

  test('only people of the town see how the choice is prepared', () => {
    expect(listed(canSeeScenarios)).toEqual(roles.filter((role) => !outside.includes(role)))
  })

  test('the mayor, the direction and the finance office prepare it', () => {
    expect(listed(canPrepareScenarios)).toEqual(['mayor', 'director_general', 'finance_officer'])
  })
})
