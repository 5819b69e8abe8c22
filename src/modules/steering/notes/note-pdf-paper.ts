import type PDFDocument from 'pdfkit'

export const ink = '#2b2a27'
export const quiet = '#5c5950'
export const margin = 64
export const regular = 'regular'
export const bold = 'bold'

export type Pdf = InstanceType<typeof PDFDocument>

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
