import type { CompiledProblem } from './compile-problem.ts'
import { type Highs, type Relaxation, solveRelaxation } from './highs-solver.ts'
import { orderTies } from './order-ties.ts'
import type { Program } from './program.ts'
import { accept, acceptChosen, isOver, type Run, timeLeft } from './run.ts'
import { searchExactly } from './search-exactly.ts'
import { leastRow, narrowRepeatedly, seekPortfolio } from './seek-portfolio.ts'

/**
 * Among the portfolios of the best value, proven, finds the one that the rule of ties wants: HiGHS looks for the fewest
 * cents, what cannot be in such a portfolio is left out, and the rest is gone through in exact integers, or where it is
 * too much, with HiGHS id by id. False when it had to stop: then the best is one of the best value, and maybe not the one
 * of the rule.
 */
export function settleTies(
  highs: Highs,
  run: Run,
  relaxation: Relaxation | null,
  mostNodes = someNodes,
): boolean {
  const { program, decimals } = run.compiled
  const most = run.best!.units
  const open = narrowRepeatedly(highs, program, decimals, { least: most, relaxation })
  if (open === null) throw new Error('a portfolio lies above its own bound')
  const thrift = thriftOf(run.compiled, open, most)
  const scale = decimalsOfCents(thrift)
  seekPortfolio(highs, thrift, scale, {
    least: -run.best!.cents,
    wanted: 'best',
    relaxation: null,
    time_s: timeLeft(run) / 1000,
    shouldStop: () => isOver(run),
    onChosen: (columns) => acceptChosen(run, columns),
    onBound: () => undefined,
  })
  const cheap = narrowRepeatedly(highs, thrift, scale, { least: -run.best!.cents, relaxation: null })
  if (cheap === null) throw new Error('a portfolio costs less than its own bound')
  const left: Program = { ...program, groups: cheap.groups, mandatory: cheap.mandatory }
  const cheapLeft: Program = { ...thrift, groups: cheap.groups, mandatory: cheap.mandatory }
  const proof = searchExactly(
    { ...run.compiled, program: left },
    {
      prices: solveRelaxation(highs, left, decimals)?.prices ?? new Float64Array(left.rows.length),
      thrift: {
        program: cheapLeft,
        prices: solveRelaxation(highs, cheapLeft, scale)?.prices ?? new Float64Array(cheapLeft.rows.length),
      },
      most,
      best: run.best!,
      mostNodes,
      shouldStop: () => isOver(run),
    },
  )
  if (proof === null) return orderTies(highs, run, left)
  accept(run, proof.best.columns)
  return true
}

/** Choices that are gone through in exact integers, in a fraction of a second, before HiGHS is asked for the order. */
const someNodes = 100_000

/** The program that saves cents where the other wins value, among portfolios worth `least`. */
function thriftOf({ columnCents }: CompiledProblem, program: Program, least: number): Program {
  return {
    ...program,
    columns: program.columns.map(({ group }, column) => ({ group, objective: -columnCents[column]! })),
    rows: [...program.rows, leastRow(program, least)],
  }
}

/** Cents are shown to HiGHS in numbers up to a million, where its tolerances are below one cent. */
function decimalsOfCents({ columns }: Program): number {
  const largest = columns.reduce((most, { objective }) => Math.max(most, Math.abs(objective)), 1)
  return Math.max(0, Math.ceil(Math.log10(largest)) - 6)
}
