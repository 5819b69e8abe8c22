import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Database } from '#infra/database.ts'
import type { Tables } from '#infra/tables.generated.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'
import type { Standpoint } from './cooperations.permissions.ts'
import { readCooperation } from './cooperations.rows.queries.ts'
import type { Cooperation, CooperationStatus, Depth, Direction } from './cooperations.rules.ts'

export const pageSize = 30

/** Cooperations with their parties and forms, as lists in their order: one query. */
function wholeCooperations(db: Database) {
  return db
    .selectFrom('cooperations')
    .select([
      'cooperations.id',
      'cooperations.slug',
      'cooperations.title',
      'cooperations.theme',
      'cooperations.summary',
      'cooperations.measure_id',
      'cooperations.status',
      'cooperations.shared_on',
      'cooperations.ended_reason',
      'cooperations.created_by',
      'cooperations.version',
    ])
    .select((of) => [
      jsonArrayFrom(
        of
          .selectFrom('cooperation_parties')
          .select([
            'id',
            'authority_kind',
            'authority_code',
            'name',
            'role',
            'lead_field',
            'funding_bp',
            'has_veto',
            'joined_on',
            'left_on',
            'left_reason',
            'publishes_on',
          ])
          .whereRef('cooperation_id', '=', 'cooperations.id')
          .orderBy(sql`role = 'member'`)
          .orderBy('joined_on')
          .orderBy('name'),
      ).as('parties'),
      jsonArrayFrom(
        of
          .selectFrom('cooperation_rounds')
          .select([
            'number',
            'depth',
            'legal_kind',
            'reason',
            'chosen_on',
            'effect_on',
            'term',
            'term_months',
            'renewal_months',
            'most_renewals',
            'notice_months',
            'exit_clause',
            'exit_notice_months',
            'exit_cost_cents',
            'yearly_cents',
            'reconfirms',
            'signed_on',
            'notice_given_on',
            'ended_on',
          ])
          .whereRef('cooperation_id', '=', 'cooperations.id')
          .orderBy('number'),
      ).as('rounds'),
      jsonArrayFrom(
        of
          .selectFrom('cooperation_renewals')
          .select('round')
          .whereRef('cooperation_id', '=', 'cooperations.id'),
      ).as('renewals'),
    ])
}

export async function findCooperation(db: Database, slug: string): Promise<Cooperation | null> {
  const row = await wholeCooperations(db).where('cooperations.slug', '=', slug).executeTakeFirst()
  return row ? readCooperation(row) : null
}

/** The cooperation, locked until the end of the transaction: two people who change it go one after the other. */
export async function lockCooperation(tx: Database, slug: string): Promise<Cooperation | null> {
  // The row is locked first: what is read afterwards is what the one before left.
  await tx.selectFrom('cooperations').select('id').where('slug', '=', slug).forUpdate().execute()
  return findCooperation(tx, slug)
}

/** Cooperations of those identities, such as the subjects of acts. */
export async function listCooperationsById(db: Database, ids: readonly string[]): Promise<Cooperation[]> {
  if (ids.length === 0) return []
  const rows = await wholeCooperations(db).where('cooperations.id', 'in', ids).execute()
  return rows.map(readCooperation)
}

/** Those with a form in force, for what comes back by itself. */
export async function listRunning(db: Database): Promise<Cooperation[]> {
  const rows = await wholeCooperations(db)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('cooperation_rounds')
          .select('number')
          .whereRef('cooperation_id', '=', 'cooperations.id')
          .where('signed_on', 'is not', null)
          .where('ended_on', 'is', null),
      ),
    )
    .orderBy('cooperations.slug')
    .execute()
  return rows.map(readCooperation)
}

export interface ListedFilter {
  readonly status?: CooperationStatus | undefined
  readonly depth?: Depth | undefined
  readonly direction?: Direction | undefined
  readonly search?: string | undefined
  readonly after?: string | undefined
}

