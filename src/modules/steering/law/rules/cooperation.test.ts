import { describe, expect, test } from 'vitest'
import { ask, euros, refused, stepOf } from '../ask.testing.ts'

describe('E17: signs of supervision', () => {
  const agreement = {
    funder_decides_whether_to_act: false,
    requires_prior_approval: false,
    gives_orders_to_staff: false,
    has_other_sanction: false,
    exit_possible_on: '2033-03-31',
    mandate_ends_on: '2032-03-31',
    has_sole_veto: false,
    depth: 'formal',
  }
  const answer = (change: Record<string, unknown> = {}) =>
    ask('INT-02', '2026-11-22', { ...agreement, ...change })

  test('more points for a way of managing is an incentive, no sign', () => {
    expect(answer()).toMatchObject({ status: 'allowed', value: 0 })
  })

  test('a prior visa on the town’s fees is a sign', () => {
    const found = answer({ requires_prior_approval: true })
    expect(found).toMatchObject({ status: 'warning', value: 1 })
    expect(found.cure?.en).toBe('Still needed: no prior approval of its deliberations.')
  })

  test('each of the others is one too', () => {
    for (const change of [
      { funder_decides_whether_to_act: true },
      { gives_orders_to_staff: true },
      { has_other_sanction: true },
      { exit_possible_on: '2033-04-01' },
      { exit_possible_on: null },
      { has_sole_veto: true },
      { has_sole_veto: true, depth: 'informal' },
    ])
      expect(answer(change)).toMatchObject({ status: 'warning', value: 1 })
    expect(answer({ has_sole_veto: true, depth: 'integrated' }).status).toBe('allowed')
  })

  const lead = (authority: string, field: string, power = 'organise') =>
    ask('INT-04', '2026-11-22', { authority, field, power })

  test('a town is not the lead authority of youth policy: it coordinates', () => {
    const found = lead('municipality_or_grouping', 'youth_policy')
    expect(found).toMatchObject({ status: 'warning', value: 'region' })
    expect(found.cure?.en).toContain('"coordinator"')
  })

  test('the lead authority organises and does not decide for the others', () => {
    expect(lead('region', 'youth_policy')).toMatchObject({ status: 'allowed', value: 'region' })
    expect(lead('region', 'youth_policy', 'determine').status).toBe('forbidden')
    expect(lead('department', 'social_action').status).toBe('allowed')
    expect(lead('municipality_or_grouping', 'proximity_services').status).toBe('allowed')
    expect(lead('municipality_or_grouping', 'other')).toMatchObject({ status: 'warning', value: null })
  })

  test('INT-01: nobody decides in place of another', () => {
    expect(ask('INT-01', '2026-11-22', { decides_for_other: false }).status).toBe('allowed')
    expect(ask('INT-01', '2026-11-22', { decides_for_other: true }).status).toBe('forbidden')
  })
})

test('INT-03: general competence is the town’s alone since 9 August 2015', () => {
  const answer = (authority: string, on: string, is_attributed_by_law = false, has_local_interest = true) =>
    ask('INT-03', on, { authority, is_attributed_by_law, has_local_interest }).status
  expect(answer('department', '2014-10-07')).toBe('allowed')
  expect(answer('department', '2015-08-08')).toBe('allowed')
  expect(answer('department', '2015-08-09')).toBe('forbidden')
  expect(answer('region', '2015-08-09', true)).toBe('allowed')
  expect(answer('municipality_or_grouping', '2015-08-09')).toBe('allowed')
  expect(answer('municipality_or_grouping', '2015-08-09', false, false)).toBe('forbidden')
  expect(answer('region', '2014-10-07', false, false)).toBe('forbidden')
})

test('INT-05: agreement of the lead authority', () => {
  const facts = { is_lead_by_law: true, is_debated_in_conference: true, is_agreement_signed: true }
  expect(ask('INT-05', '2026-11-22', facts).status).toBe('allowed')
  for (const name of Object.keys(facts))
    expect(ask('INT-05', '2026-11-22', { ...facts, [name]: false }).status).toBe('forbidden')
})

