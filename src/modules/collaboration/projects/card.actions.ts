import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { checkFile, type FileRules, type ReceivedFile } from '#infra/received-files.ts'
import { isDuplicate } from '#infra/transaction.ts'
import type { Actor } from '#kernel/actor.ts'
import { safeFileName } from '#kernel/file-type.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { cleanPicture } from '#modules/participation/proposals/proposals.public.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import { raiseBoard } from './board.queries.ts'
import { type CardDraft, makesCircle, mentionedIn } from './board.rules.ts'
import {
  deleteFile,
  deleteItem,
  deleteNeed,
  insertComment,
  insertFile,
  insertItem,
  insertNeed,
  listNeeds,
  updateItem,
} from './card-hangs.queries.ts'
import {
  type Card,
  findCard,
  listAssignees,
  replaceAssignees,
  replaceLabels,
  updateCard,
} from './cards.queries.ts'
import { listMembers } from './members.queries.ts'
import { asMember } from './projects.actions.ts'
import { projectsPaths } from './projects.paths.ts'
import { isActive, type Project } from './projects.rules.ts'
import { projectsWords } from './projects.words.ts'
import type { Outcome, ProjectsRefusal } from './refusals.ts'

interface CardChange {
  readonly tx: Database
  readonly project: Project
  readonly card: Card
  readonly actor: Actor
}

/** Changes one card as a member of its project, which is locked meanwhile, and says to those who look that it changed. */
async function changeCard(
  context: Context,
  code: string,
  number: number,
  change: (at: CardChange) => Outcome<null>,
): Outcome<null> {
  try {
    return await asMember(context, code, async (tx, { project, actor }) => {
      const card = await findCard(tx, project.id, number)
      if (!card) return refuse('card_unknown')
      const result = await change({ tx, project, card, actor })
      if (result.ok) await raiseBoard(tx, project.id)
      return result
    })
  } catch (error) {
    // The same form sent twice: what it asks for is there.
    if (isDuplicate(error)) return ok(null)
    throw error
  }
}

/** Rewrites a card, if nobody did since the version that the person saw. Those who get it newly are told. */
export function reviseCard(
  context: Context,
  code: string,
  number: number,
  version: number,
  draft: CardDraft,
): Outcome<null> {
  return changeCard(context, code, number, async ({ tx, project, card, actor }) => {
    const today = context.clock.today()
    const members = await listMembers(tx, project.id)
    const able = new Set(members.filter((each) => isActive(each, today)).map((each) => each.accountId))
    if (draft.assignees.some((id) => !able.has(id))) return refuse('person_unknown')
    if (!(await updateCard(tx, card.id, version, draft))) return refuse('changed_meanwhile')
    const before = new Set(await listAssignees(tx, card.id))
    await replaceAssignees(tx, project.id, card.id, draft.assignees)
    await replaceLabels(tx, project.id, card.id, draft.labels)
    const newly = draft.assignees.filter((id) => !before.has(id) && id !== actor.id)
    await tell(context, tx, project, { ...card, title: draft.title }, newly, 'told.assigned', `${version}`)
    return ok(null)
  })
}

async function tell(
  context: Context,
  tx: Database,
  project: Project,
  card: Pick<Card, 'id' | 'number' | 'title'>,
  accountIds: readonly string[],
  word: 'told.assigned' | 'told.mentioned',
  event: string,
): Promise<void> {
  if (accountIds.length === 0) return
  const text = (locale: 'fr' | 'en') =>
    projectsWords(locale)(word, {
      name: context.actor?.name ?? '',
      card: card.title,
      project: project.title,
    })
  await notify(
    { ...context, db: tx },
    accountIds.map((accountId) => ({ accountId })),
    {
      event: `card:${card.id}:${word}:${event}`,
      path: projectsPaths.card(project.code, card.number),
      text: { fr: text('fr'), en: text('en') },
    },
  )
}

const mostItems = 100

export function addItem(
  context: Context,
  code: string,
  number: number,
  item: { readonly id: string; readonly body: string },
): Outcome<null> {
  return changeCard(context, code, number, async ({ tx, card }) =>
    (await insertItem(tx, card.id, item, mostItems)) ? ok(null) : refuse('list_long'),
  )
}

