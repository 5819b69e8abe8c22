import type { CsvTable } from './csv-table.ts'
import type { Read } from './fault.ts'

/**
 * Positions of named columns, in the order of the names; a fault for each that is missing.
 *
 * @example requiredColumns(table, ['comment-id', 'vote']) // { ok: true, value: [2, 4] }
 */
export function requiredColumns({ columns }: CsvTable, names: readonly string[]): Read<readonly number[]> {
  const missing = names.filter((name) => !columns.includes(name))
  if (missing.length === 0) return { ok: true, value: names.map((name) => columns.indexOf(name)) }
  const remedy = `the first line names at least ${names.join(', ')}`
  return {
    ok: false,
    faults: missing.map((field) => ({ line: 1, field, problem: 'the column is missing', remedy })),
  }
}
