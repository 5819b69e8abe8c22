import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Takes a job that is due and puts its next date forward, in one statement: of all the processes that ask, one is told
 * yes. `every_s` in seconds. A job that is not due writes nothing, so that looking makes no kept page old.
 */
export async function takeJob(db: Database, name: string, now: Date, every_s: number): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`
    insert into jobs (name, next_at)
    select ${name}, ${now}::timestamptz + ${every_s} * interval '1 second'
    where not exists (select from jobs where name = ${name} and next_at > ${now}::timestamptz)
    on conflict (name) do update set next_at = excluded.next_at
    where jobs.next_at <= ${now}::timestamptz
    returning name`.execute(db)
  return rows.length > 0
}
