import { describe, expect, test } from 'vitest'
import { ask } from '../ask.testing.ts'

describe('E32: crowdfunding', () => {
  const library = { purpose: 'cultural', has_accountant_assent: true, has_written_mandate: true }

  test('a library, from 2015-12-17 on, with the assent of the accountant and a mandate', () => {
    expect(ask('CROWD-01', '2015-12-16', library)).toMatchObject({
      version: null,
      status: 'forbidden',
      nextChange: '2015-12-17',
    })
    expect(ask('CROWD-01', '2015-12-17', library)).toMatchObject({ version: 'CROWD-01a', status: 'allowed' })
    for (const day of ['2015-12-16', '2015-12-17', '2018-06-01', '2022-01-01', '2026-11-22']) {
      expect(ask('CROWD-01', day, { ...library, has_accountant_assent: false }).status).toBe('forbidden')
      expect(ask('CROWD-01', day, { ...library, has_written_mandate: false }).status).toBe('forbidden')
    }
  })

  test('a road, from 2022-01-01 on', () => {
    const road = { ...library, purpose: 'other' }
    expect(ask('CROWD-01', '2018-06-01', road)).toMatchObject({
      status: 'forbidden',
      nextChange: '2022-01-01',
    })
    expect(ask('CROWD-01', '2021-12-31', road).status).toBe('forbidden')
    expect(ask('CROWD-01', '2022-01-01', road)).toMatchObject({ version: 'CROWD-01b', status: 'allowed' })
  })

  test('the municipal police, never', () => {
    expect(ask('CROWD-01', '2026-11-22', { ...library, purpose: 'police' }).status).toBe('forbidden')
    expect(ask('CROWD-01', '2026-11-22', { ...library, purpose: 'public_order' }).status).toBe('forbidden')
  })

  test('on the day of the note, a town could not do it', () => {
    expect(ask('CROWD-01', '2014-10-07', library).status).toBe('forbidden')
    expect(ask('CROWD-02', '2014-10-07').status).toBe('forbidden')
    expect(ask('CROWD-02', '2015-12-16')).toMatchObject({ status: 'forbidden', nextChange: '2015-12-17' })
    expect(ask('CROWD-02', '2015-12-17').status).toBe('not_applicable')
  })

  test('bonds: an application of 2026-04-01 is too late', () => {
    const bonds = { candidature_on: '2026-03-31', closes_on: '2026-12-31' }
    expect(ask('CROWD-03', '2026-03-31', bonds).status).toBe('allowed')
    expect(ask('CROWD-03', '2026-04-01', { ...bonds, candidature_on: '2026-04-01' }).status).toBe('forbidden')
    expect(ask('CROWD-03', '2026-03-31', { ...bonds, closes_on: '2027-01-01' }).status).toBe('forbidden')
    expect(ask('CROWD-03', '2021-12-31', bonds).status).toBe('not_applicable')
    expect(ask('CROWD-03', '2027-01-01', bonds).status).toBe('not_applicable')
  })
})
