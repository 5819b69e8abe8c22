import { z } from 'zod'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { add, isNegative, isZero, parseRational, type Rational, zero } from './rational.rules.ts'
import type { SplitQuestion } from './split.rules.ts'

/** What is wrong in the file, at which key; `remedy` in plain words. */
export interface SplitFault {
  readonly path: string
  readonly remedy: string
}

const number = z.union([z.string(), z.custom<NumberText>((value) => value instanceof NumberText)])

const file = z.strictObject({
  total_cents: number,
  parties: z.array(z.strictObject({ id: z.string().min(1), values: z.record(z.string(), number) })).min(1),
  keys: z.array(z.strictObject({ name: z.string().min(1), weight: number })).min(1),
  remainder: z.union([z.literal('largest'), z.strictObject({ to: z.string().min(1) })]),
})

type SplitFile = z.infer<typeof file>

/** A number of the file as it was written: a double would already have rounded it. */
class NumberText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Reads the question of `shared-service split`; refuses with every fault that it finds. */
export function readSplit(text: string): Result<SplitQuestion, readonly SplitFault[]> {
  let input: unknown
  try {
    input = JSON.parse(text, keepNumbers)
  } catch (error) {
    return refuse([
      { path: '', remedy: `not readable JSON: ${error instanceof Error ? error.message : error}` },
    ])
  }
  const parsed = file.safeParse(input)
  if (!parsed.success)
    return refuse(parsed.error.issues.map((issue) => ({ path: pathOf(issue.path), remedy: issue.message })))
  return readQuestion(parsed.data)
}

/** The third argument, the source text of a number, is in Node since 21 and not yet in the types of the language. */
function keepNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? new NumberText(context.source) : value
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  )
}

function readQuestion(input: SplitFile): Result<SplitQuestion, readonly SplitFault[]> {
  const faults: SplitFault[] = []
  const read = (value: string | NumberText, path: string): Rational => {
    const found = parseRational(value instanceof NumberText ? value.text : value)
    if (found === null) faults.push({ path, remedy: 'a decimal number, such as 1200 or 0.5' })
    return found ?? zero
  }
  const notNegative = (value: string | NumberText, path: string): Rational => {
    const found = read(value, path)
    if (isNegative(found)) faults.push({ path, remedy: 'a number that is not negative' })
    return found
  }
  const total = read(input.total_cents, 'total_cents')
  if (total.denominator !== 1n) faults.push({ path: 'total_cents', remedy: 'a whole number of cents' })
  const keys = input.keys.map(({ name, weight }, index) => ({
    name,
    weight: notNegative(weight, `keys[${index}].weight`),
  }))
  const parties = input.parties.map(({ id, values }, index) => ({
    id,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        notNegative(value, `parties[${index}].values.${name}`),
      ]),
    ),
  }))
  const question = { total_cents: total.numerator, parties, keys, remainder: input.remainder }
  faults.push(...meaningFaults(question))
  return faults.length > 0 ? refuse(faults) : ok(question)
}

/** What each field says well but the whole cannot mean. */
function meaningFaults({ parties, keys, remainder }: SplitQuestion): SplitFault[] {
  const faults: SplitFault[] = []
  const twice = (names: readonly string[], path: string, what: string) =>
    names.forEach((name, index) => {
      if (names.indexOf(name) !== index)
        faults.push({ path: `${path}[${index}]`, remedy: `"${name}": ${what}` })
    })
  twice(
    parties.map(({ id }) => id),
    'parties',
    'this party is there twice',
  )
  twice(
    keys.map(({ name }) => name),
    'keys',
    'this key is there twice',
  )
  if (isZero(keys.reduce((sum, { weight }) => add(sum, weight), zero)))
    faults.push({ path: 'keys', remedy: 'one weight above zero at least' })
  for (const [index, { name }] of keys.entries()) {
    for (const [place, { id, values }] of parties.entries())
      if (!Object.hasOwn(values, name))
        faults.push({ path: `parties[${place}].values.${name}`, remedy: `party "${id}" needs this value` })
    if (isZero(parties.reduce((sum, { values }) => add(sum, values[name] ?? zero), zero)))
      faults.push({
        path: `keys[${index}]`,
        remedy: `the values of "${name}" add up to 0: nothing to share by`,
      })
  }
  if (remainder !== 'largest' && !parties.some(({ id }) => id === remainder.to))
    faults.push({ path: 'remainder.to', remedy: `"${remainder.to}" is none of the parties` })
  return faults
}
