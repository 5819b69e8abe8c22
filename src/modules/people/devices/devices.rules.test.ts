import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordBytes, passwordOf, typedPassword } from './devices.rules.ts'

const bytes = fc.uint8Array({ minLength: passwordBytes, maxLength: passwordBytes })

test('a password is four groups of five signs that are not taken for one another', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      expect(passwordOf(random)).toMatch(/^(?:[a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/)
    }),
  )
  const shown = new Set(Array.from({ length: 256 }, (_, byte) => passwordOf(new Uint8Array(20).fill(byte))))
  expect(shown.size).toBe(32)
})

test('a password is known however it is typed', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const password = passwordOf(random)
      for (const typed of [
        password.toUpperCase(),
        password.replaceAll('-', ''),
        ` ${password.replaceAll('-', ' ')} `,
      ])
        expect(typedPassword(typed)).toBe(password)
    }),
  )
})
