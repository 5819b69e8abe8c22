import { describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { type DeliberationDraft, faultsOf, hasQuorum, outcomeOf } from './deliberations.rules.ts'
import { findMatter, matters } from './matters.rules.ts'
import { scdlColumns, scdlRow, seatSiret } from './scdl.rules.ts'

const draft: DeliberationDraft = {
  number: '2026-058',
  adoptedOn: calendarDate('2026-06-25'),
  body: 'Conseil municipal',
  subject: 'Budget participatif',
  matterCode: '7.10',
  membersInOffice: 43,
  membersPresent: 41,
  votesFor: 34,
  votesAgainst: 3,
  abstentions: 4,
  recusals: [],
  documentUrl: null,
}
const recusal = { memberName: 'Gilles Tournaire', reason: 'Trésorier' }
const today = calendarDate('2026-11-23')
const codes = (change: Partial<DeliberationDraft>) =>
  faultsOf({ ...draft, ...change }, today).map((fault) => `${fault.field} ${fault.code}`)

describe('what a deliberation may be', () => {
  test('the record as it was is accepted, on the day itself too', () => {
    expect(codes({})).toEqual([])
    expect(codes({ adoptedOn: today })).toEqual([])
  })

  test('a meeting to come, more present than in office, the same member twice', () => {
    expect(codes({ adoptedOn: calendarDate('2026-11-24') })).toEqual(['adoptedOn in_the_future'])
    expect(codes({ membersPresent: 44 })).toEqual(['membersPresent more_present'])
    expect(codes({ recusals: [recusal, recusal] })).toEqual(['recusals recusal_twice'])
  })

  test('who steps aside does not vote, and each member present carries one proxy at most', () => {
    expect(codes({ votesFor: 36 })).toEqual([])
    expect(codes({ votesFor: 36, recusals: [recusal] })).toEqual(['votesFor too_many_votes'])
    expect(codes({ membersPresent: 20, votesFor: 33 })).toEqual([])
    expect(codes({ membersPresent: 20, votesFor: 34 })).toEqual(['votesFor too_many_votes'])
  })

  test('quorum: 22 present of 43, 20 of 39; proxies do not count', () => {
    expect([21, 22].map((membersPresent) => hasQuorum({ membersInOffice: 43, membersPresent }))).toEqual([
      false,
      true,
    ])
    expect([19, 20].map((membersPresent) => hasQuorum({ membersInOffice: 39, membersPresent }))).toEqual([
      false,
      true,
    ])
    expect(hasQuorum({ membersInOffice: 40, membersPresent: 20 })).toBe(false)
  })

  test('the majority is that of the votes cast: abstentions do not count', () => {
    expect(outcomeOf({ votesFor: 5, votesAgainst: 4 })).toBe('adopted')
    expect(outcomeOf({ votesFor: 4, votesAgainst: 5 })).toBe('rejected')
    expect(outcomeOf({ votesFor: 5, votesAgainst: 5 })).toBe('tie')
  })
})

describe('the ACTES nomenclature', () => {
  test('has the codes that the SCDL schema lists, and no other', () => {
    const last = Object.fromEntries(matters.map(({ code }) => code.split('.')))
    expect(last).toEqual({
      1: '7',
      2: '3',
      3: '6',
      4: '5',
      5: '8',
      6: '5',
      7: '10',
      8: '9',
      9: '4',
    })
    expect(findMatter('7.5')?.name).toBe('subventions')
    expect(findMatter('7.11')).toBeNull()
  })

  test('names follow the schema: lower case, no comma, no parenthesis', () => {
    for (const { family, name } of matters) expect(`${family}/${name}`).toMatch(/^[^A-Z,()/]+\/[^,()/]+$/)
  })
})

describe('the SCDL row', () => {
  const town = { name: 'Poitiers', siren: '218601946', isFictional: false }
  const record = { ...draft, id: 'x', recordedAt: new Date(0) }

  test('has the columns of the schema, and the sum of the votes as VOTE_REEL', () => {
    const row = Object.fromEntries(scdlRow(town, record).map((cell, index) => [scdlColumns[index], cell]))
    expect(row).toEqual({
      COLL_NOM: 'Poitiers',
      COLL_SIRET: '21860194600013',
      DELIB_ID: '2026-058',
      DELIB_DATE: '2026-06-25',
      DELIB_MATIERE_CODE: '7.10',
      DELIB_MATIERE_NOM: 'finances locales/divers',
      DELIB_OBJET: 'Budget participatif',
      BUDGET_ANNEE: '',
      BUDGET_NOM: '',
      PREF_ID: '',
      PREF_DATE: '',
      VOTE_EFFECTIF: '43',
      VOTE_REEL: '41',
      VOTE_POUR: '34',
      VOTE_CONTRE: '3',
      VOTE_ABSTENTION: '4',
      DELIB_URL: '',
    })
  })

  test('a fictional town says so in its name', () => {
    expect(scdlRow({ ...town, isFictional: true }, record)[0]).toBe('Poitiers (commune fictive)')
  })

  test('the SIRET of a town hall ends with the digit of Luhn', () => {
    expect(seatSiret('218601946')).toBe('21860194600013')
    expect(seatSiret('217500016')).toBe('21750001600019')
  })
})
