import Engine, { type ASTNode, type RawPublicodes } from 'publicodes'
import { assert } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Wording } from '#kernel/locale.ts'
import type { FactSpecs, FactValues } from './facts.rules.ts'
import type { Compute, Conclusion, Step } from './rule.rules.ts'

type Scalar = number | boolean | string

/** One line of a computing in publicodes: the formula, and what its result means. */
export interface Line {
  readonly formula: string | number | Readonly<Record<string, unknown>>
  readonly unit: string | null
  readonly text: Wording
}

/** Results of the lines, by name. */
export interface Results {
  number(name: string): number
  isTrue(name: string): boolean
}

export interface Formula<Specs extends FactSpecs> {
  /** What publicodes cannot compute (sums over lists, windows): numbers that the lines may name beside the facts. */
  readonly inputs?: (facts: FactValues<Specs>, on: CalendarDate) => Readonly<Record<string, Scalar>>
  /** Names in the order of reading; a line may use facts, inputs and other lines. */
  readonly lines: Readonly<Record<string, Line>>
  /** The answer; its steps are the lines, in their order. */
  conclude(results: Results, facts: FactValues<Specs>): Omit<Conclusion, 'steps'>
}

/** A computing written in publicodes: parsed once, at its first use; each of its lines is a step of the answer. */
export function formula<Specs extends FactSpecs>({
  inputs,
  lines,
  conclude,
}: Formula<Specs>): Compute<Specs> {
  let engine: Engine | null = null
  let last: Run | null = null
  return (facts, on) => {
    const given: Readonly<Record<string, unknown>> = { ...facts, ...inputs?.(facts, on) }
    if (!last || !isSame(last.given, given)) {
      engine ??= parse(lines, Object.keys(given))
      last = { given, results: run(engine, lines, given) }
    }
    return { ...conclude(readerOf(last.results), facts), steps: stepsOf(lines, last.results) }
  }
}

/** What was computed last: looking for the next change asks for the same numbers on several days. */
interface Run {
  readonly given: Readonly<Record<string, unknown>>
  readonly results: ReadonlyMap<string, number | boolean>
}

function isSame(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => Object.is(a[name], b[name]))
}

function parse(lines: Readonly<Record<string, Line>>, given: readonly string[]): Engine {
  const rules: RawPublicodes<string> = {}
  for (const name of given) rules[name] = null
  for (const [name, { formula }] of Object.entries(lines)) {
    assert(!(name in rules), `the line ${name} has the name of a fact`)
    rules[name] = typeof formula === 'object' ? { ...formula } : formula
  }
  return new Engine(rules, { strict: { noOrphanRule: true }, warn: false })
}

function run(
  engine: Engine,
  lines: Readonly<Record<string, Line>>,
  given: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, number | boolean> {
  engine.setSituation(situationOf(given))
  return new Map(Object.keys(lines).map((name) => [name, resultOf(engine, name)]))
}

/** Constants as publicodes keeps them once parsed: given as text, each would be parsed again at every call. */
function situationOf(given: Readonly<Record<string, unknown>>): Record<string, ASTNode> {
  const situation: Record<string, ASTNode> = {}
  for (const [name, nodeValue] of Object.entries(given)) {
    if (typeof nodeValue === 'number')
      situation[name] = { nodeKind: 'constant', type: 'number', nodeValue, isNullable: false }
    if (typeof nodeValue === 'boolean')
      situation[name] = { nodeKind: 'constant', type: 'boolean', nodeValue, isNullable: false }
  }
  return situation
}

function resultOf(engine: Engine, name: string): number | boolean {
  // A reference made here, for `evaluate(name)` would parse the name at every call: half of the time.
  const { nodeValue } = engine.evaluateNode({
    nodeKind: 'reference',
    name,
    dottedName: name,
    contextDottedName: '',
    title: name,
  })
  assert(
    typeof nodeValue === 'boolean' || (typeof nodeValue === 'number' && Number.isFinite(nodeValue)),
    `the line ${name} has the value ${String(nodeValue)}`,
  )
  return nodeValue
}

function readerOf(results: ReadonlyMap<string, number | boolean>): Results {
  return {
    number(name) {
      const value = results.get(name)
      assert(typeof value === 'number', `${name} is a number`)
      return value
    },
    isTrue(name) {
      const value = results.get(name)
      assert(typeof value === 'boolean', `${name} is yes or no`)
      return value
    },
  }
}

function stepsOf(
  lines: Readonly<Record<string, Line>>,
  results: ReadonlyMap<string, number | boolean>,
): readonly Step[] {
  return Object.entries(lines).map(([name, { unit, text }]) => ({
    name,
    value: results.get(name) ?? null,
    unit,
    text,
  }))
}