/** One page of what that person may read, by name, and where the next one starts. `isOfTheTown`: all of it. */
export async function listCooperations(
  db: Database,
  filter: ListedFilter,
  { authorities, today }: Pick<Standpoint, 'authorities' | 'today'>,
  isOfTheTown: boolean,
): Promise<{ readonly rows: readonly Cooperation[]; readonly next: string | null }> {
  let query = wholeCooperations(db)
    .orderBy('cooperations.slug')
    .limit(pageSize + 1)
  if (!isOfTheTown)
    query = query.where((of) => of.or([isPublished(of, today), isShared(of, authorities, today)]))
  if (filter.status)
    query = query.where(isOfTheTown ? 'cooperations.status' : publishedStatus, '=', filter.status)
  if (filter.depth) query = query.where(isOfTheTown ? latestDepth : signedDepth, '=', filter.depth)
  if (filter.direction) query = query.where(ranksOn(today), filter.direction === 'vertical' ? '>' : '=', 1)
  for (const word of foldText(filter.search ?? '')
    .split(' ')
    .filter(Boolean))
    query = query.where('cooperations.search_text', 'like', `%${word}%`)
  if (filter.after) query = query.where('cooperations.slug', '>', filter.after)
  const found = await query.execute()
  const shown = found.slice(0, pageSize).map(readCooperation)
  return { rows: shown, next: found.length > pageSize ? (shown.at(-1)?.slug ?? null) : null }
}

const latestDepth = sql<string>`(select depth from cooperation_rounds
  where cooperation_id = cooperations.id order by number desc limit 1)`

/** What `asPublished` says, in SQL: the form being prepared stays inside. */
const signedDepth = sql<string>`(select depth from cooperation_rounds
  where cooperation_id = cooperations.id and signed_on is not null order by number desc limit 1)`
const publishedStatus = sql<string>`(case when cooperations.status in ('signed', 'running', 'ended')
  then cooperations.status else 'running' end)`

/** How many ranks of authorities take part; 1 from two of the same rank on, 0 below. */
const ranksOn = (day: CalendarDate) => sql<number>`(select case when count(*) < 2 then 0
    else count(distinct case authority_kind when 'town' then 'commune' else authority_kind end) end
  from cooperation_parties where cooperation_id = cooperations.id and (left_on is null or left_on > ${day}))`

/** What `isPublic` says, in SQL: the list never shows what the page refuses. */
function isPublished(of: ExpressionBuilder<Tables, 'cooperations'>, day: CalendarDate): Expression<SqlBool> {
  return of.and([
    sql<boolean>`exists (select from cooperation_rounds where cooperation_id = cooperations.id and signed_on is not null
      and (cooperations.status in ('signed', 'running', 'ended') or ended_on is null))`,
    sql<boolean>`(select coalesce(bool_and(publishes_on is not null), false) from cooperation_parties
      where cooperation_id = cooperations.id and (left_on is null or left_on > ${day}))`,
  ])
}

function isShared(
  of: ExpressionBuilder<Tables, 'cooperations'>,
  authorities: Standpoint['authorities'],
  day: CalendarDate,
): Expression<SqlBool> {
  if (authorities.length === 0) return sql<boolean>`false`
  return of.and([
    of('cooperations.shared_on', 'is not', null),
    of.exists(
      of
        .selectFrom('cooperation_parties')
        .select('cooperation_parties.id')
        .whereRef('cooperation_parties.cooperation_id', '=', 'cooperations.id')
        .where((party) =>
          party.or([
            party('cooperation_parties.left_on', 'is', null),
            party('cooperation_parties.left_on', '>', day),
          ]),
        )
        .where((party) =>
          party.or(
            authorities.map(({ kind, code }) =>
              party.and({
                'cooperation_parties.authority_kind': kind,
                'cooperation_parties.authority_code': code,
              }),
            ),
          ),
        ),
    ),
  ])
}
