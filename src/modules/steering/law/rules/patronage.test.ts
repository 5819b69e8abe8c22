import { describe, expect, test } from 'vitest'
import { ask, euros, stepOf } from '../ask.testing.ts'

const company = (turnover: number, gift: number, others = {}) => ({
  turnover_cents: euros(turnover),
  gift_cents: euros(gift),
  ...others,
})

describe('MEC-01, company', () => {
  test.each([
    ['2018-12-31', 'MEC-01a', 7500, 4500, 1500],
    ['2019-12-30', 'MEC-01a', 7500, 4500, 1500],
    ['2019-12-31', 'MEC-01b', 10_000, 5400, 0],
    ['2020-12-30', 'MEC-01b', 10_000, 5400, 0],
    ['2020-12-31', 'MEC-01c', 20_000, 5400, 0],
    ['2026-12-31', 'MEC-01c', 20_000, 5400, 0],
  ])('E10: a year closed on %s follows %s', (day, version, cap, reduction, carry) => {
    const found = ask('MEC-01', day, company(1_500_000, 9000))
    expect(found).toMatchObject({
      version,
      status: 'computed',
      value: euros(reduction),
      unit: 'cents',
      threshold: euros(cap),
      excess: euros(carry),
    })
    expect(stepOf(found, 'carry_forward_cents')).toBe(euros(carry))
  })

  test('E10: above 0.5 % of the turnover, the excess is carried', () => {
    const found = ask('MEC-01', '2026-12-31', company(10_000_000, 70_000))
    expect(found).toMatchObject({ value: euros(30_000), threshold: euros(50_000) })
    expect(stepOf(found, 'carry_forward_cents')).toBe(euros(20_000))
  })

  test('E10: 40 % above two million, save for help to people in need', () => {
    expect(ask('MEC-01', '2026-12-31', company(1_000_000_000, 3_000_000)).value).toBe(euros(1_600_000))
    expect(ask('MEC-01', '2026-12-31', company(1_000_000_000, 2_000_000)).value).toBe(euros(1_200_000))
    expect(ask('MEC-01', '2026-12-31', company(1_000_000_000, 2_000_001)).value).toBe(euros(1_200_000.4))
    const helping = company(1_000_000_000, 3_000_000, { helps_people_in_need: true })
    expect(ask('MEC-01', '2026-12-31', helping).value).toBe(euros(1_800_000))
    expect(ask('MEC-01', '2020-12-30', company(1_000_000_000, 3_000_000)).value).toBe(euros(1_800_000))
  })

  test('a cent above the cap is carried, and brings no reduction', () => {
    const at = ask('MEC-01', '2026-12-31', company(0, 20_000))
    const above = ask('MEC-01', '2026-12-31', company(0, 20_000.01))
    expect([at.value, above.value]).toEqual([euros(12_000), euros(12_000)])
    expect([stepOf(at, 'carry_forward_cents'), stepOf(above, 'carry_forward_cents')]).toEqual([0, 1])
  })

  test('excesses are used after the gifts of the year, for five years, then lost', () => {
    const carried = (fy_end: string) =>
      ask('MEC-01', '2026-12-31', company(0, 15_000, { carried_forward: [{ fy_end, cents: euros(8000) }] }))
    const usable = carried('2025-12-31')
    expect(usable.value).toBe(euros(12_000))
    expect(stepOf(usable, 'carry_forward_cents')).toBe(euros(3000))
    const lastYear = carried('2021-12-31')
    expect(lastYear.value).toBe(euros(12_000))
    expect(stepOf(lastYear, 'expired_cents')).toBe(euros(3000))
    expect(stepOf(lastYear, 'carry_forward_cents')).toBe(0)
    const tooOld = carried('2020-12-31')
    expect(tooOld.value).toBe(euros(9000))
    expect(stepOf(tooOld, 'carry_forward_cents')).toBe(0)
    expect(lastYear.nextChange).toBe('2027-01-01')
  })

  test('an excess that is lost changes the answer even where the cap hides it from the reduction', () => {
    const carried_forward = [{ fy_end: '2021-12-31', cents: euros(8000) }]
    const capped = ask('MEC-01', '2026-12-31', company(0, 20_000, { carried_forward }))
    expect(capped).toMatchObject({ value: euros(12_000), excess: euros(8000), nextChange: '2027-01-01' })
  })

  test('nothing is known before 2003-08-01', () => {
    expect(ask('MEC-01', '2003-07-31', company(1_000_000, 1000)).status).toBe('not_applicable')
    expect(ask('MEC-01', '2003-08-01', company(1_000_000, 1000)).value).toBe(euros(600))
  })
})

