import { type PGlite, parse, protocol, type Results } from '@electric-sql/pglite'
import { namesOfStatements } from './prepared-pool.ts'

/** How the values of a statement are written, in their order. */
type Writers = readonly ((value: unknown) => string)[]

/** A text that comes back. */
interface Question {
  /** Of the statement in the database. */
  readonly name: string
  /** Null until the database was asked for the types of its values. */
  writers: Writers | null
  isPrepared: boolean
}

/** Asks the same as `query` of the database, and answers the same. */
export type Ask = <Row>(text: string, values: readonly unknown[]) => Promise<Results<Row>>

/**
 * Asks the embedded database in one message, where its own `query` sends six and waits for each; a text that comes back is read and
 * planned once, as on a server (prepared-pool.ts). What the six are for is to learn the types of the values first: here they are known
 * from the second time that a text is met.
 */
export function openQuestions(database: PGlite): Ask {
  const nameOf = namesOfStatements()
  const kept = new Map<string, Question>()

  function questionOf(text: string, values: readonly unknown[]): Question | null {
    const name = values.length > 0 ? nameOf(text) : null
    if (name === null) return null
    const question = kept.get(name) ?? { name, writers: null, isPrepared: false }
    kept.set(name, question)
    return question
  }

  async function askKept<Row>(question: Question, text: string, values: readonly unknown[]) {
    question.writers ??= (await database.describeQuery(text)).queryParams.map(
      ({ serializer }) => serializer ?? String,
    )
    const messages = await database.execProtocolStream(messageOf(question, text, values), {})
    question.isPrepared = true
    const [results] = parse.parseResults(messages, database.parsers)
    return results as Results<Row>
  }

  return async <Row>(text: string, values: readonly unknown[]) => {
    const question = questionOf(text, values)
    if (question === null) return database.query<Row>(text, [...values])
    try {
      return await askKept<Row>(question, text, values)
    } catch (error) {
      const { isPrepared } = question
      question.writers = null
      question.isPrepared = false
      if (!isPrepared) throw error
      // Perhaps its tables are others since: asked as if it were new. In a transaction, which has failed now, nothing is.
      return database.query<Row>(text, [...values]).catch(() => {
        throw error
      })
    }
  }
}

function messageOf({ name, writers, isPrepared }: Question, text: string, values: readonly unknown[]) {
  const { serialize } = protocol
  const written = values.map((value, index) =>
    value === null || value === undefined ? null : (writers?.[index] ?? String)(value),
  )
  return Buffer.concat([
    // A question that failed may have left its statement behind.
    ...(isPrepared ? [] : [serialize.close({ type: 'S', name }), serialize.parse({ name, text })]),
    serialize.bind({ statement: name, values: written }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ])
}
