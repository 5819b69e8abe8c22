import { type Decimal, parseDecimal } from '../parse-decimal.ts'
import type { Project, VoteType } from '../types.ts'
import type { Problems } from './problem.ts'

const VOTE_TYPES: Readonly<Record<string, VoteType>> = {
  approval: 'approval',
  'choose-1': 'approval',
  cumulative: 'cumulative',
  scoring: 'scoring',
  ordinal: 'ordinal',
}

interface PricedProject {
  readonly id: string
  readonly line: number
  readonly cost: Decimal
  readonly fields: Readonly<Record<string, string>>
}

/** What META and PROJECTS say, once the projects end. */
export interface Head {
  readonly voteType: VoteType
  readonly decimals: number
  readonly budget: number
  readonly projects: readonly Project[]
}

/** Reads the records of META and PROJECTS. */
export class HeadReader {
  readonly meta = new Map<string, { value: string; line: number }>()
  readonly #projects = new Map<string, PricedProject>()
  readonly #problems: Problems
  /** Null before the row of columns; empty where it was refused, and its rows with it. */
  #columns: readonly string[] | null = null
  #isFirstPair = true

  constructor(problems: Problems) {
    this.#problems = problems
  }

  /** The `key;value` row is missing in some files: it is told by its words, not by its place. */
  readMeta(fields: readonly string[], line: number): void {
    const isHeader =
      this.#isFirstPair && fields[0]?.toLowerCase() === 'key' && fields[1]?.toLowerCase() === 'value'
    this.#isFirstPair = false
    if (isHeader) return
    const [key = '', value = '', ...more] = fields
    if (fields.length < 2 || more.some((field) => field !== ''))
      this.#problems.add(
        line,
        'columns',
        `META has ${fields.length} fields here instead of 2`,
        'write key;value, with the value in double quotes if it holds a ;',
      )
    else if (key === '')
      this.#problems.add(line, 'meta', 'a META line has no key', 'write key;value, or remove the line')
    else if (this.meta.has(key))
      this.#problems.add(
        line,
        'meta',
        `META says ${key} twice (first in line ${this.meta.get(key)?.line})`,
        'keep the right one',
      )
    else this.meta.set(key, { value, line })
  }

  readProject(fields: readonly string[], line: number): void {
    if (this.#columns === null) {
      this.#columns = readColumns(fields, ['project_id', 'cost'], 'PROJECTS', line, this.#problems) ?? []
      return
    }
    if (this.#columns.length === 0) return
    const row = asRow(this.#columns, fields, 'PROJECTS', line, this.#problems)
    if (row !== null) this.#addProject(row, line)
  }

  #addProject(row: Readonly<Record<string, string>>, line: number): void {
    const { project_id: id = '', cost: text = '', ...fields } = row
    const cost = parseDecimal(text)
    const first = this.#projects.get(id)
    if (id === '' || id.toLowerCase() === 'none')
      this.#problems.add(line, 'project', 'a project has no id', 'give each project its own project_id')
    else if (/[,]/.test(id))
      this.#problems.add(
        line,
        'project',
        `the project id "${id}" has a comma`,
        'votes separate ids by commas: choose another id',
      )
    else if (first)
      this.#problems.add(
        line,
        'project',
        `project ${id} is already in line ${first.line}`,
        'keep one of them, or give it another id',
      )
    else if (cost === null) addAmount(this.#problems, line, `the cost of project ${id}`, text)
    else this.#projects.set(id, { id, line, cost, fields })
  }

  /** Null where a defect leaves no election to read votes of. */
  finish(line: number): Head | null {
    const voteType = this.#voteType(line)
    const budget = this.#budget(line)
    if (this.#columns === null)
      this.#problems.add(
        line,
        'section',
        'there is no PROJECTS section with its row of columns',
        'add PROJECTS, project_id;cost;name and one line a project',
      )
    else if (this.#projects.size === 0 && this.#problems.found.length === 0)
      this.#problems.add(line, 'project', 'there is no project', 'write one line a project under PROJECTS')
    if (voteType === null || budget === null || this.#problems.found.length > 0) return null
    return this.#scale(voteType, budget)
  }

  #scale(voteType: VoteType, budget: Decimal): Head | null {
    const priced = [...this.#projects.values()]
    const decimals = Math.max(budget.decimals, ...priced.map(({ cost }) => cost.decimals))
    const units = ({ digits, decimals: own }: Decimal) => digits * 10n ** BigInt(decimals - own)
    const largest = [budget, ...priced.map(({ cost }) => cost)].reduce(
      (sum, amount) => sum + units(amount),
      0n,
    )
    if (largest > BigInt(Number.MAX_SAFE_INTEGER)) {
      const line = this.meta.get('budget')?.line ?? 1
      this.#problems.add(
        line,
        'amount',
        `the amounts of this file have too many digits together (${largest})`,
        'write amounts with at most two decimals',
      )
      return null
    }
    const projects = priced.map(({ id, cost, fields }) => ({ id, cost: Number(units(cost)), fields }))
    return { voteType, decimals, budget: Number(units(budget)), projects }
  }

  #voteType(line: number): VoteType | null {
    const found = this.#mandatory('vote_type', line)
    if (found === null) return null
    const voteType = VOTE_TYPES[found.value.toLowerCase()]
    if (voteType) return voteType
    this.#problems.add(
      found.line,
      'meta',
      `vote_type "${found.value}" is not known`,
      `one of ${Object.keys(VOTE_TYPES).join(', ')}`,
    )
    return null
  }

  #budget(line: number): Decimal | null {
    const found = this.#mandatory('budget', line)
    if (found === null) return null
    const amount = parseDecimal(found.value)
    if (amount === null) addAmount(this.#problems, found.line, 'the budget', found.value)
    return amount
  }

  #mandatory(key: string, line: number): { value: string; line: number } | null {
    const found = this.meta.get(key)
    if (found) return found
    this.#problems.add(line, 'meta', `META has no ${key}`, `add a line ${key};… under META`)
    return null
  }
}

