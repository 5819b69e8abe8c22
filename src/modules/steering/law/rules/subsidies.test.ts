import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDate } from '#kernel/calendar-date.ts'
import { ask, euros, refused, stepOf } from '../ask.testing.ts'
import { anyDay } from '../facts.testing.ts'

test('SUB-01: a price for a need of the town is a public contract', () => {
  const grant = {
    is_private_body: true,
    serves_general_interest: true,
    is_initiated_by_beneficiary: true,
    is_carried_by_beneficiary: true,
    is_valued_in_act: true,
    answers_need_of_authority: false,
  }
  expect(ask('SUB-01', '2014-08-02', grant)).toMatchObject({ status: 'allowed', value: 'grant' })
  expect(ask('SUB-01', '2014-08-01', grant).status).toBe('not_applicable')
  expect(ask('SUB-01', '2026-11-22', { ...grant, answers_need_of_authority: true })).toMatchObject({
    status: 'forbidden',
    value: 'public_contract',
  })
  for (const name of Object.keys(grant).filter((fact) => fact !== 'answers_need_of_authority'))
    expect(ask('SUB-01', '2026-11-22', { ...grant, [name]: false }).status).toBe('forbidden')
})

describe('SUB-02, compulsory agreement', () => {
  const year = (cash: number, inKind = 0) => ({
    cash_year_cents: euros(cash),
    in_kind_year_cents: euros(inKind),
  })

  test.each([
    ['22,999.99 in money', year(22_999.99), 'not_required', 0],
    ['23,000.00 in money', year(23_000), 'not_required', 0],
    ['23,000.01 in money', year(23_000.01), 'required', 1],
    ['15,000 in money and premises worth 10,000', year(15_000, 10_000), 'required', euros(2000)],
    ['15,000 in each of two years: the year alone counts', year(15_000), 'not_required', 0],
    ['23,000 in kind alone', year(0, 23_000), 'not_required', 0],
  ])('E7: %s', (_name, facts, status, excess) => {
    expect(ask('SUB-02', '2026-06-01', facts)).toMatchObject({
      status,
      excess,
      value: facts.cash_year_cents + facts.in_kind_year_cents,
      unit: 'cents',
      threshold: euros(23_000),
    })
  })

  test('what is not said is asked for', () => {
    expect(ask('SUB-02', '2026-06-01', { cash_year_cents: 1 })).toMatchObject({
      status: 'unknown',
      missing: ['in_kind_year_cents'],
    })
  })
})

test('SUB-03: payment terms are asked of agreements signed from 2014-08-02 on', () => {
  const clauses = {
    has_object: true,
    has_amount: true,
    has_conditions_of_use: true,
    has_payment_terms: false,
  }
  expect(ask('SUB-03', '2014-08-01', clauses)).toMatchObject({ status: 'allowed', nextChange: '2014-08-02' })
  expect(ask('SUB-03', '2014-08-02', clauses).status).toBe('forbidden')
  expect(ask('SUB-03', '2014-08-02', { ...clauses, has_payment_terms: true }).status).toBe('allowed')
  for (const name of ['has_object', 'has_amount', 'has_conditions_of_use'])
    expect(ask('SUB-03', '2014-08-01', { ...clauses, [name]: false }).status).toBe('forbidden')
})

test('SUB-04: the report is due six months after the financial year', () => {
  expect(ask('SUB-04', '2026-12-31', { is_earmarked: true })).toMatchObject({
    status: 'required',
    value: '2027-06-30',
    unit: 'date',
  })
  expect(ask('SUB-04', '2026-08-31', { is_earmarked: true }).value).toBe('2027-02-28')
  expect(ask('SUB-04', '2026-12-31', { is_earmarked: false })).toMatchObject({
    status: 'not_required',
    value: null,
  })
})

