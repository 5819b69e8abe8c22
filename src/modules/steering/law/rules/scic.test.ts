import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ask, euros, refused, stepOf } from '../ask.testing.ts'

const capital = (total: number, territorial: number) => ({
  capital_total_cents: euros(total),
  territorial_public_capital_cents: euros(territorial),
})

describe('SCIC-01, ceiling of public capital', () => {
  test.each(['2014-07-30', '2014-08-01'])('E1: on %s the ceiling is still 20 %', (day) => {
    const found = ask('SCIC-01', day, capital(100_000, 21_000))
    expect(found).toMatchObject({
      version: 'SCIC-01a',
      status: 'forbidden',
      value: 0.21,
      unit: 'share',
      threshold: 0.2,
      excess: euros(1000),
      nextChange: '2014-08-02',
    })
    expect(found.cure?.en).toContain('€105,000')
  })

  test.each(['2014-08-02', '2014-10-07'])('E1: on %s it is 50 %', (day) => {
    expect(ask('SCIC-01', day, capital(100_000, 21_000))).toMatchObject({
      version: 'SCIC-01b',
      status: 'allowed',
      value: 0.21,
      threshold: 0.5,
      excess: 0,
      cure: null,
      nextChange: null,
    })
  })

  test('E2: territorial bodies add up, however small each one is', () => {
    expect(ask('SCIC-01', '2026-11-22', capital(100_000, 21_000 + 25_000 + 5000))).toMatchObject({
      status: 'forbidden',
      value: 0.51,
      excess: euros(1000),
    })
    expect(ask('SCIC-01', '2026-11-22', capital(100_000, 21_000 + 25_000 + 4000))).toMatchObject({
      version: 'SCIC-01c',
      status: 'allowed',
      value: 0.5,
    })
  })

  test('E3: a private member who leaves makes the town pass the ceiling', () => {
    expect(ask('SCIC-01', '2026-11-22', capital(100_000, 45_000)).status).toBe('allowed')
    const breach = ask('SCIC-01', '2026-11-22', capital(85_000, 45_000))
    expect(breach.status).toBe('forbidden')
    expect(breach.value).toBeCloseTo(0.5294, 4)
    expect(breach.cure?.en).toBe(
      'Sell €2,500 of shares to other members, or bring the capital to €90,000 with €5,000 subscribed by other members, or have €5,000 of shares repaid.',
    )
    expect(ask('SCIC-01', '2026-11-22', capital(90_000, 45_000)).status).toBe('allowed')
    expect(ask('SCIC-01', '2026-11-22', capital(80_000, 40_000)).status).toBe('allowed')
  })

  test.each([
    ['2014-08-01', 20_000],
    ['2014-08-02', 50_000],
  ])('on %s the ceiling itself is allowed, one cent more is not', (day, ceiling) => {
    expect(ask('SCIC-01', day, capital(100_000, ceiling - 0.01))).toMatchObject({
      status: 'allowed',
      excess: 0,
    })
    expect(ask('SCIC-01', day, capital(100_000, ceiling))).toMatchObject({ status: 'allowed', excess: 0 })
    expect(ask('SCIC-01', day, capital(100_000, ceiling + 0.01))).toMatchObject({
      status: 'forbidden',
      excess: 1,
    })
  })

  test('before the form existed, it was impossible', () => {
    expect(ask('SCIC-01', '2001-07-17', capital(100_000, 1))).toMatchObject({
      version: null,
      status: 'forbidden',
      threshold: 0,
      nextChange: '2001-07-18',
    })
    expect(ask('SCIC-01', '2001-07-18', capital(100_000, 1)).status).toBe('allowed')
  })

  test('public capital above the whole capital is a mistake', () => {
    expect(refused('SCIC-01', '2026-11-22', capital(10, 11))).toEqual(['territorial_public_capital_cents'])
    expect(refused('SCIC-01', '2026-11-22', capital(0, 0))).toEqual(['capital_total_cents'])
  })

  test('selling the excess brings the share back under the ceiling, and one cent less does not', () => {
    const amounts = fc
      .integer({ min: 2, max: 10_000_000_00 })
      .chain((total) =>
        fc.tuple(fc.constant(total), fc.integer({ min: Math.floor(total / 2) + 1, max: total })),
      )
    fc.assert(
      fc.property(amounts, ([total, held]) => {
        const share = (all: number, part: number) =>
          ask('SCIC-01', '2026-11-22', {
            capital_total_cents: all,
            territorial_public_capital_cents: part,
          }).status
        const { status, excess } = ask('SCIC-01', '2026-11-22', {
          capital_total_cents: total,
          territorial_public_capital_cents: held,
        })
        expect(status).toBe('forbidden')
        expect(share(total, held - (excess ?? 0))).toBe('allowed')
        expect(share(total, held - (excess ?? 0) + 1)).toBe('forbidden')
      }),
      { numRuns: 50 },
    )
  })
})

