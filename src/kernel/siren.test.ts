import { expect, test } from 'vitest'
import { parseSiren } from './siren.ts'

test('takes a real SIREN, with or without spaces', () => {
  expect(parseSiren('214 900 078')).toBe(parseSiren('214900078'))
  expect(parseSiren('552 100 554')).toBe('552100554')
})

test('refuses a wrong check digit, a wrong length and no number at all', () => {
  expect(parseSiren('552100555')).toBeNull()
  expect(parseSiren('55210055')).toBeNull()
  expect(parseSiren('000000000')).toBeNull()
  expect(parseSiren('')).toBeNull()
})
