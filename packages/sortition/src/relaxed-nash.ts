import type { Highs, Model } from 'highs'
import { NOBODY } from './best-lottery.ts'
import { loadModel, optimum } from './linear-model.ts'
import { ceilings, headcounts, type Relaxation, relaxationRows } from './relaxation.ts'
import { relaxedLeximin } from './relaxed-leximin.ts'

/** The best expected panel, and a value of `Σ log chance` that none can exceed. */
export interface RelaxedNash {
  readonly expected: Float64Array
  readonly bound: number
}

/** Widest and narrowest step, relative to an expected number. */
const WIDEST = 0.5
const NARROWEST = 1e-9

/** How much narrower the next steps are when these bring nothing more. */
const NARROWING = 8

/** A rise below this times the square of the width is less than one kind's move of that width would bring. */
const NO_RISE = 0.01

/** Steps of one width that may follow each other: three or four do, this is a brake. */
const MOST_STEPS = 20

/**
 * Maximises `Σ log chance` with people in fractions. The logarithm of each kind is replaced by two chords round the point
 * reached; as a chord lies below the curve, each linear program can only bring the sum up. When one brings nothing, the
 * chords get shorter. The tangents at the end, which lie above the curve, give the bound.
 *
 * Cost: some fifty linear programs of a few dozen rows and two unknowns a kind, each started from the last.
 */
export function relaxedNash(highs: Highs, relaxation: Relaxation): RelaxedNash {
  const headcount = headcounts(relaxation.model)
  const expected = relaxedLeximin(highs, relaxation)
  const able = [...expected.keys()].filter((kind) => expected[kind]! > NOBODY)
  const ceiling = ceilings(relaxation)
  const reached = () =>
    able.reduce((sum, kind) => sum + headcount[kind]! * Math.log(expected[kind]! / headcount[kind]!), 0)
  return highs.withModel((solver) => {
    loadSteps(highs, solver, relaxation)
    moveRows(solver, relaxation, expected)
    for (let width = WIDEST; width > NARROWEST; width /= NARROWING) {
      for (let step = 0; step < MOST_STEPS; step++) {
        layChords(solver, headcount, expected, able, ceiling, width)
        const { colValue } = optimum(highs, solver)
        const rise = solver.getObjectiveValue()
        for (const kind of able) {
          expected[kind] = Math.max(
            NOBODY,
            expected[kind]! + colValue[kind]! - colValue[headcount.length + kind]!,
          )
        }
        moveRows(solver, relaxation, expected)
        if (rise < NO_RISE * width * width) break
      }
    }
    layTangents(solver, headcount, expected, able, ceiling)
    optimum(highs, solver)
    return { expected, bound: reached() + Math.max(0, solver.getObjectiveValue()) }
  })
}

/** Unknowns: how far each kind goes up, then how far it goes down; nothing moves yet. */
function loadSteps(highs: Highs, solver: Model, relaxation: Relaxation): void {
  const kinds = relaxation.model.kinds.length
  loadModel(highs, solver, {
    sense: 'maximise',
    cost: new Float64Array(2 * kinds),
    lower: new Float64Array(2 * kinds),
    upper: new Float64Array(2 * kinds),
    rows: relaxationRows(relaxation).map(({ columns, values, min, max }) => ({
      columns: [...columns, ...columns.map((kind) => kinds + kind)],
      values: [...values, ...values.map((value) => -value)],
      min,
      max,
    })),
    whole: false,
  })
}

/** Rows count from the point reached. */
function moveRows(solver: Model, relaxation: Relaxation, expected: Float64Array): void {
  const rows = relaxationRows(relaxation)
  const held = rows.map(({ columns, values }) =>
    columns.reduce((sum, kind, i) => sum + values[i]! * expected[kind]!, 0),
  )
  solver.changeRowsBounds(
    { kind: 'range', from: 0, to: rows.length - 1 },
    // The point is within its limits up to rounding; staying where it is must be.
    rows.map(({ min }, row) => Math.min(0, min - held[row]!)),
    rows.map(({ max }, row) => Math.max(0, max - held[row]!)),
  )
}

function layChords(
  solver: Model,
  headcount: Float64Array,
  expected: Float64Array,
  able: readonly number[],
  ceiling: Float64Array,
  width: number,
): void {
  setSteps(solver, headcount.length, able, (kind) => {
    const here = expected[kind]!
    const up = Math.max(0, Math.min(here * width, ceiling[kind]! - here))
    const down = here * width
    const people = headcount[kind]!
    return {
      up,
      down,
      gain: up > 0 ? (people * Math.log1p(up / here)) / up : 0,
      loss: (-people * Math.log1p(-width)) / down,
    }
  })
}

function layTangents(
  solver: Model,
  headcount: Float64Array,
  expected: Float64Array,
  able: readonly number[],
  ceiling: Float64Array,
): void {
  setSteps(solver, headcount.length, able, (kind) => {
    const slope = headcount[kind]! / expected[kind]!
    return {
      up: Math.max(0, ceiling[kind]! - expected[kind]!),
      down: expected[kind]!,
      gain: slope,
      loss: slope,
    }
  })
}

interface Steps {
  readonly up: number
  readonly down: number
  /** By unit upwards, and what a unit downwards loses. */
  readonly gain: number
  readonly loss: number
}

function setSteps(
  solver: Model,
  kinds: number,
  able: readonly number[],
  stepsOf: (kind: number) => Steps,
): void {
  const cost = new Float64Array(2 * kinds)
  const upper = new Float64Array(2 * kinds)
  for (const kind of able) {
    const { up, down, gain, loss } = stepsOf(kind)
    cost.set([gain], kind)
    cost.set([-loss], kinds + kind)
    upper.set([up], kind)
    upper.set([down], kinds + kind)
  }
  const all = { kind: 'range', from: 0, to: 2 * kinds - 1 } as const
  solver.changeColsCost(all, cost)
  solver.changeColsBounds(all, new Float64Array(2 * kinds), upper)
}