describe('SCIC-02, categories of members', () => {
  const nobody = {
    employee_count: 0,
    employee_members: 0,
    producer_members: 0,
    beneficiary_members: 0,
    volunteer_members: 0,
    public_members: 0,
    other_members: 0,
  }
  const typical = {
    ...nobody,
    employee_count: 2,
    employee_members: 2,
    beneficiary_members: 30,
    public_members: 1,
  }
  const producers = { ...nobody, producer_members: 4, beneficiary_members: 30, public_members: 1 }
  const sponsors = { ...nobody, employee_count: 2, employee_members: 2, public_members: 1, other_members: 1 }

  test('E4: employees, users and the town are three categories', () => {
    for (const day of ['2014-08-01', '2014-08-02', '2026-11-22'])
      expect(ask('SCIC-02', day, typical)).toMatchObject({ status: 'allowed', value: 3, threshold: 3 })
  })

  test('E4: producers stand for employees from 2014-08-02 on', () => {
    expect(ask('SCIC-02', '2014-08-01', producers)).toMatchObject({
      version: 'SCIC-02a',
      status: 'forbidden',
      nextChange: '2014-08-02',
    })
    expect(ask('SCIC-02', '2014-08-02', producers)).toMatchObject({ version: 'SCIC-02b', status: 'allowed' })
  })

  test('E4: without users three categories are not enough', () => {
    const found = ask('SCIC-02', '2026-11-22', sponsors)
    expect(found).toMatchObject({ status: 'forbidden', value: 3 })
    expect(found.cure?.en).toBe('Still needed: habitual users among the members.')
  })

  test('two categories are not enough, and producers stand for nobody where there are employees', () => {
    expect(ask('SCIC-02', '2026-11-22', { ...typical, public_members: 0 })).toMatchObject({
      status: 'forbidden',
      value: 2,
    })
    expect(ask('SCIC-02', '2026-11-22', { ...producers, employee_count: 1 }).status).toBe('forbidden')
    expect(refused('SCIC-02', '2026-11-22', { ...nobody, employee_members: 1 })).toEqual(['employee_members'])
  })
})

describe('SCIC-03, form', () => {
  test('an SAS is open from 2014-08-02 on', () => {
    const sas = { form: 'sas', has_variable_capital: true }
    expect(ask('SCIC-03', '2001-07-17', sas).status).toBe('forbidden')
    expect(ask('SCIC-03', '2014-08-01', sas).status).toBe('forbidden')
    expect(ask('SCIC-03', '2014-08-02', sas).status).toBe('allowed')
    expect(ask('SCIC-03', '2014-08-01', { ...sas, form: 'sarl' }).status).toBe('allowed')
    expect(ask('SCIC-03', '2026-11-22', { ...sas, form: 'other' }).status).toBe('forbidden')
    expect(ask('SCIC-03', '2026-11-22', { ...sas, has_variable_capital: false }).status).toBe('forbidden')
  })
})

describe('SCIC-04, colleges', () => {
  const colleges = (...percents: number[]) => ({
    college_count: percents.length,
    weights: percents.map((percent) => ({ share: percent / 100 })),
    is_weighted_by_capital: false,
  })

  test.each([
    ['50/40/10', [50, 40, 10], 'allowed'],
    ['55/35/10', [55, 35, 10], 'forbidden'],
    ['48/45/7', [48, 45, 7], 'forbidden'],
    ['50/50', [50, 50], 'forbidden'],
    ['50.1/39.9/10', [50.1, 39.9, 10], 'forbidden'],
    ['50/40.1/9.9', [50, 40.1, 9.9], 'forbidden'],
    ['40/40/10, which is not everybody', [40, 40, 10], 'forbidden'],
  ])('E5: %s', (_name, percents, status) => {
    expect(ask('SCIC-04', '2026-11-22', colleges(...percents)).status).toBe(status)
  })

  test('E5: four colleges weigh 25 % each where the statutes are silent', () => {
    const silent = { college_count: 4, is_weighted_by_capital: false }
    expect(ask('SCIC-04', '2026-11-22', silent)).toMatchObject({ status: 'allowed', value: 0.25, excess: 0 })
    expect(ask('SCIC-04', '2026-11-22', { ...silent, college_count: 2 }).status).toBe('forbidden')
    expect(ask('SCIC-04', '2026-11-22', { ...silent, college_count: 11 }).status).toBe('forbidden')
  })

  test('E5: the capital contributed sets no weight', () => {
    const found = ask('SCIC-04', '2026-11-22', { ...colleges(50, 40, 10), is_weighted_by_capital: true })
    expect(found.status).toBe('forbidden')
    expect(found.cure?.en).toBe('Still needed: a weight that does not follow the capital contributed.')
  })

  test('without colleges, one member has one vote; a weight is missing for no college', () => {
    expect(ask('SCIC-04', '2026-11-22', { college_count: 0, is_weighted_by_capital: false }).status).toBe(
      'allowed',
    )
    expect(refused('SCIC-04', '2026-11-22', { ...colleges(50, 40, 10), college_count: 4 })).toEqual([
      'weights',
    ])
  })
})

