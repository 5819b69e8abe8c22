import { describe, expect, test } from 'vitest'
import { ask, refused, stepOf } from '../ask.testing.ts'

describe('E26: council', () => {
  const quorum = (members_in_office: number, present: number, facts: Record<string, unknown> = {}) =>
    ask('CM-02', '2026-12-10', { members_in_office, present, ...facts })

  test('proxies do not make the quorum', () => {
    expect(ask('CM-03', '2026-03-22', { population: 40_000 }).value).toBe(43)
    expect(quorum(43, 21, { proxies: 8 })).toMatchObject({
      status: 'forbidden',
      value: 21,
      threshold: 22,
      excess: 1,
    })
    expect(quorum(43, 22).status).toBe('allowed')
    expect(ask('CM-03', '2026-03-22', { population: 39_999 }).value).toBe(39)
    expect([quorum(39, 19).status, quorum(39, 20).status]).toEqual(['forbidden', 'allowed'])
    expect([quorum(40, 20).status, quorum(40, 21).status]).toEqual(['forbidden', 'allowed'])
  })

  test('a second call three days later needs no quorum', () => {
    expect(quorum(43, 5, { days_since_first_call: 2 }).status).toBe('forbidden')
    expect(quorum(43, 5, { days_since_first_call: 3 })).toMatchObject({ status: 'allowed', threshold: 0 })
    expect(quorum(43, 0, { days_since_first_call: 3 }).status).toBe('allowed')
  })

  test('majority of votes cast, the chair’s vote on a tie unless the ballot is secret', () => {
    const vote = (facts: Record<string, unknown>) => stepOf(quorum(43, 30, facts), 'vote')
    expect(vote({})).toBeNull()
    expect(vote({ votes_for: 11, votes_against: 10 })).toBe('adopted')
    expect(vote({ votes_for: 10, votes_against: 11 })).toBe('rejected')
    const tie = { votes_for: 15, votes_against: 15 }
    expect(quorum(43, 30, tie).missing).toEqual(['is_secret_ballot'])
    expect(quorum(43, 30, { ...tie, is_secret_ballot: false }).missing).toEqual(['is_chair_in_favour'])
    expect(vote({ ...tie, is_secret_ballot: true })).toBe('rejected')
    expect(vote({ ...tie, is_secret_ballot: false, is_chair_in_favour: true })).toBe('adopted')
    expect(vote({ ...tie, is_secret_ballot: false, is_chair_in_favour: false })).toBe('rejected')
    expect(quorum(43, 30, { votes_for: 1 }).missing).toEqual(['votes_against'])
    expect(quorum(43, 30, { votes_against: 1 }).missing).toEqual(['votes_for'])
  })

  test('members and votes that cannot be are refused', () => {
    const wrong = (facts: Record<string, unknown>) =>
      refused('CM-02', '2026-12-10', { members_in_office: 43, present: 22, ...facts })
    expect(wrong({ present: 44 })).toEqual(['present'])
    expect(wrong({ proxies: 23 })).toEqual(['proxies'])
    expect(wrong({ proxies: 22 })).toEqual(['proxies'])
    expect(wrong({ proxies: 8, votes_for: 20, votes_against: 11 })).toEqual(['votes_for'])
  })

  const notice = (sent_on: string, facts: Record<string, unknown> = {}) =>
    ask('CM-01', '2026-12-10', { population: 40_000, sent_on, meeting_on: '2026-12-10', ...facts })

  test('five clear days, one in urgency', () => {
    expect(notice('2026-12-04')).toMatchObject({ status: 'allowed', value: 5, threshold: 5, excess: 0 })
    expect(notice('2026-12-05')).toMatchObject({ status: 'forbidden', value: 4, excess: 1 })
    expect(stepOf(notice('2026-12-05'), 'send_by')).toBe('2026-12-04')
    expect(notice('2026-12-08', { is_urgent: true }).status).toBe('allowed')
    expect(notice('2026-12-09', { is_urgent: true }).status).toBe('forbidden')
  })

  test('from 3,500 inhabitants an explanatory note comes with it; below, three clear days', () => {
    expect(notice('2026-12-04', { has_briefing_note: false }).status).toBe('forbidden')
    const small = { population: 3499, has_briefing_note: false }
    expect(notice('2026-12-06', small)).toMatchObject({ status: 'allowed', threshold: 3 })
    expect(notice('2026-12-07', small).status).toBe('forbidden')
    expect(notice('2026-12-06', { population: 3500 })).toMatchObject({ status: 'forbidden', threshold: 5 })
    expect(
      refused('CM-01', '2026-12-10', { population: 1, sent_on: '2026-12-11', meeting_on: '2026-12-10' }),
    ).toEqual(['meeting_on'])
  })
})

