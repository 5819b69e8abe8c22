import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Settings } from '#infra/settings.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'

export type FileRefusal = 'file_large' | 'file_type' | 'file_infected' | 'scan_failed'

export interface CheckedFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly digest: string
  readonly scan: 'clean' | 'not_scanned'
}

export const mostFileBytes = 5 * 1024 * 1024

/** What a file is by its first bytes, whatever its name says; with the ending that its name gets. */
const types: readonly {
  readonly starts: string
  readonly mediaType: string
  readonly endings: readonly string[]
}[] = [
  { starts: '%PDF-', mediaType: 'application/pdf', endings: ['pdf'] },
  { starts: '\x89PNG\r\n\x1a\n', mediaType: 'image/png', endings: ['png'] },
  { starts: '\xff\xd8\xff', mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  // Documents of word processors and spreadsheets are ZIP archives: what is inside says which.
  { starts: 'PK\x03\x04', mediaType: 'application/zip', endings: ['docx', 'xlsx', 'odt', 'ods'] },
]

const documents: Readonly<Record<string, { readonly holds: string; readonly mediaType: string }>> = {
  docx: {
    holds: 'word/',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  xlsx: { holds: 'xl/', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  odt: { holds: 'opendocument.text', mediaType: 'application/vnd.oasis.opendocument.text' },
  ods: { holds: 'opendocument.spreadsheet', mediaType: 'application/vnd.oasis.opendocument.spreadsheet' },
}

/** Looks at a file before it is kept: its size, what it really is, and what the town's antivirus says of it. */
export async function checkFile(
  settings: Pick<Settings, 'antivirusCommand'>,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Result<CheckedFile, FileRefusal>> {
  if (file.bytes.length > mostFileBytes) return refuse('file_large')
  const mediaType = typeOf(file)
  if (mediaType === null) return refuse('file_type')
  const scanned = await scan(settings.antivirusCommand, file.bytes)
  if (!scanned.ok) return scanned
  return ok({
    name: safeName(file.name),
    mediaType,
    bytes: file.bytes,
    digest: createHash('sha256').update(file.bytes).digest('hex'),
    scan: scanned.value,
  })
}

function typeOf({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const type = types.find(({ starts }) => head.startsWith(starts))
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (!type?.endings.includes(ending)) return null
  const document = documents[ending]
  if (!document) return type.mediaType
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(document.holds)
    ? document.mediaType
    : null
}

/** A name that a header can carry, without the folders that some browsers send. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return (
    last
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replaceAll(/[^\w .()-]/g, '_')
      .slice(-120) || 'fichier'
  )
}

const scan_ms = 60_000

/** Asks the program of the town: 0 is clean, 1 is not; anything else, and the file is not kept unread. */
async function scan(
  command: string | null,
  bytes: Uint8Array,
): Promise<Result<'clean' | 'not_scanned', FileRefusal>> {
  if (command === null) return ok('not_scanned')
  const [program = '', ...args] = command.split(' ').filter(Boolean)
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], timeout: scan_ms })
  // A program that ends before it has read everything breaks the pipe: what counts is how it ended.
  child.stdin.on('error', () => undefined)
  child.stdin.end(bytes)
  try {
    const [code] = await once(child, 'exit')
    if (code === 0) return ok('clean')
    return refuse(code === 1 ? 'file_infected' : 'scan_failed')
  } catch {
    // There is no such program.
    return refuse('scan_failed')
  }
}
