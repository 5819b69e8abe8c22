import type { PGlite } from '@electric-sql/pglite'
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { type Ask, openQuestions } from './embedded-question.ts'

type Command = PostgresQueryResult<unknown>['command']

/** How long the database is asked without a look at who has come. */
const slice_ms = 10

/**
 * Lends the one connection of the embedded database to one borrower at a time, first come first served, in the shape
 * of a pool of PostgreSQL connections. Without the queue a request would run inside another's open transaction. `wrote` is
 * called after each statement that may have written, before whoever sent it is answered.
 */
export function embeddedPool(database: PGlite, wrote: () => void): PostgresPool {
  let last: Promise<void> = Promise.resolve()
  const pause = pauses()
  const ask = openQuestions(database)
  return {
    options: {},
    async connect() {
      const { promise: returned, resolve: release } = Promise.withResolvers<void>()
      const before = last
      last = before.then(() => returned)
      await before
      return lend({ database, ask, wrote, pause, release })
    },
    end: () => database.close(),
  }
}

/**
 * The database computes in this thread, and each answer wakes the next borrower before anything else: while a queue lasts, nobody would
 * read the sockets, and those who come meanwhile would be marked as having come at its end (arrivals.ts).
 */
function pauses(): () => Promise<void> | null {
  let looked = performance.now()
  return () => {
    if (performance.now() - looked < slice_ms) return null
    return new Promise((resolve) =>
      setImmediate(() => {
        looked = performance.now()
        resolve()
      }),
    )
  }
}

interface Loan {
  readonly database: PGlite
  readonly ask: Ask
  readonly wrote: () => void
  readonly pause: () => Promise<void> | null
  readonly release: () => void
}

function lend({ database, ask, wrote, pause, release }: Loan): PostgresPoolClient {
  // A COMMIT of a transaction that has failed is a rollback. A server says so in its answer; the embedded one does not.
  let failed = false
  async function query<Row>(sql: string, parameters?: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    const word = firstWord(sql)
    if (word === 'BEGIN' || word === 'START' || word === 'ROLLBACK') failed = false
    try {
      const values = parameters ?? []
      const { rows, affectedRows } =
        word === 'SELECT' ? await ask<Row>(sql, values) : await database.query<Row>(sql, [...values])
      return { rows, rowCount: affectedRows ?? 0, command: commandOf(word, failed) }
    } catch (error) {
      failed = true
      throw error
    } finally {
      // Of all statements only a plain SELECT is known to write nothing.
      if (word !== 'SELECT') wrote()
      await pause()
    }
  }
  // Kysely also knows a cursor form of `query`, for streams: the embedded database has none.
  return { query: query as PostgresPoolClient['query'], release }
}

function firstWord(sql: string): string {
  return /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? ''
}

function commandOf(word: string, failed: boolean): Command {
  if (word === 'COMMIT') return failed ? 'ROLLBACK' : 'COMMIT'
  if (word === 'INSERT' || word === 'UPDATE' || word === 'DELETE' || word === 'MERGE' || word === 'ROLLBACK')
    return word
  return 'SELECT'
}
