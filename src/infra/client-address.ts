import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * Address that a request comes from. Each trusted proxy adds one address on the right of X-Forwarded-For; what stands
 * further left was written by whoever sent the request, and is not believed.
 */
export function clientAddress(c: Context, trustedProxies: number): string {
  const direct = connectionAddress(c)
  if (trustedProxies === 0) return direct
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((item) => item.trim())
  return forwarded.at(-trustedProxies) || direct
}

function connectionAddress(c: Context): string {
  // Requests made by tests have no connection.
  return c.env && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? 'unknown') : 'unknown'
}
