import { describe, expect, test } from 'vitest'
import { ask, euros, refused, stepOf } from '../ask.testing.ts'

function procedure(kind: 'supplies_services' | 'works', amount: number, on: string) {
  return ask('PP', on, { kind, value_excl_vat_cents: euros(amount) })
}

describe('E15: procedure by value and date', () => {
  test.each([
    ['2014-10-07', 'adapted', 15_000],
    ['2019-12-31', 'adapted', 25_000],
    ['2020-01-01', 'adapted', 40_000],
    ['2026-03-31', 'adapted', 40_000],
    ['2026-04-01', 'direct', 60_000],
  ])('services of 45,000 on %s: %s', (on, value, threshold) => {
    expect(procedure('supplies_services', 45_000, on)).toMatchObject({
      status: 'computed',
      value,
      threshold: euros(threshold),
    })
  })

  test('a direct purchase keeps three duties of good conduct, and the day of the change is announced', () => {
    const direct = procedure('supplies_services', 45_000, '2026-04-01')
    for (const duty of ['relevant_offer', 'good_use_of_money', 'no_same_supplier'])
      expect(stepOf(direct, duty)).toBe(true)
    const adapted = procedure('supplies_services', 45_000, '2026-03-31')
    expect(adapted.steps.map(({ name }) => name)).toEqual([
      'direct_below_cents',
      'notice_from_cents',
      'formal_from_cents',
    ])
    expect(adapted.nextChange).toBe('2026-04-01')
  })

  test('works of 95,000: with a notice in 2019, direct in 2026', () => {
    expect(procedure('works', 95_000, '2019-06-01')).toMatchObject({
      value: 'adapted_with_notice',
      threshold: euros(90_000),
    })
    expect(procedure('works', 95_000, '2026-01-01').value).toBe('direct')
  })

  test('services of 216,000 are formal in 2026, adapted in 2025', () => {
    expect(procedure('supplies_services', 216_000, '2026-05-01')).toMatchObject({
      version: 'PP-2026-04-01',
      value: 'formal',
      threshold: euros(216_000),
      confidence: 'sourced',
    })
    expect(procedure('supplies_services', 215_999.99, '2026-05-01').value).toBe('adapted_with_notice')
    const before = procedure('supplies_services', 216_000, '2025-05-01')
    expect(before.value).toBe('adapted_with_notice')
    expect(stepOf(before, 'formal_from_cents')).toBe(euros(221_000))
  })

  test('price alone: allowed until 20 August 2026 for standardised goods', () => {
    const price = { is_price_alone: true, is_standardised: true, has_environmental_criterion: false }
    expect(ask('PP-11', '2026-08-20', price)).toMatchObject({ status: 'allowed', nextChange: '2026-08-21' })
    const after = ask('PP-11', '2026-08-21', price)
    expect(after).toMatchObject({ version: 'PP-11b', status: 'forbidden' })
    expect(after.cure?.en).toBe('Still needed: a criterion on the environment, or a cost that includes it.')
    expect(ask('PP-11', '2026-08-20', { ...price, is_standardised: false }).status).toBe('forbidden')
    expect(ask('PP-11', '2026-08-20', { is_price_alone: true }).missing).toEqual(['is_standardised'])
  })
})

describe('PP: every threshold, one cent before and at it', () => {
  test.each([
    ['2014-06-01', 15_000, 207_000],
    ['2015-09-30', 15_000, 207_000],
    ['2015-10-01', 25_000, 207_000],
    ['2016-01-01', 25_000, 209_000],
    ['2018-01-01', 25_000, 221_000],
    ['2020-01-01', 40_000, 214_000],
    ['2021-12-31', 40_000, 214_000],
    ['2022-01-01', 40_000, 215_000],
    ['2024-01-01', 40_000, 221_000],
    ['2026-01-01', 40_000, 216_000],
    ['2026-11-22', 60_000, 216_000],
  ])('supplies and services on %s: %i then %i', (on, direct, formal) => {
    const at = (amount: number) => procedure('supplies_services', amount, on).value
    expect([at(0), at(direct - 0.01), at(direct), at(89_999.99), at(90_000)]).toEqual([
      'direct',
      'direct',
      'adapted',
      'adapted',
      'adapted_with_notice',
    ])
    expect([at(formal - 0.01), at(formal)]).toEqual(['adapted_with_notice', 'formal'])
  })

  test.each([
    ['2015-12-31', 25_000, 5_186_000],
    ['2017-12-31', 25_000, 5_225_000],
    ['2019-12-31', 25_000, 5_548_000],
    ['2020-07-23', 40_000, 5_350_000],
    ['2020-07-24', 70_000, 5_350_000],
    ['2020-12-08', 70_000, 5_350_000],
    ['2020-12-09', 100_000, 5_350_000],
    ['2023-12-31', 100_000, 5_382_000],
    ['2025-12-31', 100_000, 5_538_000],
    ['2026-01-01', 100_000, 5_404_000],
  ])('works on %s: %i then %i', (on, direct, formal) => {
    const at = (amount: number) => procedure('works', amount, on).value
    const above = direct < 90_000 ? 'adapted' : 'adapted_with_notice'
    expect([at(direct - 0.01), at(direct), at(formal - 0.01), at(formal)]).toEqual([
      'direct',
      above,
      'adapted_with_notice',
      'formal',
    ])
  })

  test('before the thresholds that we hold, it does not answer', () => {
    expect(procedure('works', 1, '2011-12-10').status).toBe('not_applicable')
    expect(procedure('works', 1, '2011-12-11').value).toBe('direct')
  })
})

