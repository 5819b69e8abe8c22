import { describe, expect, test } from 'vitest'
import { ask, refused, stepOf } from '../ask.testing.ts'

describe('E31: bodies by population', () => {
  test.each([
    [19_999, 'not_applicable', 'none'],
    [20_000, 'not_required', 'may'],
    [79_999, 'not_required', 'may'],
    [80_000, 'required', 'must'],
  ])('neighbourhood councils of %i inhabitants: %s', (population, status, value) => {
    expect(ask('PAR-01', '2026-11-22', { population })).toMatchObject({ status, value })
  })

  test('below 20,000, advisory committees only', () => {
    expect(stepOf(ask('PAR-01', '2026-11-22', { population: 19_999 }), 'next_check')).toBe('PAR-02')
    expect(ask('PAR-01', '2002-02-27', { population: 90_000 }).status).toBe('not_applicable')
  })

  test('public services committee', () => {
    const due = (population: number, body?: string) =>
      ask('PAR-03', '2026-11-22', { population, ...(body ? { body } : {}) }).status
    expect([due(10_000), due(10_001)]).toEqual(['not_required', 'required'])
    expect([due(50_000, 'intermunicipal_body'), due(50_001, 'intermunicipal_body')]).toEqual([
      'not_required',
      'required',
    ])
  })
})

test('PAR-02, PAR-13: each condition counts', () => {
  const committee = {
    is_created_by_council: true,
    is_proposed_by_mayor: true,
    is_chaired_by_member: true,
    ends_with_mandate: true,
  }
  const process = {
    publishes_procedure: true,
    gives_useful_information: true,
    leaves_reasonable_time: true,
    publishes_results: true,
  }
  for (const [rule, facts] of [
    ['PAR-02', committee],
    ['PAR-13', process],
  ] as const) {
    expect(ask(rule, '2026-11-22', facts).status).toBe('allowed')
    for (const name of Object.keys(facts))
      expect(ask(rule, '2026-11-22', { ...facts, [name]: false }).status).toBe('forbidden')
  }
  expect(ask('PAR-13', '2015-12-31', process).status).toBe('not_applicable')
})

describe('E25: a participatory budget is not a decision', () => {
  const project = (council_decision: string, facts: Record<string, unknown> = {}) =>
    ask('PAR-12', '2026-11-22', { has_council_rules: true, council_decision, ...facts })

  test('ranked first without a deliberation: recommended, no commitment', () => {
    const found = project('none')
    expect(found).toMatchObject({ status: 'forbidden', value: 'recommended' })
    expect(found.cure?.en).toBe('Still needed: a deliberation on this project.')
  })

  test('accepted by the council, under its rules', () => {
    expect(project('accepted')).toMatchObject({ status: 'allowed', value: 'decided' })
    expect(project('accepted', { has_council_rules: false }).status).toBe('forbidden')
  })

  test('refused: reasons are due and published', () => {
    expect(project('refused').missing).toEqual(['are_reasons_published'])
    expect(project('refused', { are_reasons_published: false })).toMatchObject({
      status: 'forbidden',
      value: 'refused',
      cure: { en: 'Publish the reasons of the refusal.' },
    })
    expect(project('refused', { are_reasons_published: true }).cure).toBeNull()
  })
})

test('PAR-14: fifteen days, and a synthesis', () => {
  const open = (closes_on: string, publishes_synthesis = true) =>
    ask('PAR-14', '2026-11-02', { opens_on: '2026-11-02', closes_on, publishes_synthesis })
  expect(open('2026-11-16')).toMatchObject({ status: 'forbidden', value: 14, threshold: 15 })
  expect(open('2026-11-17').status).toBe('allowed')
  expect(open('2026-11-17', false).status).toBe('forbidden')
  expect(
    refused('PAR-14', '2026-11-02', {
      opens_on: '2026-11-02',
      closes_on: '2026-11-01',
      publishes_synthesis: true,
    }),
  ).toEqual(['closes_on'])
})

test('PAR-15: planning concertation, before and since 2016', () => {
  const documents = {
    project: 'town_plan',
    has_objectives_act: true,
    keeps_contributions: true,
    has_report: true,
    is_joined_to_inquiry: true,
  }
  const answer = (on: string, change: Record<string, unknown> = {}) =>
    ask('PAR-15', on, { ...documents, ...change }).status
  expect(answer('2016-01-01')).toBe('allowed')
  for (const name of ['has_objectives_act', 'keeps_contributions', 'has_report', 'is_joined_to_inquiry'])
    expect(answer('2016-01-01', { [name]: false })).toBe('forbidden')
  expect(answer('2016-01-01', { project: 'other' })).toBe('not_required')
  expect(answer('2015-12-31', { keeps_contributions: false, is_joined_to_inquiry: false })).toBe('allowed')
  expect(answer('2015-12-31', { has_report: false })).toBe('forbidden')
  expect(answer('2015-12-31', { has_objectives_act: false })).toBe('forbidden')
  expect(answer('2015-12-31', { project: 'voluntary' })).toBe('not_required')
})

test('PAR-16: prior concertation', () => {
  const dates = { informed_on: '2026-08-17', opens_on: '2026-09-01', closes_on: '2026-09-16' }
  const answer = (change: Record<string, unknown> = {}) =>
    ask('PAR-16', '2026-09-01', { ...dates, ...change })
  expect(answer()).toMatchObject({ status: 'allowed', value: '2026-12-16' })
  expect(answer({ informed_on: '2026-08-18' }).status).toBe('forbidden')
  expect(answer({ closes_on: '2026-09-15' }).status).toBe('forbidden')
  expect(answer({ closes_on: '2026-12-01' }).status).toBe('allowed')
  expect(answer({ closes_on: '2026-12-02' }).status).toBe('forbidden')
  expect(answer({ report_on: '2026-12-16' }).status).toBe('allowed')
  expect(answer({ report_on: '2026-12-17' }).status).toBe('forbidden')
  expect(refused('PAR-16', '2026-09-01', { ...dates, closes_on: '2026-08-31' })).toEqual(['closes_on'])
})

test('PAR-17: citizens’ council of a priority district', () => {
  expect(ask('PAR-17', '2014-02-22', { has_priority_district: true }).status).toBe('not_applicable')
  expect(ask('PAR-17', '2014-02-23', { has_priority_district: true }).status).toBe('required')
  expect(ask('PAR-17', '2014-02-23', { has_priority_district: false }).status).toBe('not_required')
})

test('PAR-19: a process says who decides, and promises no more than the law allows', () => {
  const promise = {
    level: 'consult',
    decider: 'council',
    says_when_decided: true,
    says_how_refusal_is_reasoned: true,
  }
  const answer = (change: Record<string, unknown>) => ask('PAR-19', '2026-11-22', { ...promise, ...change })
  expect(answer({})).toMatchObject({ status: 'allowed', value: 'consult' })
  for (const change of [
    { decider: 'participants' },
    { decider: 'not_said' },
    { level: 'decide' },
    { level: 'decide', decider: 'participants' },
    { says_when_decided: false },
    { says_how_refusal_is_reasoned: false },
  ])
    expect(answer(change).status).toBe('forbidden')
  expect(answer({ level: 'decide', decider: 'valid_referendum' }).status).toBe('allowed')
  expect(answer({ level: 'co_build', decider: 'mayor_by_delegation' }).status).toBe('allowed')
})