test('INT-06: seats in the territorial conference', () => {
  const seat = (body: string, population: number) => ask('INT-06', '2026-11-22', { body, population }).value
  expect(seat('region', 1)).toBe('president')
  expect(seat('department', 1)).toBe('president')
  expect(seat('grouping', 30_001)).toBe('president')
  expect(seat('grouping', 30_000)).toBe('elected_among_groupings_up_to_30000')
  expect(seat('municipality', 40_000)).toBe('elected_among_municipalities_above_30000')
  expect(seat('municipality', 30_001)).toBe('elected_among_municipalities_above_30000')
  expect(seat('municipality', 30_000)).toBe('elected_among_municipalities_3500_to_30000')
  expect(seat('municipality', 3500)).toBe('elected_among_municipalities_3500_to_30000')
  expect(seat('municipality', 3499)).toBe('elected_among_municipalities_below_3500')
})

test('INT-10: a pact holds once ratified by every council', () => {
  const pact = {
    includes_grouping: true,
    councils: 3,
    ratifications: 3,
    representatives_each: 3,
    is_secret_ballot: true,
  }
  const answer = (change: Record<string, unknown>, on = '2026-11-22') =>
    ask('INT-10', on, { ...pact, ...change }).status
  expect(answer({})).toBe('allowed')
  for (const change of [
    { ratifications: 2 },
    { representatives_each: 2 },
    { is_secret_ballot: false },
    { councils: 1, ratifications: 1 },
  ])
    expect(answer(change)).toBe('forbidden')
  expect(answer({}, '2004-08-16')).toBe('forbidden')
  expect(answer({ includes_grouping: false }, '2004-08-16')).toBe('allowed')
  expect(answer({}, '2004-08-17')).toBe('allowed')
  expect(refused('INT-10', '2026-11-22', { ...pact, ratifications: 4 })).toEqual(['ratifications'])
})

test('INT-11, INT-12: agreements with a grouping', () => {
  const service = (is_community_with_member: boolean, is_agreement_signed: boolean) =>
    ask('INT-11', '2026-11-22', { is_community_with_member, is_agreement_signed }).status
  expect([service(true, true), service(true, false), service(false, true)]).toEqual([
    'allowed',
    'forbidden',
    'not_applicable',
  ])
  const entrusted = (grouping: string, is_agreement_signed: boolean) =>
    ask('INT-12', '2026-11-22', { grouping, is_agreement_signed }).status
  expect([
    entrusted('agglomeration', true),
    entrusted('urban_community', false),
    entrusted('other', true),
  ]).toEqual(['allowed', 'forbidden', 'not_applicable'])
})

describe('E19: refund at unit cost', () => {
  const service = {
    personnel_cents: euros(180_000),
    supplies_cents: euros(12_000),
    renewals_cents: euros(8000),
    contracts_cents: euros(10_000),
    units: 5250,
    used_units: 1100,
  }
  const answer = (change: Record<string, unknown> = {}) =>
    ask('INT-13', '2026-12-31', { ...service, ...change })

  test('40.00 a unit, 44,000 for 1,100 units', () => {
    const found = answer()
    expect(found).toMatchObject({ status: 'computed', value: euros(44_000), unit: 'cents' })
    expect(stepOf(found, 'unit_cost_cents')).toBe(euros(40))
  })

  test('general overhead is refused unless proven strictly linked', () => {
    const overhead = { overhead_cents: euros(5000) }
    expect(answer(overhead).missing).toEqual(['is_overhead_strictly_linked'])
    const unproven = answer({ ...overhead, is_overhead_strictly_linked: false })
    expect(unproven).toMatchObject({ status: 'forbidden', value: euros(44_000), excess: euros(1047.62) })
    expect(stepOf(unproven, 'unit_cost_with_overhead_cents')).toBe(euros(40.95))
    const proven = answer({ ...overhead, is_overhead_strictly_linked: true })
    expect(proven).toMatchObject({ status: 'computed', value: euros(45_047.62) })
    expect(stepOf(proven, 'unit_cost_cents')).toBe(euros(40.95))
  })

  test('in the first year the unit cost is told within three months of the signature', () => {
    expect(stepOf(answer({ signed_on: '2026-11-30' }), 'tell_unit_cost_by')).toBe('2027-02-28')
    expect(answer().steps.map(({ name }) => name)).toEqual(['service_cost_cents', 'unit_cost_cents'])
  })
})

