import { gunzipSync, gzipSync } from 'node:zlib'
import type { WebContext } from './respond.ts'

/** The bytes of the file sent in that field; null when none was chosen. */
export async function fileOf(c: WebContext, field: string): Promise<Uint8Array | null> {
  const value = (await c.req.parseBody())[field]
  return value instanceof File && value.size > 0 ? new Uint8Array(await value.arrayBuffer()) : null
}

/** Larger files are packed: a page that carries one stays small, and its form below what the site takes. */
const packedFrom = 100_000
const mostUnpacked = 50_000_000

/**
 * A file as text for a hidden field: what a person has sent once comes back with the page that asks to confirm it, so
 * that nothing is kept on the server and nothing has to be chosen again.
 */
export function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.length < packedFrom ? bytes : gzipSync(bytes, { level: 1 })).toString('base64')
}

/** The bytes of such a field; null when it is not one. */
export function bytesOfText(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length === 0 || bytes.toString('base64') !== text) return null
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(bytes) : new Uint8Array(bytes)
}

function unpacked(bytes: Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(gunzipSync(bytes, { maxOutputLength: mostUnpacked }))
  } catch (error) {
    // Not packed by us, or larger than anything that may be sent.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
