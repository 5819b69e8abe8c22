import type { Column, Program, Row } from './program.ts'
import { decimalsOf } from './decimals.ts'
import type { Grade, LimitKey, Measure, Problem, Starts } from './types.ts'

/** A program with what is needed to read its columns back as a portfolio. */
export interface CompiledProblem {
  readonly program: Program
  readonly problem: Problem
  /** Points are counted in units of 10^-decimals. */
  readonly decimals: number
  /** Measure and start of each column; synergies have none. */
  readonly meanings: readonly ColumnMeaning[]
  /** The first rows of the program are the limits of the years, in this order. */
  readonly limitCount: number
}

export type ColumnMeaning =
  | { readonly measure: number; readonly start: number; readonly cents: number }
  | { readonly synergy: number }

interface Draft {
  readonly problem: Problem
  readonly decimals: number
  readonly columns: Column[]
  readonly groups: number[][]
  readonly mandatory: boolean[]
  readonly rows: Row[]
  readonly meanings: ColumnMeaning[]
  readonly indexOf: ReadonlyMap<string, number>
}

/** Writes the question as integer rows over columns "this measure starts that year" and "this synergy is earned". */
export function compileProblem(problem: Problem): CompiledProblem {
  const draft: Draft = {
    problem,
    decimals: decimalsOf([...problem.measures, ...(problem.synergies ?? [])].map(({ value }) => value)),
    columns: [],
    groups: [],
    mandatory: [],
    rows: [],
    meanings: [],
    indexOf: new Map(problem.measures.map(({ id }, index) => [id, index])),
  }
  problem.measures.forEach((measure, index) => {
    addMeasure(draft, measure, index)
  })
  for (const { key, limit, uses } of limitRows(problem)) addLimit(draft, key, limit, uses)
  const limitCount = draft.rows.length
  problem.measures.forEach((measure, index) => {
    for (const other of measure.requires ?? []) addRequirement(draft, index, draft.indexOf.get(other)!)
  })
  for (const clique of exclusionCliques(problem, draft.indexOf)) addClique(draft, clique)
  problem.synergies?.forEach((synergy, index) => {
    addSynergy(draft, synergy.measures.map((id) => draft.indexOf.get(id)!), synergy.value, index)
  })
  const { columns, groups, mandatory, rows, meanings, decimals } = draft
  return { program: { columns, groups, mandatory, rows }, problem, decimals, meanings, limitCount }
}

/** The start years chosen by the columns. */
export function startsOf(compiled: CompiledProblem, chosen: Iterable<number>): Starts {
  const starts: Record<string, number> = {}
  for (const column of chosen) {
    const meaning = compiled.meanings[column]!
    if ('measure' in meaning)
      starts[compiled.problem.measures[meaning.measure]!.id] = compiled.problem.years[meaning.start]!
  }
  return starts
}

function addMeasure(draft: Draft, measure: Measure, index: number): void {
  const { years } = draft.problem
  const objective = toUnits(measure.value, draft.decimals)
  const starts = measure.forbidden && !measure.mandatory ? [] : (measure.starts ?? years.slice(0, 1))
  const offsets = [...new Set(starts.map((year) => years.indexOf(year)))].sort((a, b) => a - b)
  draft.groups.push(
    offsets.map((start) => {
      const span = years.length - start
      const cents = sumOf(measure.operating_cents, span) + sumOf(measure.investment_cents, span)
      draft.meanings.push({ measure: index, start, cents })
      return draft.columns.push({ group: index, objective }) - 1
    }),
  )
  draft.mandatory.push(measure.mandatory === true)
}

/** Each finite limit of each year with what a measure takes from it, as a function of the years since its start. */
export function limitRows(problem: Problem): { key: LimitKey; limit: readonly (number | null)[]; uses: Uses }[] {
  const { limits = {} } = problem
  const money = (['operating_cents', 'investment_cents'] as const).map((limit) => ({
    limit,
    grade: null,
    yearly: limits[limit],
    uses: (measure: Measure) => measure[limit] ?? [],
  }))
  const hours = (['A', 'B', 'C'] as const).map((grade: Grade) => ({
    limit: 'staff_hours' as const,
    grade,
    yearly: limits.staff_hours?.[grade]?.map((hours) => (hours === null ? null : Math.round(hours * 100))),
    uses: (measure: Measure) => (measure.staff_hours?.[grade] ?? []).map((hours) => Math.round(hours * 100)),
  }))
  return [...money, ...hours].flatMap(({ limit, grade, yearly = [], uses }) =>
    problem.years.flatMap((year, index) =>
      typeof yearly[index] === 'number' ? [{ key: { limit, year, grade }, limit: yearly, uses }] : [],
    ),
  )
}