test('INT-14, INT-15: shared service', () => {
  const shared = {
    kind: 'functional',
    has_agreement: true,
    has_impact_statement: true,
    has_staff_opinion: true,
    has_all_deliberations: true,
  }
  const answer = (on: string, change: Record<string, unknown> = {}) =>
    ask('INT-14', on, { ...shared, ...change }).status
  expect(answer('2010-12-17')).toBe('not_applicable')
  expect(answer('2010-12-18')).toBe('allowed')
  expect([answer('2014-01-28', { kind: 'permits' }), answer('2014-01-29', { kind: 'permits' })]).toEqual([
    'forbidden',
    'allowed',
  ])
  expect([
    answer('2015-08-08', { kind: 'operational' }),
    answer('2015-08-09', { kind: 'operational' }),
    answer('2022-02-23', { kind: 'operational' }),
  ]).toEqual(['forbidden', 'allowed', 'allowed'])
  for (const name of ['has_agreement', 'has_impact_statement', 'has_staff_opinion', 'has_all_deliberations'])
    expect(answer('2026-11-22', { [name]: false })).toBe('forbidden')
  const agent = (works_wholly_in_service: boolean) =>
    ask('INT-15', '2026-11-22', { works_wholly_in_service }).value
  expect([agent(true), agent(false)]).toEqual(['transferred', 'made_available'])
})

test('INT-16: the pooling scheme is optional since 29 December 2019', () => {
  expect(ask('INT-16', '2019-12-28')).toMatchObject({ status: 'required', nextChange: '2019-12-29' })
  expect(ask('INT-16', '2019-12-29').status).toBe('not_required')
})

test('INT-18: fiscal integration coefficient', () => {
  const taxes = {
    grouping_taxes_cents: euros(40_000_000),
    compensation_cents: euros(10_000_000),
    solidarity_cents: euros(2_000_000),
    towns_taxes_cents: euros(50_000_000),
    syndicates_taxes_cents: euros(10_000_000),
  }
  const found = ask('INT-18', '2026-11-22', taxes)
  expect(found).toMatchObject({ status: 'computed', value: 0.29 })
  expect(stepOf(found, 'kept_cents')).toBe(euros(29_000_000))
  expect(
    refused('INT-18', '2026-11-22', {
      ...taxes,
      grouping_taxes_cents: 0,
      towns_taxes_cents: 0,
      syndicates_taxes_cents: 0,
    }),
  ).toEqual(['grouping_taxes_cents'])
})

describe('E21: governance pact', () => {
  const pact = (facts: Record<string, unknown>) => ask('INT-20', '2026-11-22', facts)

  test('nine months after the renewal, sent two months before', () => {
    expect(pact({ renewal_on: '2026-03-15' })).toMatchObject({
      status: 'computed',
      value: { adopt_by: '2026-12-15', send_by: '2026-10-15' },
    })
    expect(pact({ renewal_on: '2026-03-22' }).value).toEqual({
      adopt_by: '2026-12-22',
      send_by: '2026-10-22',
    })
    expect(ask('INT-20', '2020-06-28', { renewal_on: '2020-05-18' }).value).toEqual({
      adopt_by: '2021-02-18',
      send_by: '2020-12-18',
    })
    expect(ask('INT-20', '2020-06-28', { renewal_on: '2020-06-28' }).value).toEqual({
      adopt_by: '2021-03-28',
      send_by: '2021-01-28',
    })
    expect(ask('INT-20', '2019-12-27', { renewal_on: '2019-12-27' }).status).toBe('not_applicable')
  })

  test('sent too late, unless every council answers before the last day', () => {
    const sent = { renewal_on: '2026-03-22', sent_on: '2026-11-22' }
    const late = pact(sent)
    expect(late).toMatchObject({
      status: 'warning',
      value: { adopt_by: '2026-12-22', send_by: '2026-10-22' },
    })
    expect(stepOf(late, 'opinions_end_on')).toBe('2027-01-22')
    expect(pact({ ...sent, all_answered_on: '2026-12-21' }).status).toBe('computed')
    expect(pact({ ...sent, all_answered_on: '2026-12-22' }).status).toBe('warning')
    expect(pact({ ...sent, sent_on: '2026-10-22' }).status).toBe('computed')
    expect(pact({ ...sent, sent_on: '2026-10-23' }).status).toBe('warning')
    expect(refused('INT-20', '2026-11-22', { ...sent, all_answered_on: '2026-11-21' })).toEqual([
      'all_answered_on',
    ])
  })
})

test('E31: development council', () => {
  const due = (population: number, on: string) => ask('INT-21', on, { population }).status
  expect([due(50_000, '2026-11-22'), due(50_001, '2026-11-22')]).toEqual(['not_required', 'required'])
  expect([due(20_000, '2019-12-28'), due(20_001, '2019-12-28')]).toEqual(['not_required', 'required'])
  expect(due(20_001, '2019-12-29')).toBe('not_required')
})

