import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { segmentOf } from '#kernel/plain-text.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { performAct } from '#modules/people/journal/journal.public.ts'
import { canEditEdition, canPrepare, canSeeEdition, roleForOpening } from './budgets.permissions.ts'
import {
  type EditionDraft,
  findEdition,
  insertEdition,
  lockEdition,
  openEdition,
  raiseVersion,
  replaceAreas,
  updateEdition,
} from './editions.queries.ts'
import {
  type Edition,
  mostProjectsOffered,
  type Offer,
  type OpeningFault,
  reservedCodes,
  whyNotOpen,
} from './editions.rules.ts'
import {
  deleteProject,
  insertProject,
  insertProjects,
  listProjects,
  offerOf,
  type ProjectDraft,
  updateProject,
} from './projects.queries.ts'

export type EditionsRefusal =
  | 'not_found'
  | 'changed_meanwhile'
  | 'frozen'
  | 'code_taken'
  | 'area_unknown'
  | 'area_in_use'
  | 'too_many_offered'
  | 'proposal_taken'
  | OpeningFault

type Outcome<Value> = Promise<Result<Value, EditionsRefusal>>

export function subjectOf(edition: Pick<Edition, 'id' | 'title'>) {
  return {
    subjectKind: 'budget_edition',
    subjectId: edition.id,
    subjectLabel: edition.title,
  }
}

/** A new edition, seen by the town's people until it opens; answers its code. */
export async function createEdition(context: Context, draft: EditionDraft): Outcome<string> {
  if (!canPrepare(context.actor)) return refuse('not_found')
  const code = codeOf(draft.title)
  try {
    return await inTransaction(context.db, async (tx) => {
      await insertEdition(tx, code, draft)
      return ok(code)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('code_taken')
    throw error
  }
}

export function codeOf(title: string): string {
  return segmentOf(title, reservedCodes, 'budget', 'budget-participatif')
}

export async function reviseEdition(
  context: Context,
  code: string,
  version: number,
  draft: EditionDraft,
): Outcome<null> {
  return changeDraft(context, code, async (tx, edition) => {
    if (edition.version !== version) return refuse('changed_meanwhile')
    const kept = new Set(draft.areas.map((area) => area.number))
    const projects = await listProjects(tx, edition.id)
    if (projects.some((project) => !kept.has(project.area))) return refuse('area_in_use')
    await replaceAreas(tx, edition.id, draft.areas)
    return (await updateEdition(tx, edition.id, version, draft)) ? ok(null) : refuse('changed_meanwhile')
  })
}

/** Adds a project after those there are; answers its number. */
export async function addProject(context: Context, code: string, draft: ProjectDraft): Outcome<number> {
  try {
    return await changeDraft(context, code, async (tx, edition) => {
      const offer = await offerOf(tx, edition)
      if (!offer.areas.some((area) => area.number === draft.area)) return refuse('area_unknown')
      if (offer.projects.length >= mostProjectsOffered) return refuse('too_many_offered')
      const number = await insertProject(tx, edition.id, draft)
      await raiseVersion(tx, edition.id)
      return ok(number)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('proposal_taken')
    throw error
  }
}

/** Adds several projects at once, after those there are; their numbers are in order. */
export async function addProjects(
  context: Context,
  code: string,
  drafts: readonly ProjectDraft[],
): Outcome<null> {
  try {
    return await changeDraft(context, code, async (tx, edition) => {
      const { areas, projects } = await offerOf(tx, edition)
      if (drafts.some((draft) => areas.every((area) => area.number !== draft.area)))
        return refuse('area_unknown')
      if (projects.length + drafts.length > mostProjectsOffered) return refuse('too_many_offered')
      const last = Math.max(0, ...projects.map((project) => project.number))
      const numbered = drafts.map((draft, index) => ({
        ...draft,
        number: last + 1 + index,
        reference: String(last + 1 + index),
      }))
      await insertProjects(tx, edition.id, numbered)
      await raiseVersion(tx, edition.id)
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('proposal_taken')
    throw error
  }
}

export async function reviseProject(
  context: Context,
  code: string,
  number: number,
  draft: ProjectDraft,
): Outcome<null> {
  return changeDraft(context, code, async (tx, edition) => {
    const { areas } = await offerOf(tx, edition)
    if (!areas.some((area) => area.number === draft.area)) return refuse('area_unknown')
    if (!(await updateProject(tx, edition.id, number, draft))) return refuse('not_found')
    await raiseVersion(tx, edition.id)
    return ok(null)
  })
}

export async function removeProject(context: Context, code: string, number: number): Outcome<null> {
  return changeDraft(context, code, async (tx, edition) => {
    if (!(await deleteProject(tx, edition.id, number))) return refuse('not_found')
    await raiseVersion(tx, edition.id)
    return ok(null)
  })
}

function changeDraft<Value>(
  context: Context,
  code: string,
  change: (tx: Database, edition: Edition) => Promise<Result<Value, EditionsRefusal>>,
): Outcome<Value> {
  return inTransaction(context.db, async (tx) => {
    const edition = await lockEdition(tx, code)
    if (!edition || !canSeeEdition(context.actor, edition.status)) return refuse('not_found')
    if (!canPrepare(context.actor)) return refuse('not_found')
    return canEditEdition(context.actor, edition.status) ? change(tx, edition) : refuse('frozen')
  })
}

/**
 * Opens an edition: its rules and projects are published, with the hash of the text that will draw lots between projects exactly
 * level. That text is drawn now and shown with the result, so that nobody could choose it by its effect.
 */
export async function openVote(context: Context, code: string): Outcome<null> {
  const edition = await findEdition(context.db, code)
  if (!edition || !canSeeEdition(context.actor, edition.status)) return refuse('not_found')
  const role = roleForOpening(context.actor, edition.status)
  if (role === null) return refuse('not_found')
  return performAct(context, { act: 'open', ...subjectOf(edition), role }, async (tx) => {
    const locked = await lockEdition(tx, code)
    if (locked?.status !== 'draft') return refuse('frozen')
    const fault = whyNotOpen(await offerOf(tx, locked), context.clock.today())
    if (fault) return refuse(fault)
    await openEdition(tx, locked.id, drawSeed(locked))
    return ok(null)
  })
}

function drawSeed({ ties }: Edition): { text: string; hash: string } | null {
  if (ties !== 'seed') return null
  const text = randomBytes(18).toString('base64url')
  return { text, hash: createHash('sha256').update(text).digest('hex') }
}

/** The edition of an address with its offer, when this person may see it. */
export async function visibleOffer(
  context: Pick<Context, 'db' | 'actor'>,
  code: string,
): Promise<Offer | null> {
  const edition = await findEdition(context.db, code)
  return edition && canSeeEdition(context.actor, edition.status) ? offerOf(context.db, edition) : null
}
