import sharp, { type Sharp } from 'sharp'
import { ok, type Result, refuse } from '#kernel/result.ts'

/** A picture made again from its pixels: no place, no date, no name of a phone is left in it. */
export interface CleanPicture {
  readonly bytes: Buffer
  readonly thumbnail: Buffer
  readonly width: number
  readonly height: number
}

export type PictureRefusal = 'picture_type' | 'picture_large' | 'picture_unreadable'

const mostBytes = 12 * 1024 * 1024
/** A phone makes 50 million pixels today; a bomb claims thousands of millions in a few bytes. */
const mostPixels = 80_000_000
const longestSide = 1600
const thumbnailSide = 320

/**
 * Reads the picture by what its bytes are, whatever its name says, and writes it anew as WebP. An SVG is a program, not a
 * picture: it is refused, like every other type.
 */
export async function cleanPicture(bytes: Uint8Array): Promise<Result<CleanPicture, PictureRefusal>> {
  if (bytes.length > mostBytes) return refuse('picture_large')
  if (!isPhotograph(bytes)) return refuse('picture_type')
  try {
    const source = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 }).autoOrient()
    const { data, info } = await shrink(source, longestSide, 78).toBuffer({ resolveWithObject: true })
    const thumbnail = await shrink(sharp(data), thumbnailSide, 70).toBuffer()
    return ok({ bytes: data, thumbnail, width: info.width, height: info.height })
  } catch (error) {
    return refuse(/pixel limit/i.test(String(error)) ? 'picture_large' : 'picture_unreadable')
  }
}

function shrink(image: Sharp, side: number, quality: number): Sharp {
  return image
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality })
}

const signatures: readonly (readonly [offset: number, text: string])[] = [
  [0, '\xff\xd8\xff'],
  [0, '\x89PNG\r\n\x1a\n'],
  [8, 'WEBP'],
]

/** JPEG, PNG or WebP by their first bytes. */
function isPhotograph(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return signatures.some(([offset, text]) => head.startsWith(text, offset))
}
