/**
 * The same question asked by many at once goes out once. Whoever calls gets an answer to a question that was asked after
 * the call: calls that come while one is under way share the next one, and none gets what was true before it came.
 */
export function inBatches<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let running: Promise<Answer> | null = null
  let next: Promise<Answer> | null = null

  function start(): Promise<Answer> {
    next = null
    const question = ask().finally(() => {
      if (running === question) running = null
    })
    running = question
    return question
  }

  return () => {
    if (!running) return start()
    next ??= running.then(start, start)
    return next
  }
}
