import { describe, expect, test } from 'vitest'
import { ask, refused, stepOf } from '../ask.testing.ts'

describe('E22: petition', () => {
  const petition = (on: string, facts: Record<string, unknown> = {}) =>
    ask('PAR-11', on, { registered_voters: 26_001, ...facts })

  test('a fifth until 22 February 2022, a tenth from the next day', () => {
    expect(petition('2022-02-22')).toMatchObject({
      version: 'PAR-11a',
      status: 'computed',
      value: 5201,
      nextChange: '2022-02-23',
    })
    expect(petition('2022-02-23')).toMatchObject({ version: 'PAR-11b', value: 2601 })
    expect(petition('2004-12-31').status).toBe('not_applicable')
    expect(petition('2022-02-22', { body: 'other_authority' }).value).toBe(2601)
    expect(petition('2022-02-23', { body: 'other_authority' }).value).toBe(1301)
    expect(ask('PAR-11', '2026-11-22', { registered_voters: 26_000 }).value).toBe(2600)
  })

  test('a threshold that is met obliges the mayor to inform the council, no more', () => {
    expect(petition('2026-11-22', { signatures: 2600 }).status).toBe('not_required')
    const met = petition('2026-11-22', { signatures: 2601 })
    expect(met.status).toBe('required')
    expect(stepOf(met, 'must_inform_council')).toBe(true)
    expect(refused('PAR-11', '2026-11-22', { registered_voters: 10, signatures: 11 })).toEqual(['signatures'])
  })

  test('the second signature of a quarter is void; before 2022, that of a year', () => {
    const second = (on: string, previous: string, signed: string) =>
      petition(on, { signed_on: signed, previous_signature_on: previous })
    const sameQuarter = second('2026-11-22', '2026-10-01', '2026-12-31')
    expect(sameQuarter.status).toBe('warning')
    expect(stepOf(sameQuarter, 'is_second_signature_void')).toBe(true)
    expect(second('2026-11-22', '2026-09-30', '2026-10-01').status).toBe('computed')
    expect(second('2026-11-22', '2025-10-01', '2026-10-01').status).toBe('computed')
    expect(second('2021-11-22', '2021-01-01', '2021-12-31').status).toBe('warning')
    expect(second('2021-11-22', '2020-12-31', '2021-01-01').status).toBe('computed')
  })
})

describe('E23: local referendum', () => {
  const result = (participants: number, yes: number, no: number, registered_voters = 26_000) =>
    ask('PAR-05', '2026-11-22', { registered_voters, participants, yes, no })

  test('below half of the registered voters, it binds nobody', () => {
    expect(result(12_999, 12_349, 650)).toMatchObject({
      status: 'computed',
      value: 'not_binding',
      threshold: 13_000,
    })
  })

  test('blank and void ballots count as taking part, not as votes', () => {
    const adopted = result(13_000, 6400, 6300)
    expect(adopted.value).toBe('adopted')
    expect(stepOf(adopted, 'valid_votes')).toBe(12_700)
    expect(result(13_000, 6350, 6350).value).toBe('rejected')
    expect(result(13_000, 6351, 6350).value).toBe('adopted')
    expect(result(13_000, 0, 0).value).toBe('rejected')
  })

  test('half of an odd number of voters is reached by the next one', () => {
    expect(result(13_000, 13_000, 0, 26_001).value).toBe('not_binding')
    expect(result(13_001, 13_001, 0, 26_001)).toMatchObject({ value: 'adopted', threshold: 13_001 })
  })

  test('votes that cannot be are refused', () => {
    const facts = { registered_voters: 10, participants: 10, yes: 6, no: 5 }
    expect(refused('PAR-05', '2026-11-22', facts)).toEqual(['yes'])
    expect(refused('PAR-05', '2026-11-22', { ...facts, participants: 11 })).toEqual(['participants'])
  })

  test('the vote takes place two months after transmission', () => {
    const schedule = (facts: Record<string, unknown>) =>
      ask('PAR-06', '2027-02-01', { deliberated_on: '2026-11-23', transmitted_on: '2026-12-01', ...facts })
    expect(schedule({})).toMatchObject({ status: 'computed', value: '2027-02-01', unit: 'date' })
    expect(stepOf(schedule({}), 'transmit_by')).toBe('2026-12-01')
    expect(stepOf(schedule({}), 'refer_by')).toBe('2026-12-11')
    expect(schedule({ ballot_on: '2027-02-01' }).status).toBe('allowed')
    expect(schedule({ ballot_on: '2027-01-31' }).status).toBe('forbidden')
    expect(schedule({ ballot_on: '2027-02-01', deliberated_on: '2026-11-22' }).status).toBe('forbidden')
    expect(
      refused('PAR-06', '2027-02-01', { deliberated_on: '2026-12-02', transmitted_on: '2026-12-01' }),
    ).toEqual(['transmitted_on'])
  })

  const barred = (on: string, facts: Record<string, unknown> = {}) =>
    ask('PAR-07', on, { campaigns: [], ...facts })

  test('barred from the sixth month before the municipal elections', () => {
    expect(barred('2025-08-31')).toMatchObject({ status: 'allowed', nextChange: '2025-09-01' })
    expect(barred('2025-09-01').status).toBe('forbidden')
    expect(barred('2025-10-12')).toMatchObject({
      status: 'forbidden',
      value: { from: '2025-09-01', to: '2026-03-22' },
      nextChange: '2026-03-23',
    })
    const free = barred('2026-11-22')
    expect(free).toMatchObject({ status: 'allowed', value: null, nextChange: '2031-09-01' })
    expect(stepOf(free, 'next_municipal_window_from')).toBe('2031-09-01')
  })

  test('barred during the campaigns that are loaded as data', () => {
    const campaigns = [{ from: '2027-02-25', to: '2027-04-25' }]
    expect(barred('2027-02-24', { campaigns }).nextChange).toBe('2027-02-25')
    expect(barred('2027-04-25', { campaigns })).toMatchObject({
      status: 'forbidden',
      value: { from: '2027-02-25', to: '2027-04-25' },
      nextChange: '2027-04-26',
    })
    expect(
      refused('PAR-07', '2027-04-25', { campaigns: [{ from: '2027-02-02', to: '2027-02-01' }] }),
    ).toEqual(['campaigns[0].to'])
  })

  test('one year between two votes on the same object', () => {
    const facts = { same_object_ballot_on: '2026-06-07' }
    expect(barred('2027-06-06', facts)).toMatchObject({ status: 'forbidden', nextChange: '2027-06-07' })
    expect(barred('2027-06-07', facts).status).toBe('allowed')
  })
})

