import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** Statements that a connection may hold, each some tens of kilobytes of the server's memory. */
const mostPrepared = 500
/** Longer texts are lists of rows to write: they differ each time. */
const longestText = 4000
/**
 * Which partial index decides a conflict is found from the values: a plan for any values, which a server makes of what is prepared from
 * the sixth time on, finds none and fails.
 */
const partialConflict = /on conflict \([^)]*\) where/i

type Query = (text: string, values?: readonly unknown[]) => Promise<unknown>

/**
 * A pool whose connections prepare each statement that comes back: its text travels, and is read and planned by the server, once
 * per connection instead of each time, which a vote of two statements gains an eighth by. A statement without values may be a script
 * of several, and is sent as it is.
 */
export function preparedPool(pool: pg.Pool): PostgresPool {
  const nameOf = namesOfStatements()
  const lent = new WeakMap<pg.PoolClient, PostgresPoolClient>()

  function lend(client: pg.PoolClient): PostgresPoolClient {
    const query: Query = (text, values = []) => {
      const name = values.length > 0 ? nameOf(text) : null
      return name === null
        ? client.query(text, [...values])
        : client.query({ name, text, values: [...values] })
    }
    // Kysely also knows a cursor form of `query`, for streams: nothing here streams rows.
    return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) }
  }

  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const known = lent.get(client) ?? lend(client)
      lent.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}

/** A name from the second time that a text is met: what is asked once, as lists of changing length, is not kept. */
export function namesOfStatements(): (text: string) => string | null {
  const met = new Set<string>()
  const names = new Map<string, string>()
  return (text) => {
    const name = names.get(text)
    if (name !== undefined) return name
    if (text.length > longestText || names.size >= mostPrepared || partialConflict.test(text)) return null
    if (!met.has(text)) {
      if (met.size >= mostPrepared) met.clear()
      met.add(text)
      return null
    }
    met.delete(text)
    const given = `s${names.size}`
    names.set(text, given)
    return given
  }
}
