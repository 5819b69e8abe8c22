import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Which transactions are visible now. Two snapshots that read alike see the same finished transactions, so the same data,
 * whichever process or person wrote it; a transaction that only reads leaves no trace (PostgreSQL, "Transaction ID and
 * Snapshot Information Functions").
 */
export async function readSnapshot(db: Database): Promise<string> {
  const { rows } = await sql<{ snapshot: string }>`
    select pg_current_snapshot()::text as snapshot`.execute(db)
  return rows[0]?.snapshot ?? ''
}
