import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateProblem } from '../bench/generate-problem.ts'
import { arbitraryProblem } from '../test/arbitrary-problem.ts'
import { bruteForce } from '../test/brute-force.ts'
import { checkPortfolio } from './check-portfolio.ts'
import { type CompiledProblem, compileProblem, startsOf } from './compile-problem.ts'
import { toModel } from './highs-model.ts'
import { loadHighs } from './highs-solver.ts'
import { accept, startRun } from './run.ts'
import { settleTies } from './settle-ties.ts'
import { solvePortfolio } from './solve-portfolio.ts'
import type { Constraint, Problem, Progress, Starts } from './types.ts'

async function expectBruteForce(problem: Problem): Promise<void> {
  const wanted = bruteForce(problem)
  const { status, value, bound, selected, starts } = await solvePortfolio(problem, { timeLimit_s: 20 })
  const got = { status, value, bound, selected, starts }
  if (wanted === null)
    expect(got).toEqual({ status: 'infeasible', value: null, bound: null, selected: null, starts: null })
  else expect(got).toEqual({ status: 'optimal', bound: wanted.value, ...wanted })
}

function columnsOf({ problem, program, columnStart }: CompiledProblem, starts: Starts): number[] {
  return problem.measures.map(({ id }, index) => {
    const year = starts[id]
    return program.groups[index]!.find((column) => problem.years[columnStart[column]!] === year) ?? -1
  })
}

describe('the best portfolio', () => {
  test('is the one that brute force finds, ties included', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProblem({ measures: 6, years: 3, starts: 2 }), expectBruteForce),
      { numRuns: 150 },
    )
  })

  test('with up to fifteen measures', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProblem({ measures: 15, years: 2, starts: 1 }), expectBruteForce),
      { numRuns: 25 },
    )
  })

  test.each([
    ['in exact integers', 1_000_000],
    ['by HiGHS, id by id', 0],
  ])('is reached from the last of its ties %s', async (_, mostNodes) => {
    const highs = await loadHighs()
    let moved = 0
    fc.assert(
      fc.property(arbitraryProblem({ measures: 6, years: 3, starts: 3 }), (problem) => {
        const [first, last] = [bruteForce(problem), bruteForce(problem, 'last')]
        if (first === null || last === null) return
        const run = startRun(problem, { gap: 0 })
        accept(run, columnsOf(run.compiled, last.starts))
        run.bound = run.best!.units
        expect(settleTies(highs, run, null, mostNodes)).toBe(true)
        expect(
          startsOf(
            run.compiled,
            run.best!.columns.filter((column) => column >= 0),
          ),
        ).toEqual(first.starts)
        if (JSON.stringify(last.starts) !== JSON.stringify(first.starts)) moved++
      }),
      { numRuns: 120 },
    )
    // About one in five has ties to move over: enough of them, whatever the seed.
    expect(moved).toBeGreaterThan(5)
  })

  test('says so when the time does not suffice to settle the ties', async () => {
    const measures = Array.from({ length: 12 }, (_, index) => ({ id: `m${index}`, value: 1 }))
    const signal = { aborted: false }
    const answer = await solvePortfolio(
      { years: [2027], measures },
      {
        signal,
        onProgress: ({ gap }) => {
          signal.aborted = gap === 0
        },
      },
    )
    expect(answer).toMatchObject({ status: 'optimal', value: 12, ties: 'unproven' })
  })

  test('of equal measures is the cheapest, then the first by id, then the earliest', async () => {
    const twin = { value: 1, operating_cents: [5], starts: [2028, 2027] }
    const problem: Problem = {
      years: [2027, 2028],
      limits: { operating_cents: [5, 0] },
      measures: [
        { id: 'b', ...twin },
        { id: 'a', ...twin },
        { id: 'B', ...twin, operating_cents: [6] },
      ],
    }
    expect(await solvePortfolio(problem)).toMatchObject({ selected: ['a'], starts: { a: 2027 } })
  })

  test('is settled at once among thousands of equal ones', async () => {
    const measures = Array.from({ length: 15 }, (_, index) => ({
      id: `m${String(index).padStart(2, '0')}`,
      value: 1,
      operating_cents: [1],
      starts: [2027, 2028, 2029],
    }))
    const answer = await solvePortfolio({
      years: [2027, 2028, 2029],
      limits: { operating_cents: [7, 0, 0] },
      measures,
    })
    expect(answer).toMatchObject({
      status: 'optimal',
      value: 7,
      selected: measures.slice(0, 7).map(({ id }) => id),
    })
  })
})

