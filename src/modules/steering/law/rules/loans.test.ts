import { describe, expect, test } from 'vitest'
import { ask, euros, refused, stepOf } from '../ask.testing.ts'

test('FIN-01 to FIN-04: loans', () => {
  const loan = { use: 'investment', is_repaid_from_own_resources: true }
  expect(ask('FIN-01', '2014-10-07', loan).status).toBe('allowed')
  expect(ask('FIN-01', '2026-11-22', { ...loan, use: 'operating' }).status).toBe('forbidden')
  expect(ask('FIN-01', '2026-11-22', { ...loan, is_repaid_from_own_resources: false }).status).toBe(
    'forbidden',
  )
  expect(ask('FIN-02', '2019-03-31').status).toBe('not_applicable')
  expect(ask('FIN-02', '2019-04-01').status).toBe('not_required')
  const plain = { index: 'euro_money_market', is_simple_formula: true, is_in_euros: true }
  expect(ask('FIN-03', '2014-09-30', plain).status).toBe('not_applicable')
  expect(ask('FIN-03', '2014-10-01', plain).status).toBe('allowed')
  for (const change of [{ index: 'other' }, { is_simple_formula: false }, { is_in_euros: false }])
    expect(ask('FIN-03', '2026-11-22', { ...plain, ...change }).status).toBe('forbidden')
  expect(ask('FIN-04', '2026-11-22', { operation: 'deposit' }).status).toBe('forbidden')
  expect(ask('FIN-04', '2026-11-22', { operation: 'shares' }).status).toBe('forbidden')
  expect(ask('FIN-04', '2026-11-22', { operation: 'loan_received' }).status).toBe('allowed')
})

describe('E28: guarantee of a loan to the reuse SCIC', () => {
  const total = {
    guaranteed_annuities_cents: euros(4_000_000),
    first_annuity_cents: euros(150_000),
    net_debt_annuities_cents: euros(6_000_000),
    provisions_cents: 0,
    operating_revenue_cents: euros(60_000_000),
  }

  test('GAR-01: 16.92 % of the revenue, within 50 %', () => {
    const found = ask('GAR-01', '2026-11-22', total)
    expect(found).toMatchObject({ status: 'allowed', unit: 'share', threshold: 0.5, excess: 0 })
    expect(Number(found.value).toFixed(4)).toBe('0.1692')
    expect(stepOf(found, 'committed_cents')).toBe(euros(10_150_000))
  })

  test('GAR-01: half of the revenue is allowed, one cent more is not', () => {
    const debt = (cents: number) => ask('GAR-01', '2026-11-22', { ...total, net_debt_annuities_cents: cents })
    expect(debt(euros(25_850_000))).toMatchObject({ status: 'allowed', value: 0.5 })
    expect(debt(euros(25_850_000) + 1)).toMatchObject({ status: 'forbidden', excess: 1 })
    expect(
      ask('GAR-01', '2026-11-22', {
        ...total,
        net_debt_annuities_cents: euros(25_850_000) + 1,
        provisions_cents: 1,
      }).status,
    ).toBe('allowed')
  })

  test('GAR-02: at most 3.0 million for one debtor', () => {
    const debtor = (cents: number) =>
      ask('GAR-02', '2026-11-22', {
        debtor_guaranteed_annuities_cents: cents,
        operating_revenue_cents: euros(60_000_000),
      })
    expect(debtor(euros(3_000_000))).toMatchObject({
      status: 'allowed',
      threshold: euros(3_000_000),
      excess: 0,
    })
    expect(debtor(euros(3_000_000) + 1)).toMatchObject({ status: 'forbidden', excess: 1 })
  })

  const loan = {
    loan_cents: euros(200_000),
    guaranteed_cents: euros(100_000),
    planning_operation: false,
    general_interest_borrower: false,
  }

  test('GAR-03: half of the loan, 80 % for a planning operation', () => {
    expect(ask('GAR-03', '2026-11-22', loan)).toMatchObject({ status: 'allowed', value: 0.5, threshold: 0.5 })
    expect(ask('GAR-03', '2026-11-22', { ...loan, guaranteed_cents: euros(100_000) + 1 })).toMatchObject({
      status: 'forbidden',
      excess: 1,
    })
    const planning = { ...loan, planning_operation: true, guaranteed_cents: euros(160_000) }
    expect(ask('GAR-03', '2026-11-22', planning)).toMatchObject({
      status: 'allowed',
      value: 0.8,
      threshold: 0.8,
    })
    expect(ask('GAR-03', '2026-11-22', { ...planning, guaranteed_cents: euros(160_000) + 1 }).status).toBe(
      'forbidden',
    )
    expect(refused('GAR-03', '2026-11-22', { ...loan, guaranteed_cents: euros(200_000) + 1 })).toEqual([
      'guaranteed_cents',
    ])
  })

  test('no limit of share for a general-interest body, none at all for social housing', () => {
    const whole = { ...loan, guaranteed_cents: euros(200_000) }
    expect(ask('GAR-03', '2026-11-22', { ...whole, general_interest_borrower: true }).status).toBe(
      'not_applicable',
    )
    expect(ask('GAR-03', '2026-11-22', { ...whole, social_housing: true }).status).toBe('not_applicable')
    expect(
      ask('GAR-01', '2026-11-22', {
        ...total,
        net_debt_annuities_cents: euros(60_000_000),
        social_housing: true,
      }).status,
    ).toBe('not_applicable')
  })
})

describe('CUM-01, own share', () => {
  const project = (own: number, isLeadField = false) => ({
    own_cents: euros(own),
    public_funding_cents: euros(500_000),
    is_lead_authority_field: isLeadField,
  })

  test('E18: 20 % of the public funding', () => {
    expect(ask('CUM-01', '2026-11-22', project(100_000))).toMatchObject({
      status: 'allowed',
      value: 0.2,
      threshold: 0.2,
    })
    expect(ask('CUM-01', '2026-11-22', project(99_999))).toMatchObject({
      status: 'forbidden',
      excess: euros(1),
    })
    expect(ask('CUM-01', '2026-11-22', project(99_999.99))).toMatchObject({ status: 'forbidden', excess: 1 })
  })

  test('E18: 150,000 in the field of a lead authority', () => {
    const short = ask('CUM-01', '2026-11-22', project(100_000, true))
    expect(short).toMatchObject({ status: 'forbidden', threshold: 0.3, excess: euros(50_000) })
    expect(short.cure?.en).toBe('Pay at least €150,000, at constant public funding.')
    expect(ask('CUM-01', '2026-11-22', project(150_000, true)).status).toBe('allowed')
    expect(ask('CUM-01', '2014-01-28', project(0)).status).toBe('not_applicable')
    expect(ask('CUM-01', '2014-01-29', project(0)).status).toBe('forbidden')
  })
})