test('INT-30: integrated forms', () => {
  const form = (name: string, facts: Record<string, unknown>, on = '2026-11-22') =>
    ask('INT-30', on, { form: name, members: 2, ...facts })
  const spl = { public_share: 1, works_only_for_shareholders: true }
  expect(form('spl', spl).status).toBe('allowed')
  expect(form('spl', { ...spl, public_share: 0.999 }).status).toBe('forbidden')
  expect(form('spl', { ...spl, works_only_for_shareholders: false }).status).toBe('forbidden')
  expect(form('spl', { ...spl, members: 1 }).status).toBe('forbidden')
  expect(form('spl', {}).missing).toEqual(['public_share'])
  expect(form('spl', { public_share: 1 }).missing).toEqual(['works_only_for_shareholders'])
  expect([form('spl', spl, '2010-05-28').status, form('spl', spl, '2010-05-29').status]).toEqual([
    'not_applicable',
    'allowed',
  ])
  const seml = (public_share: number) => form('seml', { public_share }).status
  expect([seml(0.5), seml(0.501), seml(0.85), seml(0.851)]).toEqual([
    'forbidden',
    'allowed',
    'allowed',
    'forbidden',
  ])
  expect(form('seml', {}).missing).toEqual(['public_share'])
  const gip = { public_votes_share: 0.5, is_approved_by_state: true }
  expect(form('gip', gip).status).toBe('allowed')
  expect(form('gip', { ...gip, public_votes_share: 0.499 }).status).toBe('forbidden')
  expect(form('gip', { ...gip, is_approved_by_state: false }).status).toBe('forbidden')
  expect(form('gip', {}).missing).toEqual(['public_votes_share'])
  expect(form('gip', { public_votes_share: 0.5 }).missing).toEqual(['is_approved_by_state'])
  expect(form('gip', gip, '2011-05-18').status).toBe('not_applicable')
  expect([form('syndicate', {}).status, form('syndicate', { members: 1 }).status]).toEqual([
    'allowed',
    'forbidden',
  ])
})

test('INT-31: depth of a cooperation', () => {
  const depth = (creates_legal_person: boolean, has_contract: boolean) =>
    ask('INT-31', '2026-11-22', { creates_legal_person, has_contract }).value
  expect([depth(false, false), depth(false, true), depth(true, true), depth(true, false)]).toEqual([
    'informal',
    'formal',
    'integrated',
    'integrated',
  ])
})

describe('E20: sharing key', () => {
  const parts = (a: number, b: number, c: number) => [
    { party: 'A', units: a },
    { party: 'B', units: b },
    { party: 'C', units: c },
  ]
  const people = parts(40_000, 8000, 2000)
  // The key is the tax potential itself: that of an inhabitant, times the inhabitants.
  const keys = [
    { name: 'population', weight: 0.5, parts: people },
    { name: 'units', weight: 0.4, parts: parts(1200, 600, 200) },
    { name: 'potential', weight: 0.1, parts: parts(1000 * 40_000, 900 * 8000, 1100 * 2000) },
  ]
  const shared = { amount_cents: euros(500_000), coordinator: 'A', keys }

  test('three keys, to the cent', () => {
    expect(ask('INT-40', '2026-11-22', shared).value).toEqual({
      A: euros(360_485.83),
      B: euros(107_287.45),
      C: euros(32_226.72),
    })
  })

  test('the coordinator takes the difference of rounding', () => {
    const thirds = [{ name: 'equal', weight: 1, parts: parts(1, 1, 1) }]
    const found = ask('INT-40', '2026-11-22', { amount_cents: 100, coordinator: 'B', keys: thirds })
    expect(found.value).toEqual({ A: 33, B: 34, C: 33 })
    expect(stepOf(found, 'remainder_cents')).toBe(1)
  })

  test('keys that cannot share are refused by name', () => {
    const wrong = (change: Record<string, unknown>) =>
      refused('INT-40', '2026-11-22', { ...shared, ...change })
    expect(wrong({ keys: [] })).toEqual(['keys'])
    expect(wrong({ keys: keys.slice(1) })).toEqual(['keys'])
    expect(wrong({ coordinator: 'D' })).toEqual(['coordinator'])
    const half = { name: 'half', weight: 0.5, parts: people }
    expect(wrong({ keys: [half, { ...half, parts: people.slice(1) }] })).toEqual(['keys[1].parts'])
    expect(wrong({ keys: [half, { ...half, parts: parts(0, 0, 0) }] })).toEqual(['keys[1].parts'])
  })
})
