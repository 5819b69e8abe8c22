import type { WebContext } from './respond.ts'

/** The bytes of the file sent in that field; null when none was chosen. */
export async function fileOf(c: WebContext, field: string): Promise<Uint8Array | null> {
  const value = (await c.req.parseBody())[field]
  return value instanceof File && value.size > 0 ? new Uint8Array(await value.arrayBuffer()) : null
}

/**
 * A file as text for a hidden field: what a person has sent once comes back with the page that asks to confirm it, so
 * that nothing is kept on the server and nothing has to be chosen again.
 */
export function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

/** The bytes of such a field; null when it is not one. */
export function bytesOfText(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length > 0 && bytes.toString('base64') === text ? new Uint8Array(bytes) : null
}
