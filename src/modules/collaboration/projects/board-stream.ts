import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '#infra/context.ts'
import { readBoardVersion } from './board.queries.ts'
import { findVisibleProject } from './projects.actions.ts'
import type { Project } from './projects.rules.ts'

/** How long a change may take to be seen, and after how long the browser asks again by itself: rights are read anew then. */
const look_ms = 700
const longest_ms = 120_000

/**
 * Tells a browser each time that the board has changed, as server-sent events. Nothing is asked of the database while no transaction
 * has written anywhere (`dataVersion`), whichever process it was: as for pages that visitors are given from memory. Who may no longer
 * read the project is told nothing more.
 */
export function streamBoard(context: Context, project: Pick<Project, 'id' | 'code'>): Response {
  const text = new TextEncoder()
  const ended = new AbortController()
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (line: string) => controller.enqueue(text.encode(line))
      send('retry: 2000\n\n')
      try {
        for await (const version of boardVersions(context, project, ended.signal))
          send(version === null ? ':\n\n' : `event: board\ndata: ${version}\n\n`)
        controller.close()
      } catch (error) {
        if (!ended.signal.aborted) controller.error(error)
      }
    },
    cancel: () => ended.abort(),
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Said, so that nobody on the way waits for the end to make it smaller.
      'Content-Encoding': 'identity',
      'X-Accel-Buffering': 'no',
    },
  })
}

/** The version now, then each new one; null now and then, which keeps the connection awake. */
async function* boardVersions(
  context: Context,
  project: Pick<Project, 'id' | 'code'>,
  signal: AbortSignal,
): AsyncGenerator<number | null> {
  let state = ''
  let told: number | null = null
  const looks = Math.floor(longest_ms / look_ms)
  for (let look = 0; look < looks && !signal.aborted; look += 1) {
    const now = await context.dataVersion()
    if (now !== state) {
      state = now
      if (!(await findVisibleProject(context, project.code))) return
      const version = await readBoardVersion(context.db, project.id)
      if (version !== null && version !== told) yield version
      told = version
    } else if (look % 20 === 19) yield null
    await wait(look_ms, undefined, { signal })
  }
}
