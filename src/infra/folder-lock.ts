import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ok, type Result, refuse } from '#kernel/result.ts'

export interface FolderLock {
  release(): void
}

/**
 * Takes the folder for this process, or answers that another process has it. The embedded database belongs to one
 * process: two that write the same folder destroy it.
 *
 * The lock is the operating system's own lock on a file, held through SQLite because Node gives no other way to it
 * without a compiled addon. The system frees it when the process ends, `kill -9` included.
 */
export function lockFolder(folder: string): Result<FolderLock, 'folder_in_use'> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = new DatabaseSync(path.join(folder, 'lock'), { timeout: 0 })
  try {
    file.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    file.close()
    if (error instanceof Error && /locked|busy/i.test(error.message)) return refuse('folder_in_use')
    throw error
  }
  return ok({ release: () => file.close() })
}
