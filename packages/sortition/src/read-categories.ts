import { csvTable } from './csv-table.ts'
import { type Fault, type Read, readOr } from './fault.ts'
import { normalised, type Quota, quotaName, type Trait } from './problem.ts'

const REQUIRED = ['category', 'feature', 'min', 'max'] as const
const OPTIONAL = ['min_flex', 'max_flex'] as const

/** Joins the categories, and the features, of an intersection. */
const AND = ' & '

type Cells = Readonly<Partial<Record<(typeof REQUIRED | typeof OPTIONAL)[number], string>>>

/**
 * Reads the quotas: a table with the columns category, feature, min, max, and `min_flex`, `max_flex` where a limit may only
 * move that far. An intersection joins names by ` & `: category `genre & age`, feature `femme & 16-24`.
 *
 * Other columns are ignored. All faults are told at once, each with its line and what to do.
 *
 * @example
 * const read = readCategories('category,feature,min,max\ngenre,femme,10,12\ngenre,homme,10,12\n')
 * if (read.ok) read.value[0] // { traits: [{ category: 'genre', feature: 'femme' }], min: 10, max: 12, flex: null }
 */
export function readCategories(text: string): Read<readonly Quota[]> {
  const table = csvTable(text)
  if (!table.ok) return table
  const { columns, rows } = table.value
  const named = columns.map((name) =>
    [...REQUIRED, ...OPTIONAL].find((known) => known === name.toLowerCase()),
  )
  const absent = REQUIRED.filter((name) => !named.includes(name))
  if (absent.length > 0) return { ok: false, faults: absent.map(absentColumn) }
  const faults: Fault[] = []
  const quotas: Quota[] = []
  const seen = new Map<string, number>()
  for (const { line, cells } of rows) {
    const row: Cells = Object.fromEntries(
      named.flatMap((name, i) => (name === undefined ? [] : [[name, cells[i]!]])),
    )
    const { quota, wrong } = readQuota(row, line)
    faults.push(...wrong)
    if (quota === null) continue
    const key = normalised(Object.values(quotaName(quota)).join('\n'))
    const first = seen.get(key)
    if (first !== undefined) faults.push(twice(line, quota, first))
    seen.set(key, line)
    quotas.push(quota)
  }
  if (rows.length === 0)
    faults.push({ line: null, field: 'file', problem: 'no quota', remedy: 'write one line a feature' })
  return readOr(withOneSpelling(quotas), faults)
}

function absentColumn(field: string): Fault {
  return {
    line: 1,
    field,
    problem: 'the column is missing',
    remedy: `the first line is ${REQUIRED.join(',')}`,
  }
}

function twice(line: number, quota: Quota, first: number): Fault {
  const { category, feature } = quotaName(quota)
  const problem = `${feature} of ${category} stands on line ${first} already`
  return { line, field: 'feature', problem, remedy: 'keep one of the two lines' }
}

function readQuota(row: Cells, line: number): { quota: Quota | null; wrong: Fault[] } {
  const wrong: Fault[] = []
  const count = (field: keyof Cells): number => {
    const text = row[field] ?? ''
    if (/^\d{1,7}$/.test(text)) return Number(text)
    wrong.push({
      line,
      field,
      problem: `"${text}" is no whole number`,
      remedy: 'write how many people of a panel, such as 4',
    })
    return 0
  }
  const isFilled = (field: keyof Cells) => (row[field] ?? '') !== ''
  const min = count('min')
  const max = count('max')
  if (wrong.length === 0 && min > max) {
    wrong.push({
      line,
      field: 'min',
      problem: `min ${min} is above max ${max}`,
      remedy: 'exchange them, or mend one',
    })
  }
  const flex =
    isFilled('min_flex') || isFilled('max_flex')
      ? {
          min: isFilled('min_flex') ? count('min_flex') : 0,
          max: isFilled('max_flex') ? count('max_flex') : MOST,
        }
      : null
  if (flex !== null && wrong.length === 0 && (flex.min > min || flex.max < max)) {
    const remedy = 'min_flex is at most min, and max_flex at least max'
    wrong.push({ line, field: 'min_flex', problem: 'the flex lies within the limits it widens', remedy })
  }
  const traits = readTraits(row, line, wrong)
  return { quota: wrong.length === 0 ? { traits, min, max, flex } : null, wrong }
}

/** No limit on how far a maximum goes up. */
const MOST = Number.MAX_SAFE_INTEGER

function readTraits(row: Cells, line: number, wrong: Fault[]): Trait[] {
  const categories = (row.category ?? '').split(AND).map((name) => name.trim())
  const feature = row.feature ?? ''
  // A feature may well be called "arts & crafts": it is taken apart only where the category is.
  const features = (categories.length === 1 ? [feature] : feature.split(AND)).map((name) => name.trim())
  for (const [field, names] of [
    ['category', categories],
    ['feature', features],
  ] as const) {
    if (names.includes(''))
      wrong.push({ line, field, problem: 'the name is empty', remedy: `write the ${field}` })
  }
  if (categories.length !== features.length) {
    const problem = `${categories.length} categories and ${features.length} features are joined by "&"`
    wrong.push({
      line,
      field: 'feature',
      problem,
      remedy: 'give one feature a category, such as genre & age and femme & 16-24',
    })
  }
  return categories.map((category, i) => ({ category, feature: features[i] ?? '' }))
}

/** Writes each category as it was written first, so that people have one feature by category. */
function withOneSpelling(quotas: readonly Quota[]): Quota[] {
  const first = new Map<string, string>()
  for (const { category } of quotas.flatMap(({ traits }) => traits)) {
    if (!first.has(normalised(category))) first.set(normalised(category), category)
  }
  const spelt = (trait: Trait) => ({
    ...trait,
    category: first.get(normalised(trait.category)) ?? trait.category,
  })
  return quotas.map((quota) => ({ ...quota, traits: quota.traits.map(spelt) }))
}
