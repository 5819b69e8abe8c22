import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ask, euros, stepOf } from '../ask.testing.ts'
import { anyDay } from '../facts.testing.ts'

const aid = (granted_on: string, amount: number) => ({ granted_on, cents: euros(amount) })

describe('AID-01, de minimis', () => {
  const incubated = {
    aids: [aid('2023-03-10', 120_000), aid('2024-06-01', 150_000)],
    new_aid_cents: euros(60_000),
  }

  test('E13: on 2026-02-15 both aids still count', () => {
    const found = ask('AID-01', '2026-02-15', incubated)
    expect(found).toMatchObject({
      version: 'AID-01b',
      status: 'forbidden',
      value: euros(330_000),
      threshold: euros(300_000),
      excess: euros(30_000),
      nextChange: '2026-03-11',
    })
    expect(stepOf(found, 'granted_in_window_cents')).toBe(euros(270_000))
    expect(stepOf(found, 'room_cents')).toBe(euros(30_000))
    expect(found.cure?.en).toContain('Reduce the aid to €30,000 before granting it')
    expect(ask('AID-01', '2026-02-15', { ...incubated, new_aid_cents: euros(30_000) }).status).toBe('allowed')
    expect(ask('AID-01', '2026-02-15', { ...incubated, new_aid_cents: euros(30_000.01) }).status).toBe(
      'forbidden',
    )
  })

  test('E13: on the anniversary the first aid still counts, on the next day it is out', () => {
    expect(ask('AID-01', '2026-03-10', incubated)).toMatchObject({
      status: 'forbidden',
      value: euros(330_000),
    })
    expect(ask('AID-01', '2026-03-11', incubated)).toMatchObject({
      status: 'allowed',
      value: euros(210_000),
      excess: 0,
      cure: null,
      nextChange: '2027-06-02',
    })
  })

  test('E13: in 2014 financial years counted, not days', () => {
    const cafe = {
      aids: [aid('2012-01-01', 80_000), aid('2013-12-31', 90_000)],
      new_aid_cents: euros(40_000),
      fy_end: '12-31',
    }
    expect(ask('AID-01', '2014-10-07', cafe)).toMatchObject({
      version: 'AID-01a',
      status: 'forbidden',
      value: euros(210_000),
      threshold: euros(200_000),
      excess: euros(10_000),
      nextChange: '2015-01-01',
    })
    expect(ask('AID-01', '2015-01-01', cafe)).toMatchObject({ status: 'allowed', value: euros(130_000) })
    expect(ask('AID-01', '2014-10-07', { ...cafe, new_aid_cents: euros(30_000) }).status).toBe('allowed')
    expect(ask('AID-01', '2014-10-07', { ...cafe, new_aid_cents: euros(30_000.01) }).status).toBe('forbidden')
    // The year that closes in June began in July 2012: the aid of January 2012 is out.
    expect(ask('AID-01', '2014-06-30', { ...cafe, fy_end: '06-30' }).value).toBe(euros(210_000))
    expect(ask('AID-01', '2014-07-01', { ...cafe, fy_end: '06-30' }).value).toBe(euros(130_000))
    const { fy_end: _left, ...silent } = cafe
    expect(ask('AID-01', '2014-10-07', silent).value).toBe(euros(210_000))
  })

  test('the ceiling rises on 2024-01-01, for road freight too', () => {
    const freight = { aids: [], new_aid_cents: euros(100_000.01), road_freight: true }
    expect(ask('AID-01', '2023-12-31', freight)).toMatchObject({
      status: 'forbidden',
      threshold: euros(100_000),
      nextChange: '2024-01-01',
    })
    expect(ask('AID-01', '2024-01-01', freight)).toMatchObject({
      status: 'allowed',
      threshold: euros(300_000),
    })
    expect(ask('AID-01', '2023-12-31', { ...freight, road_freight: false }).threshold).toBe(euros(200_000))
    expect(ask('AID-01', '2013-12-31', freight).status).toBe('not_applicable')
    expect(ask('AID-01', '2031-01-01', freight).status).toBe('not_applicable')
    expect(ask('AID-01', '2030-12-31', freight).nextChange).toBe('2031-01-01')
  })

  test('the ceiling itself is allowed', () => {
    const alone = (amount: number) => ask('AID-01', '2026-11-22', { aids: [], new_aid_cents: euros(amount) })
    expect(alone(300_000)).toMatchObject({ status: 'allowed', excess: 0 })
    expect(alone(300_000.01)).toMatchObject({ status: 'forbidden', excess: 1 })
  })

  test('what the step says is possible is allowed, and one cent more is not', () => {
    const aids = fc.array(
      fc.record({ granted_on: anyDay, cents: fc.integer({ min: 0, max: euros(150_000) }) }),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(
        aids,
        fc.constantFrom('2014-05-01', '2023-12-31', '2024-01-01', '2026-11-22'),
        (granted, day) => {
          const room = Number(stepOf(ask('AID-01', day, { aids: granted, new_aid_cents: 0 }), 'room_cents'))
          const grant = (cents: number) => ask('AID-01', day, { aids: granted, new_aid_cents: cents }).status
          if (room > 0) expect(grant(room)).toBe('allowed')
          expect(grant(room + 1)).toBe('forbidden')
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('AID-02, services of general economic interest', () => {
  const entrusted = { aids: [], new_aid_cents: euros(500_000), is_entrusted_in_writing: true }

  test('500,000 over three financial years, then 750,000 over three years', () => {
    expect(ask('AID-02', '2012-04-28', entrusted).status).toBe('not_applicable')
    expect(ask('AID-02', '2012-04-29', entrusted).status).toBe('allowed')
    const above = { ...entrusted, new_aid_cents: euros(500_000.01) }
    expect(ask('AID-02', '2023-12-31', above)).toMatchObject({ status: 'forbidden', excess: 1 })
    expect(ask('AID-02', '2024-01-01', above).status).toBe('allowed')
    expect(ask('AID-02', '2024-01-01', { ...entrusted, new_aid_cents: euros(750_000) }).status).toBe(
      'allowed',
    )
    expect(ask('AID-02', '2024-01-01', { ...entrusted, new_aid_cents: euros(750_000.01) }).status).toBe(
      'forbidden',
    )
    expect(ask('AID-02', '2024-01-01', { ...entrusted, is_entrusted_in_writing: false }).status).toBe(
      'not_applicable',
    )
  })
})

describe('OCC-02 and AID-03, aid in kind', () => {
  const office = {
    market_rent_month_cents: euros(1200),
    rent_month_cents: euros(700),
    months: 24,
    is_economic_activity: true,
  }

  test('E14: a low rent over 24 months is an aid of 12,000', () => {
    expect(ask('OCC-02', '2026-11-22', office)).toMatchObject({
      status: 'computed',
      value: euros(12_000),
      unit: 'cents',
    })
  })

  test('E14: for a non-economic association it is no aid, but its value counts for SUB-02', () => {
    const association = ask('OCC-02', '2026-11-22', { ...office, is_economic_activity: false })
    expect(association.status).toBe('not_applicable')
    expect(stepOf(association, 'advantage_cents')).toBe(euros(12_000))
    expect(
      ask('SUB-02', '2026-11-22', {
        cash_year_cents: euros(11_000.01),
        in_kind_year_cents: association.value,
      }).status,
    ).toBe('required')
  })

  test('a rent at or above the market is no aid', () => {
    expect(ask('OCC-02', '2026-11-22', { ...office, rent_month_cents: euros(1200) }).value).toBe(0)
    expect(ask('OCC-02', '2026-11-22', { ...office, rent_month_cents: euros(1300) }).value).toBe(0)
    expect(ask('OCC-02', '2026-11-22', { ...office, rent_month_cents: euros(1199.99) }).value).toBe(24)
  })

  test('AID-03: a grant counts as it is, the rest for what the market would have cost', () => {
    expect(ask('AID-03', '2026-11-22', { instrument: 'grant', amount_cents: 5 }).value).toBe(5)
    expect(ask('AID-03', '2026-11-22', { instrument: 'grant' }).missing).toEqual(['amount_cents'])
    const loan = { instrument: 'soft_loan', market_cost_cents: 900 }
    expect(ask('AID-03', '2026-11-22', loan).missing).toEqual(['paid_cents'])
    expect(ask('AID-03', '2026-11-22', { ...loan, paid_cents: 200 }).value).toBe(700)
    expect(ask('AID-03', '2026-11-22', { ...loan, paid_cents: 901 }).value).toBe(0)
  })
})

test('AID-04: an aid that crosses the ceiling is refused in full', () => {
  const case_ = (regulation: string, day: string, granted: number, aided: number) =>
    ask('AID-04', day, {
      regulation,
      granted_in_window_cents: euros(granted),
      new_aid_cents: euros(aided),
    })
  expect(case_('general', '2026-02-15', 270_000, 60_000)).toMatchObject({
    status: 'forbidden',
    value: 0,
    excess: euros(30_000),
  })
  expect(case_('general', '2026-02-15', 270_000, 30_000)).toMatchObject({
    status: 'allowed',
    value: euros(30_000),
  })
  expect(case_('general', '2026-02-15', 270_000, 30_000.01).value).toBe(0)
  expect(case_('general', '2023-12-31', 0, 200_000.01).status).toBe('forbidden')
  expect(case_('sgei', '2023-12-31', 0, 500_000).status).toBe('allowed')
  expect(case_('sgei', '2024-01-01', 0, 750_000).status).toBe('allowed')
  expect(case_('sgei', '2024-01-01', 0, 750_000.01).status).toBe('forbidden')
})

test('AID-05 to AID-07: who is counted, register, declaration', () => {
  const body = {
    is_activity_economic: false,
    has_other_economic_activity: true,
    has_separate_accounts: false,
  }
  expect(ask('AID-05', '2026-11-22', body).status).toBe('warning')
  expect(ask('AID-05', '2026-11-22', { ...body, has_separate_accounts: true }).status).toBe('not_applicable')
  expect(ask('AID-05', '2026-11-22', { ...body, is_activity_economic: true }).status).toBe('required')
  expect(ask('AID-06', '2025-12-31', { is_agricultural: false }).status).toBe('not_applicable')
  // Twenty working days after Monday 4 May 2026: the 8th, the 14th and the 25th are holidays.
  expect(ask('AID-06', '2026-05-04', { is_agricultural: false })).toMatchObject({
    status: 'required',
    value: '2026-06-04',
  })
  const alsatian = { is_agricultural: false, holiday_region: 'alsace_moselle' }
  expect(ask('AID-06', '2026-12-01', { is_agricultural: false }).value).toBe('2026-12-30')
  expect(ask('AID-06', '2025-12-31', alsatian).status).toBe('not_applicable')
  expect(ask('AID-06', '2026-03-20', alsatian).value).toBe('2026-04-21')
  expect(ask('AID-06', '2026-03-20', { is_agricultural: false }).value).toBe('2026-04-20')
  expect(ask('AID-06', '2026-12-31', { is_agricultural: true })).toMatchObject({
    status: 'not_required',
    nextChange: '2027-01-01',
  })
  expect(ask('AID-06', '2027-01-01', { is_agricultural: true }).status).toBe('required')
  expect(ask('AID-07', '2026-11-22', { does_register_cover_window: false }).status).toBe('required')
  expect(ask('AID-07', '2029-01-02', { does_register_cover_window: true }).status).toBe('not_required')
})

test('ECO-01: the region defines general schemes', () => {
  const route = (aid_kind: string, has_agreement_with_region = false) =>
    ask('ECO-01', '2026-11-22', { aid_kind, has_agreement_with_region }).status
  expect(route('real_estate')).toBe('allowed')
  expect(route('land_or_building_letting')).toBe('allowed')
  expect(route('support_to_business_creation_body')).toBe('allowed')
  expect(route('general_scheme', true)).toBe('forbidden')
  expect(route('regional_scheme', true)).toBe('allowed')
  expect(route('regional_scheme')).toBe('forbidden')
  expect(
    ask('ECO-01', '2015-12-31', { aid_kind: 'general_scheme', has_agreement_with_region: false }).status,
  ).toBe('not_applicable')
})

test('ECO-02: within the share of the day, by agreement, with a valuation, passed on in full', () => {
  const building = {
    has_written_agreement: true,
    is_passed_on_in_full: true,
    has_official_valuation: true,
    aid_cents: euros(15_000),
    property_value_cents: euros(200_000),
    cap_share: 0.075,
  }
  expect(ask('ECO-02', '2026-11-22', building)).toMatchObject({ status: 'allowed', threshold: euros(15_000) })
  expect(ask('ECO-02', '2026-11-22', { ...building, aid_cents: euros(15_000.01) })).toMatchObject({
    status: 'forbidden',
    excess: 1,
  })
  for (const name of ['has_written_agreement', 'is_passed_on_in_full', 'has_official_valuation'])
    expect(ask('ECO-02', '2026-11-22', { ...building, [name]: false }).status).toBe('forbidden')
})
