import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import {
  type CheckedFile,
  checkFile,
  type FileRefusal,
  type FileRules,
  type ReceivedFile,
} from '#infra/received-files.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { assertDefined } from '#kernel/assert.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { note } from './applications.actions.ts'
import { findAgreement, findDecision } from './awards.queries.ts'
import { roleForAssessment } from './calls.permissions.ts'
import { letterMark } from './letters.ts'
import { type PaperKind, readPageCode } from './paper-code.rules.ts'
import { textMark } from './paper-code.ts'
import {
  fileWaiting,
  findReferenced,
  insertPage,
  insertScan,
  type NewPage,
  setAsideFiled,
  updatePageState,
} from './papers.queries.ts'
import { placePage, readReference } from './papers.rules.ts'
import { type ReadScan, readScan } from './read-scan.ts'

export type PapersRefusal =
  | 'not_found'
  | 'reference_unknown'
  | 'paper_unknown'
  | 'page_taken'
  | 'page_unreadable'

/** What became of the files of one sending. */
export interface Receipt {
  readonly filed: number
  readonly waiting: number
  /** Names of files that were received before, as they are. */
  readonly known: readonly string[]
  readonly refused: readonly { readonly name: string; readonly refusal: FileRefusal }[]
}

/** What a scanner gives. */
const scanFiles: FileRules = {
  takes: ['pdf', 'jpg', 'png', 'tiff'],
  mostBytes: () => 18 * 1024 * 1024,
}

/**
 * Receives scans of signed papers: each is checked as every file is, kept whole, and its pages filed by their codes. What no code files
 * waits for a person; a file that is refused leaves the others as they are.
 */
export async function receiveScans(
  context: Context,
  files: readonly ReceivedFile[],
): Promise<Result<Receipt, 'not_found'>> {
  if (roleForAssessment(context.actor) === null) return refuse('not_found')
  const counts = { filed: 0, waiting: 0 }
  const known: string[] = []
  const refused: { name: string; refusal: FileRefusal }[] = []
  for (const file of files) {
    const checked = await checkFile(context.settings, file, scanFiles)
    if (!checked.ok) {
      refused.push({ name: file.name, refusal: checked.refusal })
      continue
    }
    const kept = await keepScan(context, checked.value)
    if (kept === null) known.push(file.name)
    counts.filed += kept?.filed ?? 0
    counts.waiting += kept?.waiting ?? 0
  }
  return ok({ ...counts, known, refused })
}

/** Null where the file was received before. */
async function keepScan(
  context: Context,
  file: CheckedFile,
): Promise<{ readonly filed: number; readonly waiting: number } | null> {
  const read = await readScan(file.bytes, file.type.kind === 'pdf')
  if (read.isBroken)
    context.log.warn({ scan: file.digest, pages: read.pages.length }, 'a scan could not be read to its end')
  const by = {
    accountId: assertDefined(context.actor, 'an officer receives scans').id,
    at: context.clock.now(),
  }
  const result = await inTransaction<{ filed: number; waiting: number } | null, never>(
    context.db,
    async (tx) => {
      const scanId = await insertScan(tx, file, by)
      if (scanId === null) return ok(null)
      const counts = { filed: 0, waiting: 0 }
      const filedOf = new Map<string, number[]>()
      for (const page of await placeAll(tx, scanId, read)) {
        const state = await insertPage(tx, page, by)
        counts[state] += 1
        const id = page.code?.applicationId
        if (state === 'filed' && id) filedOf.set(id, [...(filedOf.get(id) ?? []), page.code?.page ?? 0])
      }
      for (const [id, pages] of filedOf) await note({ ...context, db: tx }, id, 'scanned', pages.join(', '))
      return ok(counts)
    },
  )
  return result.ok ? result.value : null
}

