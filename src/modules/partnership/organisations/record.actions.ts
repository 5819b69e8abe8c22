import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { findByNumber, insertOrganisation } from './organisation-book.queries.ts'
import { readNumber } from './organisation-book.ts'
import type { RecordRefusal } from './organisations.answers.ts'
import {
  canEditRecord,
  canKeepDirectory,
  canWritePart,
  type PartName,
  roleOfImporter,
  type Standing,
} from './organisations.permissions.ts'
import { deletePart, type Edited, type PartTable } from './parts.queries.ts'
import type { PartWriter } from './parts.writes.queries.ts'
import {
  deleteReceipt,
  insertReceipt,
  type ReceiptDraft,
  updateDeMinimis,
  updateReceipt,
} from './receipts.queries.ts'
import { type RecordChange, writeRecord } from './record.queries.ts'
import type { DeMinimisKind } from './record.rules.ts'
import { standingId } from './sheet.queries.ts'

type Outcome<Value> = Promise<Result<Value, RecordRefusal>>

/** Who writes, and in whose name a source is cited. */
export interface Writer {
  readonly standing: Standing
  readonly name: string
}

/** Corrects what is said of an organisation, what it does and what everybody may read: the local layer, which no import erases. */
export async function correctRecord(
  context: Context,
  writer: Writer,
  id: string,
  version: number,
  change: RecordChange,
): Outcome<null> {
  if (!canEditRecord(writer.standing) || (await standingId(context.db, id)) !== id) return refuse('not_found')
  return inTransaction(context.db, async (tx) =>
    (await writeRecord(tx, id, version, change, { name: writer.name, on: context.clock.today() }))
      ? ok(null)
      : refuse('changed_meanwhile'),
  )
}

/** Opens a record by hand. One that has the number already is answered instead: nothing is doubled. */
export async function openRecord(
  context: Context,
  asked: { readonly name: string; readonly number: string },
): Outcome<{ readonly id: string; readonly isNew: boolean }> {
  if (!canKeepDirectory(context.actor)) return refuse('not_found')
  const number = readNumber(asked.number)
  const source = context.actor?.name ?? 'Faire Commune'
  try {
    return await inTransaction(context.db, async (tx): Outcome<{ id: string; isNew: boolean }> => {
      const known = number && (await findByNumber(tx, number))
      if (known) return ok({ id: known.id, isNew: false })
      const made = await insertOrganisation(tx, { name: asked.name, number, source }, context.clock.today())
      return ok({ id: made.id, isNew: true })
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('same_row')
    throw error
  }
}

/** A row of one of the lists of a record: new, or in the place of the version that the person saw. */
export async function savePart<Draft>(
  context: Context,
  writer: Writer,
  part: PartName,
  organisationId: string,
  edited: Edited | null,
  write: PartWriter<Draft>,
  draft: Draft,
): Outcome<null> {
  return changePart(context, writer, part, organisationId, (tx) =>
    write(tx, organisationId, edited, draft, writer.name),
  )
}

export async function removePart(
  context: Context,
  writer: Writer,
  part: PartName,
  table: PartTable,
  organisationId: string,
  edited: Edited,
): Outcome<null> {
  return changePart(context, writer, part, organisationId, (tx) =>
    deletePart(tx, table, organisationId, edited),
  )
}

/** Writes what the town gave by hand, an official act: premises, staff, gifts, contracts. */
export async function saveReceipt(
  context: Context,
  writer: Writer,
  organisationId: string,
  edited: Edited | null,
  draft: ReceiptDraft,
): Outcome<null> {
  return changePart(context, writer, 'versements', organisationId, async (tx) => {
    if (edited !== null) {
      if (!(await updateReceipt(tx, organisationId, edited, draft))) return false
      await recordReceipt({ ...context, db: tx }, organisationId, 'correct_receipt', draft.amount)
      return true
    }
    if ((await insertReceipt(tx, organisationId, draft)) !== null)
      await recordReceipt({ ...context, db: tx }, organisationId, 'record_receipt', draft.amount)
    return true
  })
}

export async function removeReceipt(
  context: Context,
  writer: Writer,
  organisationId: string,
  edited: Edited,
): Outcome<null> {
  return changePart(context, writer, 'versements', organisationId, async (tx) => {
    if (!(await deleteReceipt(tx, organisationId, edited))) return false
    await recordReceipt({ ...context, db: tx }, organisationId, 'remove_receipt', null)
    return true
  })
}

/** Says under which regulation on small aid a receipt comes. */
export async function placeReceipt(
  context: Context,
  writer: Writer,
  organisationId: string,
  receiptId: string,
  deMinimis: DeMinimisKind,
): Outcome<null> {
  const placed = await changePart(context, writer, 'versements', organisationId, (tx) =>
    updateDeMinimis(tx, organisationId, receiptId, deMinimis),
  )
  return placed.ok ? placed : refuse('not_found')
}

async function recordReceipt(
  context: Context,
  organisationId: string,
  act: string,
  amount: number | null,
): Promise<void> {
  await recordAct(context, {
    act,
    subjectKind: 'organisation',
    subjectId: organisationId,
    subjectLabel: 'Organisation',
    role: roleOfImporter(context.actor) ?? 'agent',
    details: amount === null ? {} : { amount_cents: amount },
  })
}

/** `false` from the change means that the row is no longer the one that the person saw. */
async function changePart(
  context: Context,
  { standing }: Writer,
  part: PartName,
  organisationId: string,
  change: (tx: Database) => Promise<boolean>,
): Outcome<null> {
  if (!canWritePart(standing, part) || (await standingId(context.db, organisationId)) !== organisationId)
    return refuse('not_found')
  try {
    return await inTransaction(context.db, async (tx) =>
      (await change(tx)) ? ok(null) : refuse('changed_meanwhile' as const),
    )
  } catch (error) {
    if (isDuplicate(error)) return refuse(part === 'numeros' ? 'number_taken' : 'same_row')
    throw error
  }
}
