import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as library from './index.ts'

const folder = new URL('.', import.meta.url)

/** The lines of the example in a file's docstring; empty where it has none. */
function exampleOf(file: string): string[] {
  const docstring =
    /@example\n((?: \* .*\n)+) \*\//.exec(readFileSync(new URL(file, folder), 'utf8'))?.[1] ?? ''
  return docstring.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(3)]))
}

/** Turns each `expression // → value` into a pair that is compared, and leaves the other lines as they are. */
function asProgram(lines: readonly string[]): string {
  const joined = lines
    .join('\n')
    .replace(/\n\/\/ → /g, ' // → ')
    .split('\n')
  const body = joined.map((line) => {
    const [expression, value] = line.split(' // → ')
    return value === undefined ? line : `pairs.push([${expression}, ${value}])`
  })
  return `const pairs = []; const { ${Object.keys(library).join(', ')} } = library\n${body.join('\n')}\nreturn pairs`
}

const sources = readdirSync(folder).filter((file) => /(?<!\.test)\.ts$/.test(file))
const files = sources.filter((file) => exampleOf(file).length > 0)

describe('the examples of the docstrings', () => {
  test.each(files)('%s', (file) => {
    const pairs: unknown = new Function('library', asProgram(exampleOf(file)))(library)
    expect(Array.isArray(pairs) && pairs.length).toBeGreaterThan(0)
    for (const [found, told] of pairs as readonly [unknown, unknown][]) expect(found).toEqual(told)
  })

  test('stand in every file with an exported function', () => {
    const without = sources.filter(
      (file) =>
        /^export function/m.test(readFileSync(new URL(file, folder), 'utf8')) && exampleOf(file).length === 0,
    )
    expect(without).toEqual([])
  })
})
