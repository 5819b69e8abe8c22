/**
 * How fast panels are drawn fairly, beside the textbook's way on the same input in the same run (one unknown a person,
 * tolerance 5e-4 where ours is 1e-7; it gets 15 s at most) and the peers' figures as measured or published elsewhere.
 *
 * Run: node packages/sortition/bench/sortition.bench.ts [WORD], the word choosing rows by their name. Times without the
 * loading of HiGHS. The reference cases come from FAIRE_COMMUNE_REFERENCE (default ../shared).
 */
import {
  chancesOf,
  leximin,
  loadSolver,
  type SortitionProblem,
  seededRandom,
  stopwatch,
} from '../src/index.ts'
import { instanceFolder, readInstance } from '../test/reference-instances.ts'
import { generatePool } from './generate-pool.ts'
import { naiveLeximin } from './naive-leximin.ts'
import { naiveRelaxation } from './naive-relaxation.ts'

interface Row {
  readonly name: string
  readonly problem: () => SortitionProblem | null
  readonly target_ms: number
  readonly runs: number
  readonly peer: string
}

const NAIVE_SECONDS = 15
const LIMIT_SECONDS = 120

const reference = (name: string) => () => {
  const folder = instanceFolder(process.env.FAIRE_COMMUNE_REFERENCE, name)
  return folder === null ? null : readInstance(folder).problem
}

const rows: readonly Row[] = [
  {
    name: 'example_small_k20',
    problem: reference('example_small_k20'),
    target_ms: 10,
    runs: 21,
    peer: 'sortition-algorithms maximin 2,280 ms; Gurobi leximin 2,700 ms',
  },
  {
    name: 'scotland_150_k22',
    problem: reference('scotland_150_k22'),
    target_ms: 150,
    runs: 9,
    peer: 'sortition-algorithms, only maximin: 530 ms',
  },
  {
    name: 'synth_825_k75_f4',
    problem: reference('synth_825_k75_f4'),
    target_ms: 1000,
    runs: 5,
    peer: 'Gurobi, a real pool of this size: 433,500 ms',
  },
  {
    name: 'households_400_k40',
    problem: reference('synth_households_400_k40_f5'),
    target_ms: 10_000,
    runs: 3,
    peer: 'prototype of the reference: not in 200,000 ms',
  },
  {
    name: 'infeasible_239_k30',
    problem: reference('synth_239_k30_f7'),
    target_ms: 200,
    runs: 9,
    peer: 'none measured',
  },
  {
    name: 'generated_1200_k60',
    problem: () => generatePool(1200, 60, 6, 1),
    target_ms: 10_000,
    runs: 3,
    peer: 'sortition-algorithms maximin: not in 140,000 ms',
  },
  {
    name: 'generated_1727_k110',
    problem: () => generatePool(1727, 110, 6, 1),
    target_ms: 60_000,
    runs: 1,
    peer: 'Gurobi, a real pool of this size: 4,011,600 ms',
  },
  {
    name: 'generated_5000_k150',
    problem: () => generatePool(5000, 150, 6, 1),
    target_ms: 60_000,
    runs: 1,
    peer: 'prototype: 83 % of the maximin bound in 300,000 ms',
  },
]

const highs = await loadSolver()
const [word = ''] = process.argv.slice(2)

for (const row of rows.filter(({ name }) => name.includes(word))) {
  const problem = row.problem()
  if (problem === null)
    console.log(`${row.name}: SKIPPED, reference data absent (set FAIRE_COMMUNE_REFERENCE)`)
  else compare(row, problem)
}

function compare(row: Row, problem: SortitionProblem): void {
  if (row.runs > 1) ours(problem)
  const times = Array.from({ length: row.runs }, () => ours(problem).ms).sort((a, b) => a - b)
  const { outcome } = ours(problem)
  const median_ms = times[Math.floor(times.length / 2)]!
  const verdict = median_ms <= row.target_ms ? 'within' : 'ABOVE'
  console.log(`${row.name}: ${median_ms.toFixed(1)} ms, ${verdict} the target of ${row.target_ms} ms`)
  if (outcome.status === 'ok') {
    const { reached, bound, gap, exact } = outcome.quality
    console.log(
      `  leximin ${exact ? 'proven' : 'NOT proven'}, lowest ${reached} of ${bound}, gap ${gap.toExponential(1)}`,
    )
    textbook(problem, median_ms, chancesOf(problem, outcome.lottery))
  } else if (outcome.status === 'infeasible') {
    console.log(`  infeasible, cheapest change of the quotas ${outcome.relaxation?.objective}`)
    textbookRelaxation(problem, median_ms)
  }
  console.log(`  elsewhere: ${row.peer}`)
}

function ours(problem: SortitionProblem) {
  const start = performance.now()
  const outcome = leximin(highs, problem, { random: seededRandom(1), timeLeft: stopwatch(LIMIT_SECONDS) })
  return { outcome, ms: performance.now() - start }
}

function textbook(problem: SortitionProblem, ours_ms: number, chances: Float64Array): void {
  const start = performance.now()
  const naive = naiveLeximin(highs, problem, stopwatch(NAIVE_SECONDS))
  const ms = performance.now() - start
  if (!naive.finished) {
    const lowest = Math.min(...naive.chances)
    console.log(
      `  textbook: not finished after ${ms.toFixed(0)} ms (lowest ${lowest.toFixed(4)}), more than ${(ms / ours_ms).toFixed(0)} times ours`,
    )
    return
  }
  const apart = Math.max(...chances.map((chance, person) => Math.abs(chance - naive.chances[person]!)))
  console.log(
    `  textbook: ${ms.toFixed(0)} ms, ${(ms / ours_ms).toFixed(1)} times ours, farthest chance ${apart.toExponential(1)} apart`,
  )
}

function textbookRelaxation(problem: SortitionProblem, ours_ms: number): void {
  naiveRelaxation(highs, problem)
  const start = performance.now()
  const objective = naiveRelaxation(highs, problem)
  const ms = performance.now() - start
  console.log(
    `  textbook: ${ms.toFixed(0)} ms, ${(ms / ours_ms).toFixed(1)} times ours, its change ${objective}`,
  )
}