const household = (income: number, gift: number, others = {}) => ({
  taxable_income_cents: euros(income),
  gift_cents: euros(gift),
  helps_people_in_need: false,
  ...others,
})

describe('MEC-02, individual', () => {
  test('E11: 66 % within a fifth of the income', () => {
    const found = ask('MEC-02', '2026-06-01', household(30_000, 7000))
    expect(found).toMatchObject({ value: euros(3960), threshold: euros(6000), excess: euros(1000) })
    expect(stepOf(found, 'base_cents')).toBe(euros(6000))
    expect(stepOf(found, 'carry_forward_cents')).toBe(euros(1000))
  })

  test('E11: a heritage project of the town opens 66 %, not 75 %', () => {
    expect(ask('MEC-02', '2026-06-01', household(30_000, 1500)).value).toBe(euros(990))
  })

  test('the 75 % slice goes from 1,000 to 2,000 euros on 2025-10-14', () => {
    const gift = household(100_000, 2000.01, { helps_people_in_need: true })
    expect(ask('MEC-02', '2025-10-13', gift)).toMatchObject({
      version: 'MEC-02a',
      value: euros(750) + euros(660.01),
      nextChange: '2025-10-14',
    })
    expect(ask('MEC-02', '2025-10-14', gift)).toMatchObject({ version: 'MEC-02b', value: euros(1500.01) })
    expect(ask('MEC-02', '2019-12-31', gift)).toMatchObject({
      status: 'not_applicable',
      nextChange: '2020-01-01',
    })
    expect(ask('MEC-02', '2020-01-01', gift).value).toBe(euros(750) + euros(660.01))
  })

  test('an excess serves in the five years that follow', () => {
    const carried = (year: number) =>
      ask('MEC-02', '2026-06-01', household(30_000, 1000, { carried_forward: [{ year, cents: euros(500) }] }))
        .value
    expect([2020, 2021, 2025, 2026].map(carried)).toEqual([euros(660), euros(990), euros(990), euros(660)])
  })
})

test('MEC-03: the project is tested', () => {
  const heritage = { purpose: 'heritage', is_managed_selflessly: true }
  expect(ask('MEC-03', '2026-11-22', heritage).status).toBe('allowed')
  expect(ask('MEC-03', '2026-11-22', { ...heritage, purpose: 'other' }).status).toBe('forbidden')
  expect(ask('MEC-03', '2026-11-22', { ...heritage, is_managed_selflessly: false }).status).toBe('forbidden')
})