export function tickItem(
  context: Context,
  code: string,
  number: number,
  id: string,
  wish: 'oui' | 'non' | 'retirer',
): Outcome<null> {
  return changeCard(context, code, number, async ({ tx, card }) => {
    const found =
      wish === 'retirer'
        ? await deleteItem(tx, card.id, id)
        : await updateItem(tx, card.id, id, wish === 'oui')
    return found ? ok(null) : refuse('not_found')
  })
}

/** Says something on a card; members whom it names by `@Name` are told. */
export function commentCard(
  context: Context,
  code: string,
  number: number,
  comment: { readonly id: string; readonly body: string },
): Outcome<null> {
  return changeCard(context, code, number, async ({ tx, project, card, actor }) => {
    await insertComment(tx, card.id, { ...comment, authorId: actor.id, at: context.clock.now() })
    const today = context.clock.today()
    const members = (await listMembers(tx, project.id)).filter((member) => isActive(member, today))
    const named = mentionedIn(comment.body, members)
      .map(({ accountId }) => accountId)
      .filter((accountId) => accountId !== actor.id)
    await tell(context, tx, project, card, named, 'told.mentioned', comment.id)
    return ok(null)
  })
}

/** Has a card wait for another one of the project, unless it would wait for itself. */
export function linkCards(context: Context, code: string, number: number, needed: number): Outcome<null> {
  return changeCard(context, code, number, async ({ tx, project, card }) => {
    const other = await findCard(tx, project.id, needed)
    if (!other) return refuse('card_unknown')
    const needs = await listNeeds(tx, project.id)
    if (needs.some(([from, to]) => from === card.id && to === other.id)) return refuse('linked_already')
    if (makesCircle(needs, card.id, other.id)) return refuse('circle')
    await insertNeed(tx, project.id, card.id, other.id)
    return ok(null)
  })
}

export function unlinkCards(context: Context, code: string, number: number, needed: number): Outcome<null> {
  return changeCard(context, code, number, async ({ tx, project, card }) => {
    const other = await findCard(tx, project.id, needed)
    if (!other) return refuse('card_unknown')
    await deleteNeed(tx, card.id, other.id)
    return ok(null)
  })
}

interface ReadyFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Most files of one card. */
const mostFiles = 20

const cardFiles: FileRules = {
  takes: ['jpg', 'png', 'webp', 'pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'txt'],
  // A picture has a limit of its own, and is made again smaller.
  mostBytes: ({ kind }) => (kind === 'picture' ? Number.POSITIVE_INFINITY : 5_000_000),
}

/** Hangs a file on a card: by what its bytes are, within the size, a picture made again without where and by what it was taken. */
export async function addFile(
  context: Context,
  code: string,
  number: number,
  file: ReceivedFile,
): Outcome<null> {
  const ready = await readyFile(context, file)
  if (!ready.ok) return ready
  return changeCard(context, code, number, async ({ tx, card, actor }) => {
    const added = { ...ready.value, addedBy: actor.id, at: context.clock.now() }
    return (await insertFile(tx, card.id, added, mostFiles)) ? ok(null) : refuse('file_count')
  })
}

async function readyFile(
  { settings }: Pick<Context, 'settings'>,
  file: ReceivedFile,
): Promise<Result<ReadyFile, ProjectsRefusal>> {
  const checked = await checkFile(settings, file, cardFiles)
  if (!checked.ok) return checked
  const { name, type, bytes } = checked.value
  if (type.kind !== 'picture') return ok({ name, mediaType: type.mediaType, bytes })
  const clean = await cleanPicture(bytes)
  if (!clean.ok) return refuse(clean.refusal === 'picture_large' ? 'file_large' : 'picture_unreadable')
  return ok({ name: safeFileName(file.name, 'webp'), mediaType: 'image/webp', bytes: clean.value.bytes })
}

export function removeFile(context: Context, code: string, number: number, id: string): Outcome<null> {
  return changeCard(context, code, number, async ({ tx, card }) =>
    (await deleteFile(tx, card.id, id)) ? ok(null) : refuse('not_found'),
  )
}
