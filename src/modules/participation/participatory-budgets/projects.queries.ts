import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import { inBatches } from '#infra/in-batches.ts'
import { findEdition, listAreas } from './editions.queries.ts'
import type { Edition, Offer, Project } from './editions.rules.ts'

const projectColumns = [
  'id',
  'area',
  'number',
  'reference',
  'title',
  'description',
  'place',
  'cost_cents',
  'proposal_id',
] as const

interface ProjectColumns {
  readonly id: string
  readonly area: number
  readonly number: number
  readonly reference: string
  readonly title: string
  readonly description: string
  readonly place: string
  readonly cost_cents: number
  readonly proposal_id: string | null
}

export async function listProjects(db: Database, editionId: string): Promise<Project[]> {
  const rows = await db
    .selectFrom('budget_projects')
    .select(projectColumns)
    .where('edition_id', '=', editionId)
    .orderBy('number')
    .execute()
  return rows.map(readProject)
}

function readProject(row: ProjectColumns): Project {
  return {
    id: row.id,
    area: row.area,
    number: row.number,
    reference: row.reference,
    title: row.title,
    description: row.description,
    place: row.place,
    costCents: row.cost_cents,
    proposalId: row.proposal_id,
  }
}

/** What is voted on, kept in memory as long as the edition has the same version: it is read by every voter. */
const remembered = new Map<string, Offer>()
const mostRemembered = 20

export async function offerOf(db: Database, edition: Edition): Promise<Offer> {
  const key = `${edition.id}:${edition.version}`
  const known = remembered.get(key)
  if (known) return { ...known, edition }
  const read: Offer = {
    edition,
    areas: await listAreas(db, edition.id),
    projects: await listProjects(db, edition.id),
  }
  // A draft changes under the hands of those who write it, and each change has its version.
  if (remembered.size >= mostRemembered) remembered.clear()
  if (edition.status !== 'draft') remembered.set(key, read)
  return read
}

/**
 * The offer of an address; an edition that is remembered costs one small row, which voters who come together read once. The wait
 * for others' reading never shows an older edition: the row is read after each of them came.
 */
export async function findOffer(db: Database, code: string): Promise<Offer | null> {
  const row = await (db.isTransaction ? findHead(db, code) : headReader(db, code)())
  const known = row && remembered.get(`${row.id}:${row.version}`)
  if (known) return known
  const edition = row ? await findEdition(db, code) : null
  return edition && offerOf(db, edition)
}

type Head = Pick<Edition, 'id' | 'version'>

function findHead(db: Database, code: string): Promise<Head | undefined> {
  return db
    .selectFrom('budget_editions')
    .select(['id', 'version'])
    .where('code', '=', code)
    .executeTakeFirst()
}

const headReaders = new WeakMap<Database, Map<string, () => Promise<Head | undefined>>>()

function headReader(db: Database, code: string): () => Promise<Head | undefined> {
  const readers = headReaders.get(db) ?? new Map<string, () => Promise<Head | undefined>>()
  headReaders.set(db, readers)
  const known = readers.get(code)
  if (known) return known
  // Visitors write addresses as they like: those of no edition must not pile up.
  if (readers.size >= mostRemembered) readers.clear()
  const reader = inBatches(() => findHead(db, code))
  readers.set(code, reader)
  return reader
}

export type ProjectDraft = Pick<
  Project,
  'area' | 'title' | 'description' | 'place' | 'costCents' | 'proposalId'
>

/** Writes a project after those there are; answers its number. */
export async function insertProject(tx: Database, editionId: string, draft: ProjectDraft): Promise<number> {
  const { last } = await tx
    .selectFrom('budget_projects')
    .select((of) => of.fn.coalesce(of.fn.max('number'), sql<number>`0`).as('last'))
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow()
  const number = last + 1
  await insertProjects(tx, editionId, [{ ...draft, number, reference: String(number) }])
  return number
}

const rowsAtOnce = 500

export async function insertProjects(
  tx: Database,
  editionId: string,
  projects: readonly (ProjectDraft & Pick<Project, 'number' | 'reference'>)[],
): Promise<void> {
  for (let from = 0; from < projects.length; from += rowsAtOnce)
    await tx
      .insertInto('budget_projects')
      .values(
        projects.slice(from, from + rowsAtOnce).map((project) => ({
          id: randomUUID(),
          edition_id: editionId,
          number: project.number,
          reference: project.reference,
          ...columnsOf(project),
        })),
      )
      .execute()
}

export async function updateProject(
  tx: Database,
  editionId: string,
  number: number,
  draft: ProjectDraft,
): Promise<boolean> {
  const { proposal_id: _, ...columns } = columnsOf(draft)
  const result = await tx
    .updateTable('budget_projects')
    .set(columns)
    .where('edition_id', '=', editionId)
    .where('number', '=', number)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteProject(tx: Database, editionId: string, number: number): Promise<boolean> {
  const result = await tx
    .deleteFrom('budget_projects')
    .where('edition_id', '=', editionId)
    .where('number', '=', number)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

function columnsOf(draft: ProjectDraft) {
  return {
    area: draft.area,
    title: draft.title,
    description: draft.description,
    place: draft.place,
    cost_cents: draft.costCents,
    proposal_id: draft.proposalId,
  }
}

/** Projects by id, with the edition that their page is under. */
export function listProjectNames(db: Database, ids: readonly string[]) {
  return db
    .selectFrom('budget_projects')
    .innerJoin('budget_editions', 'budget_editions.id', 'budget_projects.edition_id')
    .select(['budget_projects.id', 'budget_projects.title', 'budget_projects.number', 'budget_editions.code'])
    .where('budget_projects.id', 'in', ids)
    .execute()
}