describe('MEC-04 and MEC-05, counterparts', () => {
  const individual = (gift: number, counterpart: number, others = {}) => ({
    donor: 'individual',
    gift_cents: euros(gift),
    counterpart_cents: euros(counterpart),
    has_advertising_message: false,
    ...others,
  })

  test('E11: a quarter of the gift, and 73 euros a year', () => {
    expect(ask('MEC-04', '2026-06-01', individual(200, 50))).toMatchObject({ status: 'allowed', excess: 0 })
    expect(ask('MEC-04', '2026-06-01', individual(200, 50.01))).toMatchObject({
      status: 'forbidden',
      excess: 1,
    })
    expect(ask('MEC-04', '2026-06-01', individual(200, 51)).status).toBe('forbidden')
    expect(ask('MEC-04', '2026-06-01', individual(1000, 100))).toMatchObject({
      status: 'forbidden',
      threshold: euros(73),
      excess: euros(27),
    })
    expect(ask('MEC-04', '2026-06-01', individual(1000, 73)).status).toBe('allowed')
    expect(ask('MEC-04', '2026-06-01', individual(1000, 73.01)).status).toBe('forbidden')
    const second = { earlier_counterparts_year_cents: euros(60) }
    expect(ask('MEC-04', '2026-06-01', individual(1000, 13, second)).status).toBe('allowed')
    expect(ask('MEC-04', '2026-06-01', individual(1000, 13.01, second)).status).toBe('forbidden')
  })

  test('the cap was 65 euros until the end of 2020', () => {
    expect(ask('MEC-04', '2020-12-31', individual(1000, 70))).toMatchObject({
      version: 'MEC-04a',
      status: 'forbidden',
      nextChange: '2021-01-01',
    })
    expect(ask('MEC-04', '2021-01-01', individual(1000, 70)).status).toBe('allowed')
  })

  test('E12: a name on a panel is patronage, a full-page advert is sponsorship', () => {
    const name = { payment_cents: euros(5000), counterpart_cents: euros(300), has_advertising_message: false }
    const advert = {
      payment_cents: euros(5000),
      counterpart_cents: euros(4000),
      has_advertising_message: true,
    }
    const panel = ask('MEC-05', '2026-06-01', { ...name, is_taxable_person: true })
    expect(panel.value).toBe('patronage')
    expect(stepOf(panel, 'counterpart_share')).toBe(0.06)
    expect(stepOf(panel, 'is_tax_receipt_due')).toBe(true)
    expect(stepOf(panel, 'is_vat_due')).toBe(false)
    const page = ask('MEC-05', '2026-06-01', { ...advert, is_taxable_person: true })
    expect(page.value).toBe('sponsorship')
    expect(stepOf(page, 'is_invoice_due')).toBe(true)
    expect(stepOf(page, 'is_vat_due')).toBe(true)
    expect(stepOf(page, 'is_tax_receipt_due')).toBe(false)
    expect(stepOf(ask('MEC-05', '2026-06-01', { ...advert, is_taxable_person: false }), 'is_vat_due')).toBe(
      false,
    )
  })

  test('E12: the same for the counterparts of a company: a quarter is a warning, an advert is refused', () => {
    const gift = (counterpart: number, isAdvert = false) => ({
      donor: 'company',
      gift_cents: euros(5000),
      counterpart_cents: euros(counterpart),
      has_advertising_message: isAdvert,
    })
    expect(ask('MEC-04', '2026-06-01', gift(300)).status).toBe('allowed')
    expect(ask('MEC-04', '2026-06-01', gift(1250)).status).toBe('allowed')
    expect(ask('MEC-04', '2026-06-01', gift(1250.01)).status).toBe('warning')
    expect(ask('MEC-04', '2026-06-01', gift(4000, true)).status).toBe('forbidden')
  })
})

test('MEC-06 and MEC-07: receipts', () => {
  expect(ask('MEC-06', '2026-06-01', { donor: 'individual' })).toMatchObject({
    status: 'required',
    value: 'cerfa_11580',
  })
  expect(ask('MEC-06', '2026-06-01', { donor: 'company' })).toMatchObject({
    status: 'unknown',
    missing: ['fy_opened_on'],
  })
  const gift = (fy_opened_on: string, gifts: number) =>
    ask('MEC-06', '2026-06-01', { donor: 'company', fy_opened_on, gifts_year_cents: euros(gifts) })
  expect(gift('2021-12-31', 10_000).status).toBe('not_required')
  expect(gift('2022-01-01', 10_000).status).toBe('required')
  expect(stepOf(gift('2022-01-01', 10_000), 'does_company_declare')).toBe(false)
  expect(stepOf(gift('2022-01-01', 10_000.01), 'does_company_declare')).toBe(true)
  const fine = { certified_cents: euros(1000), reduction_rate: 0.66 }
  expect(ask('MEC-07', '2018-12-31', fine).status).toBe('not_applicable')
  expect(ask('MEC-07', '2019-01-01', fine).value).toBe(euros(660))
})
