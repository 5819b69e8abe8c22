/**
 * How soon a choice is good, how soon its gap is proven, and what plain HiGHS needs for the same gap on the same model in
 * the same run: seeded questions of three sizes, a line each, then their median and their worst. Then the exact choice
 * among fifteen measures, ties settled, and the Monte Carlo of a choice of 80 measures.
 *
 * Times are of the clock; in brackets those of the processor, which other work on the machine changes less (they count the
 * threads that compile WebAssembly too). Run: node packages/portfolio/bench/portfolio.bench.ts [SEEDS]
 */

import { compileProblem } from '../src/compile-problem.ts'
import { toModel } from '../src/highs-model.ts'
import { loadHighs } from '../src/highs-solver.ts'
import { type Answer, estimateRisk, type Problem, solvePortfolio, type Uncertainty } from '../src/index.ts'
import { generateProblem } from './generate-problem.ts'

const sizes = [
  { measures: 30, years: 5, proof_ms: 2000 },
  { measures: 80, years: 6, proof_ms: 500 },
  { measures: 200, years: 8, proof_ms: null },
]
const first_seed = 7
const gap = 0.01
const limit_s = 20
/** More than this, and plain HiGHS would be all that is measured. */
const plainSeeds = 5

/** Milliseconds of the clock and of the processor. */
interface Time {
  readonly clock: number
  readonly processor: number
}

const never: Time = { clock: Number.POSITIVE_INFINITY, processor: Number.POSITIVE_INFINITY }

interface Run {
  readonly seed: number
  readonly first: Time
  /** Until a choice within 1 % of the best known. */
  readonly good: Time
  readonly proof: Time
  readonly plain: (Time & { readonly gap: number }) | null
  readonly answer: Answer
}

const seedCount = Number(process.argv[2] ?? 20)
const highs = await loadHighs()
// The first solves of a process compile the code that all the others find ready.
for (const seed of [1, 2]) await measure(30, 5, seed, true)
console.log(`Gap ${gap}, time limit ${limit_s} s, ${seedCount} seeds from ${first_seed} on.`)
for (const size of sizes) await measureSize(size)
await measureExact()
measureRisk()

async function measureSize({ measures, years, proof_ms }: (typeof sizes)[number]): Promise<void> {
  const runs: Run[] = []
  for (let k = 0; k < seedCount; k++)
    runs.push(await measure(measures, years, first_seed + k, k < plainSeeds))
  console.log(`\n${measures} measures × ${years} years`)
  for (const run of runs) console.log(`  ${describe(run)}`)
  tell(
    'first choice',
    runs.map(({ first }) => first),
    100,
  )
  tell(
    'within 1 % of the best known',
    runs.map(({ good }) => good),
    100,
  )
  tell(
    'gap proven',
    runs.map(({ proof }) => proof),
    proof_ms,
  )
  const both = runs.flatMap(({ plain, proof }) => (plain ? [{ plain, proof }] : []))
  tell(
    `gap proven, first ${both.length} seeds`,
    both.map(({ proof }) => proof),
    proof_ms,
  )
  tell(
    `plain HiGHS, first ${both.length} seeds`,
    both.map(({ plain }) => plain),
    null,
  )
}

async function measure(measures: number, years: number, seed: number, withPlain: boolean): Promise<Run> {
  const problem = generateProblem({ seed, measures, years, tightness: 0.4, likeness: 0.3, spread: 10 })
  const seen: { readonly value: number; readonly time: Time }[] = []
  const time = startTimer()
  const answer = await solvePortfolio(problem, {
    gap,
    timeLimit_s: limit_s,
    onProgress: ({ value }) => {
      if (value !== null) seen.push({ value, time: time() })
    },
  })
  const isProven = answer.gap !== null && answer.gap <= gap
  const proof = isProven ? time() : never
  const plain = withPlain ? solvePlainly(problem) : null
  const bestKnown = Math.max(answer.value ?? 0, plain?.value ?? 0)
  const good = seen.find(({ value }) => value >= bestKnown * 0.99)
  return { seed, first: seen[0]!.time, good: good?.time ?? proof, proof, plain, answer }
}

/** The same model with the default options of HiGHS. */
function solvePlainly(problem: Problem) {
  const { program, decimals } = compileProblem(problem)
  const time = startTimer()
  return highs.withModel(toModel(highs, program, decimals, true), (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: gap, time_limit: limit_s })
    model.run()
    const value = model.getObjectiveValue()
    const bound = Number(model.info.get('mip_dual_bound'))
    return { value, gap: (bound - value) / Math.max(1, Math.abs(value)), ...time() }
  })
}

async function measureExact(): Promise<void> {
  const times: Time[] = []
  let settled = 0
  for (let k = 0; k < seedCount; k++) {
    const problem = generateProblem({
      seed: first_seed + k,
      measures: 15,
      years: 8,
      tightness: 0.4,
      likeness: 0.3,
      spread: 10,
    })
    const time = startTimer()
    const { status, ties } = await solvePortfolio(problem, { gap: 0 })
    times.push(time())
    if (status === 'optimal' && ties === undefined) settled++
  }
  console.log(`\n15 measures × 8 years, gap 0: ${settled} of ${seedCount} settled, ties included, in 10 s`)
  tell('settled', times, 10_000)
}

function measureRisk(): void {
  const problem = generateProblem({
    seed: 7,
    measures: 80,
    years: 6,
    tightness: 0.4,
    likeness: 0.3,
    spread: 10,
  })
  // All 80 measures, so that no draw is spared.
  const starts = Object.fromEntries(problem.measures.map(({ id, starts }) => [id, starts![0]!]))
  const factor = { low: 0.8, likely: 1, high: 1.6 }
  const uncertainty: Uncertainty = Object.fromEntries(
    problem.measures.map(({ id }) => [id, { cost: factor, gain: factor }]),
  )
  console.log('\nMonte Carlo, 10,000 draws of 80 measures')
  const times = Array.from({ length: 20 }, (_, seed) => {
    const time = startTimer()
    estimateRisk(problem, starts, uncertainty, { seed })
    return time()
  })
  tell('all draws', times, 100)
}

function startTimer(): () => Time {
  const [clock, processor] = [performance.now(), process.cpuUsage()]
  return () => {
    const { user, system } = process.cpuUsage(processor)
    return { clock: performance.now() - clock, processor: (user + system) / 1000 }
  }
}

function describe({ seed, good, proof, plain, answer }: Run): string {
  const own = `${answer.value} of at most ${answer.bound}, gap ${answer.gap?.toFixed(4)} in ${show(proof)}, good in ${show(good)}`
  return `seed ${seed}: ${own}${plain ? `; plain HiGHS gap ${plain.gap.toFixed(4)} in ${show(plain)}` : ''}`
}

function tell(what: string, times: readonly Time[], target_ms: number | null): void {
  const middle = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
  const clock = times.map((time) => time.clock)
  const processor = times.map((time) => time.processor)
  const median = { clock: middle(clock), processor: middle(processor) }
  const worst = { clock: Math.max(...clock), processor: Math.max(...processor) }
  const target =
    target_ms === null
      ? ''
      : `, target ${target_ms} ms: reached by ${processor.filter((ms) => ms <= target_ms).length} of ${times.length}`
  console.log(`  ${what}: median ${show(median)}, worst ${show(worst)}${target}`)
}

function show({ clock, processor }: Time): string {
  return Number.isFinite(clock)
    ? `${clock.toFixed(0)} ms (${processor.toFixed(0)})`
    : 'more than the time limit'
}