test('CM-03: each band of population', () => {
  const seats = (population: number) => ask('CM-03', '2026-03-22', { population }).value
  expect([0, 99, 100, 9999, 10_000, 29_999, 30_000, 49_999, 50_000, 300_000].map(seats)).toEqual([
    7, 7, 11, 29, 33, 35, 39, 43, 45, 69,
  ])
})

test('CM-04: enforceable once published and sent, list and minutes within a week', () => {
  const facts = { meeting_on: '2026-12-10', published_on: '2026-12-15', transmitted_on: '2026-12-14' }
  expect(ask('CM-04', '2026-12-15', facts).value).toEqual({
    enforceable_on: '2026-12-15',
    list_by: '2026-12-17',
    minutes_by: null,
  })
  expect(
    ask('CM-04', '2026-12-15', { ...facts, transmitted_on: '2026-12-16', minutes_approved_on: '2027-02-04' })
      .value,
  ).toEqual({ enforceable_on: '2026-12-16', list_by: '2026-12-17', minutes_by: '2027-02-11' })
  expect(ask('CM-04', '2022-06-30', facts).status).toBe('not_applicable')
})

test('CM-05: two clear months, put off to a working day', () => {
  const appeal = (published_on: string, transmitted_on: string, facts: Record<string, unknown> = {}) =>
    ask('CM-05', published_on, { published_on, transmitted_on, ...facts }).value
  // 16 December is a Wednesday; 19 December 2026 is a Saturday.
  expect(appeal('2026-10-15', '2026-10-18')).toEqual({ appeal_by: '2026-12-16', referral_by: '2026-12-21' })
  // 26 December 2025, a Friday, is a holiday in Alsace and Moselle.
  expect(appeal('2025-10-25', '2025-10-24')).toEqual({ appeal_by: '2025-12-26', referral_by: '2025-12-26' })
  expect(appeal('2025-10-25', '2025-10-24', { is_in_alsace_moselle: true })).toEqual({
    appeal_by: '2025-12-29',
    referral_by: '2025-12-29',
  })
})

describe('CM-06: open-data row of a deliberation', () => {
  const row = {
    authority_name: 'Ville',
    authority_siret: '21540001200011',
    act_id: '2026-12',
    act_date: '2026-12-10',
    matter_code: '7.5',
    matter_name: 'Subventions',
    object: 'Subvention à une association',
    budget_year: '2026/2027',
    votes_cast: 40,
    votes_for: 30,
    votes_against: 6,
    abstentions: 4,
  }
  const answer = (change: Record<string, unknown> = {}) => ask('CM-06', '2026-12-11', { ...row, ...change })

  test('a right row is accepted, also without its optional columns', () => {
    expect(answer().status).toBe('allowed')
    expect(
      answer({
        budget_year: null,
        votes_cast: null,
        votes_for: null,
        votes_against: null,
        abstentions: null,
      }).status,
    ).toBe('allowed')
    for (const matter_code of ['1.7', '7.10', '9.4', '2.3'])
      expect(answer({ matter_code }).status).toBe('allowed')
  })

  test.each([
    ['COLL_NOM', { authority_name: '' }],
    ['COLL_SIRET', { authority_siret: '2154000120001' }],
    ['DELIB_ID', { act_id: '' }],
    ['DELIB_DATE', { act_date: '2026-02-29' }],
    ['DELIB_MATIERE_CODE', { matter_code: '1.8' }],
    ['DELIB_MATIERE_CODE', { matter_code: '7.11' }],
    ['DELIB_MATIERE_CODE', { matter_code: '0.1' }],
    ['DELIB_MATIERE_CODE', { matter_code: '7.05' }],
    ['DELIB_MATIERE_CODE', { matter_code: '7' }],
    ['DELIB_MATIERE_NOM', { matter_name: '' }],
    ['DELIB_OBJET', { object: '' }],
    ['BUDGET_ANNEE', { budget_year: '26' }],
    ['VOTE_REEL', { abstentions: 5 }],
    ['VOTE_REEL', { abstentions: null }],
  ])('%s is refused when it is wrong', (column, change) => {
    const found = answer(change)
    expect(found.status).toBe('forbidden')
    expect(stepOf(found, column)).toBe(false)
    expect(found.cure?.en).toBe(`Still needed: ${column} as the schema wants it.`)
  })
})
