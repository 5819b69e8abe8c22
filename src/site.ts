import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { openDoor } from '#infra/arrivals.ts'
import type { Metrics } from '#infra/metrics.ts'
import type { Assets } from '#web/shell.ts'
import { createApp } from './app.ts'
import type { OpenTown } from './open-town.ts'
import { keepVisitorPages, type Site, type VisitorPages } from './visitor-pages.ts'

export interface SiteParts extends Pick<OpenTown, 'services' | 'accounts'> {
  readonly assets: Assets
  readonly metrics: Metrics
  /** Answers requests for built files; null for any other. */
  readonly staticFiles: (request: Request) => Response | null
}

/** What answers a request: built files, which need neither session nor database, then pages kept for visitors, then the rest. */
export function createSite(parts: SiteParts): Site {
  return openSite(parts).site
}

/**
 * How long a connection is kept for its next request. When this process was held for longer than that, by one long statement of the
 * embedded database, Node closes the connection before it reads the request that came meanwhile: nobody may wait that long. And a
 * proxy keeps its connections for a minute or so: it has to be the first to close them.
 */
const keepAlive_ms = 75_000

/** The same behind a server of Node, which answers kept pages before anything else. */
export function createSiteServer(parts: SiteParts): Server {
  const { site, pages } = openSite(parts)
  const answer = getRequestListener(site)
  const letIn = openDoor()
  const server = createServer((request, response) => {
    // What changes something may depend on when it was asked for.
    if (request.method === 'POST') return letIn(request, () => answer(request, response))
    const kept = pages.answerKept(request, response)
    if (kept === null) return answer(request, response)
    kept.then(
      (isAnswered) => (isAnswered ? undefined : answer(request, response)),
      // The site meets the same trouble, and says it as it says all others.
      () => answer(request, response),
    )
  })
  server.keepAliveTimeout = keepAlive_ms
  return server
}

function openSite({ staticFiles, ...parts }: SiteParts): {
  readonly site: Site
  readonly pages: VisitorPages
} {
  const app = createApp(parts)
  const pages = keepVisitorPages(
    (request, env) => app.fetch(request, env),
    parts.services,
    parts.metrics.countKept,
  )
  return { site: (request, env) => staticFiles(request) ?? pages.site(request, env), pages }
}
