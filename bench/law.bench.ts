/**
 * How fast the rules answer: 10,000 evaluations of a mix of all rules, every call with facts of its own, after warm-up.
 * The budget is one second. Run: node bench/law.bench.ts
 */
import fc from 'fast-check'
import type { CalendarDate } from '../src/kernel/calendar-date.ts'
import { anyDay, anyFacts } from '../src/modules/steering/law/facts.testing.ts'
import { allRules, evaluate } from '../src/modules/steering/law/rules.public.ts'

const calls = 10_000
const budgetMs = 1000

interface Call {
  readonly rule: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly on: CalendarDate
}

/** As many calls to each rule, in a shuffled order that is the same at every run. */
function prepare(count: number, seed: number): Call[] {
  const each = Math.ceil(count / allRules.length)
  const byRule = allRules.map(({ id, facts }) =>
    fc
      .sample(fc.tuple(anyFacts(facts), anyDay), { numRuns: each, seed })
      .map(([values, on]) => ({ rule: id, facts: values, on })),
  )
  return Array.from({ length: count }, (_, index) => {
    const call = byRule[index % byRule.length]?.[Math.floor(index / byRule.length)]
    if (!call) throw new Error('impossible: every rule has its calls')
    return call
  })
}

/** Milliseconds of processor, so that other work on the machine does not count. */
function time(run: readonly Call[]): number {
  const start = process.cpuUsage()
  for (const { rule, facts, on } of run) evaluate(rule, facts, on)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

time(prepare(calls, 1))
const measured = prepare(calls, 2)
const elapsed = time(measured)

console.log(
  `${allRules.length} rules, ${calls} evaluations: ${elapsed.toFixed(0)} ms (budget ${budgetMs} ms)`,
)
console.log(`ratio to the budget: ${(elapsed / budgetMs).toFixed(2)}`)

const slowest = allRules
  .map(({ id }) => {
    const own = measured.filter(({ rule }) => rule === id)
    return { id, microseconds: (time(own) / own.length) * 1000 }
  })
  .sort((a, b) => b.microseconds - a.microseconds)
  .slice(0, 5)
console.log(
  'slowest, µs an evaluation:',
  slowest.map(({ id, microseconds }) => `${id} ${microseconds.toFixed(0)}`).join(', '),
)

if (elapsed > budgetMs) process.exitCode = 1