test('SUB-05 and SUB-06: sixty days to pay and a clause on the surplus, since 2021-07-03', () => {
  expect(ask('SUB-05', '2021-07-02').status).toBe('not_applicable')
  expect(ask('SUB-05', '2021-07-03').value).toBe('2021-09-01')
  expect(ask('SUB-05', '2026-03-01', { agreed_payment_on: '2026-09-15' }).value).toBe('2026-09-15')
  expect(ask('SUB-06', '2021-07-02', { has_surplus_clause: true }).status).toBe('not_applicable')
  expect(ask('SUB-06', '2021-07-03', { has_surplus_clause: true }).status).toBe('allowed')
  expect(ask('SUB-06', '2021-07-03', { has_surplus_clause: false }).status).toBe('warning')
})

test('SUB-07: the single form', () => {
  expect(ask('SUB-07', '2016-12-31', { form: 'other' }).status).toBe('not_applicable')
  expect(ask('SUB-07', '2017-01-01', { form: 'other' }).status).toBe('forbidden')
  expect(ask('SUB-07', '2017-01-01', { form: 'cerfa_12156' }).status).toBe('allowed')
  expect(ask('SUB-07', '2017-01-01', { form: 'same_fields_online' }).status).toBe('allowed')
})

test('SUB-08, E7: the republican commitment is asked of applications from 2022-01-02 on', () => {
  const association = { applicant: 'association', is_presumed_to_comply: false }
  expect(ask('SUB-08', '2022-01-01', association)).toMatchObject({
    status: 'not_applicable',
    nextChange: '2022-01-02',
  })
  expect(ask('SUB-08', '2022-01-02', association).status).toBe('required')
  expect(ask('SUB-08', '2022-01-02', { ...association, applicant: 'foundation' }).status).toBe('required')
  expect(ask('SUB-08', '2022-01-02', { ...association, applicant: 'other' }).status).toBe('not_required')
  expect(ask('SUB-08', '2022-01-02', { ...association, is_presumed_to_comply: true }).status).toBe(
    'not_required',
  )
})

describe('SUB-09, withdrawal', () => {
  const grant = { amount_cents: euros(12_000), period_first_on: '2026-01-01', period_last_on: '2026-12-31' }

  test('E8: a breach on 2026-07-01 leaves 184 days of 365', () => {
    const found = ask('SUB-09', '2026-07-01', grant)
    expect(found).toMatchObject({ status: 'computed', value: euros(6049.32), unit: 'cents' })
    expect(stepOf(found, 'days_left')).toBe(184)
    expect(stepOf(found, 'total_days')).toBe(365)
  })

  test('all of it from the first day, a day of it on the last, none after', () => {
    expect(ask('SUB-09', '2026-01-01', grant).value).toBe(euros(12_000))
    expect(ask('SUB-09', '2025-12-31', grant).value).toBe(euros(12_000))
    expect(ask('SUB-09', '2026-12-31', grant).value).toBe(euros(32.88))
    expect(ask('SUB-09', '2027-01-01', grant).value).toBe(0)
    expect(ask('SUB-09', '2022-01-01', grant).status).toBe('not_applicable')
    expect(refused('SUB-09', '2026-07-01', { ...grant, period_last_on: '2025-12-31' })).toEqual([
      'period_last_on',
    ])
  })
})

test('SUB-10, E9: grants of all authorities together, beyond 153,000', () => {
  const grants = (...amounts: number[]) => ({
    cash_grants: amounts.map((amount, index) => ({ authority: `authority ${index}`, cents: euros(amount) })),
  })
  expect(ask('SUB-10', '2026-12-31', grants(100_000, 53_000))).toMatchObject({
    status: 'not_required',
    value: euros(153_000),
    threshold: euros(153_000),
    excess: 0,
  })
  expect(ask('SUB-10', '2026-12-31', grants(100_000, 53_000.01))).toMatchObject({
    status: 'required',
    excess: 1,
  })
  expect(ask('SUB-10', '2026-12-31', grants(152_999.99)).status).toBe('not_required')
  expect(ask('SUB-10', '2026-12-31', grants()).value).toBe(0)
})

