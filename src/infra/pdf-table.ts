import { available, bold, ink, keepTogether, margin, type Pdf, regular, tagged } from './pdf-paper.ts'

/** Rows of texts under their heads; `width` is a share of the page. */
export interface PdfTable {
  readonly caption: string
  readonly columns: readonly { readonly text: string; readonly width: number; readonly isNumber?: boolean }[]
  readonly rows: readonly (readonly string[])[]
  readonly total?: readonly string[] | null | undefined
}

const padding = { top: 3.2, bottom: 3.2, left: 4, right: 4 }

/** A table lower than this stands whole on one page. */
const whole_pt = 220

type Look = 'head' | 'body' | 'total'

interface Row {
  readonly cells: readonly string[]
  readonly look: Look
}

/** A table that goes on over the pages, its head on each of them; a row is never cut. */
export function writeTable(pdf: Pdf, table: PdfTable): void {
  const { caption, columns, rows, total } = table
  const head: Row = { cells: columns.map(({ text }) => text), look: 'head' }
  const all: Row[] = [
    ...rows.map((cells): Row => ({ cells, look: 'body' })),
    ...(total ? [{ cells: total, look: 'total' } as const] : []),
  ]
  const headHeight = heightOf(pdf, table, head)
  const heights = all.map((row) => heightOf(pdf, table, row))
  const sum = (some: readonly number[]) => some.reduce((total, height) => total + height, headHeight + 20)
  keepTogether(pdf, sum(heights) <= whole_pt ? sum(heights) : sum(heights.slice(0, 3)))
  tagged(pdf, 'P', () => pdf.font(bold).fontSize(9.6).fillColor(ink).text(caption))
  pdf.moveDown(0.3)
  for (let from = 0; from < all.length; ) {
    if (from > 0) pdf.addPage()
    const count = rowsThatFit(pdf, headHeight, heights.slice(from))
    writePiece(pdf, table, [head, ...all.slice(from, from + count)])
    from += count
  }
  pdf.moveDown(0.8)
}

/** How many rows stand on what is left of the page: one at least, so that it ends; none alone on the next if it can have company. */
function rowsThatFit(pdf: Pdf, head: number, heights: readonly number[]): number {
  let room = pdf.page.height - pdf.page.margins.bottom - pdf.y - head
  const over = heights.findIndex((height) => {
    room -= height
    return room < 0
  })
  if (over < 0) return heights.length
  return Math.max(1, heights.length - over === 1 ? over - 1 : over)
}

function widthsOf(pdf: Pdf, { columns }: PdfTable): number[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  return columns.map(({ width }) => (width / whole) * available(pdf))
}

/** Many columns are read in smaller print. */
function sizeOf({ columns }: PdfTable): number {
  return columns.length > 6 ? 8 : 8.6
}

function fontOf(look: Look, index: number): string {
  return look === 'body' && index > 0 ? regular : bold
}

function heightOf(pdf: Pdf, table: PdfTable, { cells, look }: Row): number {
  const widths = widthsOf(pdf, table)
  const heights = cells.map((text, index) =>
    pdf
      .font(fontOf(look, index))
      .fontSize(sizeOf(table))
      .heightOfString(text, { width: (widths[index] ?? 0) - padding.left - padding.right }),
  )
  return Math.max(...heights) + padding.top + padding.bottom + 1
}

/** The rows of one page, as a table of its own for who reads by ear. */
function writePiece(pdf: Pdf, table: PdfTable, rows: readonly Row[]): void {
  const structure = pdf.struct('Table')
  pdf.addStructure(structure)
  pdf.x = margin
  pdf.table({
    columnStyles: widthsOf(pdf, table).map((width) => ({ width })),
    defaultStyle: {
      border: { top: 0, right: 0, left: 0, bottom: 0.5 },
      borderColor: '#c9c3b4',
      textColor: ink,
      padding,
    },
    // Read by pdfkit 0.20, not yet in its types.
    ...({ structParent: structure } as object),
    data: rows.map(({ cells, look }) =>
      cells.map((text, index) => ({
        text,
        type: look === 'head' || index === 0 ? ('TH' as const) : ('TD' as const),
        align: { x: alignOf(table, index), y: 'top' as const },
        font: { src: fontOf(look, index), size: sizeOf(table) },
        ...(look === 'head' ? { backgroundColor: '#f1ede2' } : {}),
      })),
    ),
  })
  structure.end()
  pdf.x = margin
}

function alignOf({ columns }: PdfTable, index: number): 'left' | 'right' {
  return columns[index]?.isNumber ? 'right' : 'left'
}
