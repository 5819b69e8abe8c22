import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import { foldText } from '#kernel/plain-text.ts'
import { repeatKinds } from './board.rules.ts'
import {
  type BoardFault,
  type BoardReading,
  cut,
  type FileCard,
  inOrder,
  plainCard,
} from './board-file.rules.ts'

/** Columns of the table of cards, as it is written and read. Lists are separated by `|`; a point that is done begins with `[x]`. */
export const csvHeaders = [
  'numero',
  'colonne',
  'titre',
  'description',
  'debut',
  'echeance',
  'charge_heures',
  'repetition',
  'termine',
  'etiquettes',
  'personnes',
  'liste',
  'attend',
] as const
export type CsvHeader = (typeof csvHeaders)[number]

interface CsvRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** Other names that these columns have in tables of elsewhere, without accents. */
const aliases: Readonly<Record<string, CsvHeader>> = {
  column: 'colonne',
  list: 'colonne',
  status: 'colonne',
  statut: 'colonne',
  etat: 'colonne',
  title: 'titre',
  name: 'titre',
  tache: 'titre',
  task: 'titre',
  due: 'echeance',
  'due date': 'echeance',
  'date limite': 'echeance',
  start: 'debut',
  labels: 'etiquettes',
  members: 'personnes',
  assignees: 'personnes',
}

/** Cards of a table, with what is wrong in it line by line. */
export function readBoardTable(rows: readonly CsvRow[]): BoardReading {
  const faults: BoardFault[] = []
  const cards: FileCard[] = []
  for (const row of rows) {
    const card = readRow(named(row), row.line, faults)
    if (card) cards.push(card)
  }
  const titles = [...new Set(cards.map(({ column }) => column))]
  const done = new Set(cards.filter(({ isDone }) => isDone).map(({ column }) => column))
  const open = new Set(cards.filter(({ isDone }) => !isDone).map(({ column }) => column))
  const columns = titles.map((title) => ({ title, limit: null, isDone: done.has(title) && !open.has(title) }))
  return { file: { columns, cards, milestones: [] }, faults }
}

function named({ cells }: CsvRow): Map<CsvHeader, string> {
  const found = new Map<CsvHeader, string>()
  for (const [header, text] of Object.entries(cells)) {
    const folded = foldText(header)
    const known = csvHeaders.find((name) => foldText(name) === folded) ?? aliases[folded]
    if (known && !found.has(known)) found.set(known, text.trim())
  }
  return found
}

function readRow(cells: ReadonlyMap<CsvHeader, string>, line: number, faults: BoardFault[]): FileCard | null {
  const cell = (name: CsvHeader) => cells.get(name) ?? ''
  const before = faults.length
  const fault = (code: BoardFault['code'], column: CsvHeader) =>
    faults.push({ code, line, column, found: cell(column) })
  const column = cut(cell('colonne'), 60)
  if (column === '') fault('column_missing', 'colonne')
  const title = cut(cell('titre'), 200)
  if (title === '') fault('title_missing', 'titre')
  const readDay = (name: 'debut' | 'echeance'): CalendarDate | null => {
    const day = cell(name) === '' ? null : parseDay(cell(name))
    if (day === null && cell(name) !== '') fault('date', name)
    return day
  }
  const dates = inOrder(readDay('debut'), readDay('echeance'))
  const hours = cell('charge_heures') === '' ? null : parseDecimal(cell('charge_heures'))
  if (cell('charge_heures') !== '' && (hours === null || hours <= 0 || hours > 1000))
    fault('duration', 'charge_heures')
  const repeats = repeatKinds.find((kind) => kind === cell('repetition')) ?? null
  if (cell('repetition') !== '' && repeats === null) fault('repeat', 'repetition')
  if (faults.length > before) return null
  return plainCard({
    ref: cell('numero') || `line ${line}`,
    column,
    title,
    description: cut(cell('description'), 8000),
    ...dates,
    effortMin: hours === null ? null : Math.max(1, Math.round(hours * 60)),
    repeats: dates.dueOn === null ? null : repeats,
    isDone: /^(oui|yes|true|1|x)$/i.test(cell('termine')),
    labels: split(cell('etiquettes')),
    people: split(cell('personnes')),
    items: split(cell('liste')).map((body) => ({
      body: body.replace(/^\[[x ]\]\s*/i, ''),
      isDone: /^\[x\]/i.test(body),
    })),
    needs: split(cell('attend')),
  })
}

/** `2026-11-23` or `23/11/2026`. */
function parseDay(text: string): CalendarDate | null {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  if (!french) return parseCalendarDate(text.slice(0, 10))
  const [, day = '', month = '', year = ''] = french
  return parseCalendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

function split(text: string): string[] {
  return text
    .split('|')
    .map((item) => item.trim())
    .filter(Boolean)
}