type Uses = (measure: Measure) => readonly number[]

/** With carry-over, the limit of a year is on all that was spent since the chain of limited years began. */
function addLimit(draft: Draft, key: LimitKey, yearly: readonly (number | null)[], uses: Uses): void {
  const last = draft.problem.years.indexOf(key.year)
  let first = last
  const carries = draft.problem.carry_over === true && key.grade === null
  while (carries && first > 0 && typeof yearly[first - 1] === 'number') first--
  const limit = yearly.slice(first, last + 1).reduce((sum: number, amount) => sum + (amount ?? 0), 0)
  addRow(draft, limit, (measure, start) => {
    const vector = uses(measure)
    return sumOf(vector, last - start + 1) - sumOf(vector, first - start)
  })
}

function addRow(draft: Draft, limit: number, use: (measure: Measure, start: number) => number): void {
  const terms = draft.meanings.flatMap((meaning, column) => {
    if (!('measure' in meaning)) return []
    const value = use(draft.problem.measures[meaning.measure]!, meaning.start)
    return value === 0 ? [] : [{ column, value }]
  })
  pushRow(draft, terms, limit)
}

/** For every year: started by then implies that the other was started by then. */
function addRequirement(draft: Draft, index: number, other: number): void {
  const startOf = (column: number) => (draft.meanings[column] as { start: number }).start
  for (const column of draft.groups[index]!) {
    const by = startOf(column)
    const mine = draft.groups[index]!.filter((each) => startOf(each) <= by)
    const theirs = draft.groups[other]!.filter((each) => startOf(each) <= by)
    pushRow(draft, [...mine.map((each) => ({ column: each, value: 1 })), ...theirs.map((each) => ({ column: each, value: -1 }))], 0)
  }
}

function addClique(draft: Draft, clique: readonly number[]): void {
  pushRow(draft, clique.flatMap((index) => draft.groups[index]!.map((column) => ({ column, value: 1 }))), 1)
}

function addSynergy(draft: Draft, members: readonly number[], value: number, index: number): void {
  const objective = toUnits(value, draft.decimals)
  const group = draft.groups.length
  const column = draft.columns.push({ group, objective }) - 1
  draft.groups.push([column])
  draft.mandatory.push(false)
  draft.meanings.push({ synergy: index })
  const distinct = [...new Set(members)]
  const chosen = (member: number, value: number) => draft.groups[member]!.map((each) => ({ column: each, value }))
  if (objective > 0) for (const member of distinct) pushRow(draft, [{ column, value: 1 }, ...chosen(member, -1)], 0)
  else pushRow(draft, [{ column, value: -1 }, ...distinct.flatMap((member) => chosen(member, 1))], distinct.length - 1)
}

function pushRow(draft: Draft, terms: readonly { column: number; value: number }[], limit: number): void {
  draft.rows.push({ columns: terms.map(({ column }) => column), values: terms.map(({ value }) => value), limit })
}

/** Sets of measures that all exclude each other, so that every written pair lies in one of them. */
function exclusionCliques(problem: Problem, indexOf: ReadonlyMap<string, number>): number[][] {
  const rivals = problem.measures.map(() => new Set<number>())
  const pairs = problem.measures.flatMap((measure, index) =>
    (measure.excludes ?? []).map((id): [number, number] => [index, indexOf.get(id)!]),
  )
  for (const [a, b] of pairs) {
    rivals[a]!.add(b)
    rivals[b]!.add(a)
  }
  const cliques: number[][] = []
  for (const [a, b] of pairs) {
    if (cliques.some((clique) => clique.includes(a) && clique.includes(b))) continue
    const clique = [a, b]
    for (const c of rivals[a]!) if (clique.every((each) => rivals[c]!.has(each))) clique.push(c)
    cliques.push(clique)
  }
  return cliques
}

function toUnits(points: number, decimals: number): number {
  return Math.round(points * 10 ** decimals)
}

function sumOf(vector: readonly number[] | undefined, length: number): number {
  let sum = 0
  for (let i = 0; i < Math.min(length, vector?.length ?? 0); i++) sum += vector![i]!
  return sum
}
