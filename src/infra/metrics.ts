import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { clientAddress } from './client-address.ts'

export interface Metrics {
  readonly measure: MiddlewareHandler
  /** Counts a page that a visitor got from memory: nothing of it was measured. */
  countKept(): void
  /** Prometheus text, for this machine only: it says nothing of people, but everything of the load. */
  answer(c: Context, trustedProxies: number): Promise<Response>
}

const local = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1', 'unknown'])

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the answer, by route, method and status',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  const kept = new Counter({
    name: 'visitor_pages_kept_total',
    help: 'Pages that visitors got from memory',
    registers: [registry],
  })
  return {
    countKept: () => kept.inc(),
    async measure(c, next) {
      const start = performance.now()
      await next()
      if (c.get('unrecorded') === true) return
      const seconds = (performance.now() - start) / 1000
      // The route's pattern, never the path: a path may hold a one-time token.
      duration.observe({ route: routePath(c, -1), method: c.req.method, status: c.res.status }, seconds)
    },
    async answer(c, trustedProxies) {
      if (!local.has(clientAddress(c, trustedProxies))) return c.notFound()
      return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
    },
  }
}
