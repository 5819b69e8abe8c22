import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction } from '#infra/transaction.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { insertBallots, lockVoteShared } from './ballots.queries.ts'
import { type Choices, cleanSecret, paperOf, receiptLetters } from './ballots.rules.ts'
import { canKeepDesk, canSeeEdition, roleForDesk } from './budgets.permissions.ts'
import { subjectOf } from './editions.actions.ts'
import { findEdition } from './editions.queries.ts'
import { type Edition, type Offer, stageOf } from './editions.rules.ts'
import {
  type Batch,
  insertBatch,
  insertPaperMark,
  listReadings,
  lockBatch,
  sealBatch,
  writeReading,
} from './paper.queries.ts'
import { largestBatch, readPile, type SheetFault, stateOfBatch } from './paper.rules.ts'
import { offerOf } from './projects.queries.ts'
import { drawSecret } from './roll.actions.ts'
import { findRollEntry } from './roll.queries.ts'
import { isOldEnough } from './roll.rules.ts'
import { type DeclaredPerson, hashOfReceipt, openVotingKeys } from './voting-keys.ts'

export type PaperRefusal =
  | 'not_found'
  | 'vote_closed'
  | 'voted_already'
  | 'too_young'
  | 'not_on_roll'
  | 'code_unknown'
  | 'area_missing'
  | 'batch_sealed'
  | 'batch_full'
  | 'batch_not_ready'

type Outcome<Value> = Promise<Result<Value, PaperRefusal>>

/** The edition of an address for whoever keeps the desk. */
export async function findDesk(context: Context, code: string): Outcome<Offer> {
  const edition = await findEdition(context.db, code)
  if (!edition || !canSeeEdition(context.actor, edition.status)) return refuse('not_found')
  if (!canKeepDesk(context.actor, edition.status)) return refuse('not_found')
  return ok(await offerOf(context.db, edition))
}

export async function openBatch(
  context: Context,
  code: string,
  batch: { readonly area: number; readonly place: string },
): Outcome<number> {
  const desk = await findDesk(context, code)
  if (!desk.ok) return desk
  const { edition, areas } = desk.value
  if (!areas.some((area) => area.number === batch.area)) return refuse('area_missing')
  return inTransaction(context.db, async (tx) => {
    await lockVoteShared(tx, edition.id)
    return ok(await insertBatch(tx, edition.id, batch))
  })
}

/** How a person at the desk shows who they are, by the kind of roll that the edition has. */
export type ShownAtDesk =
  | ({ readonly kind: 'declaration' } & DeclaredPerson)
  | { readonly kind: 'roll'; readonly document: string; readonly birthDate: CalendarDate }
  | { readonly kind: 'code'; readonly code: string }

/** Marks a person who votes on paper: on the same roll as everybody, so that nobody votes on two channels. */
export async function markOnPaper(
  context: Context,
  code: string,
  number: number,
  shown: ShownAtDesk,
): Outcome<null> {
  const desk = await findDesk(context, code)
  if (!desk.ok) return desk
  const { edition } = desk.value
  if (shown.kind !== edition.rollKind) return refuse('not_on_roll')
  if (stageOf(edition, context.clock.today()) !== 'voting') return refuse('vote_closed')
  const admitted = await admitAtDesk(context, edition, shown)
  if (!admitted.ok) return admitted
  return changeBatch(context, desk.value, number, async (tx, batch) => {
    if (admitted.value.area !== null && admitted.value.area !== batch.area) return refuse('area_missing')
    if (batch.marks >= largestBatch) return refuse('batch_full')
    const isNew = await insertPaperMark(tx, {
      editionId: edition.id,
      personKey: admitted.value.personKey,
      on: context.clock.today(),
      batchId: batch.id,
    })
    return isNew ? ok(null) : refuse('voted_already')
  })
}

