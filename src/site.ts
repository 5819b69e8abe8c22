import type { Metrics } from '#infra/metrics.ts'
import type { Assets } from '#web/shell.ts'
import { createApp } from './app.ts'
import type { OpenTown } from './open-town.ts'
import { keepVisitorPages, type Site } from './visitor-pages.ts'

export interface SiteParts extends Pick<OpenTown, 'services' | 'accounts'> {
  readonly assets: Assets
  readonly metrics: Metrics
  /** Answers requests for built files; null for any other. */
  readonly staticFiles: (request: Request) => Response | null
}

/** What answers a request: built files, which need neither session nor database, then pages kept for visitors, then the rest. */
export function createSite({ staticFiles, ...parts }: SiteParts): Site {
  const app = createApp(parts)
  const pages = keepVisitorPages(
    (request, env) => app.fetch(request, env),
    parts.services,
    parts.metrics.countKept,
  )
  return (request, env) => staticFiles(request) ?? pages(request, env)
}
