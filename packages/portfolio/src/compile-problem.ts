import { decimalsOf } from './decimals.ts'
import type { Column, Program, Row } from './program.ts'
import type { Grade, LimitKey, Measure, Problem, Starts } from './types.ts'

/** A program with what is needed to read its columns back as a portfolio. */
export interface CompiledProblem {
  readonly program: Program
  readonly problem: Problem
  /** Points are counted in units of 10^-decimals. */
  readonly decimals: number
  /** Of each column: measure (its group) with index of the start year and cents in all; a synergy has start −1. */
  readonly columnStart: Int32Array
  readonly columnCents: Float64Array
  /** The first rows of the program are the limits of the years, in this order. */
  readonly limits: readonly LimitKey[]
  readonly requires: readonly (readonly number[])[]
  readonly excludes: readonly (readonly number[])[]
  readonly synergies: readonly { readonly members: readonly number[]; readonly column: number }[]
}

interface Draft {
  readonly problem: Problem
  readonly columns: Column[]
  readonly groups: number[][]
  readonly rows: Row[]
  readonly start: number[]
  readonly cents: number[]
}

/**
 * Writes the question as integer rows over columns "this measure starts that year" and "this synergy is earned".
 * The question has no fault (`findFaults`). Cost: its size, and a pass over exclusions.
 */
export function compileProblem(problem: Problem): CompiledProblem {
  const { measures, synergies = [] } = problem
  const decimals = decimalsOf([...measures, ...synergies].map(({ value }) => value))
  const draft: Draft = { problem, columns: [], groups: [], rows: [], start: [], cents: [] }
  for (const measure of measures) addMeasure(draft, measure, toUnits(measure.value, decimals))
  const ledgerLines = limitLines(problem)
  for (const line of ledgerLines) addLimit(draft, line)
  const indexOf = new Map(measures.map(({ id }, index) => [id, index]))
  const requires = measures.map(({ requires = [] }) => requires.map((id) => indexOf.get(id)!))
  requires.forEach((others, index) => {
    for (const other of new Set(others)) addRequirement(draft, index, other)
  })
  const excludes = rivalsOf(problem, indexOf)
  for (const clique of exclusionCliques(excludes)) addClique(draft, clique)
  const bonuses = synergies.map(({ measures: ids, value }) => {
    const members = [...new Set(ids)].map((id) => indexOf.get(id)!)
    return { members, column: addSynergy(draft, members, toUnits(value, decimals)) }
  })
  const mandatory = draft.groups.map((_, group) => measures[group]?.mandatory === true)
  return {
    program: { columns: draft.columns, groups: draft.groups, mandatory, rows: draft.rows },
    problem,
    decimals,
    columnStart: Int32Array.from(draft.start),
    columnCents: Float64Array.from(draft.cents),
    limits: ledgerLines.map(({ key }) => key),
    requires,
    excludes,
    synergies: bonuses,
  }
}

