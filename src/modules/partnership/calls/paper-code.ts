import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import sharp from 'sharp'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'

/** The dark squares of a QR code, row by row; `size` squares a side, without the quiet margin. */
export interface Squares {
  readonly size: number
  readonly isDark: (x: number, y: number) => boolean
}

let ready: Promise<unknown> | null = null

/** The writer is read once, from the package: nothing is asked of the network. */
function prepare(): Promise<unknown> {
  ready ??= (async () => {
    const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))
    return prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(wasm).buffer },
      fireImmediately: true,
    })
  })()
  return ready
}

/** A QR code that a seventh of may be lost: its squares stay large, which a poor scan needs more than spare ones. */
export async function squaresOf(code: string): Promise<Squares> {
  await prepare()
  const { symbol, error } = await writeBarcode(code, {
    format: 'QRCode',
    options: 'ecLevel=M',
    addQuietZones: false,
  })
  if (error !== '') throw new Error(`no QR code of ${code}: ${error}`)
  const { data, width } = symbol
  return { size: width, isDark: (x, y) => data[y * width + x] === 0 }
}

/** A square code as a PNG, with its quiet margin. */
export async function pictureOf(code: string): Promise<Buffer> {
  const { size, isDark } = await squaresOf(code)
  const quietSquares = 2
  const side = size + 2 * quietSquares
  const pixels = Buffer.alloc(side * side, 255)
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1)
      if (isDark(x, y)) pixels[(y + quietSquares) * side + x + quietSquares] = 0
  return sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .resize(side * 8, side * 8, { kernel: 'nearest' })
    .png()
    .toBuffer()
}

/** First signs of the digest of what a paper says: see `PaperCode.text`. */
export function textMark(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
