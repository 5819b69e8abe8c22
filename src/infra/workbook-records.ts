import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { formatDecimalPlain } from '#kernel/decimal.ts'
import type { FileRecord } from './csv-records.ts'
import type { ZipEntry } from './zip.ts'

// The parts of a workbook (ECMA-376, SpreadsheetML) that hold what its first sheet shows: which sheet is the first, the
// texts that cells share, which styles are days, and the rows, read a piece at a time.

/** Why a workbook cannot be read. */
export class WorkbookFault extends Error {}

/** The rows of the first sheet, from the first each time they are asked for; blank rows below the last filled one are left out. */
export function openFirstSheet(entries: readonly ZipEntry[], decimals: number): () => Generator<FileRecord> {
  const part = partsOf(entries)
  const { path, startsIn1904 } = firstSheet(part)
  const sheet = part(path)
  if (!sheet) throw new WorkbookFault(path)
  const texts = readSharedTexts(part('xl/sharedStrings.xml'))
  const days = readDayStyles(part('xl/styles.xml'))
  return () => rowsOf(sheet, { texts, days, startsIn1904, decimals })
}

type Part = (path: string) => Uint8Array | undefined

function partsOf(entries: readonly ZipEntry[]): Part {
  const decoder = new TextDecoder()
  const byPath = new Map(
    entries.map(({ name, bytes }) => [decoder.decode(name).replaceAll('\\', '/'), bytes]),
  )
  return (path) => byPath.get(path)
}

/** What stands between two tags, without the prefix that some programs write before every name. */
interface Events {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

const pieceBytes = 262_144

/** Reads a part a piece at a time; stops after each, so that what was read may leave. */
function* pass(bytes: Uint8Array, { open, text, close }: Events): Generator<void> {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new WorkbookFault(error.message)
  })
  if (open) parser.on('opentag', (tag: SaxesTagPlain) => open(localName(tag.name), tag.attributes))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close) parser.on('closetag', (tag: SaxesTagPlain) => close(localName(tag.name)))
  const decoder = new TextDecoder()
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    parser.write(decoder.decode(bytes.subarray(start, start + pieceBytes), { stream: true }))
    yield
  }
  parser.write(decoder.decode()).close()
  yield
}

function readWhole(bytes: Uint8Array | undefined, events: Events): void {
  if (bytes) for (const _ of pass(bytes, events));
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

function firstSheet(part: Part): { readonly path: string; readonly startsIn1904: boolean } {
  let id = ''
  let startsIn1904 = false
  readWhole(part('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') startsIn1904 = isTrue(attributes.date1904)
      if (name === 'sheet' && id === '') id = attributes['r:id'] ?? attributes.id ?? ''
    },
  })
  let path = 'xl/worksheets/sheet1.xml'
  readWhole(part('xl/_rels/workbook.xml.rels'), {
    open(_, { Id, Target = '' }) {
      if (Id === id && id !== '') path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
    },
  })
  return { path, startsIn1904 }
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true'

/** Texts by number: runs of one text are joined, the hints of pronunciation left out. */
function readSharedTexts(bytes: Uint8Array | undefined): string[] {
  const texts: string[] = []
  let current = ''
  let isText = false
  let isHint = false
  readWhole(bytes, {
    open(name) {
      if (name === 'si') current = ''
      if (name === 'rPh') isHint = true
      isText = name === 't'
    },
    text(text) {
      if (isText && !isHint) current += text
    },
    close(name) {
      isText = false
      if (name === 'rPh') isHint = false
      if (name === 'si') texts.push(current)
    },
  })
  return texts
}

/** Formats of days that have a number and no text (ECMA-376, 18.8.30), those of East Asia included. */
const isDayNumber = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether each style of cells shows a day. */
function readDayStyles(bytes: Uint8Array | undefined): boolean[] {
  const own = new Map<string, boolean>()
  const styles: boolean[] = []
  let isInCells = false
  readWhole(bytes, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') own.set(numFmtId, isDayFormat(formatCode))
      if (name === 'cellXfs') isInCells = true
      if (name === 'xf' && isInCells) styles.push(own.get(numFmtId) ?? isDayNumber(Number(numFmtId)))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return styles
}

/** A format shows days when, its literal texts and conditions taken away, letters of days or hours are left and no digit's place. */
function isDayFormat(code: string): boolean {
  const bare = code
    .toLowerCase()
    .replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .replace(/^(general|standard)$/, '')
  return /[ymdhs]/.test(bare) && !/[0#?]/.test(bare.replaceAll(/s\.0+/g, ''))
}

interface Reading {
  readonly texts: readonly string[]
  readonly days: readonly boolean[]
  readonly startsIn1904: boolean
  /** Of numbers. */
  readonly decimals: number
}

function* rowsOf(bytes: Uint8Array, reading: Reading): Generator<FileRecord> {
  let ready: FileRecord[] = []
  let row = 0
  let written = 0
  let cells: string[] = []
  let column = 0
  let cell = { type: 'n', isDay: false, text: '' }
  let isValue = false
  const events: Events = {
    open(name, { r = '', t = 'n', s = '0' }) {
      isValue = name === 'v' || name === 't'
      if (name === 'row') {
        row = Number(r) || row + 1
        cells = []
        column = 0
      }
      if (name !== 'c') return
      column = columnOf(r) ?? column + 1
      cell = { type: t, isDay: reading.days[Number(s)] ?? false, text: '' }
    },
    text(text) {
      if (isValue) cell.text += text
    },
    close(name) {
      isValue = false
      if (name === 'c') {
        while (cells.length < column) cells.push('')
        cells[column - 1] = cellText(cell, reading)
      }
      if (name !== 'row' || cells.every((each) => each === '')) return
      for (let blank = written + 1; blank < row; blank += 1) ready.push({ line: blank, cells: [] })
      written = row
      ready.push({ line: row, cells })
    },
  }
  for (const _ of pass(bytes, events)) {
    yield* ready
    ready = []
  }
}

/** Number of the column of a reference such as `AB12`, from 1; null where there is none. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

function cellText(
  { type, isDay, text }: { type: string; isDay: boolean; text: string },
  { texts, startsIn1904, decimals }: Reading,
): string {
  if (text === '') return ''
  if (type === 's') return (texts[Number(text)] ?? '').trim()
  if (type === 'b') return text === '1' ? 'oui' : 'non'
  if (type === 'd') return text.slice(0, 10)
  const number = Number(text)
  if (type !== 'n' || !Number.isFinite(number)) return text.trim()
  return (isDay ? dayOf(number, startsIn1904) : null) ?? formatDecimalPlain(number, decimals)
}

const day_ms = 86_400_000

/** Days are counted from the eve of 1900, or from 1904 where the workbook comes from an old Macintosh; null for a number that is no day. */
function dayOf(serial: number, startsIn1904: boolean): string | null {
  const start = startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const day = new Date(start + Math.floor(serial) * day_ms)
  return Number.isNaN(day.getTime()) ? null : day.toISOString().slice(0, 10)
}