test('SUB-11: more than 75,000, or more than half of the income', () => {
  const body = (grant: number, income: number) => ({ grant_cents: euros(grant), income_cents: euros(income) })
  expect(ask('SUB-11', '2026-12-31', body(75_000, 1_000_000)).status).toBe('not_required')
  expect(ask('SUB-11', '2026-12-31', body(75_000.01, 1_000_000))).toMatchObject({
    status: 'required',
    excess: 1,
  })
  expect(ask('SUB-11', '2026-12-31', body(10_000, 20_000)).status).toBe('not_required')
  expect(ask('SUB-11', '2026-12-31', body(10_000.01, 20_000)).status).toBe('required')
  expect(ask('SUB-11', '2014-10-07', body(80_000, 1_000_000)).status).toBe('required')
})

test('SUB-12: documents handed over, nothing granted on unless agreed', () => {
  const sent = {
    has_sent_certified_accounts: true,
    has_sent_activity_documents: true,
    regrants_to_others: false,
  }
  expect(ask('SUB-12', '2026-12-31', sent).status).toBe('allowed')
  expect(ask('SUB-12', '2026-12-31', { ...sent, has_sent_certified_accounts: false }).status).toBe(
    'forbidden',
  )
  expect(ask('SUB-12', '2026-12-31', { ...sent, has_sent_activity_documents: false }).status).toBe(
    'forbidden',
  )
  const regrant = { ...sent, regrants_to_others: true }
  expect(ask('SUB-12', '2026-12-31', regrant)).toMatchObject({
    status: 'unknown',
    missing: ['is_regrant_in_agreement'],
  })
  expect(ask('SUB-12', '2026-12-31', { ...regrant, is_regrant_in_agreement: false }).status).toBe('forbidden')
  expect(ask('SUB-12', '2026-12-31', { ...regrant, is_regrant_in_agreement: true }).status).toBe('allowed')
})

test('SUB-13: published within three months of the signature, since 2017-08-01', () => {
  expect(ask('SUB-13', '2017-07-31', { has_agreement: true }).status).toBe('not_applicable')
  const found = ask('SUB-13', '2026-11-30', { has_agreement: true })
  expect(found).toMatchObject({ status: 'required', value: '2027-02-28', unit: 'date' })
  expect(stepOf(found, 'keep_until')).toBe('2032-02-28')
  expect(ask('SUB-13', '2026-11-30', { has_agreement: false }).status).toBe('not_required')
})

describe('SUB-14, open-data row', () => {
  const row = {
    grantor_name: 'Commune',
    grantor_siret: '21490007800012',
    agreement_date: '2026-03-01',
    beneficiary_name: 'Association',
    beneficiary_siret: '77567227224553',
    object: 'Fonctionnement',
    amount: '12000.50',
    nature: 'aide en numéraire;aide en nature',
    payment_conditions: 'échelonné',
    payment_period: '2026-03-01/2026-12-31',
    is_notified_to_eu: 'non',
    grant_share: '0.35',
  }

  test('a row that follows the schema may be published', () => {
    expect(ask('SUB-14', '2026-11-22', row).status).toBe('allowed')
    expect(ask('SUB-14', '2018-04-26', row).status).toBe('not_applicable')
    const variants = [
      { nature: 'aide en nature' },
      { nature: 'aide en nature;aide en numéraire' },
      { payment_period: '2026-03-01' },
      { grant_share: '1' },
      { object: 'x'.repeat(256) },
    ]
    for (const variant of variants)
      expect(ask('SUB-14', '2026-11-22', { ...row, ...variant }).status).toBe('allowed')
  })

  test.each([
    ['grantor_siret', '2149000780001', 'idAttribuant'],
    ['beneficiary_siret', '7756722722455A', 'idBeneficiaire'],
    ['agreement_date', '01/03/2026', 'dateConvention'],
    ['agreement_date', '2026-02-30', 'dateConvention'],
    ['object', 'x'.repeat(257), 'objet'],
    ['object', '', 'objet'],
    ['amount', '12000,50', 'montant'],
    ['nature', 'numéraire', 'nature'],
    ['payment_period', '2026-03-01/', 'datesPeriodeVersement'],
    ['payment_period', '2026-03-01/2026-13-01', 'datesPeriodeVersement'],
    ['is_notified_to_eu', 'no', 'notificationUE'],
    ['grant_share', '1.01', 'pourcentageSubvention'],
    ['grant_share', '35 %', 'pourcentageSubvention'],
  ])('%s "%s" is refused by its column', (name, value, column) => {
    const found = ask('SUB-14', '2026-11-22', { ...row, [name]: value })
    expect(found.status).toBe('forbidden')
    expect(found.cure?.en).toBe(`Still needed: ${column} as the schema wants it.`)
  })
})

