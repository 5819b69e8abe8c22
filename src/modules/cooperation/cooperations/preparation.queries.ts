import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { legalKind } from './cooperations.rows.queries.ts'
import { type Cooperation, depths, latestRound } from './cooperations.rules.ts'
import type { OptionDraft } from './cooperations.writes.queries.ts'
import { type LegalTest, testNames } from './legal-tests.rules.ts'
import { type Council, nextRoundNumber, outcomes, type Preparation } from './life.rules.ts'

const day = z.string().transform(calendarDate)

const optionRow = z.object({
  depth: z.enum(depths),
  legal_kind: legalKind,
  needs: z.string(),
  allows: z.string(),
  leaving: z.string(),
  yearly_cents: z.number(),
  months_to_start: z.number(),
})

/** The depths compared for a form; none until they were written. */
export async function listOptions(
  db: Database,
  cooperationId: string,
  round: number,
): Promise<OptionDraft[]> {
  const rows = await db
    .selectFrom('cooperation_options')
    .select(['depth', 'legal_kind', 'needs', 'allows', 'leaving', 'yearly_cents', 'months_to_start'])
    .where('cooperation_id', '=', cooperationId)
    .where('round', '=', round)
    .execute()
  const options = rows.map((input) => {
    const { legal_kind, yearly_cents, months_to_start, ...row } = optionRow.parse(input)
    return { ...row, legalKind: legal_kind, yearlyCents: yearly_cents, monthsToStart: months_to_start }
  })
  return depths.flatMap((depth) => options.filter((option) => option.depth === depth))
}

const testRow = z.object({
  test: z.enum(testNames),
  asked_on: day,
  facts: z.record(z.string(), z.unknown()),
  is_set_aside: z.boolean(),
  reason: z.string(),
})

export async function listTests(db: Database, cooperationId: string, round: number): Promise<LegalTest[]> {
  const rows = await db
    .selectFrom('cooperation_tests')
    .select(['test', 'asked_on', 'facts', 'is_set_aside', 'reason'])
    .where('cooperation_id', '=', cooperationId)
    .where('round', '=', round)
    .execute()
  return rows.map((input) => {
    const row = testRow.parse(input)
    return {
      name: row.test,
      askedOn: row.asked_on,
      facts: row.facts,
      isSetAside: row.is_set_aside,
      reason: row.reason,
    }
  })
}

export async function saveTest(
  tx: Database,
  cooperationId: string,
  round: number,
  test: LegalTest,
): Promise<void> {
  const row = {
    asked_on: test.askedOn,
    facts: JSON.stringify(test.facts),
    is_set_aside: test.isSetAside,
    reason: test.reason,
  }
  await tx
    .insertInto('cooperation_tests')
    .values({ cooperation_id: cooperationId, round, test: test.name, ...row })
    .onConflict((conflict) => conflict.columns(['cooperation_id', 'round', 'test']).doUpdateSet(row))
    .execute()
}

const councilRow = z.object({
  party_id: z.string(),
  draft: z.string(),
  outcome: z.enum(outcomes),
  number: z.string(),
  decided_on: day.nullable(),
  deliberation_id: z.string().nullable(),
  signatory: z.string(),
  version: z.number(),
})

export async function listCouncils(db: Database, cooperationId: string, round: number): Promise<Council[]> {
  const rows = await db
    .selectFrom('cooperation_councils')
    .select([
      'party_id',
      'draft',
      'outcome',
      'number',
      'decided_on',
      'deliberation_id',
      'signatory',
      'version',
    ])
    .where('cooperation_id', '=', cooperationId)
    .where('round', '=', round)
    .execute()
  return rows.map((input) => {
    const row = councilRow.parse(input)
    return {
      partyId: row.party_id,
      draft: row.draft,
      outcome: row.outcome,
      number: row.number,
      decidedOn: row.decided_on,
      deliberationId: row.deliberation_id,
      signatory: row.signatory,
      version: row.version,
    }
  })
}

type CouncilChange = Partial<{
  readonly draft: string
  readonly outcome: Council['outcome']
  readonly number: string
  readonly decided_on: CalendarDate
  readonly deliberation_id: string | null
  readonly signatory: string
  readonly signed_on: CalendarDate
}>

/** Writes what changed for one council; answers false when somebody wrote since that version (0 before the first). */
export async function saveCouncil(
  tx: Database,
  place: { readonly cooperationId: string; readonly round: number; readonly partyId: string },
  version: number,
  change: CouncilChange,
): Promise<boolean> {
  const key = { cooperation_id: place.cooperationId, round: place.round, party_id: place.partyId }
  if (version === 0) {
    const row = await tx
      .insertInto('cooperation_councils')
      .values({ ...key, ...change })
      .onConflict((conflict) => conflict.columns(['cooperation_id', 'round', 'party_id']).doNothing())
      .returning('version')
      .executeTakeFirst()
    return row !== undefined
  }
  const result = await tx
    .updateTable('cooperation_councils')
    .set({ ...change, version: version + 1 })
    .where('cooperation_id', '=', place.cooperationId)
    .where('round', '=', place.round)
    .where('party_id', '=', place.partyId)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export interface WrittenDocument {
  readonly round: number
  readonly number: number
  readonly body: string
  readonly writtenOn: CalendarDate
  readonly writtenByName: string
}

const documentRow = z.object({
  round: z.number(),
  number: z.number(),
  body: z.string(),
  written_on: day,
  written_by_name: z.string(),
})

/** Every version of the text, the latest first. */
export async function listDocuments(db: Database, cooperationId: string): Promise<WrittenDocument[]> {
  const rows = await db
    .selectFrom('cooperation_documents')
    .select(['round', 'number', 'body', 'written_on', 'written_by_name'])
    .where('cooperation_id', '=', cooperationId)
    .orderBy('round', 'desc')
    .orderBy('number', 'desc')
    .execute()
  return rows.map((input) => {
    const { written_on, written_by_name, ...row } = documentRow.parse(input)
    return { ...row, writtenOn: written_on, writtenByName: written_by_name }
  })
}

export async function insertDocument(
  tx: Database,
  cooperationId: string,
  document: WrittenDocument,
): Promise<void> {
  await tx
    .insertInto('cooperation_documents')
    .values({
      cooperation_id: cooperationId,
      round: document.round,
      number: document.number,
      body: document.body,
      written_on: document.writtenOn,
      written_by_name: document.writtenByName,
    })
    .execute()
}

/** What was prepared for the latest form, and for the next choice. */
export async function getPreparation(
  db: Database,
  cooperation: Cooperation,
): Promise<Preparation & { readonly documentList: readonly WrittenDocument[] }> {
  const round = latestRound(cooperation)
  const { id } = cooperation
  const documentList = await listDocuments(db, id)
  return {
    round,
    options: (await listOptions(db, id, nextRoundNumber(cooperation))).length,
    tests: round ? await listTests(db, id, round.number) : [],
    councils: round ? await listCouncils(db, id, round.number) : [],
    documents: documentList.filter((document) => document.round === round?.number).length,
    documentList,
  }
}
