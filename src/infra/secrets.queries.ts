import { randomBytes } from 'node:crypto'
import type { Database } from './database.ts'

/** The secret of that name, drawn the first time (32 bytes, base64url): every instance of the site reads the same. */
export async function getSecret(db: Database, name: string): Promise<string> {
  await db
    .insertInto('secrets')
    .values({ name, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db
    .selectFrom('secrets')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return row.value
}
