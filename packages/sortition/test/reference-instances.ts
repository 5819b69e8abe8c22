import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Read } from '../src/fault.ts'
import type { SortitionProblem } from '../src/problem.ts'
import { readCategories } from '../src/read-categories.ts'
import { readRespondents } from '../src/read-respondents.ts'

/** What the reference implementations answer; only what is compared. */
export interface Expected {
  readonly panel_size: number
  readonly household_column: string | null
  readonly feasible: boolean
  readonly leximin?: { readonly probabilities: readonly number[] } | string
  readonly goldilocks_gamma1?: { readonly objective: number; readonly min: number; readonly max: number }
  readonly maximin?: { readonly best_found: number }
  readonly minimal_quota_relaxation?: { readonly objective: number }
}

export interface Instance {
  readonly problem: SortitionProblem
  readonly expected: Expected
}

/** Reads one real case of the reference data. */
export function readInstance(folder: string): Instance {
  const text = (file: string) => readFileSync(path.join(folder, file), 'utf8')
  const expected: Expected = JSON.parse(text('expected.json'))
  const quotas = value(readCategories(text('categories.csv')))
  const people = value(readRespondents(text('respondents.csv'), quotas, expected.household_column))
  const perHousehold = expected.household_column === null ? null : 1
  return { expected, problem: { people, seated: [], panelSize: expected.panel_size, quotas, perHousehold } }
}

/** Folder of an instance, null where the reference data is absent. */
export function instanceFolder(reference: string | undefined, name: string): string | null {
  const folder = path.join(reference ?? '../shared', 'data/sortition/instances', name)
  return existsSync(folder) ? folder : null
}

function value<Value>(read: Read<Value>): Value {
  if (!read.ok) throw new Error(JSON.stringify(read.faults[0]))
  return read.value
}
