import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { assertDefined } from '#kernel/assert.ts'
import { foldText } from '#kernel/plain-text.ts'
import { publicStatuses } from './life-cycle.rules.ts'
import type { MeasureFilter } from './measures.paths.ts'
import { type Part, parts, type Status, statuses } from './measures.rules.ts'

/** A row of the list: amounts are likely cash over all the years, in cents. */
export interface MeasureRow {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly part: Part
  readonly theme: string
  readonly status: Status
  readonly cashCost: number
  readonly cashGain: number
  readonly firstYear: number
}

export const pageSize = 50

/** One page of the list, in the order of the note, and where the next one starts: one query. */
export async function listMeasures(
  db: Database,
  filter: MeasureFilter,
  draftsToo: boolean,
): Promise<{ rows: MeasureRow[]; next: string | null }> {
  let query = db
    .selectFrom('measures')
    .select((of) => [
      'id',
      'code',
      'title',
      'part',
      'theme',
      'status',
      sql<number>`extract(year from starts_on)::int`.as('first_year'),
      cashSum(of.ref('measures.id'), costKinds).as('cash_cost'),
      cashSum(of.ref('measures.id'), null).as('cash_all'),
    ])
    .orderBy('part')
    .orderBy('title')
    .orderBy('id')
    .limit(pageSize + 1)
  query = query.where('status', 'in', draftsToo ? statuses : publicStatuses)
  if (filter.part) query = query.where('part', '=', filter.part)
  if (filter.status) query = query.where('status', '=', filter.status)
  for (const word of foldText(filter.search ?? '')
    .split(' ')
    .filter(Boolean))
    query = query.where('search_text', 'like', `%${word}%`)
  const after = readKey(filter.after)
  if (after)
    query = query.where(sql<boolean>`(part, title, id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)`)
  const rows = await query.execute()
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    rows: shown.map(readRow),
    next: rows.length > pageSize && last ? writeKey([last.part, last.title, last.id]) : null,
  }
}

const costKinds = ['purchases', 'services', 'investment', 'grants_given']

/** Likely cash of those kinds over all their years; of every kind when null. */
function cashSum(measureId: unknown, kinds: readonly string[] | null) {
  const only = kinds ? sql`and kind in (${sql.join(kinds)})` : sql``
  return sql<number>`(select coalesce(sum(likely * (coalesce(last_year, first_year) - first_year + 1)), 0)
    from measure_lines where measure_id = ${measureId} and section is not null ${only})`
}

interface ListRow {
  id: string
  code: string
  title: string
  part: string
  theme: string
  status: string
  first_year: number
  cash_cost: number
  cash_all: number
}

function readRow(row: ListRow): MeasureRow {
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    theme: row.theme,
    part: assertDefined(
      parts.find((part) => part === row.part),
      `part ${row.part}`,
    ),
    status: assertDefined(
      statuses.find((status) => status === row.status),
      `status ${row.status}`,
    ),
    cashCost: row.cash_cost,
    cashGain: row.cash_all - row.cash_cost,
    firstYear: row.first_year,
  }
}

/** The key that a page ends on, as plain data in the address: nothing is executed when it is read. */
function writeKey(key: readonly [string, string, string]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

const pageKey = z.tuple([z.string(), z.string(), z.uuid()])

function readKey(text: string | undefined): z.infer<typeof pageKey> | null {
  if (!text) return null
  try {
    return pageKey.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data ?? null
  } catch {
    // Not a key of ours: the list starts at its beginning.
    return null
  }
}
