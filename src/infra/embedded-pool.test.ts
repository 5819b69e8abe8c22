import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openEmbedded } from './database.ts'

test('while a queue waits for the embedded database, the process goes on looking at who has come', async () => {
  const database = await openEmbedded(null)
  try {
    const answered: number[] = []
    let looks = 0
    let isOver = false
    const look = () => {
      looks += 1
      if (!isOver) setImmediate(look)
    }
    setImmediate(look)
    // Each statement costs some milliseconds of this thread: without a pause all of them come before the second look.
    const statement = sql`select count(*) from generate_series(1, 20000) as a (n) where n % 7 = 0`
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        await statement.execute(database.db)
        answered.push(looks)
      }),
    )
    isOver = true
    expect(new Set(answered).size).toBeGreaterThan(3)
    expect(answered).toEqual(answered.toSorted((a, b) => a - b))
  } finally {
    await database.close()
  }
})
