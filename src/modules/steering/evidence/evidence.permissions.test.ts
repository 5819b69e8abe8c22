import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type Role, roles, townRoles } from '#kernel/roles.ts'
import { canRecordEvidence, canReverse, canSeeAlerts, canSeeRecorders } from './evidence.permissions.ts'

const actor = (role: Role): Actor => ({
  id: role,
  name: role,
  email: 'x@x.example',
  roles: new Set([role]),
})
const listed = (check: (actor: Actor) => boolean) => roles.filter((role) => check(actor(role)))

describe('every role × every act', () => {
  test('a visitor records, reverses and follows nothing', () => {
    expect([
      canRecordEvidence(null),
      canReverse(null, { recordedBy: null }),
      canSeeAlerts(null),
      canSeeRecorders(null),
    ]).toEqual([false, false, false, false])
  })

  test('the services record', () => {
    expect(listed(canRecordEvidence)).toEqual(['agent', 'manager', 'director_general', 'finance_officer'])
  })

  test('those who answer for the figures take back any fact, an agent only their own', () => {
    expect(listed((who) => canReverse(who, { recordedBy: 'somebody' }))).toEqual([
      'manager',
      'director_general',
      'finance_officer',
    ])
    expect(listed((who) => canReverse(who, { recordedBy: who.id }))).toEqual([
      'agent',
      'manager',
      'director_general',
      'finance_officer',
    ])
    expect(canReverse(actor('agent'), { recordedBy: null })).toBe(false)
  })

  test('alerts and the names of recorders belong to the town', () => {
    expect(listed(canSeeAlerts)).toEqual(roles.filter((role) => townRoles.has(role)))
    expect(listed(canSeeRecorders)).toEqual(roles.filter((role) => townRoles.has(role)))
  })
})
