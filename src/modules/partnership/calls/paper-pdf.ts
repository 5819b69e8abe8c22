import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  available,
  bold,
  ink,
  keepTogether,
  margin,
  openPdf,
  type Pdf,
  quiet,
  regular,
  tagged,
  withKnownSigns,
  writeFeet,
} from '#infra/pdf-paper.ts'
import { writeTable } from '#infra/pdf-table.ts'
import type { Paper, PaperBlock } from './paper.rules.ts'
import { writePageCode } from './paper-code.rules.ts'
import { type Squares, squaresOf } from './paper-code.ts'

/** Side of the square code on paper: twenty-five millimetres, more than eight tenths for each of its squares. */
const code_pt = 71
const foot_pt = 106
const signatures_pt = 130

/** A document as a tagged PDF; each page says which it is, in words and in a square code that a scan is filed by. */
export function writePaperPdf(paper: Paper): Promise<Uint8Array> {
  return writePapersPdf(paper.title, [paper])
}

/** Several documents in one PDF, to print at once: each begins on a page of its own, and its pages are counted apart. */
export async function writePapersPdf(title: string, papers: readonly Paper[]): Promise<Uint8Array> {
  const { pdf, bytes } = openPdf({
    title,
    author: papers[0]?.sender ?? '',
    subject: title,
    language: 'fr-FR',
    foot_pt,
  })
  const starts: number[] = []
  for (const [index, paper] of papers.entries()) {
    if (index > 0) pdf.addPage()
    starts.push(pdf.bufferedPageRange().count - 1)
    writePaper(pdf, paper)
    // Sixty letters take a second: the pages of others are answered in between.
    await nextTurn()
  }
  await writeMarks(pdf, papers, starts)
  pdf.end()
  return bytes
}

function writePaper(pdf: Pdf, { sender, blocks }: Paper): void {
  tagged(pdf, 'P', () => pdf.font(bold).fontSize(11).fillColor(ink).text(withKnownSigns(sender)))
  pdf.moveDown(1.2)
  for (const [index, block] of blocks.entries()) {
    // Nobody signs a page that says nothing else.
    if (blocks[index + 1]?.kind === 'signatures') keepTogether(pdf, signatures_pt + 40)
    writeBlock(pdf, block)
  }
}

function writeBlock(pdf: Pdf, block: PaperBlock): void {
  if (block.kind === 'heading') writeHeading(pdf, block.text, block.isNewPage === true)
  else if (block.kind === 'text') writeText(pdf, block.text, block.isRight === true)
  else if (block.kind === 'signatures') writeSignatures(pdf, block.names)
  else
    writeTable(pdf, {
      ...block,
      columns: block.columns.map((column) => ({ ...column, text: withKnownSigns(column.text) })),
      rows: block.rows.map((row) => row.map(withKnownSigns)),
      total: block.total?.map(withKnownSigns),
    })
}

function writeText(pdf: Pdf, text: string, isRight: boolean): void {
  tagged(pdf, 'P', () =>
    pdf
      .font(regular)
      .fontSize(10.4)
      .fillColor(ink)
      .text(withKnownSigns(text), margin, pdf.y, { lineGap: 2.4, align: isRight ? 'right' : 'left' }),
  )
  pdf.moveDown(0.6)
}

function writeHeading(pdf: Pdf, text: string, isNewPage: boolean): void {
  if (isNewPage) pdf.addPage()
  else keepTogether(pdf, 70)
  pdf.moveDown(0.4)
  tagged(pdf, 'H2', () =>
    pdf.font(bold).fontSize(12).fillColor(ink).text(withKnownSigns(text), margin, pdf.y, { lineGap: 1.5 }),
  )
  pdf.moveDown(0.3)
}

/** Those who sign side by side, and room for their hands. */
function writeSignatures(pdf: Pdf, names: readonly string[]): void {
  keepTogether(pdf, signatures_pt)
  pdf.moveDown(0.8)
  const top = pdf.y
  const width = available(pdf) / names.length
  for (const [index, name] of names.entries()) {
    if (name.trim() === '') continue
    tagged(pdf, 'P', () =>
      pdf
        .font(bold)
        .fontSize(10.4)
        .fillColor(ink)
        .text(withKnownSigns(name.trim()), margin + index * width, top, { width: width - 12 }),
    )
  }
  pdf.x = margin
  pdf.y = top + 110
}

interface Mark {
  readonly text: string
  readonly squares: Squares | null
}

async function writeMarks(pdf: Pdf, papers: readonly Paper[], starts: readonly number[]): Promise<void> {
  const { count } = pdf.bufferedPageRange()
  const marks: Mark[] = []
  for (const [index, { reference, code }] of papers.entries()) {
    const pages = (starts[index + 1] ?? count) - (starts[index] ?? 0)
    for (let page = 1; page <= pages; page += 1)
      marks.push({
        text: withKnownSigns(`${reference} — ${page} / ${pages}`),
        squares: code && (await squaresOf(writePageCode({ ...code, page, pages }))),
      })
  }
  writeFeet(pdf, (page) => {
    const bottom = pdf.page.height - 22
    const { text, squares } = marks[page - 1] ?? { text: '', squares: null }
    if (squares) drawSquares(pdf, squares, margin, bottom - code_pt)
    const left = margin + (squares ? code_pt + 14 : 0)
    pdf
      .font(regular)
      .fontSize(8)
      .fillColor(quiet)
      .text(text, left, bottom - 12, { lineBreak: false })
  })
}

/** Dark squares one next to the other are one rectangle: no hair of white between them. */
function drawSquares(pdf: Pdf, { size, isDark }: Squares, left: number, top: number): void {
  const side = code_pt / size
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; ) {
      let end = x
      while (end < size && isDark(end, y)) end += 1
      if (end > x) pdf.rect(left + x * side, top + y * side, (end - x) * side, side)
      x = end + 1
    }
  pdf.fill('#000000')
}
