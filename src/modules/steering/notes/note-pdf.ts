import PDFDocument from 'pdfkit'
import { assertNever } from '#kernel/assert.ts'
import type { Block, NoteDocument, NotePart, TableBlock } from './document.rules.ts'
import { documentFont, pictureHeight, pictureWidth, renderPicture } from './note-picture.ts'

const hues: Readonly<Record<NotePart, string>> = { I: '#9c3f0a', II: '#1a52a8', III: '#6e3488' }
const ink = '#2b2a27'
const quiet = '#5c5950'
const margin = 64
const regular = 'regular'
const bold = 'bold'

type Pdf = InstanceType<typeof PDFDocument>

/** The note as a tagged PDF: its headings, lists and tables are read in order by a screen reader (PDF/UA's basis). */
export async function writePdf(noteAsWritten: NoteDocument): Promise<Uint8Array> {
  const note = withKnownSpaces(noteAsWritten)
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 58, bottom: 64, left: margin, right: margin },
    bufferPages: true,
    lang: note.locale === 'fr' ? 'fr-FR' : 'en-GB',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: note.title, Author: note.letterhead.sender.join(', '), Subject: note.subject },
  })
  const bytes = collect(pdf)
  pdf.registerFont(regular, documentFont(400)).registerFont(bold, documentFont(700))
  writeLetterhead(pdf, note)
  for (const block of note.blocks) await writeBlock(pdf, block)
  writeFooters(pdf, note)
  pdf.end()
  return bytes
}

/** The font has no narrow space, which French numbers are grouped by: the usual unbreakable one stands for it. */
function withKnownSpaces(note: NoteDocument): NoteDocument {
  const { blocks, ...rest } = note
  return {
    ...plainSpaces(rest),
    blocks: blocks.map((block) => (block.kind === 'picture' ? block : plainSpaces(block))),
  }
}

function plainSpaces<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value).replaceAll('\u202f', '\u00a0'))
}

function collect(pdf: Pdf): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
  pdf.on('error', reject)
  return promise
}

function tagged(pdf: Pdf, tag: string, write: () => void): void {
  pdf.addStructure(pdf.struct(tag, {}, write))
}

function writeLetterhead(pdf: Pdf, note: NoteDocument): void {
  const { sender, placeAndDate, addressee } = note.letterhead
  tagged(pdf, 'P', () => pdf.font(bold).fontSize(11).fillColor(ink).text(sender.join('\n')))
  tagged(pdf, 'P', () =>
    pdf.font(regular).fontSize(10.5).moveDown(0.6).text(`${placeAndDate}\n${addressee}`, { align: 'right' }),
  )
  tagged(pdf, 'H1', () => pdf.font(bold).fontSize(19).moveDown(1).text(note.title, { lineGap: 2 }))
  const label = note.locale === 'fr' ? 'Objet : ' : 'Subject: '
  tagged(pdf, 'P', () =>
    pdf
      .fontSize(10.5)
      .moveDown(0.6)
      .font(bold)
      .text(label, { continued: true })
      .font(regular)
      .text(note.subject, { lineGap: 2 }),
  )
  pdf.moveDown(0.6)
}

const sizes = { 1: 15, 2: 12.5, 3: 11 } as const

async function writeBlock(pdf: Pdf, block: Block): Promise<void> {
  switch (block.kind) {
    case 'heading':
      return writeHeading(pdf, block)
    case 'paragraph': {
      const isQuiet = block.look === 'quiet'
      tagged(pdf, 'P', () =>
        pdf
          .font(regular)
          .fontSize(isQuiet ? 9 : 10.2)
          .fillColor(isQuiet ? quiet : ink)
          .text(block.text, { lineGap: 2.4 }),
      )
      pdf.moveDown(0.45)
      return
    }
    case 'list':
      return writeList(pdf, block)
    case 'facts':
      tagged(pdf, 'P', () => {
        for (const { term, text } of block.facts)
          pdf
            .fontSize(10.2)
            .fillColor(ink)
            .font(bold)
            .text(`${term} : `, { continued: true, lineGap: 2 })
            .font(regular)
            .text(text, { lineGap: 2 })
      })
      pdf.moveDown(0.4)
      return
    case 'table':
      return writeTable(pdf, block)
    case 'picture': {
      const width = available(pdf)
      const height = (pictureHeight / pictureWidth) * width
      keepTogether(pdf, height + 30)
      const image = Buffer.from(await renderPicture(block.picture))
      tagged(pdf, 'P', () => pdf.font(bold).fontSize(10.2).fillColor(ink).text(block.picture.title))
      const top = pdf.y + 4
      pdf.addStructure(
        pdf.struct('Figure', { alt: block.picture.title }, () => {
          pdf.image(image, margin, top, { width })
        }),
      )
      pdf.y = top + height + 8
      pdf.x = margin
      return
    }
    default:
      return assertNever(block)
  }
}

