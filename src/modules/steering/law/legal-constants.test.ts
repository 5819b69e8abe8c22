import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../../..')

/** Thresholds in euros that cannot be mistaken for anything else; in cents they would be a hundred times more. */
const distinctive = [23_000, 153_000, 216_000, 221_000, 215_000, 5_404_000, 5_538_000, 5_382_000]
const forbidden = new Set(distinctive.flatMap((euros) => [euros, euros * 100]).map(String))

/** Whole numbers of a program text, their separators taken out. */
function numbersIn(text: string): string[] {
  return (text.match(/(?<![\w.#])\d[\d_]*(?![\w.])/g) ?? []).map((number) => number.replaceAll('_', ''))
}

function legalNumbersOf(file: string): string[] {
  return numbersIn(readFileSync(path.join(root, file), 'utf8'))
    .filter((number) => forbidden.has(number))
    .map((number) => `${file}: ${number}`)
}

test('the numbers of a program are found however they are written', () => {
  expect(numbersIn('a = 23_000 + x23000 - 23_000_00; #216000')).toEqual(['23000', '2300000'])
})

// Documents and the data of demo worlds quote the law as people do; no answer comes from them.
test('no legal threshold is written outside the rules', () => {
  const files = globSync('{src,bench,scripts,db}/**/*.{ts,tsx,mjs,sql}', { cwd: root }).filter(
    (file) => !file.startsWith(path.join('src', 'modules', 'steering', 'law')) && !file.includes('.test.'),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap(legalNumbersOf)).toEqual([])
})
