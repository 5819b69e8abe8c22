import { describe, expect, test } from 'vitest'
import { ask, stepOf } from '../ask.testing.ts'

test('ADV-01: a contract, a VAT position, the display rules', () => {
  const sale = { has_contract: true, is_vat_position_settled: true, complies_with_display_rules: true }
  expect(ask('ADV-01', '2026-11-22', sale).status).toBe('allowed')
  for (const name of Object.keys(sale))
    expect(ask('ADV-01', '2026-11-22', { ...sale, [name]: false }).status).toBe('forbidden')
})

describe('ADV-02, before an election', () => {
  const praise = { kind: 'achievements_campaign' }

  test('the window of March 2026 opens on 2025-09-01 and closes after the second round', () => {
    expect(ask('ADV-02', '2025-08-31', praise)).toMatchObject({ status: 'allowed', nextChange: '2025-09-01' })
    expect(ask('ADV-02', '2025-09-01', praise)).toMatchObject({
      status: 'forbidden',
      value: { from: '2025-09-01', to: '2026-03-22' },
      nextChange: '2026-03-23',
    })
    expect(ask('ADV-02', '2026-03-22', praise).status).toBe('forbidden')
    expect(ask('ADV-02', '2026-03-23', praise)).toMatchObject({ status: 'allowed', nextChange: '2031-09-01' })
  })

  test('usual information stays allowed, help to a candidate never is', () => {
    expect(ask('ADV-02', '2025-10-12', { kind: 'information' }).status).toBe('allowed')
    expect(ask('ADV-02', '2025-10-12', { kind: 'paid_political_advertising' }).status).toBe('forbidden')
    expect(ask('ADV-02', '2026-11-22', { kind: 'paid_political_advertising' }).status).toBe('allowed')
    expect(ask('ADV-02', '2026-11-22', { kind: 'support_to_candidate' }).status).toBe('forbidden')
  })

  test('another general election has its own window', () => {
    const departmental = { ...praise, ballot_on: '2028-03-19' }
    expect(ask('ADV-02', '2027-08-31', departmental)).toMatchObject({
      status: 'allowed',
      nextChange: '2027-09-01',
    })
    expect(stepOf(ask('ADV-02', '2028-03-19', departmental), 'window_from')).toBe('2027-09-01')
    expect(ask('ADV-02', '2028-03-19', departmental).status).toBe('forbidden')
    expect(ask('ADV-02', '2028-03-20', departmental).status).toBe('allowed')
  })
})

test('OCC-01: selection for an economic activity, a fee unless a non-profit association', () => {
  const desk = {
    is_economic_activity: true,
    was_selected_with_publicity: true,
    is_exempt_from_selection: false,
    is_free: false,
    is_non_profit_of_general_interest: false,
  }
  const status = (change: Record<string, unknown> = {}, day = '2026-11-22') =>
    ask('OCC-01', day, { ...desk, ...change }).status
  expect(status({}, '2017-06-30')).toBe('not_applicable')
  expect(status({}, '2017-07-01')).toBe('allowed')
  expect(status({ was_selected_with_publicity: false })).toBe('forbidden')
  expect(status({ was_selected_with_publicity: false, is_exempt_from_selection: true })).toBe('allowed')
  expect(status({ was_selected_with_publicity: false, is_economic_activity: false })).toBe('allowed')
  expect(status({ is_free: true })).toBe('forbidden')
  expect(status({ is_free: true, is_non_profit_of_general_interest: true })).toBe('allowed')
})
