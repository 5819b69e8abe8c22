import { describe, expect, test } from 'vitest'
import { ask, euros, refused, stepOf } from '../ask.testing.ts'

const lists = {
  'A11Y-01': {
    has_home_mention: true,
    has_declaration: true,
    has_three_year_scheme: true,
    has_yearly_plan: true,
    has_complaint_channel: true,
  },
  'RGPD-01': {
    collects_little: true,
    is_public_view_pseudonymous: true,
    separates_identity_and_ballot: true,
    has_impact_assessment: true,
    has_chosen_exception: true,
  },
  'RGPD-04': { has_officer: true, has_register: true, has_processor_contracts: true },
  'SEC-01': {
    is_risk_analysed: true,
    is_accredited_before_launch: true,
    is_attestation_published: true,
    has_review_date: true,
  },
}

test.each(Object.entries(lists))('%s: each condition counts', (rule, facts) => {
  expect(ask(rule, '2026-11-22', facts).status).toBe('allowed')
  for (const name of Object.keys(facts)) {
    const found = ask(rule, '2026-11-22', { ...facts, [name]: false })
    expect(found.status).toBe('forbidden')
    expect(stepOf(found, name)).toBe(false)
  }
})

test('RGPD-02: advice that is not followed is a warning', () => {
  const venue = { is_own_venue: true, has_open_source: true, has_open_data: true, has_offline_channel: true }
  expect(ask('RGPD-02', '2026-11-22', venue).status).toBe('allowed')
  for (const name of Object.keys(venue))
    expect(ask('RGPD-02', '2026-11-22', { ...venue, [name]: false }).status).toBe('warning')
})

test('A11Y-02: all criteria, half of them, fewer', () => {
  const level = (conforming: number, applicable = 100) =>
    ask('A11Y-02', '2026-11-22', { conforming, applicable }).value
  expect([level(100), level(99), level(50), level(49), level(53, 106), level(52, 106)]).toEqual([
    'total',
    'partial',
    'partial',
    'none',
    'partial',
    'none',
  ])
  const declared = ask('A11Y-02', '2026-11-22', { conforming: 1, applicable: 1, declared_on: '2026-11-22' })
  expect(stepOf(declared, 'valid_until')).toBe('2029-11-22')
  expect(refused('A11Y-02', '2026-11-22', { conforming: 2, applicable: 1 })).toEqual(['conforming'])
})

test('A11Y-03: fines add up by service', () => {
  const fine = (inaccessible_services: number, services_without_papers: number, on = '2026-11-22') =>
    ask('A11Y-03', on, { inaccessible_services, services_without_papers })
  expect(fine(2, 1)).toMatchObject({ status: 'warning', value: euros(125_000) })
  expect(fine(0, 0)).toMatchObject({ status: 'allowed', value: 0, cure: null })
  expect(fine(1, 0, '2023-12-31').status).toBe('not_applicable')
})

test('RGPD-03: proposed periods', () => {
  const until = (purpose: string) => ask('RGPD-03', '2026-11-22', { purpose, event_on: '2026-11-22' }).value
  expect(
    ['unpublished_draft', 'inactive_account', 'eligibility_proof', 'ballot_link', 'security_log'].map(until),
  ).toEqual(['2027-05-22', '2029-11-22', '2027-01-22', '2026-11-22', '2027-11-22'])
})

test('SEC-02: a bill is a warning, never a duty', () => {
  const bill = (population: number) => ask('SEC-02', '2026-11-22', { population })
  expect(bill(30_001)).toMatchObject({ status: 'warning', confidence: 'to_verify' })
  expect(bill(30_000).status).toBe('not_applicable')
})

test('DS-01: the State’s look is the State’s', () => {
  const look = (owner: string, facts: Record<string, unknown> = {}) =>
    ask('DS-01', '2026-11-22', { owner, ...facts })
  expect(look('local_authority').status).toBe('forbidden')
  expect(look('other').status).toBe('forbidden')
  expect(look('state').status).toBe('allowed')
  expect(look('state_operator').missing).toEqual(['has_government_agreement'])
  expect(look('state_operator', { has_government_agreement: true }).status).toBe('allowed')
  expect(look('state_operator', { has_government_agreement: false }).status).toBe('forbidden')
})

describe('staff', () => {
  test('RH-01: a committee from 50 agents, and its opinion on its subjects', () => {
    const due = (agents: number, subject?: string) =>
      ask('RH-01', '2026-11-22', { agents, ...(subject ? { subject } : {}) }).status
    expect([due(49), due(50), due(620, 'digital_tools'), due(620, 'other'), due(49, 'pooling')]).toEqual([
      'not_required',
      'required',
      'required',
      'not_required',
      'not_required',
    ])
  })

  test('RH-02, RH-04: each condition counts', () => {
    const bonus = { has_staff_opinion: true, is_created_by_council: true, is_within_decree_cap: true }
    const calendar = {
      hides_sensitive_entries: true,
      masks_private_entries: true,
      respects_disconnection: true,
    }
    for (const [rule, facts] of [
      ['RH-02', bonus],
      ['RH-04', calendar],
    ] as const) {
      expect(ask(rule, '2026-11-22', facts).status).toBe('allowed')
      for (const name of Object.keys(facts))
        expect(ask(rule, '2026-11-22', { ...facts, [name]: false }).status).toBe('forbidden')
    }
  })

  test('RH-03: 1,607 hours a year', () => {
    const found = ask('RH-03', '2026-11-22', { yearly_cost_cents: euros(48_210) })
    expect(found).toMatchObject({ status: 'computed', value: 1607, unit: 'hours' })
    expect(stepOf(found, 'hourly_cost_cents')).toBe(euros(30))
    expect(stepOf(ask('RH-03', '2026-11-22'), 'hourly_cost_cents')).toBeNull()
  })

  test('RH-05: the employer’s rate of each year', () => {
    const due = (on: string) => ask('RH-05', on, { pensionable_pay_cents: euros(10_000) })
    expect(
      ['2024-12-31', '2025-01-01', '2026-12-31', '2027-01-01', '2028-01-01'].map((on) => due(on).value),
    ).toEqual([euros(3165), euros(3465), euros(3765), euros(4065), euros(4365)])
    expect(due('2026-12-31').nextChange).toBe('2027-01-01')
    expect(due('2023-12-31').status).toBe('not_applicable')
  })
})
