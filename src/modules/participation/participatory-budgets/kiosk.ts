import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { WebContext } from '#web/respond.ts'
import { budgetsPaths } from './budgets.paths.ts'

const cookie = 'borne'

/** A ballot that nobody finishes must not wait for the next person. */
export const kioskIdle_s = 300
/** A receipt stays long enough to be written down, and no longer than the next person takes to come. */
const receiptShown_s = 120

/** Makes this device a place to vote in that edition: it comes back to its first page by itself, and holds nobody's session. */
export function becomeKiosk(c: WebContext, code: string): void {
  setCookie(c, cookie, code, {
    path: budgetsPaths.show(code),
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.var.context.settings.publicUrl.startsWith('https:'),
    maxAge: 31 * 24 * 3600,
  })
}

export function leaveKiosk(c: WebContext, code: string): void {
  deleteCookie(c, cookie, { path: budgetsPaths.show(code) })
}

export function isKiosk(c: WebContext): boolean {
  return getCookie(c, cookie) === c.req.param('code')
}

/** On a kiosk, the page goes back to the first one after a while, without JavaScript too. */
export function returnWhenIdle(c: WebContext, page: 'form' | 'receipt'): void {
  if (!isKiosk(c)) return
  const seconds = page === 'form' ? kioskIdle_s : receiptShown_s
  c.header('Refresh', `${seconds};url=${budgetsPaths.kiosk(c.req.param('code') ?? '')}`)
}
