import {
  BorderStyle,
  HeadingLevel,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { EssentialFigure, EssentialsBlock } from './document.rules.ts'
import { pageWidth_twips } from './note-picture.ts'

const frame = { style: BorderStyle.SINGLE, size: 8, color: '2B2A27' }
const rule = { style: BorderStyle.SINGLE, size: 18, color: '9C3F0A', space: 8 }

/** The figures as framed cells side by side, then each point with a rule beside it. */
export function writeEssentials({ title, figures, points }: EssentialsBlock): (Paragraph | Table)[] {
  const width = Math.floor(pageWidth_twips / figures.length)
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, text: title }),
    new Table({
      width: { size: pageWidth_twips, type: WidthType.DXA },
      columnWidths: figures.map(() => width),
      rows: [new TableRow({ cantSplit: true, children: figures.map((figure) => figureCell(figure, width)) })],
    }),
    ...points.map(
      ({ term, text }) =>
        new Paragraph({
          spacing: { before: 200, after: 60 },
          indent: { left: 200 },
          border: { left: rule },
          children: [new TextRun({ text: term, bold: true }), new TextRun({ text, break: 1 })],
        }),
    ),
  ]
}

function figureCell({ label, value, band, source }: EssentialFigure, width: number): TableCell {
  const line = (text: string, size: number, bold = false) =>
    new Paragraph({ spacing: { after: 60 }, children: [new TextRun({ text, size, bold })] })
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.TOP,
    borders: { top: frame, bottom: frame, left: frame, right: frame },
    margins: { top: 110, bottom: 80, left: 130, right: 130 },
    children: [line(label, 18, true), line(value, 40, true), line(band, 18), line(source, 16)],
  })
}
