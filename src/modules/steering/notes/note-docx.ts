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
import { documentFont } from '#infra/pdf-paper.ts'
import { assertNever } from '#kernel/assert.ts'
import type { Locale } from '#kernel/locale.ts'
import {
  type Block,
  type ListBlock,
  type NoteDocument,
  type NoteFact,
  type NotePart,
  type TableBlock,
  termText,
} from './document.rules.ts'
import { writeEssentials } from './note-docx-essentials.ts'
import { pageWidth_twips, pictureHeight, pictureWidth, renderPicture } from './note-picture.ts'

const hues: Readonly<Record<NotePart, string>> = { I: '9C3F0A', II: '1A52A8', III: '6E3488' }
const font = 'Atkinson Hyperlegible'

/** The note as a word file that a person can go on writing: real headings, real tables, numbered pages. */
export async function writeDocx(note: NoteDocument): Promise<Uint8Array> {
  const blocks = await Promise.all(note.blocks.map((block) => writeBlock(block, note.locale)))
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
      reference: 'bullets',
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 320, hanging: 240 } } },
        },
      ],
    },
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
  return [
    ...sender.map(
      (text) => new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text, bold: true })] }),
    ),
    new Paragraph({ alignment: AlignmentType.END, text: placeAndDate }),
    new Paragraph({ alignment: AlignmentType.END, text: addressee }),
    new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
    new Paragraph({
      children: [
        new TextRun({ text: termText(locale === 'fr' ? 'Objet' : 'Subject', locale), bold: true }),
        new TextRun(subject),
      ],
    }),
  ]
}

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

async function writeBlock(block: Block, locale: Locale): Promise<(Paragraph | Table)[]> {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: levels[block.level],
          ...(block.newPage ? { pageBreakBefore: true } : {}),
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
      return writeList(block)
    case 'facts':
      return block.facts.flatMap((fact) => writeFact(fact, locale))
    case 'essentials':
      return writeEssentials(block)
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

function writeList({ items, ordered, look }: Omit<ListBlock, 'kind'>): Paragraph[] {
  return items.map(
    (text) =>
      new Paragraph({
        children: [new TextRun({ text, ...(look === 'quiet' ? { size: 18 } : {}) })],
        spacing: { after: 60 },
        numbering: { reference: ordered ? 'numbers' : 'bullets', level: 0 },
      }),
  )
}

function writeFact({ term, items }: NoteFact, locale: Locale): Paragraph[] {
  const [only = ''] = items
  if (items.length === 1)
    return [
      new Paragraph({
        spacing: { after: 60 },
        children: [new TextRun({ text: termText(term, locale), bold: true }), new TextRun(only)],
      }),
    ]
  return [
    new Paragraph({
      keepNext: true,
      spacing: { after: 40 },
      children: [new TextRun({ text: term, bold: true })],
    }),
    ...writeList({ items }),
  ]
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
              children: [
                new TextRun({
                  text,
                  size: columns.length > 6 ? 16 : 18,
                  bold: look !== 'body' || index === 0,
                }),
              ],
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
    // Two tables side by side would become one.
    new Paragraph({ spacing: { after: 0, line: 140, lineRule: LineRuleType.EXACT } }),
  ]
}