/** Where each page goes; a scan that breaks off has one more, without a picture, so that somebody looks at it. */
async function placeAll(db: Database, scanId: string, { pages, isBroken }: ReadScan): Promise<NewPage[]> {
  const marks = await marksOf(
    db,
    pages.flatMap(({ codes }) => codes),
  )
  const placed = pages.map(({ picture, codes }, index): NewPage => {
    const place = placePage(codes, (paper, id) => marks.get(`${paper} ${id}`) ?? null)
    return { scanId, position: index + 1, picture, ...place }
  })
  const rest: NewPage = { scanId, position: pages.length + 1, picture: null, code: null, fault: 'unreadable' }
  return isBroken || pages.length === 0 ? [...placed, rest] : placed
}

/** Marks of the papers that the codes name and that exist here, by `agreement <id>` or `letter <id>`. */
async function marksOf(db: Database, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const named = new Map(
    codes
      .map(readPageCode)
      .filter((code) => code !== null)
      .map((code) => [`${code.paper} ${code.applicationId}`, code]),
  )
  const marks = new Map<string, string>()
  for (const [key, { paper, applicationId }] of named) {
    const mark = await markOf(db, paper, applicationId)
    if (mark !== null) marks.set(key, mark)
  }
  return marks
}

async function markOf(db: Database, paper: PaperKind, applicationId: string): Promise<string | null> {
  if (paper === 'agreement') {
    const agreement = await findAgreement(db, applicationId)
    return agreement && textMark(agreement.text)
  }
  const decision = await findDecision(db, applicationId)
  return decision && letterMark(decision)
}

export interface PageKey {
  readonly scanId: string
  readonly position: number
}

export interface ByHand {
  /** As it stands at the foot of the page: `fonds-2027-12`. */
  readonly reference: string
  readonly paper: PaperKind
  readonly page: number
  readonly pages: number
  /** The page that stands there already is set aside for this one. */
  readonly replaces: boolean
}

/** Files a page that was waiting, by what a person read on it. */
export async function filePage(
  context: Context,
  key: PageKey,
  choice: ByHand,
): Promise<Result<null, PapersRefusal>> {
  const { actor, db } = context
  if (actor === null || roleForAssessment(actor) === null) return refuse('not_found')
  if (choice.page > choice.pages) return refuse('page_unreadable')
  const reference = readReference(choice.reference)
  const applicationId = reference && (await findReferenced(db, reference))
  if (!applicationId) return refuse('reference_unknown')
  if ((await markOf(db, choice.paper, applicationId)) === null) return refuse('paper_unknown')
  const place = { applicationId, paper: choice.paper, page: choice.page, pages: choice.pages }
  try {
    return await inTransaction<null, PapersRefusal>(db, async (tx) => {
      if (choice.replaces) await setAsideFiled(tx, place)
      const by = { accountId: actor.id, at: context.clock.now() }
      if (!(await fileWaiting(tx, key, place, by))) return refuse('not_found')
      await note({ ...context, db: tx }, applicationId, 'scanned', String(choice.page))
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('page_taken')
    throw error
  }
}

export const pageMoves = ['set_aside', 'bring_back', 'take_out'] as const
export type PageMove = (typeof pageMoves)[number]

const moves = {
  set_aside: { from: 'waiting', to: { state: 'set_aside', fault: 'taken_out' } },
  bring_back: { from: 'set_aside', to: { state: 'waiting', fault: 'taken_out' } },
  take_out: { from: 'filed', to: { state: 'waiting', fault: 'taken_out' } },
} as const

/** Sets aside a page that is of no file (the back of a sheet), brings it back, or takes a page out of the file it was put in by mistake. */
export async function movePage(
  context: Context,
  key: PageKey,
  move: PageMove,
): Promise<Result<null, 'not_found'>> {
  if (roleForAssessment(context.actor) === null) return refuse('not_found')
  const { from, to } = moves[move]
  return (await updatePageState(context.db, key, from, to)) ? ok(null) : refuse('not_found')
}