describe('a question too large to try everything', () => {
  const problem = generateProblem({
    seed: 3,
    measures: 40,
    years: 4,
    tightness: 0.4,
    likeness: 0.2,
    spread: 10,
  })

  test('is answered within the gap, by a portfolio that HiGHS alone does not pass', async () => {
    const answer = await solvePortfolio(problem, { timeLimit_s: 30 })
    const highs = await loadHighs()
    const { program, decimals } = compileProblem(problem)
    const bound = highs.withModel(toModel(highs, program, decimals, true), (model) => {
      model.options.set({ output_flag: false, time_limit: 5 })
      model.run()
      return Number(model.info.get('mip_dual_bound'))
    })
    expect(answer.gap).toBeLessThanOrEqual(0.01)
    expect(answer.value).toBeLessThanOrEqual(bound + 1e-6)
    expect(answer.bound! * 1.0001).toBeGreaterThanOrEqual(answer.value!)
    expect(checkPortfolio(problem, answer.starts!)).toMatchObject({ broken: [], value: answer.value })
  })

  test('shows portfolios and bounds that only get better', async () => {
    const seen: Progress[] = []
    await solvePortfolio(problem, { timeLimit_s: 5, onProgress: (progress) => seen.push(progress) })
    expect(seen.length).toBeGreaterThan(1)
    expect(seen[0]!.starts).not.toBeNull()
    for (const [index, next] of seen.slice(1).entries()) {
      expect(next.value!).toBeGreaterThanOrEqual(seen[index]!.value!)
      expect(next.bound ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
        seen[index]!.bound ?? Number.POSITIVE_INFINITY,
      )
    }
  })

  test('stops when it is told to, with the best so far', async () => {
    const signal = { aborted: false }
    const answer = await solvePortfolio(problem, {
      gap: 0,
      timeLimit_s: 600,
      signal,
      onProgress: ({ bound }) => {
        signal.aborted = bound !== null
      },
    })
    expect(answer.status).toBe('feasible')
    expect(answer.value).toBeLessThanOrEqual(answer.bound!)
  })
})

describe('a question without portfolio', () => {
  const dear = { value: 1, operating_cents: [80], mandatory: true }

  test('names the constraints that leave none', async () => {
    const problem: Problem = {
      years: [2027, 2028],
      limits: { operating_cents: [100, 100] },
      measures: [
        { id: 'a', ...dear },
        { id: 'b', ...dear },
        { id: 'c', value: 1, mandatory: true },
      ],
    }
    expect((await solvePortfolio(problem)).conflict).toEqual([
      { kind: 'limit', limit: 'operating_cents', year: 2027, grade: null },
      { kind: 'mandatory', measure: 'a' },
      { kind: 'mandatory', measure: 'b' },
    ])
  })

  test('names no more of them than needed', async () => {
    const infeasible = arbitraryProblem({ measures: 5, years: 2, starts: 2 }).map(
      (problem): Problem => ({
        ...problem,
        limits: {},
        synergies: [],
        measures: problem.measures.map((measure, index) => ({ ...measure, mandatory: index < 3 })),
      }),
    )
    await fc.assert(
      fc.asyncProperty(infeasible, async (problem) => {
        const { status, conflict } = await solvePortfolio(problem)
        fc.pre(status === 'infeasible')
        for (const given of conflict!) {
          // Only what the conflict names is kept of the rest, so that giving up one of it must help.
          expect(
            bruteForce(
              keepOnly(
                problem,
                conflict!.filter((each) => each !== given),
              ),
            ),
          ).not.toBeNull()
        }
      }),
      { numRuns: 60 },
    )
  })

  test('is one whose mandatory measure is forbidden', async () => {
    const answer = await solvePortfolio({
      years: [2027],
      measures: [{ id: 'a', value: 1, mandatory: true, forbidden: true }],
    })
    expect(answer).toMatchObject({
      status: 'infeasible',
      conflict: [
        { kind: 'forbidden', measure: 'a' },
        { kind: 'mandatory', measure: 'a' },
      ],
    })
  })
})

/** The question with nothing of its sentences but those. */
function keepOnly(problem: Problem, kept: readonly Constraint[]): Problem {
  const has = (kind: Constraint['kind'], measure: string) =>
    kept.some((each) => each.kind === kind && 'measure' in each && each.measure === measure)
  const others = (kind: 'requires' | 'excludes', measure: string) =>
    kept.flatMap((each) => (each.kind === kind && each.measure === measure ? [each.other] : []))
  return {
    ...problem,
    measures: problem.measures.map((measure) => ({
      ...measure,
      mandatory: has('mandatory', measure.id),
      forbidden: has('forbidden', measure.id),
      requires: others('requires', measure.id),
      excludes: others('excludes', measure.id),
    })),
  }
}

test('the limits that bind are those in the way of what would add value', async () => {
  const answer = await solvePortfolio({
    years: [2027, 2028],
    limits: { operating_cents: [100, 1000], staff_hours: { A: [10] } },
    measures: [
      { id: 'a', value: 5, operating_cents: [60, 60], staff_hours: { A: [9] } },
      { id: 'b', value: 3, operating_cents: [60] },
    ],
  })
  expect(answer).toMatchObject({
    selected: ['a'],
    binding: [{ limit: 'operating_cents', year: 2027, grade: null }],
  })
})
