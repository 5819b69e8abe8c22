import { type Fault, MOST_FAULTS, type Read, readOr } from './fault.ts'

export interface CsvRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvTable {
  readonly columns: readonly string[]
  readonly rows: readonly CsvRow[]
}

/**
 * Reads comma- or semicolon-separated values (RFC 4180): the separator met more often in the first line. A byte order
 * mark, ends of lines of any system and blank lines are taken as they come; each row has as many cells as the header.
 *
 * Cost: length of the text.
 *
 * @example csvTable('a,b\n1,"x, y"\n') // columns ['a', 'b'], one row, cells ['1', 'x, y']
 */
export function csvTable(text: string): Read<CsvTable> {
  const rows = splitRows(text.startsWith('\uFEFF') ? text.slice(1) : text)
  if (!rows.ok) return rows
  const [header, ...rest] = rows.value.filter(({ cells }) => cells.length > 1 || cells[0]?.trim() !== '')
  if (header === undefined) {
    const remedy = 'write a first line with the names of the columns'
    return { ok: false, faults: [{ line: null, field: 'file', problem: 'the file is empty', remedy }] }
  }
  const columns = header.cells.map((name) => name.trim())
  const faults = headerFaults(header.line, columns)
  for (const { line, cells } of rest) {
    if (cells.length === columns.length) continue
    if (faults.length === MOST_FAULTS) break
    const problem = `${cells.length} cells where the first line has ${columns.length}`
    const remedy = 'put quotes round a cell that holds a separator, and complete the missing cells'
    faults.push({ line, field: 'row', problem, remedy })
  }
  return readOr({ columns, rows: rest }, faults)
}

function headerFaults(line: number, columns: readonly string[]): Fault[] {
  const seen = new Set<string>()
  const faults: Fault[] = []
  for (const name of columns) {
    if (seen.has(name)) {
      const remedy = 'rename or delete one of them'
      faults.push({ line, field: name || 'header', problem: 'two columns have this name', remedy })
    }
    seen.add(name)
  }
  return faults
}

/** Cells that are quoted are read one by one, the others by the next separator or end of line. */
function splitRows(text: string): Read<CsvRow[]> {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const separator = firstLine.split(';').length > firstLine.split(',').length ? ';' : ','
  const plainCell = new RegExp(`[^${separator}\\r\\n]*`, 'y')
  const rows: CsvRow[] = []
  let cells: string[] = []
  let line = 1
  let begins = 1
  for (let at = 0; ; ) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : null
    if (text[at] === '"' && quoted === null) {
      const remedy = 'write a quote inside a cell twice, and close the cell with one'
      const problem = 'a quote is opened and never closed'
      return { ok: false, faults: [{ line, field: `column ${cells.length + 1}`, problem, remedy }] }
    }
    plainCell.lastIndex = quoted?.end ?? at
    const plain = plainCell.exec(text)?.[0] ?? ''
    if (quoted !== null) line += quoted.lines
    cells.push((quoted?.cell ?? '') + plain)
    at = (quoted?.end ?? at) + plain.length
    if (text[at] === separator) {
      at++
      continue
    }
    rows.push({ line: begins, cells })
    if (at >= text.length) return { ok: true, value: rows }
    at += text.startsWith('\r\n', at) ? 2 : 1
    line++
    begins = line
    cells = []
  }
}

function readQuoted(text: string, start: number): { cell: string; end: number; lines: number } | null {
  let close = text.indexOf('"', start + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  if (close < 0) return null
  const inside = text.slice(start + 1, close)
  const lines = inside.split(/\r\n|\r|\n/).length - 1
  return { cell: inside.replaceAll('""', '"'), end: close + 1, lines }
}
