import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type Role, roles } from '#kernel/roles.ts'
import { canRecordDeliberation, canSeeDeliberations, roleOfRecorder } from './deliberations.permissions.ts'

const actor = (...held: Role[]): Actor => ({
  id: held.join(),
  name: held.join(),
  email: 'x@x.example',
  roles: new Set(held),
})

describe('every role × every act', () => {
  test('everybody reads, a visitor too', () => {
    expect(canSeeDeliberations()).toBe(true)
    expect(canRecordDeliberation(null)).toBe(false)
  })

  test('the mayor, the director general and the legal office record', () => {
    expect(roles.filter((role) => canRecordDeliberation(actor(role)))).toEqual([
      'mayor',
      'director_general',
      'legal_officer',
    ])
  })

  test('with several roles, the act names the one closest to the register', () => {
    expect(roleOfRecorder(actor('mayor', 'legal_officer'))).toBe('legal_officer')
    expect(roleOfRecorder(actor('resident', 'mayor'))).toBe('mayor')
  })
})