test('PP-03: an innovative purchase below 100,000', () => {
  const buy = (amount: number, is_innovative = true) =>
    ask('PP-03', '2026-11-22', { value_excl_vat_cents: euros(amount), is_innovative })
  expect(buy(99_999.99).status).toBe('allowed')
  expect(buy(100_000)).toMatchObject({ status: 'forbidden', threshold: euros(100_000) })
  expect(buy(1, false).status).toBe('not_applicable')
  expect(ask('PP-03', '2018-12-24', { value_excl_vat_cents: 1, is_innovative: true }).status).toBe(
    'not_applicable',
  )
})

test('PP-05: documents online from 40,000, then 60,000', () => {
  const online = (amount: number, on: string) =>
    ask('PP-05', on, { value_excl_vat_cents: euros(amount) }).status
  expect(online(39_999.99, '2026-03-31')).toBe('not_required')
  expect(online(40_000, '2026-03-31')).toBe('required')
  expect(online(59_999.99, '2026-04-01')).toBe('not_required')
  expect(online(60_000, '2026-04-01')).toBe('required')
})

test('PP-08: small lots', () => {
  const lots = {
    kind: 'supplies_services',
    lot_excl_vat_cents: euros(79_999.99),
    small_lots_total_cents: euros(100_000),
    whole_excl_vat_cents: euros(500_000),
  }
  expect(ask('PP-08', '2026-11-22', lots)).toMatchObject({ status: 'allowed', value: 0.2, threshold: 0.2 })
  expect(ask('PP-08', '2026-11-22', { ...lots, lot_excl_vat_cents: euros(80_000) }).status).toBe('forbidden')
  expect(
    ask('PP-08', '2026-11-22', { ...lots, kind: 'works', lot_excl_vat_cents: euros(80_000) }).status,
  ).toBe('allowed')
  expect(ask('PP-08', '2026-11-22', { ...lots, small_lots_total_cents: euros(100_000) + 1 }).status).toBe(
    'forbidden',
  )
  const works = (lot: number) => ({
    kind: 'works',
    lot_excl_vat_cents: euros(lot),
    small_lots_total_cents: euros(1_000_000),
    whole_excl_vat_cents: euros(9_000_000),
  })
  expect(ask('PP-08', '2026-11-22', works(999_999.99)).status).toBe('allowed')
  expect(ask('PP-08', '2026-11-22', works(1_000_000)).status).toBe('forbidden')
  expect(refused('PP-08', '2026-11-22', { ...lots, small_lots_total_cents: 1 })).toEqual([
    'lot_excl_vat_cents',
  ])
  expect(refused('PP-08', '2026-11-22', { ...lots, small_lots_total_cents: euros(600_000) })).toEqual([
    'small_lots_total_cents',
  ])
})

test('PP-09 and PP-10: reserved contracts', () => {
  const reserved = {
    is_only_listed_services: true,
    is_reserved: true,
    has_public_service_mission: true,
    duration_months: 36,
  }
  const answer = (change: Record<string, unknown>, on = '2026-11-22') =>
    ask('PP-09', on, { ...reserved, ...change })
  expect(answer({}).status).toBe('allowed')
  expect(answer({ duration_months: 37 }).status).toBe('forbidden')
  expect(answer({ has_public_service_mission: false }).status).toBe('forbidden')
  expect(answer({ is_only_listed_services: false }).status).toBe('forbidden')
  expect(answer({ won_on: '2023-11-23' })).toMatchObject({ status: 'forbidden', nextChange: '2026-11-23' })
  expect(answer({ won_on: '2023-11-22' }).status).toBe('allowed')
  expect(answer({ duration_months: null }).missing).toEqual(['duration_months'])
  expect(answer({ has_public_service_mission: null }).missing).toEqual(['has_public_service_mission'])
  expect(answer({ is_reserved: false })).toMatchObject({ status: 'allowed', value: 'adapted' })
  expect(answer({ is_reserved: false, is_only_listed_services: false }).status).toBe('not_applicable')

  const lots = { is_bidder_adapted_structure: true, has_minimum_share: true, is_announced_in_notice: true }
  expect(ask('PP-10', '2026-11-22', lots).status).toBe('allowed')
  for (const name of Object.keys(lots))
    expect(ask('PP-10', '2026-11-22', { ...lots, [name]: false }).status).toBe('forbidden')
})

