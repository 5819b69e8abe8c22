import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type FileExtension, type FileType, isNamedAs, safeFileName, sniffType } from '#kernel/file-type.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { Settings } from './settings.ts'

export type FileRefusal = 'file_large' | 'file_type' | 'file_infected' | 'scan_failed'

export interface ReceivedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface CheckedFile {
  /** Safe for a header, with the ending of what the file is. */
  readonly name: string
  readonly type: FileType
  readonly bytes: Uint8Array
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly digest: string
  readonly scan: 'clean' | 'not_scanned'
}

export interface FileRules {
  readonly takes: readonly FileExtension[]
  readonly mostBytes: (type: FileType) => number
  /** A file that is not what its name says is refused; else it takes the ending of what it is. */
  readonly isNameTrue?: boolean
}

/** Looks at a file before it is kept, wherever it comes in: what it really is, its size, and what the town's antivirus says of it. */
export async function checkFile(
  settings: Pick<Settings, 'antivirusCommand'>,
  file: ReceivedFile,
  rules: FileRules,
): Promise<Result<CheckedFile, FileRefusal>> {
  const { name, bytes } = file
  const type = sniffType(bytes)
  if (type === null || !rules.takes.includes(type.extension)) return refuse('file_type')
  if (rules.isNameTrue && !isNamedAs(name, type)) return refuse('file_type')
  if (bytes.length > rules.mostBytes(type)) return refuse('file_large')
  const scanned = await scan(settings.antivirusCommand, bytes)
  if (!scanned.ok) return scanned
  return ok({
    name: safeFileName(name, type.extension),
    type,
    bytes,
    digest: createHash('sha256').update(bytes).digest('hex'),
    scan: scanned.value,
  })
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
