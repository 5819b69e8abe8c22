import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type Role, roles } from '#kernel/roles.ts'
import {
  canAssessMeasure,
  canProposeMeasure,
  canSeeDrafts,
  canSeeMeasure,
  canSetRates,
  stepsOpenTo,
} from './measures.permissions.ts'
import { statuses } from './measures.rules.ts'

const actor = (role: Role): Actor => ({
  id: role,
  name: role,
  email: `${role}@x.example`,
  roles: new Set([role]),
})
const outside: readonly Role[] = ['resident', 'organisation_officer', 'partner_officer']
const listed = (check: (actor: Actor) => boolean) => roles.filter((role) => check(actor(role)))

describe('every role × every act', () => {
  test('a visitor sees what was decided, and does nothing', () => {
    expect(statuses.filter((status) => canSeeMeasure(null, status))).toEqual(['decided', 'running', 'closed'])
    expect([
      canSeeDrafts(null),
      canProposeMeasure(null),
      canAssessMeasure(null, 'idea'),
      canSetRates(null),
    ]).toEqual([false, false, false, false])
    for (const status of statuses) expect(stepsOpenTo(null, status)).toEqual([])
  })

  test('only people of the town see what is being prepared or was dropped', () => {
    for (const status of ['idea', 'assessed', 'dropped'] as const)
      expect(listed((who) => canSeeMeasure(who, status))).toEqual(
        roles.filter((role) => !outside.includes(role)),
      )
  })

  test('who proposes, who assesses, who sets rates', () => {
    expect(listed(canProposeMeasure)).toEqual([
      'agent',
      'manager',
      'elected_member',
      'mayor',
      'director_general',
    ])
    expect(listed((who) => canAssessMeasure(who, 'idea'))).toEqual([
      'agent',
      'manager',
      'director_general',
      'legal_officer',
      'finance_officer',
    ])
    expect(listed(canSetRates)).toEqual(['finance_officer'])
  })

  test('nobody rewrites what was decided', () => {
    for (const status of ['decided', 'running', 'closed', 'dropped'] as const)
      expect(listed((who) => canAssessMeasure(who, status))).toEqual([])
  })

  test('steps open to each role from each status', () => {
    const open = Object.fromEntries(
      roles.map((role) => [
        role,
        Object.fromEntries(statuses.map((status) => [status, stepsOpenTo(actor(role), status).join(' ')])),
      ]),
    )
    const none = { idea: '', assessed: '', decided: '', running: '', closed: '', dropped: '' }
    expect(open).toEqual({
      ...Object.fromEntries(roles.map((role) => [role, none])),
      manager: { ...none, idea: 'assess' },
      mayor: { ...none, idea: 'drop', assessed: 'decide drop', decided: 'start drop', running: 'close drop' },
      director_general: {
        ...none,
        idea: 'assess drop',
        assessed: 'drop',
        decided: 'start drop',
        running: 'close drop',
      },
    })
  })
})
