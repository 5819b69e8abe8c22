import type { Context } from '#infra/context.ts'
import { hashSecret, isSecret, newSecret } from '#infra/link-secret.ts'
import { inTransaction } from '#infra/transaction.ts'
import { addDays } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { listDistricts } from '#modules/participation/processes/processes.public.ts'
import { countAttempt } from '#modules/people/accounts/accounts.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { ensureAccountContributor, forgetExpired, insertDeskContributor } from './contributors.queries.ts'
import { visitorLimits } from './limits.rules.ts'
import { requestLink } from './links.actions.ts'
import { isInside } from './outline.rules.ts'
import { deletePicture, insertPicture } from './pictures.queries.ts'
import { cleanPicture } from './pictures.ts'
import { type Onlooker, roleToDictate } from './proposals.permissions.ts'
import {
  deleteDraft,
  findDraft,
  getOutline,
  insertDraft,
  listProposalProcesses,
  lockProposal,
  updateDraft,
} from './proposals.queries.ts'
import {
  type Contributor,
  draftLife_days,
  mostPictures,
  type Proposal,
  type ProposalText,
} from './proposals.rules.ts'
import { processOf, submit } from './publish.ts'
import type { ProposalsRefusal } from './refusals.ts'
import { actSubject } from './telling.ts'

type Outcome<Value> = Promise<Result<Value, ProposalsRefusal>>

/** A contributor who signed in, or whose browser holds a key; null for a visitor whom nobody knows yet. */
export interface Sender extends Onlooker {
  readonly contributor: Contributor | null
}

/** Keeps a new draft; answers the key of its address: its id for those whom we know, a secret for the others. */
export async function writeDraft(
  context: Context,
  input: {
    readonly process: string
    readonly text: ProposalText
    readonly desk: { readonly name: string } | null
  },
): Outcome<{ readonly key: string }> {
  const { actor, db, clock } = context
  if (input.desk && roleToDictate(actor) === null) return refuse('not_found')
  const [process] = await listProposalProcesses(db, clock.today(), { slug: input.process })
  if (!process?.isOpen) return refuse('process_closed')
  const fault = await faultOf(context, input.text)
  if (fault) return refuse(fault)
  const limits = visitorLimits(context.clientAddress)
  if (actor === null && (await countAttempt(db, limits, clock.now()))) return refuse('too_many_attempts')
  const secret = actor === null ? newSecret() : null
  const id = await db.transaction().execute(async (tx) => {
    await forgetExpired(tx, clock.now(), daysAgo(context))
    const contributorId = input.desk
      ? await insertDeskContributor(tx, input.desk.name)
      : actor && (await ensureAccountContributor(tx, actor)).id
    return insertDraft(tx, {
      processId: process.id,
      text: input.text,
      contributorId,
      keyHash: secret && hashSecret(secret),
      dictatedBy: input.desk && actor ? actor.id : null,
      writtenAt: clock.now(),
    })
  })
  return ok({ key: secret ?? id })
}

function daysAgo({ clock }: Context): Date {
  return new Date(`${addDays(clock.today(), -draftLife_days)}T00:00:00Z`)
}

/** What no schema can see: whether the district is one of ours, and the place in the town. */
async function faultOf({ db }: Context, text: ProposalText): Promise<ProposalsRefusal | null> {
  if (text.districtId !== null && !(await listDistricts(db)).some(({ id }) => id === text.districtId))
    return 'district_unknown'
  const outline = text.point && (await getOutline(db))
  return outline && text.point && !isInside(outline, text.point) ? 'point_outside' : null
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The draft of that address, for those only who may open it. */
export async function openDraft({ db, actor }: Context, key: string): Promise<Proposal | null> {
  if (isSecret(key)) return findDraft(db, { keyHash: hashSecret(key) })
  return actor && uuid.test(key) ? findDraft(db, { id: key, accountId: actor.id }) : null
}

export async function reviseDraft(context: Context, key: string, text: ProposalText): Outcome<null> {
  const draft = await openDraft(context, key)
  if (!draft) return refuse('not_found')
  const fault = await faultOf(context, text)
  if (fault) return refuse(fault)
  await updateDraft(context.db, draft.id, text)
  return ok(null)
}

export async function removeDraft(context: Context, key: string): Outcome<null> {
  const draft = await openDraft(context, key)
  if (!draft) return refuse('not_found')
  await deleteDraft(context.db, draft.id)
  return ok(null)
}

/** Adds a picture that was made again from its pixels. */
export async function addPicture(
  context: Context,
  key: string,
  picture: { readonly bytes: Uint8Array; readonly alt: string },
): Outcome<null> {
  const draft = await openDraft(context, key)
  if (!draft) return refuse('not_found')
  const limits = visitorLimits(context.clientAddress)
  if (context.actor === null && (await countAttempt(context.db, limits, context.clock.now())))
    return refuse('too_many_attempts')
  const clean = await cleanPicture(picture.bytes)
  if (!clean.ok) return clean
  return inTransaction(context.db, async (tx) => {
    // Under the lock of the draft: two pictures sent at once take two places.
    if ((await lockProposal(tx, draft.number))?.status !== 'draft') return refuse('not_found')
    const id = await insertPicture(tx, draft.id, { ...clean.value, alt: picture.alt }, mostPictures)
    return id === null ? refuse('pictures_full') : ok(null)
  })
}

export async function removePicture(context: Context, key: string, id: string): Outcome<null> {
  const draft = await openDraft(context, key)
  if (!draft || !uuid.test(id)) return refuse('not_found')
  return (await deletePicture(context.db, draft.id, id)) ? ok(null) : refuse('not_found')
}

export type Publication = 'published' | 'submitted' | 'link_sent'

interface Published {
  readonly how: Publication
  readonly number: number
}

/**
 * Publishes a draft, or hands it to a moderator. Somebody whose mailbox nobody knows yet gets a link first: the answer is the
 * same whichever mailbox was given.
 */
export async function publishDraft(
  context: Context,
  sender: Sender,
  key: string,
  person: { readonly name: string; readonly email: string } | null,
  deskEmail: string | null = null,
): Outcome<Published> {
  const draft = await openDraft(context, key)
  if (!draft) return refuse('not_found')
  const process = await processOf(context, draft)
  if (!process.isOpen) return refuse('process_closed')
  if (draft.author === null && sender.contributor === null) {
    if (person === null) return refuse('not_found')
    const sent = await requestLink(context, { purpose: 'publish', ...person, proposal: draft, details: {} })
    return sent.ok ? ok({ how: 'link_sent', number: draft.number }) : sent
  }
  const published = await inTransaction(context.db, async (tx): Outcome<Published> => {
    const within = { ...context, db: tx }
    const author = draft.author ?? sender.contributor
    if (!author) return refuse('not_found')
    const done = await submit(within, draft, author, process)
    if (!done) return refuse('not_found')
    const role = draft.isDictated ? roleToDictate(context.actor) : null
    if (role) await recordAct(within, { act: 'dictate', ...actSubject(draft), role })
    return ok({ how: done.isPublished ? 'published' : 'submitted', number: draft.number })
  })
  // Whoever dictated it may answer for it from home: by the same invitation as a co-author.
  if (published.ok && draft.isDictated && deskEmail !== null)
    await requestLink(context, {
      purpose: 'coauthor',
      email: deskEmail,
      name: draft.author?.name ?? '',
      proposal: draft,
      details: {},
    })
  return published
}