/** The start years of the chosen columns. */
export function startsOf(
  { problem, program, columnStart }: CompiledProblem,
  chosen: Iterable<number>,
): Starts {
  const entries: [string, number][] = []
  for (const column of chosen) {
    const start = columnStart[column]!
    if (start < 0) continue
    entries.push([problem.measures[program.columns[column]!.group]!.id, problem.years[start]!])
  }
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function addMeasure(draft: Draft, measure: Measure, objective: number): void {
  const { years } = draft.problem
  const group = draft.groups.length
  const allowed = measure.forbidden ? [] : (measure.starts ?? years.slice(0, 1))
  const offsets = [...new Set(allowed.map((year) => years.indexOf(year)))].sort((a, b) => a - b)
  draft.groups.push(
    offsets.map((start) => {
      const span = years.length - start
      draft.start.push(start)
      draft.cents.push(sumOf(measure.operating_cents, 0, span) + sumOf(measure.investment_cents, 0, span))
      return draft.columns.push({ group, objective }) - 1
    }),
  )
}

/** One finite limit of one year; with carry-over it is on all that was spent from index `first` on. */
interface LimitLine {
  readonly key: LimitKey
  readonly first: number
  readonly last: number
  readonly amount: number
  readonly uses: (measure: Measure) => readonly number[]
}

function limitLines(problem: Problem): LimitLine[] {
  const { limits = {}, carry_over: carries = false } = problem
  const money = (['operating_cents', 'investment_cents'] as const).flatMap((limit) =>
    linesOf(problem, { limit, grade: null }, limits[limit] ?? [], carries, (measure) => measure[limit] ?? []),
  )
  const hours = (['A', 'B', 'C'] as const).flatMap((grade) => hourLines(problem, grade))
  return [...money, ...hours]
}

function hourLines(problem: Problem, grade: Grade): LimitLine[] {
  const limits = problem.limits?.staff_hours?.[grade] ?? []
  const hoursOf = (measure: Measure) => measure.staff_hours?.[grade] ?? []
  const written = [...limits.filter((hours) => hours !== null), ...problem.measures.flatMap(hoursOf)]
  const decimals = decimalsOf(written)
  const scaled = limits.map((hours) => (hours === null ? null : toUnits(hours, decimals)))
  const uses = new Map(
    problem.measures.map((measure) => [measure, hoursOf(measure).map((hours) => toUnits(hours, decimals))]),
  )
  return linesOf(problem, { limit: 'staff_hours', grade }, scaled, false, (measure) => uses.get(measure)!)
}

function linesOf(
  { years }: Problem,
  name: Omit<LimitKey, 'year'>,
  yearly: readonly (number | null)[],
  carries: boolean,
  uses: LimitLine['uses'],
): LimitLine[] {
  const lines: LimitLine[] = []
  let first = 0
  let saved = 0
  years.forEach((year, last) => {
    const limit = yearly[last] ?? null
    if (limit === null || !carries) {
      first = limit === null ? last + 1 : last
      saved = 0
    }
    if (limit === null) return
    saved += limit
    lines.push({ key: { ...name, year }, first, last, amount: saved, uses })
  })
  return lines
}

function addLimit(draft: Draft, { first, last, amount, uses }: LimitLine): void {
  const columns: number[] = []
  const values: number[] = []
  draft.columns.forEach(({ group }, column) => {
    const start = draft.start[column]!
    const vector = uses(draft.problem.measures[group]!)
    const value = sumOf(vector, first - start, last - start + 1)
    if (value === 0) return
    columns.push(column)
    values.push(value)
  })
  draft.rows.push({ columns, values, limit: amount })
}

/** For every year: started by then implies that the other was started by then. */
function addRequirement(draft: Draft, index: number, other: number): void {
  for (const column of draft.groups[index]!) {
    const isBy = (each: number) => draft.start[each]! <= draft.start[column]!
    pushRow(draft, draft.groups[index]!.filter(isBy), draft.groups[other]!.filter(isBy), 0)
  }
}

function addClique(draft: Draft, clique: readonly number[]): void {
  pushRow(
    draft,
    clique.flatMap((index) => draft.groups[index]!),
    [],
    1,
  )
}

/** A bonus is held below each member; a malus is held above the last one. */
function addSynergy(draft: Draft, members: readonly number[], objective: number): number {
  const group = draft.groups.length
  const column = draft.columns.push({ group, objective }) - 1
  draft.groups.push([column])
  draft.start.push(-1)
  draft.cents.push(0)
  const columnsOf = (member: number) => draft.groups[member]!
  if (objective >= 0) for (const member of members) pushRow(draft, [column], columnsOf(member), 0)
  else pushRow(draft, members.flatMap(columnsOf), [column], members.length - 1)
  return column
}

/** `Σ plus − Σ minus ≤ limit`. */
function pushRow(draft: Draft, plus: readonly number[], minus: readonly number[], limit: number): void {
  draft.rows.push({
    columns: [...plus, ...minus],
    values: [...plus.map(() => 1), ...minus.map(() => -1)],
    limit,
  })
}

function rivalsOf({ measures }: Problem, indexOf: ReadonlyMap<string, number>): number[][] {
  const rivals = measures.map(() => new Set<number>())
  measures.forEach(({ excludes = [] }, index) => {
    for (const id of excludes) {
      rivals[index]!.add(indexOf.get(id)!)
      rivals[indexOf.get(id)!]!.add(index)
    }
  })
  return rivals.map((set) => [...set])
}

/** Sets of measures that all exclude each other, so that every pair lies in one of them: one row says more than its pairs. */
function exclusionCliques(rivals: readonly (readonly number[])[]): number[][] {
  const cliques: number[][] = []
  rivals.forEach((others, a) => {
    for (const b of others) {
      if (b < a || cliques.some((clique) => clique.includes(a) && clique.includes(b))) continue
      const clique = [a, b]
      for (const c of others) if (clique.every((each) => rivals[c]!.includes(each))) clique.push(c)
      cliques.push(clique)
    }
  })
  return cliques
}

function toUnits(number: number, decimals: number): number {
  return Math.round(number * 10 ** decimals)
}

/** Elements `from` to `to − 1` of a vector whose missing elements are 0. */
function sumOf(vector: readonly number[] | undefined, from: number, to: number): number {
  let sum = 0
  for (let k = Math.max(0, from); k < Math.min(to, vector?.length ?? 0); k++) sum += vector![k]!
  return sum
}
