import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type Role, roles } from '#kernel/roles.ts'
import {
  canAssess,
  canAssign,
  canDictate,
  canModerate,
  canModerateProposal,
  canRevise,
  canSeeAssessment,
  canSeeProposal,
  canWithdraw,
  type Onlooker,
  roleToAnswer,
} from './proposals.permissions.ts'
import { type Proposal, type ProposalStatus, proposalStatuses } from './proposals.rules.ts'

const actor = (role: Role): Actor => ({
  id: role,
  name: role,
  email: `${role}@x.example`,
  roles: new Set([role]),
})
const listed = (check: (actor: Actor) => boolean) => roles.filter((role) => check(actor(role)))
const author: Onlooker = { actor: null, contributor: { id: 'author' } }
const visitor: Onlooker = { actor: null, contributor: null }
const other: Onlooker = { actor: null, contributor: { id: 'other' } }
const as = (role: Role): Onlooker => ({ actor: actor(role), contributor: { id: role } })
const proposal = (status: ProposalStatus, more: Partial<Proposal> = {}) => ({
  status,
  authorIds: ['author', 'coauthor'],
  verdict: null,
  isDictated: false,
  ...more,
})
const statusesWhere = (check: (status: ProposalStatus) => boolean) => proposalStatuses.filter(check)

describe('every role × every act', () => {
  test('visitors see what is public; authors what is theirs; moderators what waits or was taken away', () => {
    const open: ProposalStatus[] = ['published', 'withdrawn', 'merged']
    for (const who of [visitor, other, as('mayor'), as('administrator'), as('agent')])
      expect(statusesWhere((status) => canSeeProposal(who, proposal(status)))).toEqual(open)
    for (const who of [author, as('moderator')])
      expect(statusesWhere((status) => canSeeProposal(who, proposal(status)))).toEqual(
        proposalStatuses.filter((status) => status !== 'draft'),
      )
  })

  test('only authors rewrite, until the answer', () => {
    expect(statusesWhere((status) => canRevise(author, proposal(status)))).toEqual([
      'submitted',
      'published',
      'refused',
    ])
    expect(canRevise({ actor: null, contributor: { id: 'coauthor' } }, proposal('published'))).toBe(true)
    expect(canRevise(author, proposal('published', { verdict: 'refused' }))).toBe(false)
    for (const role of roles) expect(canRevise(as(role), proposal('published'))).toBe(false)
    for (const who of [visitor, other]) expect(canRevise(who, proposal('published'))).toBe(false)
  })

  test('authors withdraw, and agents for those who dictated', () => {
    expect(statusesWhere((status) => canWithdraw(author, proposal(status)))).toEqual([
      'submitted',
      'published',
      'refused',
    ])
    expect(roles.filter((role) => canWithdraw(as(role), proposal('published')))).toEqual([])
    expect(
      roles.filter((role) => canWithdraw(as(role), proposal('published', { isDictated: true }))),
    ).toEqual(['agent', 'manager'])
    expect(canWithdraw(author, proposal('published', { verdict: 'accepted' }))).toBe(false)
  })

  test('who dictates, moderates, sees the files of the services, and gives them', () => {
    expect(listed(canDictate)).toEqual(['agent', 'manager'])
    expect(listed(canModerate)).toEqual(['moderator'])
    expect(listed(canSeeAssessment)).toEqual([
      'agent',
      'manager',
      'elected_member',
      'mayor',
      'director_general',
      'legal_officer',
      'finance_officer',
    ])
    expect(listed(canAssign)).toEqual(['manager', 'director_general'])
    for (const check of [canDictate, canModerate, canSeeAssessment, canAssign])
      expect(check(null)).toBe(false)
  })

  test('nobody moderates their own words', () => {
    const mine = proposal('published', { authorIds: ['moderator'] })
    expect(canModerateProposal(as('moderator'), mine)).toBe(false)
    expect(canModerateProposal(as('moderator'), proposal('published'))).toBe(true)
  })

  test('those who were given a proposal assess it, if they are of the services still', () => {
    const all = [...roles]
    expect(listed((who) => canAssess(who, proposal('published'), []))).toEqual([
      'manager',
      'director_general',
    ])
    expect(listed((who) => canAssess(who, proposal('published'), all))).toEqual([
      'agent',
      'manager',
      'director_general',
      'legal_officer',
      'finance_officer',
    ])
    expect(listed((who) => canAssess(who, proposal('published', { verdict: 'accepted' }), all))).toEqual([])
    expect(listed((who) => canAssess(who, proposal('hidden'), all))).toEqual([])
    expect(canAssess(null, proposal('published'), all)).toBe(false)
  })

  test('who answers for the town, and under which role', () => {
    expect(listed((who) => roleToAnswer(who, proposal('published')) !== null)).toEqual([
      'manager',
      'elected_member',
      'mayor',
      'director_general',
    ])
    for (const status of proposalStatuses.filter((each) => each !== 'published'))
      expect(roleToAnswer(actor('mayor'), proposal(status))).toBeNull()
    expect(roleToAnswer(null, proposal('published'))).toBeNull()
  })
})
