import { available, bold, ink, margin, type Pdf, quiet, regular, tagged } from '#infra/pdf-paper.ts'
import type { EssentialFigure, EssentialsBlock } from './document.rules.ts'

const gap = 10
const padding = 9
const ruleColour = '#9c3f0a'

/** The figures in frames side by side, then each point with a rule beside it. */
export function writeEssentials(pdf: Pdf, { title, figures, points }: EssentialsBlock): void {
  tagged(pdf, 'H2', () => pdf.font(bold).fontSize(15).fillColor(ink).text(title))
  pdf.moveDown(0.4)
  writeFigures(pdf, figures)
  for (const { term, text } of points) writePoint(pdf, term, text)
  pdf.moveDown(0.4)
}

function writeFigures(pdf: Pdf, figures: readonly EssentialFigure[]): void {
  const width = (available(pdf) - gap * (figures.length - 1)) / figures.length
  const inner = width - 2 * padding
  const top = pdf.y
  const height = Math.max(...figures.map((figure) => heightOf(pdf, figure, inner)))
  for (const [index, figure] of figures.entries()) {
    const left = margin + index * (width + gap)
    pdf.markContent('Artifact')
    pdf.lineWidth(1.2).strokeColor(ink).roundedRect(left, top, width, height, 4).stroke()
    pdf.endMarkedContent()
    let y = top + padding
    for (const line of linesOf(figure)) {
      tagged(pdf, 'P', () => set(pdf, line).text(line.text, left + padding, y, { width: inner }))
      y = pdf.y + line.after
    }
  }
  pdf.x = margin
  pdf.y = top + height + 12
}

interface Line {
  readonly text: string
  readonly font: string
  readonly size: number
  readonly colour: string
  readonly after: number
}

function linesOf({ label, value, band, source }: EssentialFigure): readonly Line[] {
  return [
    { text: label, font: bold, size: 9, colour: ink, after: 3 },
    { text: value, font: bold, size: 21, colour: ink, after: 3 },
    { text: band, font: regular, size: 8.6, colour: ink, after: 4 },
    { text: source, font: regular, size: 7.8, colour: quiet, after: 0 },
  ]
}

function set(pdf: Pdf, { font, size, colour }: Line): Pdf {
  return pdf.font(font).fontSize(size).fillColor(colour)
}

function heightOf(pdf: Pdf, figure: EssentialFigure, width: number): number {
  const lines = linesOf(figure).map(
    (line) => set(pdf, line).heightOfString(line.text, { width }) + line.after,
  )
  return lines.reduce((sum, height) => sum + height, 2 * padding)
}

function writePoint(pdf: Pdf, term: string, text: string): void {
  const top = pdf.y
  const left = margin + 14
  const width = available(pdf) - 14
  tagged(pdf, 'P', () => {
    pdf.font(bold).fontSize(10.2).fillColor(ink).text(term, left, top, { width, lineGap: 1.5 })
    pdf.font(regular).text(text, { width, lineGap: 2 })
  })
  pdf.markContent('Artifact')
  pdf.lineWidth(2.5).strokeColor(ruleColour)
  pdf
    .moveTo(margin + 3, top)
    .lineTo(margin + 3, pdf.y - 2)
    .stroke()
  pdf.endMarkedContent()
  pdf.x = margin
  pdf.moveDown(0.6)
}
