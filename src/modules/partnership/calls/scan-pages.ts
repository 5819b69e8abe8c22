import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp, { type Sharp } from 'sharp'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'

/** One page of a scan: its picture as JPEG, upright, and what the QR codes on it say. */
export interface ReadPage {
  readonly picture: Uint8Array
  readonly codes: readonly string[]
}

/** Pages of one scan that are read; the feeder of an office takes as many. */
export const mostPages = 100
/** A4 at 600 dots an inch is 35 million. */
const mostPixels = 80_000_000
/** Side that codes are looked for at: A4 at 200 dots an inch. */
const readSide = 2340
/** Side that a page is kept at: A4 at 150 dots an inch, in colour, for blue ink and stamps. */
const keptSide = 1755

const require = createRequire(import.meta.url)

/** Reads the pages of a scan one after the other; throws where the file cannot be opened. Nothing is asked of the network or of the system. */
export async function* readPages(bytes: Uint8Array, isPdf: boolean): AsyncGenerator<ReadPage> {
  await prepareReader()
  for await (const page of isPdf ? pagesOfPdf(bytes) : pagesOfPicture(bytes)) yield await readPage(page)
}

async function prepareReader(): Promise<void> {
  const wasm = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(wasm).buffer },
    equalityFn: () => true,
    fireImmediately: true,
  })
}

async function* pagesOfPdf(bytes: Uint8Array): AsyncGenerator<Sharp> {
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(bytes)
    try {
      const count = Math.min(document.getPageCount(), mostPages)
      for (let index = 0; index < count; index += 1) {
        const page = document.getPage(index)
        const { originalWidth, originalHeight } = page.getOriginalSize()
        const { data, width, height } = await page.render({
          scale: readSide / Math.max(originalWidth, originalHeight),
          render: 'bitmap',
          renderFormFields: true,
        })
        yield sharp(data, { raw: { width, height, channels: 4 } })
      }
    } finally {
      document.destroy()
    }
  } finally {
    library.destroy()
  }
}

/** A picture, or those of a TIFF that holds several. */
async function* pagesOfPicture(bytes: Uint8Array): AsyncGenerator<Sharp> {
  const options = { limitInputPixels: mostPixels, failOn: 'error' as const }
  const { pages = 1 } = await sharp(bytes, options).metadata()
  for (let page = 0; page < Math.min(pages, mostPages); page += 1)
    yield sharp(
      await sharp(bytes, { ...options, page, pages: 1 })
        .autoOrient()
        .png({ compressionLevel: 1 })
        .toBuffer(),
    )
}

async function readPage(page: Sharp): Promise<ReadPage> {
  const whole = await page
    .flatten({ background: '#ffffff' })
    .resize({ width: readSide, height: readSide, fit: 'inside' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = whole.info
  const raw = { raw: { width, height, channels } }
  const found = await findCodes(() => sharp(whole.data, raw))
  const picture = await sharp(whole.data, raw)
    .rotate(found.turn)
    .resize({ width: keptSide, height: keptSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 74, mozjpeg: true })
    .toBuffer()
  return { picture, codes: found.codes }
}

const options: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryDownscale: true,
  maxNumberOfSymbols: 8,
}

const smallSide = Math.round(readSide * 0.6)
/** What is tried in turn, until a code is read: the page as it is, without its grain, smaller. */
const looks: readonly ((page: Sharp) => Sharp)[] = [
  (page) => page,
  (page) => page.median(3),
  (page) => page.blur(1.2).resize({ width: smallSide, height: smallSide, fit: 'inside' }),
]

async function findCodes(
  open: () => Sharp,
): Promise<{ readonly codes: readonly string[]; readonly turn: number }> {
  for (const look of looks) {
    const { data, info } = await look(open().greyscale())
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const image = {
      data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength),
      width: info.width,
      height: info.height,
      colorSpace: 'srgb' as const,
    }
    const read = (await readBarcodes(image, options)).filter(({ isValid }) => isValid)
    const [first] = read
    if (first) return { codes: [...new Set(read.map(({ text }) => text))], turn: turnOf(first.orientation) }
  }
  return { codes: [], turn: 0 }
}

/** By how much a page is turned so that its code stands upright, in quarters. */
function turnOf(orientation: number): number {
  return (720 - Math.round(orientation / 90) * 90) % 360
}
