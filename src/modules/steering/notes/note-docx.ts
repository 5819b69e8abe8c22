import { readFile } from 'node:fs/promises'
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { assertNever } from '#kernel/assert.ts'
import type { Block, NoteDocument, NotePart, TableBlock } from './document.rules.ts'
import { documentFont, pictureHeight, pictureWidth, renderPicture } from './note-picture.ts'

const hues: Readonly<Record<NotePart, string>> = { I: '9C3F0A', II: '1A52A8', III: '6E3488' }
const font = 'Atkinson Hyperlegible'
const pageWidth_twips = 9070

/** The note as a word file that a person can go on writing: real headings, real tables, numbered pages. */
export async function writeDocx(note: NoteDocument): Promise<Uint8Array> {
  const blocks = await Promise.all(note.blocks.map(writeBlock))
  const file = new Document({
    title: note.title,
    creator: note.letterhead.sender.join(', '),
    description: note.subject,
    styles,
    numbering,
    // Travels with the file: few machines have it.
    fonts: [{ name: font, data: await readFile(documentFont(400)) }],
    sections: [
      {
        properties: { page: { margin: { top: 1130, bottom: 1130, left: 1417, right: 1417 } } },
        footers: { default: footer(note) },
        children: [...letterhead(note), ...blocks.flat()],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}

const heading = (size: number, before: number) => ({
  run: { font, size, bold: true },
  paragraph: { spacing: { before, after: 120, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true },
})

const styles = {
  default: {
    document: {
      run: { font, size: 21 },
      paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { font, size: 36, bold: true },
      paragraph: { spacing: { before: 240, after: 200, line: 264, lineRule: LineRuleType.AUTO } },
    },
    heading1: heading(28, 360),
    heading2: heading(24, 280),
    heading3: heading(22, 220),
  },
}

const numbering = {
  config: [
    {
      reference: 'numbers',
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 400, hanging: 400 } } },
        },
      ],
    },
  ],
}

function footer(note: NoteDocument): Footer {
  const warning = note.warning ? [new TextRun({ text: `${note.warning} — `, italics: true, size: 17 })] : []
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          ...warning,
          new TextRun({ size: 17, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })
}

function letterhead({
  letterhead: { sender, placeAndDate, addressee },
  title,
  subject,
  locale,
}: NoteDocument) {
  const label = locale === 'fr' ? 'Objet : ' : 'Subject: '
  return [
    ...sender.map(
      (text) => new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text, bold: true })] }),
    ),
    new Paragraph({ alignment: AlignmentType.END, text: placeAndDate }),
    new Paragraph({ alignment: AlignmentType.END, text: addressee }),
    new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
    new Paragraph({ children: [new TextRun({ text: label, bold: true }), new TextRun(subject)] }),
  ]
}

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

async function writeBlock(block: Block): Promise<(Paragraph | Table)[]> {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: levels[block.level],
          children: [new TextRun({ text: block.text, ...(block.part ? { color: hues[block.part] } : {}) })],
        }),
      ]
    case 'paragraph':
      return [
        new Paragraph({
          children: [
            new TextRun({ text: block.text, ...(block.look === 'quiet' ? { italics: true, size: 19 } : {}) }),
          ],
        }),
      ]
    case 'list':
      return block.items.map(
        (text) =>
          new Paragraph({
            text,
            spacing: { after: 60 },
            ...(block.ordered ? { numbering: { reference: 'numbers', level: 0 } } : { bullet: { level: 0 } }),
          }),
      )
    case 'facts':
      return block.facts.map(
        ({ term, text }) =>
          new Paragraph({
            spacing: { after: 60 },
            children: [new TextRun({ text: `${term} : `, bold: true }), new TextRun(text)],
          }),
      )
    case 'table':
      return writeTable(block)
    case 'picture':
      return [
        new Paragraph({ keepNext: true, children: [new TextRun({ text: block.picture.title, bold: true })] }),
        new Paragraph({
          children: [
            new ImageRun({
              type: 'png',
              data: await renderPicture(block.picture),
              transformation: { width: pictureWidth * 0.84, height: pictureHeight * 0.84 },
              altText: { name: 'budget', title: block.picture.title, description: block.picture.title },
            }),
          ],
        }),
      ]
    default:
      return assertNever(block)
  }
}

const thin = { style: BorderStyle.SINGLE, size: 4, color: 'C9C3B4' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

function writeTable({ caption, columns, rows, total }: TableBlock): (Paragraph | Table)[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => Math.round((width / whole) * pageWidth_twips))
  const row = (cells: readonly string[], look: 'head' | 'body' | 'total') =>
    new TableRow({
      tableHeader: look === 'head',
      cantSplit: true,
      children: cells.map((text, index) => {
        const isNumber = columns[index]?.isNumber ?? false
        return new TableCell({
          width: { size: widths[index] ?? 0, type: WidthType.DXA },
          borders: { top: none, left: none, right: none, bottom: thin },
          margins: { top: 50, bottom: 50, left: 70, right: 70 },
          ...(look === 'head' ? { shading: { type: ShadingType.CLEAR, fill: 'F1EDE2' } } : {}),
          children: [
            new Paragraph({
              alignment: isNumber ? AlignmentType.END : AlignmentType.START,
              spacing: { after: 0 },
              children: [new TextRun({ text, size: 18, bold: look !== 'body' || index === 0 })],
            }),
          ],
        })
      }),
    })
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 160, after: 80 },
      children: [new TextRun({ text: caption, bold: true })],
    }),
    new Table({
      width: { size: pageWidth_twips, type: WidthType.DXA },
      columnWidths: widths,
      rows: [
        row(
          columns.map(({ text }) => text),
          'head',
        ),
        ...rows.map((cells) => row(cells, 'body')),
        ...(total ? [row(total, 'total')] : []),
      ],
    }),
    new Paragraph({ text: '' }),
  ]
}
