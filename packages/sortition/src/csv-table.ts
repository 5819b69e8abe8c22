import type { Fault, Read } from './fault.ts'

/** A row by columns of the header. */
export interface CsvRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvTable {
  /** Names without outer spaces, all different and not empty. */
  readonly columns: readonly string[]
  readonly rows: readonly CsvRow[]
}

/**
 * Reads a table of comma- or semicolon-separated values (RFC 4180; spreadsheets of French settings write semicolons): the
 * separator met more often in the first line. Cells lose outer spaces; rows without any text are left out.
 *
 * Cost: length of the text.
 */
export function csvTable(text: string): Read<CsvTable> {
  const rows = splitRows(text.replace(/^\uFEFF/, ''))
  if (!rows.ok) return rows
  const [header, ...rest] = rows.value.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (header === undefined)
    return fault(null, 'file', 'the file is empty', 'write a first line with the names of the columns')
  const columns = header.cells
  const faults = [...headerFaults(header), ...rest.flatMap((row) => rowFaults(row, columns.length))]
  return faults.length === 0 ? { ok: true, value: { columns, rows: rest } } : { ok: false, faults }
}

function headerFaults({ line, cells }: CsvRow): Fault[] {
  return cells.flatMap((name, column) => {
    if (name === '') {
      return {
        line,
        field: `column ${column + 1}`,
        problem: 'the column has no name',
        remedy: 'name it in the first line, or delete it',
      }
    }
    if (cells.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === column) return []
    return {
      line,
      field: name,
      problem: 'two columns have this name',
      remedy: 'rename or delete one of them',
    }
  })
}

function rowFaults({ line, cells }: CsvRow, wanted: number): Fault[] {
  if (cells.length === wanted) return []
  const remedy = 'put quotes round a cell that holds a separator, and complete the missing cells'
  return [{ line, field: 'row', problem: `${cells.length} cells where the first line has ${wanted}`, remedy }]
}

function fault(line: number | null, field: string, problem: string, remedy: string): Read<never> {
  return { ok: false, faults: [{ line, field, problem, remedy }] }
}

function separatorOf(text: string): string {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  return firstLine.split(';').length > firstLine.split(',').length ? ';' : ','
}

/** One cell: quoted, with doubled quotes inside, or plain up to a separator or an end of line. */
function splitRows(text: string): Read<CsvRow[]> {
  const separator = separatorOf(text)
  const cell = new RegExp(
    `[ \\t]*"((?:[^"]|"")*)"[ \\t]*(?=[${separator}\\r\\n]|$)|([^${separator}\\r\\n]*)`,
    'y',
  )
  const rows: CsvRow[] = []
  let line = 1
  let cells: string[] = []
  let begins = 1
  for (let at = 0; ; ) {
    cell.lastIndex = at
    const [whole = '', quoted, plain] = cell.exec(text) ?? []
    if (quoted === undefined && plain?.trimStart().startsWith('"')) {
      return fault(
        line,
        `column ${cells.length + 1}`,
        'a quote is opened and not closed well',
        'write a quote inside a quoted cell twice, and close the cell with one',
      )
    }
    cells.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim())
    line += whole.split(/\r\n|\r|\n/).length - 1
    at += whole.length
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