function writeList(pdf: Pdf, { items, ordered }: Extract<Block, { kind: 'list' }>): void {
  const list = pdf.struct('L')
  pdf.addStructure(list)
  for (const [index, item] of items.entries()) {
    pdf.font(regular).fontSize(10.2).fillColor(ink)
    // A number never stays alone at the foot of a page. Outside the item: a page cannot be opened inside one.
    keepTogether(pdf, Math.min(pdf.heightOfString(item, { width: available(pdf) - 18 }), 60))
    const write = () => {
      pdf
        .text(ordered ? `${index + 1}.` : '•', margin, pdf.y, { lineBreak: false })
        .text(item, margin + 18, pdf.y, { lineGap: 2 })
    }
    list.add(pdf.struct('LI', {}, write))
    pdf.x = margin
    pdf.moveDown(0.2)
  }
  list.end()
  pdf.moveDown(0.3)
}

function writeHeading(pdf: Pdf, { level, text, part }: Extract<Block, { kind: 'heading' }>): void {
  keepTogether(pdf, 70)
  pdf.moveDown(level === 1 ? 0.9 : 0.5)
  tagged(pdf, `H${level + 1}`, () =>
    pdf
      .font(bold)
      .fontSize(sizes[level])
      .fillColor(part ? hues[part] : ink)
      .text(text, { lineGap: 1.5 }),
  )
  pdf.moveDown(0.35)
}

function available(pdf: Pdf): number {
  return pdf.page.width - 2 * margin
}

/** A new page when what follows would be cut from its title. */
function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage()
}

function writeTable(pdf: Pdf, { caption, columns, rows, total }: TableBlock): void {
  keepTogether(pdf, 90)
  tagged(pdf, 'P', () => pdf.font(bold).fontSize(10.2).fillColor(ink).text(caption))
  pdf.moveDown(0.3)
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const line = (cells: readonly string[], look: 'head' | 'body' | 'total') =>
    cells.map((text, index) => ({
      text,
      type: look === 'head' || index === 0 ? ('TH' as const) : ('TD' as const),
      align: { x: columns[index]?.isNumber ? ('right' as const) : ('left' as const), y: 'top' as const },
      font: { src: look === 'body' && index > 0 ? regular : bold, size: 8.6 },
      ...(look === 'head' ? { backgroundColor: '#f1ede2' } : {}),
    }))
  const structure = pdf.struct('Table')
  pdf.addStructure(structure)
  pdf.x = margin
  pdf.table({
    columnStyles: columns.map(({ width }) => ({ width: (width / whole) * available(pdf) })),
    defaultStyle: {
      border: { top: 0, right: 0, left: 0, bottom: 0.5 },
      borderColor: '#c9c3b4',
      textColor: ink,
      padding: 4,
    },
    // Read by pdfkit 0.20, not yet in its types.
    ...({ structParent: structure } as object),
    data: [
      line(
        columns.map(({ text }) => text),
        'head',
      ),
      ...rows.map((cells) => line(cells, 'body')),
      ...(total ? [line(total, 'total')] : []),
    ],
  })
  structure.end()
  pdf.x = margin
  pdf.moveDown(0.8)
}

function writeFooters(pdf: Pdf, note: NoteDocument): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page)
    // Below the bottom margin: without this the text would open a new page.
    pdf.page.margins.bottom = 0
    const text = `${note.warning ? `${note.warning} — ` : ''}${page + 1} / ${count}`
    pdf.markContent('Artifact', { type: 'Pagination' })
    pdf
      .font(regular)
      .fontSize(8)
      .fillColor(quiet)
      .text(text, margin, pdf.page.height - 42, { align: 'center', lineBreak: false })
    pdf.endMarkedContent()
  }
}
