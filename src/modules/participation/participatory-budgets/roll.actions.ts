import { randomBytes } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { readTable } from '#infra/spreadsheet.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { performAct } from '#modules/people/journal/journal.public.ts'
import { codeLetters, secretFrom } from './ballots.rules.ts'
import { canSeeEdition, roleForRoll } from './budgets.permissions.ts'
import { subjectOf } from './editions.actions.ts'
import { findEdition } from './editions.queries.ts'
import type { Area, Edition } from './editions.rules.ts'
import { offerOf } from './projects.queries.ts'
import { insertRollEntries, type RollEntry } from './roll.queries.ts'
import { parseBirthDate } from './roll.rules.ts'
import { openVotingKeys, type VotingKeys } from './voting-keys.ts'

export type RollRefusal = 'not_found' | 'roll_of_other_kind' | 'roll_unreadable' | 'codes_out_of_range'

/** What is wrong with a line of a roll, and where. */
export interface RollFault {
  readonly line: number
  readonly code: 'document_missing' | 'birth_unreadable' | 'district_unknown' | 'column_missing'
  readonly found: string
}

export interface RollImport {
  readonly faults: readonly RollFault[]
  readonly added: number
  readonly known: number
}

export const mostCodes = 20_000

/**
 * Adds the people of a file to the roll: a column of document numbers, one of birth dates, one of districts where each counts apart.
 * Only keyed hashes of the numbers are kept. A file with one bad line adds nobody.
 */
export async function importRoll(
  context: Context,
  code: string,
  bytes: Uint8Array,
): Promise<Result<RollImport, RollRefusal>> {
  const found = await editionFor(context, code, 'roll')
  if (!found.ok) return found
  const { edition, role } = found.value
  const table = await readTable(bytes)
  if (!table.ok) return refuse('roll_unreadable')
  const { areas } = await offerOf(context.db, edition)
  const keys = await openVotingKeys(context)
  const read = readRoll(table.value, edition, areas, keys)
  if (read.faults.length > 0) return ok({ faults: read.faults, added: 0, known: 0 })
  let added = 0
  const details = { people: read.entries.length }
  return performAct(context, { act: 'import_roll', ...subjectOf(edition), role, details }, async (tx) => {
    added = await insertRollEntries(tx, edition.id, read.entries)
    return ok({ faults: [], added, known: read.entries.length - added })
  })
}

type Columns = { readonly document: string; readonly birth: string; readonly district: string | null }

const names = {
  document: ['numero', 'numero de piece', 'piece', 'document', 'document number'],
  birth: ['naissance', 'date de naissance', 'birth date', 'ne le'],
  district: ['secteur', 'quartier', 'district'],
}

function readRoll(
  table: { headers: readonly string[]; rows: readonly { line: number; cells: Record<string, string> }[] },
  edition: Edition,
  areas: readonly Area[],
  keys: VotingKeys,
): { entries: RollEntry[]; faults: RollFault[] } {
  const header = (wanted: readonly string[]) =>
    table.headers.find((name) => wanted.includes(foldText(name))) ?? null
  const [document, birth, district] = [header(names.document), header(names.birth), header(names.district)]
  const faults: RollFault[] = []
  const missing = [
    ...(document === null ? ['numero'] : []),
    ...(birth === null ? ['naissance'] : []),
    ...(district === null && areas.length > 1 ? ['secteur'] : []),
  ]
  if (document === null || birth === null || missing.length > 0)
    return { entries: [], faults: missing.map((found) => ({ line: 1, code: 'column_missing', found })) }
  const columns: Columns = { document, birth, district: areas.length > 1 ? district : null }
  const entries = new Map<string, RollEntry>()
  for (const { line, cells } of table.rows) {
    const entry = readLine(cells, columns, areas)
    if ('code' in entry) faults.push({ line, ...entry })
    else
      entries.set(entry.document, {
        personKey: keys.ofDocument(edition.id, entry.document),
        birthDate: entry.birthDate,
        area: entry.area,
      })
  }
  return { entries: [...entries.values()], faults }
}

type LineRead =
  | Omit<RollFault, 'line'>
  | { readonly document: string; readonly birthDate: CalendarDate; readonly area: number | null }

function readLine(
  cells: Readonly<Record<string, string>>,
  columns: Columns,
  areas: readonly Area[],
): LineRead {
  const document = (cells[columns.document] ?? '').trim()
  if (foldText(document) === '') return { code: 'document_missing', found: document }
  const written = cells[columns.birth] ?? ''
  const birthDate = parseBirthDate(written)
  if (birthDate === null) return { code: 'birth_unreadable', found: written }
  const name = columns.district === null ? null : (cells[columns.district] ?? '')
  const area = name === null ? null : areas.find((known) => foldText(known.name) === foldText(name))
  if (area === undefined) return { code: 'district_unknown', found: name ?? '' }
  return { document, birthDate, area: area?.number ?? null }
}

/** New codes for people of an area, to be printed now: only their hashes stay. */
export async function makeCodes(
  context: Context,
  code: string,
  order: { readonly area: number; readonly count: number },
): Promise<Result<{ readonly edition: Edition; readonly codes: readonly string[] }, RollRefusal>> {
  const found = await editionFor(context, code, 'code')
  if (!found.ok) return found
  const { edition, role } = found.value
  const { areas } = await offerOf(context.db, edition)
  if (!areas.some((area) => area.number === order.area)) return refuse('not_found')
  if (order.count < 1 || order.count > mostCodes) return refuse('codes_out_of_range')
  const keys = await openVotingKeys(context)
  const codes = Array.from({ length: order.count }, () => drawSecret(codeLetters))
  const details = { codes: order.count, area: order.area }
  return performAct(context, { act: 'make_codes', ...subjectOf(edition), role, details }, async (tx) => {
    await insertRollEntries(
      tx,
      edition.id,
      codes.map((secret) => ({
        personKey: keys.ofCode(edition.id, secret),
        birthDate: null,
        area: order.area,
      })),
    )
    return ok({ edition, codes })
  })
}

/** A fresh secret of that many letters. */
export function drawSecret(letters: number): string {
  const secret = secretFrom(randomBytes(4 * letters), letters)
  return secret ?? drawSecret(letters)
}

async function editionFor(context: Context, code: string, kind: Edition['rollKind']) {
  const edition = await findEdition(context.db, code)
  if (!edition || !canSeeEdition(context.actor, edition.status)) return refuse('not_found' as const)
  const role = roleForRoll(context.actor, edition.status)
  if (role === null) return refuse('not_found' as const)
  return edition.rollKind === kind ? ok({ edition, role }) : refuse('roll_of_other_kind' as const)
}
