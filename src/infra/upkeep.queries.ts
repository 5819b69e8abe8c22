import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Does by hand what a server of PostgreSQL does by itself and the embedded database does not: takes away the rows that
 * changes left behind, and counts what the tables hold now, without which a search is answered by reading everything.
 * A table is due as on a server (PostgreSQL, "The Autovacuum Daemon"), or when it holds something and was never counted: what
 * was written to it is known to this process only. One statement a table, so that visits go between. Answers the tables tended.
 */
export async function tendTables(db: Database): Promise<string[]> {
  // What this process wrote within the last second is not in the statistics yet.
  await sql`select pg_stat_force_next_flush()`.execute(db)
  const { rows } = await sql<{ name: string }>`
    select s.relname as name
    from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where s.schemaname = current_schema() and (
      s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
      or s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
      or s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0)
      or (c.reltuples < 0 and pg_relation_size(c.oid) > 0))
    order by s.relname`.execute(db)
  for (const { name } of rows) await sql`vacuum (analyze) ${sql.table(name)}`.execute(db)
  return rows.map(({ name }) => name)
}