describe('SUB-15, silence', () => {
  test('E30: a complete file received on 2026-09-20 is rejected by silence on 2026-11-20', () => {
    expect(ask('SUB-15', '2026-09-20', { received_on: '2026-09-20', suspensions: [] })).toMatchObject({
      status: 'computed',
      value: '2026-11-20',
      unit: 'date',
    })
  })

  test('E30: items asked for on 09-25 and received on 10-05 put it off by ten days', () => {
    const found = ask('SUB-15', '2026-09-20', {
      received_on: '2026-09-20',
      suspensions: [{ from: '2026-09-25', to: '2026-10-05' }],
    })
    expect(found.value).toBe('2026-11-30')
    expect(stepOf(found, 'suspended_days')).toBe(10)
  })

  test('it holds for local authorities from 2015-11-12 on', () => {
    const received = { received_on: '2015-11-11', suspensions: [] }
    expect(ask('SUB-15', '2015-11-11', received)).toMatchObject({
      status: 'not_applicable',
      nextChange: '2015-11-12',
    })
    expect(ask('SUB-15', '2015-11-12', received).status).toBe('computed')
  })

  test('one more day of suspension puts the answer off by one day', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 55 }),
        fc.integer({ min: 0, max: 60 }),
        (day, after, length) => {
          const until = (days: number) =>
            ask('SUB-15', '2026-11-22', {
              received_on: day,
              suspensions: [{ from: addDays(day, after), to: addDays(day, after + days) }],
            }).value
          expect(until(length + 1)).toBe(addDays(calendarDate(String(until(length))), 1))
        },
      ),
      { numRuns: 50 },
    )
  })

  test('a suspension that ends before it begins is a mistake', () => {
    const backwards = { received_on: '2026-09-20', suspensions: [{ from: '2026-10-05', to: '2026-09-25' }] }
    expect(refused('SUB-15', '2026-09-20', backwards)).toEqual(['suspensions[0].to'])
  })
})

describe('SUB-16 to SUB-18, members with an interest', () => {
  const member = (prepared: boolean, voted: boolean, isInterested = true) => ({
    is_member_interested: isInterested,
    took_part_in_preparation: prepared,
    took_part_in_vote: voted,
  })

  test('E29: leaving for the vote is not enough for who chaired the committee', () => {
    expect(ask('SUB-16', '2026-11-22', member(true, false)).status).toBe('warning')
    expect(ask('SUB-16', '2026-11-22', member(false, true)).status).toBe('forbidden')
    expect(ask('SUB-16', '2026-11-22', member(true, true)).status).toBe('forbidden')
    expect(ask('SUB-16', '2026-11-22', member(false, false)).status).toBe('allowed')
    expect(ask('SUB-16', '2026-11-22', member(true, true, false)).status).toBe('allowed')
  })

  test('E29: the shield takes a basis in law, and still asks to step aside for a contract', () => {
    expect(ask('SUB-17', '2026-11-22', { is_appointed_by_law: false, act: 'grant' }).status).toBe(
      'not_applicable',
    )
    expect(ask('SUB-17', '2026-11-22', { is_appointed_by_law: true, act: 'contract_award' }).status).toBe(
      'required',
    )
    expect(ask('SUB-17', '2026-11-22', { is_appointed_by_law: true, act: 'other' }).status).toBe(
      'not_required',
    )
    expect(ask('SUB-17', '2022-02-22', { is_appointed_by_law: true, act: 'grant' }).status).toBe(
      'not_applicable',
    )
  })

  test('SUB-18: the law of 2025-12-22 is announced from 2025-12-24 on', () => {
    expect(ask('SUB-18', '2025-12-23').status).toBe('not_applicable')
    expect(ask('SUB-18', '2025-12-24')).toMatchObject({ status: 'warning', confidence: 'to_verify' })
  })
})
