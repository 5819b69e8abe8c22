import { describe, expect, test } from 'vitest'
import { ask, euros, stepOf } from '../ask.testing.ts'

test('ESS-01: the three principles together', () => {
  const principles = {
    has_other_aim_than_profit: true,
    is_governed_democratically: true,
    keeps_profits_for_activity: true,
  }
  expect(ask('ESS-01', '2014-08-01', principles).status).toBe('not_applicable')
  expect(ask('ESS-01', '2014-08-02', principles).status).toBe('allowed')
  for (const name of Object.keys(principles))
    expect(ask('ESS-01', '2026-11-22', { ...principles, [name]: false }).status).toBe('forbidden')
})

test('ESS-02: by form, or by statutes for a commercial company', () => {
  const form = (name: string, isUtility = false, hasClauses = false) =>
    ask('ESS-02', '2026-11-22', {
      form: name,
      has_social_utility_aim: isUtility,
      has_reserve_clauses: hasClauses,
    }).status
  for (const name of ['cooperative', 'mutual', 'foundation', 'association'])
    expect(form(name)).toBe('allowed')
  expect(form('other', true, true)).toBe('forbidden')
  expect(form('commercial_company', true, true)).toBe('allowed')
  expect(form('commercial_company', true, false)).toBe('forbidden')
  expect(form('commercial_company', false, true)).toBe('forbidden')
})

describe('ESUS-01', () => {
  const enterprise = {
    is_social_economy_enterprise: true,
    is_social_utility_main_aim: true,
    does_social_utility_weigh_on_accounts: true,
    is_pay_policy_in_statutes: true,
    has_listed_securities: false,
    mean_top_five_pay_cents: euros(140_000),
    highest_pay_cents: euros(200_000),
    minimum_wage_year_cents: euros(20_000),
    age_years: 3,
  }
  const found = (change: Record<string, unknown> = {}) =>
    ask('ESUS-01', '2026-11-22', { ...enterprise, ...change })

  test('pay at 7 and 10 minimum wages is allowed, one cent more is not', () => {
    expect(found().status).toBe('allowed')
    expect(stepOf(found(), 'mean_ceiling_cents')).toBe(euros(140_000))
    expect(found({ mean_top_five_pay_cents: euros(140_000) + 1 }).status).toBe('forbidden')
    expect(found({ highest_pay_cents: euros(200_000) + 1 }).status).toBe('forbidden')
  })

  test('every other condition counts', () => {
    expect(found({ has_listed_securities: true }).status).toBe('forbidden')
    for (const name of [
      'is_social_economy_enterprise',
      'is_social_utility_main_aim',
      'does_social_utility_weigh_on_accounts',
      'is_pay_policy_in_statutes',
    ])
      expect(found({ [name]: false }).status).toBe('forbidden')
  })

  test('five years, two for an enterprise under three', () => {
    expect(found()).toMatchObject({ value: 5, unit: 'years' })
    expect(found({ age_years: 2 }).value).toBe(2)
  })
})

describe('PTCE-01 and PTCE-02', () => {
  const cluster = {
    social_economy_enterprises: 2,
    other_enterprises: 1,
    partners: 1,
    is_on_one_territory: true,
    has_common_strategy: true,
    is_multi_year: true,
  }
  const status = (change: Record<string, unknown> = {}) =>
    ask('PTCE-01', '2026-11-22', { ...cluster, ...change }).status

  test('the six elements of the law', () => {
    expect(status()).toBe('allowed')
    for (const name of ['social_economy_enterprises', 'other_enterprises', 'partners'])
      expect(status({ [name]: 0 })).toBe('forbidden')
    for (const name of ['is_on_one_territory', 'has_common_strategy', 'is_multi_year'])
      expect(status({ [name]: false })).toBe('forbidden')
    expect(ask('PTCE-01', '2014-08-01', cluster).status).toBe('not_applicable')
  })

  test('a single social-economy enterprise is a warning', () => {
    expect(status({ social_economy_enterprises: 1 })).toBe('warning')
  })

  test('the State supports the winners of its calls', () => {
    expect(ask('PTCE-02', '2026-11-22', { is_winner_of_state_call: true }).status).toBe('allowed')
    expect(ask('PTCE-02', '2026-11-22', { is_winner_of_state_call: false }).status).toBe('forbidden')
  })
})
