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
import { assertNever } from '#kernel/assert.ts'
import type { Locale } from '#kernel/locale.ts'
import {
  type Block,
  type HeadingBlock,
  type ListBlock,
  mapTexts,
  type NoteDocument,
  type NoteFact,
  type NotePart,
  termText,
} from './document.rules.ts'
import { writeEssentials } from './note-pdf-essentials.ts'
import { pictureHeight, pictureWidth, renderPicture } from './note-picture.ts'

const hues: Readonly<Record<NotePart, string>> = { I: '#9c3f0a', II: '#1a52a8', III: '#6e3488' }

/** The note as a tagged PDF: its headings, lists and tables are read in order by a screen reader (PDF/UA's basis). */
export async function writePdf(noteAsWritten: NoteDocument): Promise<Uint8Array> {
  const note = mapTexts(noteAsWritten, withKnownSigns)
  const { pdf, bytes } = openPdf({
    title: note.title,
    author: note.letterhead.sender.join(', '),
    subject: note.subject,
    language: note.locale === 'fr' ? 'fr-FR' : 'en-GB',
  })
  writeLetterhead(pdf, note)
  for (const block of note.blocks) await writeBlock(pdf, block, note.locale)
  writeFooters(pdf, note)
  pdf.end()
  return bytes
}

function writeLetterhead(pdf: Pdf, note: NoteDocument): void {
  const { sender, placeAndDate, addressee } = note.letterhead
  tagged(pdf, 'P', () => pdf.font(bold).fontSize(11).fillColor(ink).text(sender.join('\n')))
  tagged(pdf, 'P', () =>
    pdf.font(regular).fontSize(10.5).moveDown(0.6).text(`${placeAndDate}\n${addressee}`, { align: 'right' }),
  )
  tagged(pdf, 'H1', () => pdf.font(bold).fontSize(19).moveDown(1).text(note.title, { lineGap: 2 }))
  const label = termText(note.locale === 'fr' ? 'Objet' : 'Subject', note.locale)
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

async function writeBlock(pdf: Pdf, block: Block, locale: Locale): Promise<void> {
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
      for (const fact of block.facts) writeFact(pdf, fact, locale)
      pdf.moveDown(0.2)
      return
    case 'essentials':
      return writeEssentials(pdf, block)
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

function writeFact(pdf: Pdf, { term, items }: NoteFact, locale: Locale): void {
  const [only = ''] = items
  const isOne = items.length === 1
  keepTogether(pdf, 40)
  tagged(pdf, 'P', () => {
    pdf.fontSize(10.2).fillColor(ink).font(bold)
    if (isOne)
      pdf
        .text(termText(term, locale), { continued: true, lineGap: 2 })
        .font(regular)
        .text(only, { lineGap: 2 })
    else pdf.text(term, { lineGap: 2 })
  })
  pdf.moveDown(isOne ? 0.3 : 0.1)
  if (!isOne) writeList(pdf, { items })
}

function writeList(pdf: Pdf, { items, ordered, look }: Omit<ListBlock, 'kind'>): void {
  const isQuiet = look === 'quiet'
  const list = pdf.struct('L')
  pdf.addStructure(list)
  for (const [index, item] of items.entries()) {
    pdf
      .font(regular)
      .fontSize(isQuiet ? 8.8 : 10.2)
      .fillColor(isQuiet ? quiet : ink)
    // A number never stays alone at the foot of a page. Outside the item: a page cannot be opened inside one.
    keepTogether(pdf, Math.min(pdf.heightOfString(item, { width: available(pdf) - 18 }), 60))
    const write = () => {
      pdf
        .text(ordered ? `${index + 1}.` : '•', margin, pdf.y, { lineBreak: false })
        .text(item, margin + 18, pdf.y, { lineGap: isQuiet ? 1.4 : 2 })
    }
    list.add(pdf.struct('LI', {}, write))
    pdf.x = margin
    pdf.moveDown(0.2)
  }
  list.end()
  pdf.moveDown(0.3)
}

function writeHeading(pdf: Pdf, { level, text, part, newPage }: HeadingBlock): void {
  if (newPage) pdf.addPage()
  else keepTogether(pdf, level === 3 ? 190 : 220)
  if (pdf.y > pdf.page.margins.top) pdf.moveDown(level === 1 ? 0.9 : 0.5)
  tagged(pdf, `H${level + 1}`, () =>
    pdf
      .font(bold)
      .fontSize(sizes[level])
      .fillColor(part ? hues[part] : ink)
      .text(text, { lineGap: 1.5 }),
  )
  pdf.moveDown(0.35)
}

function writeFooters(pdf: Pdf, note: NoteDocument): void {
  writeFeet(pdf, (page, pages) => {
    const text = `${note.warning ? `${note.warning} — ` : ''}${page} / ${pages}`
    pdf
      .font(regular)
      .fontSize(8)
      .fillColor(quiet)
      .text(text, margin, pdf.page.height - 42, { align: 'center', lineBreak: false })
  })
}
