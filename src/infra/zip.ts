import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { ok, type Result, refuse } from '#kernel/result.ts'

/** One file of a ZIP archive, unpacked. */
export interface ZipEntry {
  readonly name: Uint8Array
  readonly crc: number
  readonly bytes: Uint8Array
}

export interface ZipLimits {
  readonly entries: number
  /** Of all files together, once unpacked. */
  readonly bytes: number
}

export type ZipRefusal = 'unreadable' | 'too_large'

const inflate = promisify(inflateRaw)

/**
 * The files that the directory of an archive names. What it promises is added up before anything is unpacked, and what is
 * unpacked is counted again on the way, for a directory may lie: a few kilobytes never become gigabytes here.
 */
export async function unpackZip(
  archive: Uint8Array,
  limits: ZipLimits,
): Promise<Result<readonly ZipEntry[], ZipRefusal>> {
  try {
    const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
    const end = findEnd(view)
    if (end === null) return refuse('unreadable')
    if (end.entries > limits.entries) return refuse('too_large')
    const directory = readDirectory(view, end)
    const promised = directory.reduce((sum, { size }) => sum + size, 0)
    return promised > limits.bytes ? refuse('too_large') : await unpack(view, directory, limits.bytes)
  } catch (error) {
    // What stands outside the archive, or is no deflated text.
    if (error instanceof RangeError || isBroken(error)) return refuse('unreadable')
    throw error
  }
}

function isBroken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}

interface Directory {
  readonly entries: number
  readonly offset: number
}

/** The record that ends an archive, after which a comment of 65,535 bytes at most may stand (APPNOTE.TXT 4.3.16). */
function findEnd(view: DataView): Directory | null {
  const earliest = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= earliest; at -= 1)
    if (view.getUint32(at, true) === 0x06054b50)
      return { entries: view.getUint16(at + 10, true), offset: view.getUint32(at + 16, true) }
  return null
}

interface DirectoryEntry {
  readonly name: Uint8Array
  readonly isEncrypted: boolean
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

/** The headers of the directory, one after the other (APPNOTE.TXT 4.3.12). */
function readDirectory(view: DataView, { entries, offset }: Directory): DirectoryEntry[] {
  let at = offset
  return Array.from({ length: entries }, () => {
    if (view.getUint32(at, true) !== 0x02014b50) throw new RangeError('no header of the directory')
    const nameLength = view.getUint16(at + 28, true)
    const entry = {
      name: bytesAt(view, at + 46, nameLength),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    return entry
  })
}

async function unpack(
  view: DataView,
  directory: readonly DirectoryEntry[],
  limit: number,
): Promise<Result<readonly ZipEntry[], ZipRefusal>> {
  const entries: ZipEntry[] = []
  let room = limit
  for (const { name, isEncrypted, method, crc, packed, offset } of directory) {
    if (isEncrypted || (method !== 0 && method !== 8)) return refuse('unreadable')
    const content = bytesAt(view, contentAt(view, offset), packed)
    const bytes = method === 0 ? content : await inflateWithin(content, room)
    if (bytes === null || bytes.byteLength > room) return refuse('too_large')
    room -= bytes.byteLength
    entries.push({ name, crc, bytes })
  }
  return ok(entries)
}

/** Null when it would pass the room that is left. */
async function inflateWithin(content: Uint8Array, room: number): Promise<Uint8Array | null> {
  try {
    return await inflate(content, { maxOutputLength: Math.max(1, room) })
  } catch (error) {
    if (isTooLarge(error)) return null
    throw error
  }
}

/** Where the content of a file starts, behind its own header (APPNOTE.TXT 4.3.7). */
function contentAt(view: DataView, offset: number): number {
  if (view.getUint32(offset, true) !== 0x04034b50) throw new RangeError('no header of a file')
  return offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
}

function bytesAt(view: DataView, at: number, length: number): Uint8Array {
  if (at + length > view.byteLength) throw new RangeError('beyond the end of the archive')
  return new Uint8Array(view.buffer, view.byteOffset + at, length)
}

/** An archive of these files, not compressed: what was counted is all that a reader of it can find. */
export function packZip(entries: readonly ZipEntry[]): Uint8Array {
  const files: Uint8Array[] = []
  const headers: Uint8Array[] = []
  let offset = 0
  for (const entry of entries) {
    const header = headerOf(entry, 0x04034b50, 30)
    files.push(header, entry.bytes)
    headers.push(headerOf(entry, 0x02014b50, 46, offset))
    offset += header.byteLength + entry.bytes.byteLength
  }
  const size = headers.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, entries.length, true)
  end.setUint16(10, entries.length, true)
  end.setUint32(12, size, true)
  end.setUint32(16, offset, true)
  return new Uint8Array(Buffer.concat([...files, ...headers, new Uint8Array(end.buffer)]))
}

/** The header of a file, before it or in the directory: the same fields, two bytes further in the second. */
function headerOf(
  { name, crc, bytes }: ZipEntry,
  signature: number,
  length: 30 | 46,
  offset = 0,
): Uint8Array {
  const header = new Uint8Array(length + name.byteLength)
  const view = new DataView(header.buffer)
  const shift = length === 46 ? 2 : 0
  view.setUint32(0, signature, true)
  if (length === 46) view.setUint16(4, 20, true)
  view.setUint16(4 + shift, 20, true)
  // Names are UTF-8 (bit 11); the day is the first that the format knows.
  view.setUint16(6 + shift, 0x0800, true)
  view.setUint16(12 + shift, 0x21, true)
  view.setUint32(14 + shift, crc, true)
  view.setUint32(18 + shift, bytes.byteLength, true)
  view.setUint32(22 + shift, bytes.byteLength, true)
  view.setUint16(26 + shift, name.byteLength, true)
  if (length === 46) view.setUint32(42, offset, true)
  header.set(name, length)
  return header
}
