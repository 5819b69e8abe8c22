import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { luhnSum } from '#kernel/siren.ts'
import { isTruncatedColumn, parseRna, readSiret } from './identifiers.rules.ts'
import { parseAlsaceMoselle } from './register-entries.rules.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
/** Completes digits with the one that makes Luhn's sum a multiple of ten. */
const completed = (text: string) => {
  const key = [...'0123456789'].find((digit) => luhnSum(text + digit) % 10 === 0)
  return text + key
}
const sirens = digits(8)
  .map(completed)
  .filter((siren) => siren !== '000000000')
const sirets = fc
  .tuple(sirens, digits(4))
  .map(([siren, office]) => completed(siren + office))
  .filter((siret) => !siret.endsWith('00'))

describe('SIRET', () => {
  test('a true one is valid however it is spaced', () => {
    fc.assert(
      fc.property(sirets, (siret) => {
        const spaced = `${siret.slice(0, 3)} ${siret.slice(3, 9)}\u00a0${siret.slice(9)} `
        expect(readSiret(spaced, false)).toEqual({ kind: 'valid', siret, siren: siret.slice(0, 9) })
      }),
    )
  })

  test('one that a spreadsheet rounded gives its SIREN back, and is never valid', () => {
    fc.assert(
      fc.property(sirets, fc.constantFrom('', '.0', ',0'), (siret, tail) => {
        const rounded = `${siret.slice(0, 12)}00${tail}`
        expect(readSiret(rounded, true)).toEqual({
          kind: 'recovered',
          siren: siret.slice(0, 9),
          cause: 'truncated',
        })
      }),
    )
  })

  test('any single wrong digit of the last five is seen', () => {
    fc.assert(
      fc.property(
        sirets,
        fc.integer({ min: 9, max: 13 }),
        fc.integer({ min: 1, max: 9 }),
        (siret, at, shift) => {
          const wrong = siret.slice(0, at) + ((Number(siret[at]) + shift) % 10) + siret.slice(at + 1)
          expect(readSiret(wrong, false)).toMatchObject({ kind: 'recovered', siren: siret.slice(0, 9) })
        },
      ),
    )
  })

  test('passing the key by chance changes nothing where the whole column was rounded', () => {
    const column = [
      '45032466000000.0',
      '40495778900000.0',
      '75273724700000.0',
      '44088714900000.0',
      '32402138500000.0',
    ]
    expect(isTruncatedColumn(column)).toBe(true)
    // Its key is right: alone it would be believed, among these it is not.
    const lucky = ['10', '20', '30', '40', '50', '60', '70', '80', '90'].map(
      (office) => `4503246600${office}00`,
    )
    const passing = lucky.find((siret) => luhnSum(siret) % 10 === 0) ?? ''
    expect(readSiret(passing, false).kind).toBe('valid')
    expect(readSiret(passing, true)).toMatchObject({ kind: 'recovered', cause: 'truncated' })
  })

  test('the town halls of a true column end in two zeros once in a hundred, which condemns nobody', () => {
    expect(
      isTruncatedColumn([
        '21860194600013',
        '21490099500019',
        '21350238800100',
        '21160015600017',
        '21330063900017',
      ]),
    ).toBe(false)
  })

  test('the post offices of La Poste have a key of their own', () => {
    expect(readSiret('35600000049837', false).kind).toBe('valid')
    expect(readSiret('35600000049838', false)).toMatchObject({ kind: 'recovered', cause: 'key' })
  })

  test.each([
    ['', { kind: 'missing' }],
    ['Ne rien indiquer', { kind: 'invalid', found: 'Ne rien indiquer' }],
    ['47972170000000', { kind: 'invalid', found: '47972170000000' }],
    ['450324660', { kind: 'recovered', siren: '450324660', cause: 'siren_only' }],
    ['4503246600001', { kind: 'recovered', siren: '450324660', cause: 'short' }],
    ['4,50324660001E+13', { kind: 'recovered', siren: '450324660', cause: 'truncated' }],
    ['000000000', { kind: 'invalid', found: '000000000' }],
  ])('%j', (text, expected) => {
    expect(readSiret(text, false)).toMatchObject(expected)
  })
})

test('RNA: letters in Corsica and overseas are right, cut numbers are not', () => {
  expect(['W332216789', 'w2a 1000249', 'W9M1006623', 'W2B2007117'].map(parseRna)).toEqual([
    'W332216789',
    'W2A1000249',
    'W9M1006623',
    'W2B2007117',
  ])
  expect(['W3222', 'W1234567', '332216789', 'WAA1000249', 'W33221678A'].map(parseRna)).toEqual(
    Array(5).fill(null),
  )
})

test('associations of Alsace-Moselle are in a register with volume and folio', () => {
  expect(['volume 42 folio 17', 'Vol. 42, Fol. 017', '42/17', '42-17'].map(parseAlsaceMoselle)).toEqual(
    Array(4).fill('42/17'),
  )
  expect(parseAlsaceMoselle('W332216789')).toBeNull()
})