function addAmount(problems: Problems, line: number, what: string, text: string): void {
  problems.add(
    line,
    'amount',
    `${what}, "${text}", is no amount`,
    'write digits, with a point or a comma before the cents: 12000 or 12000.50',
  )
}

/** The names of a section's columns; null, and a defect, where one that is needed is missing or one stands twice. */
export function readColumns(
  fields: readonly string[],
  needed: readonly string[],
  section: string,
  line: number,
  problems: Problems,
): readonly string[] | null {
  const columns = fields.map((field) => (field.toLowerCase() === field ? field : lowerKnown(field, needed)))
  const missing = needed.filter((name) => !columns.includes(name))
  const twice = columns.find((name, index) => columns.indexOf(name) !== index)
  if (missing.length > 0)
    problems.add(
      line,
      'header',
      `${section} has no column ${missing.join(', ')}`,
      `begin ${section} with a row such as ${needed.join(';')}`,
    )
  else if (twice !== undefined)
    problems.add(line, 'header', `${section} has two columns "${twice}"`, 'rename one of them')
  else return columns
  return null
}

function lowerKnown(field: string, needed: readonly string[]): string {
  return needed.includes(field.toLowerCase()) ? field.toLowerCase() : field
}

function asRow(
  columns: readonly string[],
  fields: readonly string[],
  section: string,
  line: number,
  problems: Problems,
): Readonly<Record<string, string>> | null {
  const extra = fields.slice(columns.length).some((field) => field !== '')
  if (fields.length >= columns.length && !extra)
    return Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? '']))
  problems.add(
    line,
    'columns',
    `${section} has ${columns.length} columns, this line ${fields.length}`,
    'put a text that holds a ; in double quotes; leave a missing value empty, with its ;',
  )
  return null
}