async function admitAtDesk(
  context: Context,
  edition: Edition,
  shown: ShownAtDesk,
): Outcome<{ personKey: string; area: number | null }> {
  const keys = await openVotingKeys(context)
  const isOfAge = (birthDate: CalendarDate) =>
    isOldEnough(birthDate, edition.minimumAge, context.clock.today())
  if (shown.kind === 'declaration')
    return isOfAge(shown.birthDate)
      ? ok({ personKey: keys.ofPerson(edition.id, shown), area: null })
      : refuse('too_young')
  const personKey =
    shown.kind === 'roll'
      ? keys.ofDocument(edition.id, shown.document)
      : keys.ofCode(edition.id, cleanSecret(shown.code))
  const entry = await findRollEntry(context.db, edition.id, personKey)
  if (shown.kind === 'code') return entry ? ok({ personKey, area: entry.area }) : refuse('code_unknown')
  if (entry?.birthDate !== shown.birthDate) return refuse('not_on_roll')
  return isOfAge(shown.birthDate) ? ok({ personKey, area: entry.area }) : refuse('too_young')
}

/**
 * What one agent reads of the pile; the other one reads it too, without seeing this. A batch that was poured can be read again, by an
 * agent who had not read it: a recount, which changes nothing of what was poured.
 */
export async function readSheets(
  context: Context,
  code: string,
  number: number,
  text: string,
): Promise<Result<{ readonly faults: readonly SheetFault[]; readonly sheets: number }, PaperRefusal>> {
  const desk = await findDesk(context, code)
  if (!desk.ok) return desk
  const { actor } = context
  if (!actor) return refuse('not_found')
  return withBatch(context, desk.value, number, async (tx, batch) => {
    const paper = paperOf(desk.value, batch.area)
    if (!paper) return refuse('not_found')
    const readers = (await listReadings(tx, batch.id)).map((reading) => reading.agentId)
    if (batch.isSealed && readers.includes(actor.id)) return refuse('batch_sealed')
    const { sheets, faults } = readPile(text, paper)
    if (faults.length === 0) await writeReading(tx, batch.id, actor, sheets)
    return ok({ faults, sheets: sheets.length })
  })
}

/** Pours the sheets of a batch that two agents read alike into the ballots, in an order drawn at random: an official act. */
export async function sealPaper(context: Context, code: string, number: number): Outcome<null> {
  const desk = await findDesk(context, code)
  if (!desk.ok) return desk
  const { edition } = desk.value
  const role = roleForDesk(context.actor)
  if (role === null) return refuse('not_found')
  return changeBatch(context, desk.value, number, async (tx, batch) => {
    const readings = (await listReadings(tx, batch.id)).map((reading) => reading.sheets)
    const isOver = stageOf(edition, context.clock.today()) === 'ended'
    if (stateOfBatch(readings, batch.marks, isOver).kind !== 'ready') return refuse('batch_not_ready')
    await insertBallots(tx, edition.id, inRandomOrder(readings.at(-1) ?? [], batch.area))
    await sealBatch(tx, batch.id)
    const details = { batch: batch.number, sheets: batch.marks }
    await recordAct({ ...context, db: tx }, { act: 'seal_paper', ...subjectOf(edition), role, details })
    return ok(null)
  })
}

/** Nobody holds the receipt of a sheet: its hash is of a secret that is thrown away, and its order is that of the hash. */
function inRandomOrder(sheets: readonly Choices[], area: number) {
  return sheets
    .map((choices) => ({ receipt: hashOfReceipt(drawSecret(receiptLetters)), area, choices }))
    .sort((a, b) => (a.receipt < b.receipt ? -1 : 1))
}

function changeBatch<Value>(
  context: Context,
  desk: Offer,
  number: number,
  change: (tx: Database, batch: Batch) => Outcome<Value>,
): Outcome<Value> {
  return withBatch(context, desk, number, (tx, batch) =>
    batch.isSealed ? Promise.resolve(refuse('batch_sealed')) : change(tx, batch),
  )
}

function withBatch<Value>(
  context: Context,
  { edition }: Offer,
  number: number,
  change: (tx: Database, batch: Batch) => Outcome<Value>,
): Outcome<Value> {
  return inTransaction(context.db, async (tx) => {
    await lockVoteShared(tx, edition.id)
    const now = await findEdition(tx, edition.code)
    if (now?.status !== 'open') return refuse('vote_closed')
    const batch = await lockBatch(tx, edition.id, number)
    return batch ? change(tx, batch) : refuse('not_found')
  })
}
