import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectedOf, fact, optional, parseFacts } from './facts.rules.ts'
import { anyFacts } from './facts.testing.ts'

const specs = {
  paid_cents: fact.cents('Payé', 'Paid'),
  capital_cents: fact.positiveCents('Capital', 'Capital'),
  members: fact.count('people', 'Membres', 'Members'),
  part: fact.share('Part', 'Share'),
  yield: fact.rate('share', 'Rendement', 'Yield'),
  is_new: fact.yesNo('Nouveau', 'New'),
  granted_on: fact.date('Accordé', 'Granted'),
  fy_end: optional(fact.yearDay('Clôture', 'Close')),
  name: fact.text('Nom', 'Name'),
  form: fact.oneOf(['sa', 'sarl'], 'Forme', 'Form'),
  sectors: fact.someOf(['a', 'b'], 'Secteurs', 'Sectors'),
  aids: fact.list({ cents: fact.cents('Montant', 'Amount') }, 'Aides', 'Aids'),
}

const facts = {
  paid_cents: 0,
  capital_cents: 1,
  members: 3,
  part: 0.21,
  yield: 1.5,
  is_new: false,
  granted_on: '2026-11-22',
  fy_end: '12-31',
  name: '',
  form: 'sa',
  sectors: ['b', 'a'],
  aids: [{ cents: 5 }],
}

test('facts of the right types are read as they are', () => {
  const read = parseFacts(specs, facts)
  expect(read.ok && read.value).toEqual({ values: facts, missing: [] })
})

describe('a wrong value is refused by its name', () => {
  test.each([
    ['paid_cents', -1],
    ['paid_cents', 0.5],
    ['paid_cents', '12'],
    ['paid_cents', 2 ** 53],
    ['capital_cents', 0],
    ['members', 1.5],
    ['part', 1.001],
    ['part', -0.1],
    ['part', Number.NaN],
    ['yield', Number.POSITIVE_INFINITY],
    ['is_new', 'false'],
    ['is_new', 0],
    ['granted_on', '2026-02-30'],
    ['granted_on', ' 2026-11-22'],
    ['fy_end', '02-30'],
    ['fy_end', '2026-12-31'],
    ['name', 3],
    ['form', 'sas'],
    ['form', ['sa']],
    ['sectors', 'a'],
    ['sectors', ['a', 'a']],
    ['sectors', ['c']],
    ['aids', {}],
  ])('%s: %s', (name, value) => {
    const read = parseFacts(specs, { ...facts, [name]: value })
    const spec = Object.entries(specs).find(([known]) => known === name)?.[1]
    expect(!read.ok && read.refusal).toEqual([
      { code: 'wrong_fact', name, expected: spec && expectedOf(spec) },
    ])
  })

  test('inside a list, with the place', () => {
    const read = parseFacts(specs, { ...facts, aids: [{ cents: 1 }, { cents: 'x', day: 1 }, 7] })
    expect(!read.ok && read.refusal.map(({ code, name }) => [code, name])).toEqual([
      ['unknown_fact', 'aids[1].day'],
      ['wrong_fact', 'aids[1].cents'],
      ['wrong_fact', 'aids[2]'],
    ])
  })
})

test('a fact that nobody asks for is refused, whatever its name', () => {
  for (const name of ['paid', 'toString', '__proto__']) {
    const read = parseFacts(
      specs,
      JSON.parse(JSON.stringify(facts).replace('"paid_cents"', JSON.stringify(name))),
    )
    expect(!read.ok && read.refusal.map(({ code, name: refused }) => [code, refused])).toEqual([
      ['unknown_fact', name],
    ])
  }
})

test('an absent fact is missing, a null is absent, and an optional one is not missed', () => {
  const { paid_cents: _paid, fy_end: _end, ...others } = facts
  const read = parseFacts(specs, { ...others, name: null, aids: [{}] })
  expect(read.ok && read.value.missing).toEqual(['paid_cents', 'name', 'aids[0].cents'])
})

test('whatever is generated for a specification is accepted by it', () => {
  fc.assert(
    fc.property(anyFacts(specs), (generated) => {
      expect(parseFacts(specs, generated)).toMatchObject({ ok: true, value: { missing: [] } })
    }),
  )
})
