import PDFDocument from 'pdfkit'
import { projectFile } from './project-files.ts'

export const ink = '#2b2a27'
export const quiet = '#5c5950'
export const margin = 64
export const regular = 'regular'
export const bold = 'bold'

export type Pdf = InstanceType<typeof PDFDocument>

/** Fonts of the documents: word files and PDF cannot read the compressed ones of the pages. */
export const documentFont = (weight: 400 | 700) =>
  projectFile('src', 'infra', 'fonts', `atkinson-${weight}.ttf`)

export interface PdfOpening {
  readonly title: string
  readonly author: string
  readonly subject: string
  readonly language: 'fr-FR' | 'en-GB'
  /** Room at the foot of each page, in points. */
  readonly foot_pt?: number
  /** Without a first page: the writer adds each, of the size that it takes. */
  readonly isEmpty?: boolean
}

/** A tagged A4 document (PDF/UA's basis), whose pages are kept until its end; `bytes` resolves once it has ended. */
export function openPdf({ title, author, subject, language, foot_pt = 64, isEmpty = false }: PdfOpening): {
  readonly pdf: Pdf
  readonly bytes: Promise<Uint8Array>
} {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 58, bottom: foot_pt, left: margin, right: margin },
    bufferPages: true,
    autoFirstPage: !isEmpty,
    lang: language,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: title, Author: author, Subject: subject },
  })
  const bytes = collect(pdf)
  pdf.registerFont(regular, documentFont(400)).registerFont(bold, documentFont(700))
  return { pdf, bytes }
}

function collect(pdf: Pdf): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
  pdf.on('error', reject)
  return promise
}

/** The font has neither narrow spaces, which French numbers are grouped by, nor small digits (CO₂): near signs stand for them. */
export function withKnownSigns(text: string): string {
  return text.replaceAll('\u202f', '\u00a0').replace(/[₀-₉⁰⁴-⁹]/g, (digit) => digit.normalize('NFKC'))
}

/** What is written inside is one element of the document's structure, which a screen reader reads. */
export function tagged(pdf: Pdf, tag: string, write: () => void): void {
  pdf.addStructure(pdf.struct(tag, {}, write))
}

/** Width between the margins. */
export function available(pdf: Pdf): number {
  return pdf.page.width - 2 * margin
}

/** A new page when what follows would be cut from its title. */
export function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage()
}

/** Writes what stands at the foot of each page, under the margin, as what a screen reader passes over. `page` counts from one. */
export function writeFeet(pdf: Pdf, write: (page: number, pages: number) => void): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(start + index)
    // Below the bottom margin: without this the text would open a new page.
    pdf.page.margins.bottom = 0
    pdf.markContent('Artifact', { type: 'Pagination' })
    write(index + 1, count)
    pdf.endMarkedContent()
  }
}