describe('SCIC-05, reserves', () => {
  const surplus = (cents: number, legal: number) => ({
    surplus_cents: cents,
    legal_reserve_cents: euros(legal),
    capital_cents: euros(100_000),
  })

  test('E6: 57.5 % while the legal reserve is not full', () => {
    const found = ask('SCIC-05', '2026-12-31', surplus(euros(40_000), 99_999.99))
    expect(found).toMatchObject({ status: 'computed', value: euros(23_000), unit: 'cents' })
    expect(stepOf(found, 'legal_cents')).toBe(euros(6000))
    expect(stepOf(found, 'statutory_cents')).toBe(euros(17_000))
    expect(stepOf(found, 'free_cents')).toBe(euros(17_000))
  })

  test('E6: 50 % once it equals the capital', () => {
    const found = ask('SCIC-05', '2026-12-31', surplus(euros(40_000), 100_000))
    expect(found.value).toBe(euros(20_000))
    expect(stepOf(found, 'legal_cents')).toBe(0)
  })

  test('what is reserved and what is free make the surplus, to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_00 }), fc.boolean(), (cents, isFull) => {
        const found = ask('SCIC-05', '2026-12-31', surplus(cents, isFull ? 100_000 : 0))
        expect(Number(found.value) + Number(stepOf(found, 'free_cents'))).toBe(cents)
        expect(Number.isInteger(stepOf(found, 'legal_cents'))).toBe(true)
        expect(Math.abs(Number(found.value) - cents * (isFull ? 0.5 : 0.575))).toBeLessThanOrEqual(1)
      }),
      { numRuns: 50 },
    )
  })
})

test('SCIC-06: interest stays under the bond yield plus two points, and under the surplus without subsidies', () => {
  const facts = {
    shares_cents: euros(50_000),
    average_bond_yield: 0.03,
    free_surplus_cents: euros(10_000),
    public_subsidies_cents: euros(2000),
  }
  const interest = (amount: number, others = {}) =>
    ask('SCIC-06', '2026-12-31', { ...facts, interest_cents: euros(amount), ...others })
  expect(interest(2500)).toMatchObject({ status: 'allowed', threshold: euros(2500), excess: 0 })
  expect(interest(2500.01)).toMatchObject({ status: 'forbidden', excess: 1 })
  expect(interest(2500, { public_subsidies_cents: euros(8000) })).toMatchObject({
    status: 'forbidden',
    threshold: euros(2000),
    excess: euros(500),
  })
  expect(ask('SCIC-06', '2014-08-01', { ...facts, interest_cents: 0 }).status).toBe('not_applicable')
})

describe('SCIC-10, current-account advance', () => {
  const sound = {
    has_written_agreement: true,
    duration_months: 24,
    renewal_count: 1,
    has_earlier_advance_outstanding: false,
    total_advances_cents: euros(3_000_000),
    operating_revenue_cents: euros(60_000_000),
    is_equity_below_half_capital: false,
  }

  test('each limit is allowed, one step more is not', () => {
    expect(ask('SCIC-10', '2022-02-23', sound)).toMatchObject({
      status: 'allowed',
      threshold: euros(3_000_000),
    })
    const refusals: Record<string, unknown>[] = [
      { has_written_agreement: false },
      { duration_months: 25 },
      { renewal_count: 2 },
      { has_earlier_advance_outstanding: true },
      { total_advances_cents: euros(3_000_000) + 1 },
      { is_equity_below_half_capital: true },
      { public_share_once_capitalised: 0.501 },
    ]
    for (const change of refusals)
      expect(ask('SCIC-10', '2022-02-23', { ...sound, ...change }).status).toBe('forbidden')
    expect(ask('SCIC-10', '2022-02-23', { ...sound, public_share_once_capitalised: 0.5 }).status).toBe(
      'allowed',
    )
  })

  test('it was impossible before 2022-02-23', () => {
    expect(ask('SCIC-10', '2022-02-22', sound)).toMatchObject({
      status: 'forbidden',
      nextChange: '2022-02-23',
    })
  })
})

test('SCIC-07 to SCIC-09 and SCIC-11: duties around a SCIC', () => {
  expect(ask('SCIC-07', '2026-11-22', { aid_basis: 'none' }).status).toBe('forbidden')
  expect(ask('SCIC-07', '2026-11-22', { aid_basis: 'de_minimis' }).status).toBe('allowed')
  expect(ask('SCIC-07', '2001-07-17', { aid_basis: 'de_minimis' }).status).toBe('not_applicable')
  expect(ask('SCIC-08', '2012-03-23').status).toBe('not_applicable')
  expect(ask('SCIC-08', '2012-03-24').status).toBe('not_required')
  expect(ask('SCIC-09', '2015-10-31').status).toBe('not_applicable')
  expect(ask('SCIC-09', '2015-11-01').status).toBe('required')
  // E16: a SCIC of which the town owns 40 % has private members.
  expect(ask('SCIC-11', '2026-11-22', { has_private_members: true }).status).toBe('required')
  expect(ask('SCIC-11', '2026-11-22', { has_private_members: false }).status).toBe('warning')
})
