import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { CheckedFile } from '#infra/received-files.ts'
import type { PageCode, PaperKind } from './paper-code.rules.ts'
import { papers } from './paper-code.rules.ts'
import { type PageFault, pageFaults } from './papers.rules.ts'

// Scans of signed papers, and their pages.

interface Who {
  readonly accountId: string
  readonly at: Date
}

/** Keeps a scan as it came; answers its identity, null where the same file was received before. */
export async function insertScan(tx: Database, file: CheckedFile, by: Who): Promise<string | null> {
  const row = await tx
    .insertInto('paper_scans')
    .values({
      name: file.name,
      media_type: file.type.mediaType,
      size_bytes: file.bytes.length,
      digest: file.digest,
      antivirus: file.scan,
      bytes: Buffer.from(file.bytes),
      received_at: by.at,
      received_by: by.accountId,
    })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export interface NewPage {
  readonly scanId: string
  readonly position: number
  readonly picture: Uint8Array | null
  readonly code: PageCode | null
  readonly fault: PageFault | null
}

/** Files a page where its code says, or keeps it waiting; one whose place is taken waits too. Answers what became of it. */
export async function insertPage(tx: Database, page: NewPage, by: Who): Promise<'filed' | 'waiting'> {
  if (page.fault === null && page.code !== null) {
    const filed = await tx
      .insertInto('paper_pages')
      .values({ ...rowOf(page), state: 'filed', filed_at: by.at, filed_by: by.accountId })
      .onConflict((conflict) =>
        conflict.columns(['application_id', 'paper', 'page']).where('state', '=', 'filed').doNothing(),
      )
      .returning('position')
      .executeTakeFirst()
    if (filed) return 'filed'
  }
  await tx
    .insertInto('paper_pages')
    .values({ ...rowOf(page), state: 'waiting', fault: page.fault ?? 'page_taken' })
    .execute()
  return 'waiting'
}

function rowOf({ scanId, position, picture, code }: NewPage) {
  return {
    scan_id: scanId,
    position,
    picture: picture && Buffer.from(picture),
    application_id: code?.applicationId ?? null,
    paper: code?.paper ?? null,
    page: code?.page || null,
    pages: code?.pages || null,
  }
}

const pageRow = z.object({
  scanId: z.string(),
  position: z.number(),
  scanName: z.string(),
  receivedAt: z.date(),
  hasPicture: z.boolean(),
  state: z.enum(['filed', 'waiting', 'set_aside']),
  fault: z.enum(['', ...pageFaults]).transform((fault) => (fault === '' ? null : fault)),
  paper: z.enum(papers).nullable(),
  page: z.number().nullable(),
  pages: z.number().nullable(),
  callCode: z.string().nullable(),
  number: z.number().nullable(),
})

/** A page as the list of those to look at shows it; its file where its code said one. */
export type ListedPage = z.output<typeof pageRow>

/** Most pages that a list shows: the oldest; the next come when these are done. */
export const mostListed = 100

function pages(db: Database) {
  return db
    .selectFrom('paper_pages as p')
    .innerJoin('paper_scans as s', 's.id', 'p.scan_id')
    .leftJoin('applications as a', 'a.id', 'p.application_id')
    .leftJoin('calls as c', 'c.id', 'a.call_id')
    .select([
      'p.scan_id as scanId',
      'p.position',
      's.name as scanName',
      's.received_at as receivedAt',
      sql<boolean>`p.picture is not null`.as('hasPicture'),
      'p.state',
      'p.fault',
      'p.paper',
      'p.page',
      'p.pages',
      'c.code as callCode',
      'a.number',
    ])
}

export async function listPages(db: Database, state: 'waiting' | 'set_aside'): Promise<ListedPage[]> {
  const rows = await pages(db)
    .where('p.state', '=', state)
    .orderBy('s.received_at')
    .orderBy('p.scan_id')
    .orderBy('p.position')
    .limit(mostListed)
    .execute()
  return rows.map((row) => pageRow.parse(row))
}

export async function findPage(db: Database, scanId: string, position: number): Promise<ListedPage | null> {
  if (!z.uuid().safeParse(scanId).success) return null
  const row = await pages(db)
    .where('p.scan_id', '=', scanId)
    .where('p.position', '=', position)
    .executeTakeFirst()
  return row ? pageRow.parse(row) : null
}

const followedRow = z.object({
  applicationId: z.string(),
  number: z.number(),
  title: z.string(),
  applicantName: z.string(),
  callCode: z.string(),
  callTitle: z.string(),
  pages: z.number().nullable(),
  filed: z.array(z.number()),
})

/** An agreement with the pages of it that came back; `pages` is null as long as none did. */
export type FollowedAgreement = z.output<typeof followedRow>

/** Agreements under way, of every call, with the pages that are filed. */
export async function listFollowedAgreements(db: Database): Promise<FollowedAgreement[]> {
  const rows = await db
    .selectFrom('grant_agreements as g')
    .innerJoin('applications as a', 'a.id', 'g.application_id')
    .innerJoin('calls as c', 'c.id', 'a.call_id')
    .leftJoin('paper_pages as p', (join) =>
      join
        .onRef('p.application_id', '=', 'g.application_id')
        .on('p.paper', '=', 'agreement')
        .on('p.state', '=', 'filed'),
    )
    .select([
      'g.application_id as applicationId',
      'a.number',
      'a.title',
      'a.applicant_name as applicantName',
      'c.code as callCode',
      'c.title as callTitle',
      sql<number | null>`max(p.pages)`.as('pages'),
      sql<number[]>`coalesce(json_agg(p.page order by p.page) filter (where p.page is not null), '[]')`.as(
        'filed',
      ),
    ])
    .where('c.status', '=', 'decided')
    .where('g.finished_on', 'is', null)
    .where('a.status', '<>', 'renounced')
    .groupBy([
      'g.application_id',
      'a.number',
      'a.title',
      'a.applicant_name',
      'c.code',
      'c.title',
      'c.closes_at',
    ])
    .orderBy('c.closes_at', 'desc')
    .orderBy('a.number')
    .execute()
  return rows.map((row) => followedRow.parse(row))
}

export async function findScan(db: Database, id: string) {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db
    .selectFrom('paper_scans')
    .select(['name', 'media_type as mediaType', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export async function findPicture(
  db: Database,
  scanId: string,
  position: number,
): Promise<Uint8Array | null> {
  if (!z.uuid().safeParse(scanId).success) return null
  const row = await db
    .selectFrom('paper_pages')
    .select('picture')
    .where('scan_id', '=', scanId)
    .where('position', '=', position)
    .executeTakeFirst()
  return row?.picture ?? null
}

export interface FiledPage {
  readonly scanId: string
  readonly position: number
  readonly page: number
  readonly pages: number
}

/** Pages of a paper that are filed, in their order, without their pictures. */
export async function listFiled(db: Database, applicationId: string, paper: PaperKind): Promise<FiledPage[]> {
  const rows = await db
    .selectFrom('paper_pages')
    .select(['scan_id as scanId', 'position', 'page', 'pages'])
    .where('application_id', '=', applicationId)
    .where('paper', '=', paper)
    .where('state', '=', 'filed')
    .orderBy('page')
    .execute()
  return rows.map((row) => ({ ...row, page: row.page ?? 0, pages: row.pages ?? 0 }))
}

interface PageKey {
  readonly scanId: string
  readonly position: number
}

/** Files a page that was waiting, where a person says; answers whether it was waiting. */
export async function fileWaiting(
  tx: Database,
  { scanId, position }: PageKey,
  place: Pick<PageCode, 'applicationId' | 'paper' | 'page' | 'pages'>,
  by: Who,
): Promise<boolean> {
  const { applicationId, paper, page, pages } = place
  const row = await tx
    .updateTable('paper_pages')
    .set({ state: 'filed', fault: '', application_id: applicationId, paper, page, pages })
    .set({ filed_at: by.at, filed_by: by.accountId })
    .where('scan_id', '=', scanId)
    .where('position', '=', position)
    .where('state', '=', 'waiting')
    .returning('position')
    .executeTakeFirst()
  return row !== undefined
}

/** Puts a page in another state than filed; answers whether it was in the one said. */
export async function updatePageState(
  tx: Database,
  { scanId, position }: PageKey,
  from: 'filed' | 'waiting' | 'set_aside',
  to: { readonly state: 'waiting' | 'set_aside'; readonly fault: PageFault },
): Promise<boolean> {
  const row = await tx
    .updateTable('paper_pages')
    .set({ ...to, filed_at: null, filed_by: null })
    .where('scan_id', '=', scanId)
    .where('position', '=', position)
    .where('state', '=', from)
    .returning('position')
    .executeTakeFirst()
  return row !== undefined
}

/** Sets aside the page that stands in a place, for another picture of it. */
export async function setAsideFiled(
  tx: Database,
  { applicationId, paper, page }: Pick<PageCode, 'applicationId' | 'paper' | 'page'>,
): Promise<void> {
  await tx
    .updateTable('paper_pages')
    .set({ state: 'set_aside', fault: 'page_taken', filed_at: null, filed_by: null })
    .where('application_id', '=', applicationId)
    .where('paper', '=', paper)
    .where('page', '=', page)
    .where('state', '=', 'filed')
    .execute()
}

/** The application of a reference at the foot of a page. */
export async function findReferenced(
  db: Database,
  { callCode, number }: { readonly callCode: string; readonly number: number },
): Promise<string | null> {
  const row = await db
    .selectFrom('applications')
    .innerJoin('calls', 'calls.id', 'applications.call_id')
    .select('applications.id')
    .where('calls.code', '=', callCode)
    .where('applications.number', '=', number)
    .executeTakeFirst()
  return row?.id ?? null
}
