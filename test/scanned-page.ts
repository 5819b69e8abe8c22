import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'

/** What paper, a feeder and a scanner do to a page. */
export interface Wear {
  /** Degrees clockwise; a few for a sheet that went in askew, 180 for one upside down. */
  readonly turn: number
  readonly dotsPerInch?: number
  /** Most that a grey value is moved by, up or down, of 255. */
  readonly noise?: number
  readonly isGrey?: boolean
}

/** A page of a PDF as a scanner would give it back: turned, grey, noisy, in the format asked for. The same every time. */
export async function scanPage(
  pdf: Uint8Array,
  page: number,
  { turn, dotsPerInch = 150, noise = 0, isGrey = true }: Wear,
  format: 'jpeg' | 'png' | 'tiff' = 'jpeg',
): Promise<Buffer> {
  const sheet = await drawPage(pdf, page, dotsPerInch)
  const turned = sheet.flatten({ background: '#fff' }).rotate(turn, { background: '#e9e7e2' })
  const { data, info } = await (isGrey ? turned.greyscale() : turned)
    .blur(0.7)
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (noise > 0) addNoise(data, noise)
  const { width, height, channels } = info
  const image = sharp(data, { raw: { width, height, channels } }).withMetadata({ density: dotsPerInch })
  return format === 'jpeg' ? image.jpeg({ quality: 55 }).toBuffer() : image.toFormat(format).toBuffer()
}

/** The back of a sheet, as a feeder that reads both sides gives it. */
export function blankSheet(): Promise<Buffer> {
  return sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#f3f1ec' } })
    .jpeg()
    .toBuffer()
}

async function drawPage(pdf: Uint8Array, page: number, dotsPerInch: number) {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const drawn = await document.getPage(page - 1).render({ scale: dotsPerInch / 72, render: 'bitmap' })
  const { data, width, height } = drawn
  const pixels = Buffer.from(data)
  document.destroy()
  library.destroy()
  return sharp(pixels, { raw: { width, height, channels: 4 } })
}

/** The text of each page, with plain spaces. */
export async function readPdfText(pdf: Uint8Array): Promise<string[]> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const pages = [...document.pages()].map((page) =>
    page
      .getText()
      .replaceAll(/[\u00a0\u202f ]+/g, ' ')
      .replaceAll('\r\n', '\n'),
  )
  document.destroy()
  library.destroy()
  return pages
}

export async function countPages(pdf: Uint8Array): Promise<number> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const count = document.getPageCount()
  document.destroy()
  library.destroy()
  return count
}

/** Grain, by a generator of its own: no test depends on chance. */
function addNoise(pixels: Buffer, most: number): void {
  let seed = 12_345
  for (let index = 0; index < pixels.length; index += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
    const moved = (pixels[index] ?? 0) + ((seed >> 16) % (2 * most + 1)) - most
    pixels[index] = Math.max(0, Math.min(255, moved))
  }
}
