import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import type { Paper, PaperBlock, PaperTable } from './paper.rules.ts'
import { writePageCode } from './paper-code.rules.ts'
import { pictureOf } from './paper-code.ts'

const pageWidth_twips = 9070

/** A document that people go on writing: headings, tables and page numbers of a word processor. */
export async function writePaperDocx(paper: Paper): Promise<Uint8Array> {
  const document = new Document({
    title: paper.title,
    creator: paper.sender,
    styles: { default: { document: { run: { font: 'Atkinson Hyperlegible', size: 22 } } } },
    sections: [
      {
        properties: { page: { margin: { top: 1130, bottom: 1130, left: 1417, right: 1417 } } },
        ...(paper.code ? { headers: { default: await header(paper) } } : {}),
        footers: { default: footer(paper.reference) },
        children: [paragraph(paper.sender), ...paper.blocks.flatMap(writeBlock)],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

/** The code of a paper whose pages nobody has counted yet: a scan of it says of which file it is, and a person says which page. */
async function header({ code, reference }: Paper): Promise<Header> {
  const data = code === null ? null : await pictureOf(writePageCode({ ...code, page: 0, pages: 0 }))
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.END,
        children: data
          ? [
              new ImageRun({
                type: 'png',
                data,
                transformation: { width: 76, height: 76 },
                altText: { name: 'code', title: reference, description: reference },
              }),
            ]
          : [],
      }),
    ],
  })
}

function footer(reference: string): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            size: 17,
            children: [`${reference} — `, PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  })
}

function writeBlock(block: PaperBlock): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_2,
          pageBreakBefore: block.isNewPage === true,
          keepNext: true,
          children: [new TextRun(block.text)],
        }),
      ]
    case 'text':
      return [paragraph(block.text, block.isRight ? AlignmentType.END : AlignmentType.START)]
    case 'signatures':
      return [
        new Paragraph({
          spacing: { before: 300, after: 1400 },
          tabStops: block.names.map((_, index) => ({
            type: TabStopType.LEFT,
            position: Math.round((index * pageWidth_twips) / block.names.length),
          })),
          children: [new TextRun(block.names.map((name) => name.trim()).join('\t'))],
        }),
      ]
    case 'table':
      return [
        new Paragraph({ keepNext: true, children: [new TextRun({ text: block.caption, bold: true })] }),
        table(block),
      ]
  }
}

function paragraph(
  words: string,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.START,
): Paragraph {
  return new Paragraph({ alignment, spacing: { after: 140 }, children: [new TextRun(words)] })
}

function table({ columns, rows, total }: PaperTable): Table {
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => Math.round((width / whole) * pageWidth_twips))
  const row = (cells: readonly string[], isStrong: boolean, isHead = false) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (cell, index) =>
          new TableCell({
            width: { size: widths[index] ?? 0, type: WidthType.DXA },
            margins: { top: 50, bottom: 50, left: 70, right: 70 },
            children: [
              new Paragraph({
                alignment: columns[index]?.isNumber ? AlignmentType.END : AlignmentType.START,
                children: [new TextRun({ text: cell, bold: isStrong, size: 19 })],
              }),
            ],
          }),
      ),
    })
  const heads = columns.map((column) => column.text)
  return new Table({
    width: { size: pageWidth_twips, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(heads, true, true),
      ...rows.map((cells) => row(cells, false)),
      ...(total ? [row(total, true)] : []),
    ],
  })
}
