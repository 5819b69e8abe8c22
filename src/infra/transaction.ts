import type { Result } from '#kernel/result.ts'
import type { Database } from './database.ts'

class RolledBack<Refusal> extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super('rolled back')
    this.refusal = refusal
  }
}

/** Runs the change in one transaction. A refusal, like an error, leaves nothing behind. */
export async function inTransaction<Value, Refusal>(
  db: Database,
  change: (tx: Database) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  try {
    return await db.transaction().execute(async (tx) => {
      const result = await change(tx)
      if (!result.ok) throw new RolledBack(result.refusal)
      return result
    })
  } catch (error) {
    if (error instanceof RolledBack) return { ok: false, refusal: error.refusal as Refusal }
    throw error
  }
}

/** Whether the database refused a row because another one has the same key. */
export function isDuplicate(error: unknown): boolean {
  return sqlState(error) === '23505'
}

/** Whether the database refused a row because an exclusion constraint holds its place: a room that is taken at that hour. */
export function isOverlap(error: unknown): boolean {
  return sqlState(error) === '23P01'
}

function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}
