import { expect, test } from 'vitest'
import { z } from 'zod'
import { refusedForm } from './read-form.ts'

const schema = z.object({
  titre: z.string().min(1, 'missing').regex(/^A/, 'wrong'),
  annee: z.string().regex(/^\d+$/, 'wrong'),
})
const sentence = (code: 'missing' | 'wrong') => ({ missing: 'Écrivez.', wrong: 'Corrigez.' })[code]

function refused(values: Readonly<Record<string, string>>) {
  const { error } = schema.safeParse(values)
  return refusedForm(values, error?.issues ?? [], ['missing', 'wrong'], sentence)
}

test('a refused form keeps what was typed, with the first fault of each field in words', () => {
  const values = { titre: '', annee: 'x' }
  expect(refused(values)).toEqual({ values, errors: { titre: 'Écrivez.', annee: 'Corrigez.' } })
})

test('a field that was not sent at all is said in words too, never in those of the library', () => {
  expect(refused({ titre: 'B' }).errors).toEqual({ titre: 'Corrigez.', annee: 'Écrivez.' })
})
