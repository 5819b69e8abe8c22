import { type CsvTable, csvTable } from './csv-table.ts'
import { type Fault, type Read, readOr } from './fault.ts'
import { normalised, type Person, type Quota } from './problem.ts'

/** Where a category is found in the pool, and what may stand there: null where only intersections name it. */
interface CategoryColumn {
  readonly category: string
  readonly column: number
  readonly allowed: ReadonlyMap<string, string> | null
}

/**
 * Reads the pool: a table whose first column is the id, with one column a category of the quotas.
 *
 * Features must be those of the quotas (without regard to case), so that nobody is lost by a spelling. Other columns are
 * ignored and go nowhere. All faults are told at once, each with its line and what to do.
 *
 * @param household name of the column with the address, null where households do not matter. An empty cell: lives alone.
 * @example
 * const read = readRespondents('id,genre,adresse\np1,femme,3 rue Haute\n', quotas, 'adresse')
 * if (read.ok) read.value[0] // { id: 'p1', features: { genre: 'femme' }, household: '3 rue haute' }
 */
export function readRespondents(
  text: string,
  quotas: readonly Quota[],
  household: string | null,
): Read<readonly Person[]> {
  const table = csvTable(text)
  if (!table.ok) return table
  const { columns, rows } = table.value
  const categories = categoryColumns(table.value, quotas)
  const address = household === null ? null : columnOf(columns, household)
  const absent = categories.filter(({ column }) => column < 0).map(({ category }) => category)
  if (address === -1) absent.push(household ?? '')
  if (absent.length > 0) return { ok: false, faults: absent.map((name) => absentColumn(name, columns)) }
  const faults: Fault[] = []
  const seen = new Map<string, number>()
  const people = rows.map(({ line, cells }): Person => {
    const id = cells[0] ?? ''
    faults.push(...idFaults(id, line, columns[0] ?? '', seen))
    const features = categories.map((category) => {
      const cell = cells[category.column] ?? ''
      faults.push(...featureFaults(cell, line, category))
      return [category.category, cell] as const
    })
    const home = address === null ? '' : normalised(cells[address] ?? '')
    return { id, features: Object.fromEntries(features), household: home === '' ? null : home }
  })
  if (rows.length === 0) {
    faults.push({
      line: null,
      field: 'file',
      problem: 'nobody to draw from',
      remedy: 'write one line a person',
    })
  }
  return readOr(people, faults)
}

function columnOf(columns: readonly string[], name: string): number {
  return columns.findIndex((column) => normalised(column) === normalised(name))
}

function categoryColumns({ columns }: CsvTable, quotas: readonly Quota[]): CategoryColumn[] {
  const names = new Set(quotas.flatMap(({ traits }) => traits.map(({ category }) => category)))
  return [...names].map((category) => {
    const alone = quotas.flatMap(({ traits }) => (traits.length === 1 ? traits : []))
    const features = alone.filter((trait) => trait.category === category).map(({ feature }) => feature)
    const allowed = new Map(features.map((feature) => [normalised(feature), feature]))
    return { category, column: columnOf(columns, category), allowed: allowed.size === 0 ? null : allowed }
  })
}

function absentColumn(field: string, columns: readonly string[]): Fault {
  return {
    line: 1,
    field,
    problem: 'the column is missing',
    remedy: `the columns are ${columns.join(', ')}: rename one`,
  }
}

function idFaults(id: string, line: number, field: string, seen: Map<string, number>): Fault[] {
  const first = seen.get(id)
  if (id === '')
    return [{ line, field, problem: 'the id is empty', remedy: 'give everybody an id of their own' }]
  if (first === undefined) {
    seen.set(id, line)
    return []
  }
  const problem = `the id "${id}" stands on line ${first} already`
  return [{ line, field, problem, remedy: 'delete one of the two lines, or give it an id of its own' }]
}

function featureFaults(cell: string, line: number, { category, allowed }: CategoryColumn): Fault[] {
  if (cell === '') return [{ line, field: category, problem: 'the cell is empty', remedy: 'complete it' }]
  if (allowed === null || allowed.has(normalised(cell))) return []
  const remedy = `write one of ${[...allowed.values()].join(', ')}, or add it to the file of categories`
  return [{ line, field: category, problem: `"${cell}" has no quota`, remedy }]
}