test('PP-11: clauses from 22 August 2026, a social one from the formal threshold', () => {
  const green = {
    is_price_alone: false,
    has_environmental_criterion: true,
    has_environmental_clause: true,
    reaches_formal_threshold: true,
    has_social_clause: true,
  }
  const answer = (change: Record<string, unknown>, on = '2026-08-22') =>
    ask('PP-11', on, { ...green, ...change })
  expect(answer({}).status).toBe('allowed')
  expect(answer({ has_environmental_clause: false }).status).toBe('forbidden')
  expect(answer({ has_environmental_clause: false }, '2026-08-21').status).toBe('allowed')
  expect(answer({ has_environmental_criterion: false }).status).toBe('forbidden')
  expect(answer({ has_social_clause: false }).status).toBe('forbidden')
  expect(answer({ has_social_clause: false, has_social_exception: true }).status).toBe('allowed')
  expect(answer({ has_social_clause: null, reaches_formal_threshold: false }).status).toBe('allowed')
  for (const name of [
    'has_environmental_criterion',
    'has_environmental_clause',
    'reaches_formal_threshold',
    'has_social_clause',
  ])
    expect(answer({ [name]: null }).missing).toEqual([name])
  expect(answer({ has_environmental_criterion: null }, '2026-08-21').missing).toEqual([
    'has_environmental_criterion',
  ])
  expect(answer({}, '2026-08-20').status).toBe('allowed')
  expect(refused('PP-11', '2026-08-22', { ...green, is_price_alone: true })).toEqual([
    'has_environmental_criterion',
  ])
})

test('PP-12: a scheme above 50 million a year', () => {
  const scheme = (cents: number) => ask('PP-12', '2026-12-31', { yearly_purchases_cents: cents }).status
  expect(scheme(euros(50_000_000))).toBe('not_required')
  expect(scheme(euros(50_000_000) + 1)).toBe('required')
})

describe('E16: in-house and cooperation', () => {
  const inHouse = {
    has_similar_control: true,
    activity_for_controllers_share: 0.801,
    has_direct_private_capital: false,
  }
  const answer = (change: Record<string, unknown>, on = '2026-11-22') =>
    ask('PP-IH-01', on, { ...inHouse, ...change })

  test('80.0 % of the activity is not enough, 80.1 % is', () => {
    expect(answer({})).toMatchObject({ status: 'allowed', value: 0.801, threshold: 0.8 })
    expect(answer({ activity_for_controllers_share: 0.8 }).status).toBe('forbidden')
  })

  test('a SCIC held at 40 % has private capital and no such control', () => {
    expect(
      answer({
        has_similar_control: false,
        activity_for_controllers_share: 1,
        has_direct_private_capital: true,
      }).status,
    ).toBe('forbidden')
    expect(answer({ has_direct_private_capital: true }).status).toBe('forbidden')
    expect(answer({ has_similar_control: false }).status).toBe('forbidden')
  })

  test('before April 2016, case law, without a figure', () => {
    expect(answer({}, '2016-03-31')).toMatchObject({
      version: 'PP-IH-01a',
      status: 'allowed',
      threshold: null,
      confidence: 'to_verify',
    })
    expect(answer({}, '2016-04-01').version).toBe('PP-IH-01b')
  })

  test('20.0 % on the market is too much for a cooperation, 19.9 % is not', () => {
    const shared = {
      has_shared_public_aims: true,
      is_general_interest_only: true,
      open_market_share: 0.199,
    }
    const cooperation = (change: Record<string, unknown>) =>
      ask('PP-COOP-01', '2026-11-22', { ...shared, ...change }).status
    expect(cooperation({})).toBe('allowed')
    expect(cooperation({ open_market_share: 0.2 })).toBe('forbidden')
    expect(cooperation({ is_general_interest_only: false })).toBe('forbidden')
    // The town that only pays the agglomeration for its payroll.
    expect(cooperation({ has_shared_public_aims: false })).toBe('forbidden')
  })

  test('PP-GC-01: a joint purchasing group needs each of its conditions', () => {
    const group = {
      is_agreement_signed: true,
      sets_operating_rules: true,
      all_apply_the_code: true,
      limits_joint_liability: true,
    }
    expect(ask('PP-GC-01', '2026-11-22', group).status).toBe('allowed')
    for (const name of Object.keys(group))
      expect(ask('PP-GC-01', '2026-11-22', { ...group, [name]: false }).status).toBe('forbidden')
  })
})