test('PAR-04: what may be put to a local referendum', () => {
  const act = { is_within_powers: true, is_individual_act: false, is_mayor_power: false }
  const answer = (change: Record<string, unknown>) => ask('PAR-04', '2026-11-22', { ...act, ...change })
  expect(answer({}).status).toBe('allowed')
  expect(answer({ is_within_powers: false }).status).toBe('forbidden')
  expect(answer({ is_individual_act: true }).status).toBe('forbidden')
  expect(answer({ is_mayor_power: true }).missing).toEqual(['is_proposed_by_mayor'])
  expect(answer({ is_mayor_power: true, is_proposed_by_mayor: true }).status).toBe('allowed')
  expect(answer({ is_mayor_power: true, is_proposed_by_mayor: false }).status).toBe('forbidden')
  expect(ask('PAR-04', '2003-08-01', act).status).toBe('not_applicable')
})

describe('E24: who votes', () => {
  const voter = (process: string, nationality: string, roll: string, admitted?: boolean) =>
    ask('PAR-08', '2026-11-22', {
      process,
      nationality,
      roll,
      ...(admitted === undefined ? {} : { is_admitted_by_council_rules: admitted }),
    })

  test('a child or a resident from outside the Union: in a participatory budget only, by its rules', () => {
    for (const nationality of ['french', 'other']) {
      expect(voter('participatory_budget', nationality, 'none', true).status).toBe('allowed')
      expect(voter('participatory_budget', nationality, 'none', false).status).toBe('forbidden')
      expect(voter('referendum', nationality, 'none').status).toBe('forbidden')
      expect(voter('consultation', nationality, 'none').status).toBe('forbidden')
    }
    expect(voter('participatory_budget', 'other', 'none').missing).toEqual(['is_admitted_by_council_rules'])
  })

  test('a citizen of the Union on the complementary municipal roll votes', () => {
    expect(voter('referendum', 'european_union', 'municipal_complementary').status).toBe('allowed')
    expect(voter('consultation', 'european_union', 'municipal_complementary').status).toBe('allowed')
    expect(voter('referendum', 'european_union', 'none').status).toBe('forbidden')
    expect(voter('referendum', 'french', 'main').status).toBe('allowed')
    expect(voter('referendum', 'french', 'municipal_complementary').status).toBe('forbidden')
    expect(voter('referendum', 'other', 'main').status).toBe('forbidden')
  })
})

test('PAR-09: the campaign runs from the second Monday before to the eve', () => {
  expect(ask('PAR-09', '2027-06-06', { ballot_on: '2027-06-06' }).value).toEqual({
    opens_on: '2027-05-24',
    closes_on: '2027-06-05',
  })
})

test('PAR-10: a consultation asks for an opinion, two months after transmission, outside barred days', () => {
  const asked = {
    says_opinion_only: true,
    is_yes_no_question: true,
    transmitted_on: '2027-04-06',
    campaigns: [],
  }
  const answer = (on: string, change: Record<string, unknown> = {}) =>
    ask('PAR-10', on, { ...asked, ...change })
  expect(answer('2027-06-05')).toMatchObject({
    status: 'forbidden',
    value: '2027-06-06',
    nextChange: '2027-06-06',
  })
  expect(answer('2027-06-06').status).toBe('allowed')
  expect(answer('2027-06-06', { says_opinion_only: false }).status).toBe('forbidden')
  expect(answer('2027-06-06', { is_yes_no_question: false }).status).toBe('forbidden')
  expect(answer('2031-09-01').status).toBe('forbidden')
  expect(answer('2031-08-31').status).toBe('allowed')
})
