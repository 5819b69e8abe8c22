import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { slugOf } from '#kernel/plain-text.ts'
import type { Grouping } from './competence-file.rules.ts'

export interface CompetenceRow {
  readonly slug: string
  readonly name: string
  /** How many groupings exercise it. */
  readonly count: number
}

/** Every competence that somebody exercises, by name. */
export async function listCompetences(db: Database): Promise<CompetenceRow[]> {
  const rows = await db
    .selectFrom('grouping_competences')
    .select(({ fn }) => ['slug', fn.min('name').as('name'), fn.countAll().as('count')])
    .groupBy('slug')
    .orderBy('name')
    .execute()
  return rows.map(({ slug, name, count }) => ({ slug, name, count: Number(count) }))
}

export interface GroupingRow {
  readonly siren: string
  readonly name: string
  readonly nature: string
}

/** Groupings shown at most of one competence; the town's own come first. */
export const mostGroupings = 200

/** Who is competent: those that one of these SIREN belongs to first, then by name. */
export async function listCompetent(
  db: Database,
  slug: string,
  near: readonly string[],
): Promise<(GroupingRow & { readonly isNear: boolean })[]> {
  const rows = await db
    .selectFrom('grouping_competences')
    .innerJoin('groupings', 'groupings.siren', 'grouping_competences.siren')
    .select(['groupings.siren', 'groupings.name', 'groupings.nature'])
    .select(({ exists, selectFrom, or, eb }) =>
      or([
        eb('groupings.siren', 'in', near.length > 0 ? near : ['']),
        exists(
          selectFrom('grouping_members')
            .select('member_siren')
            .whereRef('grouping_members.siren', '=', 'groupings.siren')
            .where('member_siren', 'in', near.length > 0 ? near : ['']),
        ),
      ]).as('is_near'),
    )
    .where('grouping_competences.slug', '=', slug)
    .orderBy('is_near', 'desc')
    .orderBy('groupings.name')
    .limit(mostGroupings + 1)
    .execute()
  return rows.map(({ is_near, ...row }) => ({ ...row, isNear: Boolean(is_near) }))
}

export interface GroupingCompetences extends GroupingRow {
  readonly competences: readonly { readonly slug: string; readonly name: string }[]
}

/** The groupings that one of these SIREN is, or is a member of, with what each is competent for. */
export async function listGroupingsOf(
  db: Database,
  sirens: readonly string[],
): Promise<GroupingCompetences[]> {
  if (sirens.length === 0) return []
  const groupings = await db
    .selectFrom('groupings')
    .select(['siren', 'name', 'nature'])
    .where((of) =>
      of.or([
        of('siren', 'in', sirens),
        of.exists(
          of
            .selectFrom('grouping_members')
            .select('member_siren')
            .whereRef('grouping_members.siren', '=', 'groupings.siren')
            .where('member_siren', 'in', sirens),
        ),
      ]),
    )
    .orderBy('name')
    .execute()
  if (groupings.length === 0) return []
  const competences = await db
    .selectFrom('grouping_competences')
    .select(['siren', 'slug', 'name'])
    .where(
      'siren',
      'in',
      groupings.map(({ siren }) => siren),
    )
    .orderBy('name')
    .execute()
  const bySiren = Map.groupBy(competences, ({ siren }) => siren)
  return groupings.map((grouping) => ({
    ...grouping,
    competences: (bySiren.get(grouping.siren) ?? []).map(({ slug, name }) => ({ slug, name })),
  }))
}

export async function hasCompetenceFile(db: Database, contentHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('competence_files')
    .select('id')
    .where('content_hash', '=', contentHash)
    .executeTakeFirst()
  return row !== undefined
}

/** Its id; null when those very bytes were read in before. */
export async function insertCompetenceFile(
  tx: Database,
  contentHash: string,
  groupings: number,
  on: CalendarDate,
): Promise<string | null> {
  const row = await tx
    .insertInto('competence_files')
    .values({ content_hash: contentHash, groupings, imported_on: on })
    .onConflict((conflict) => conflict.column('content_hash').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Rows written in one statement. */
const chunk = 500

function chunksOf<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / chunk) }, (_, index) =>
    rows.slice(index * chunk, (index + 1) * chunk),
  )
}

/** Writes what a file says of its groupings, in the place of what an older one said; the others stay. */
export async function replaceGroupings(
  tx: Database,
  groupings: readonly Grouping[],
  on: CalendarDate,
): Promise<void> {
  for (const some of chunksOf(groupings)) {
    await tx
      .deleteFrom('groupings')
      .where(
        'siren',
        'in',
        some.map(({ siren }) => siren),
      )
      .execute()
    await tx
      .insertInto('groupings')
      .values(some.map(({ siren, name, nature }) => ({ siren, name, nature, imported_on: on })))
      .execute()
  }
  const members = groupings.flatMap(({ siren, memberSirens }) =>
    memberSirens.map((member_siren) => ({ siren, member_siren })),
  )
  for (const some of chunksOf(members)) await tx.insertInto('grouping_members').values(some).execute()
  const competences = groupings.flatMap(({ siren, competences: names }) =>
    [...new Map(names.map((name) => [slugOf(name), name]))].map(([slug, name]) => ({ siren, slug, name })),
  )
  for (const some of chunksOf(competences)) await tx.insertInto('grouping_competences').values(some).execute()
}
