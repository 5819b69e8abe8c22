import sharp from 'sharp'
import { openPdf } from '#infra/pdf-paper.ts'

/** The pages of a paper that came back, one picture to a page, as one PDF. */
export async function writeSignedPdf(
  named: { readonly title: string; readonly sender: string },
  pictures: readonly Uint8Array[],
): Promise<Uint8Array> {
  const { pdf, bytes } = openPdf({
    title: named.title,
    author: named.sender,
    subject: named.title,
    language: 'fr-FR',
    isEmpty: true,
  })
  for (const [index, picture] of pictures.entries()) {
    const { width, height } = await sharp(picture).metadata()
    pdf.addPage({ size: 'A4', margin: 0, layout: width > height ? 'landscape' : 'portrait' })
    const fit: [number, number] = [pdf.page.width, pdf.page.height]
    pdf.addStructure(
      pdf.struct('Figure', { alt: `${named.title}, page ${index + 1}` }, () => {
        pdf.image(Buffer.from(picture), 0, 0, { fit, align: 'center', valign: 'center' })
      }),
    )
  }
  pdf.end()
  return bytes
}
