import type { Context as HonoContext } from 'hono'
import { type FunctionComponent, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Arrival } from '#infra/arrivals.ts'
import type { Context } from '#infra/context.ts'
import type { Shell } from './shell.ts'

/** What the application puts on every request before a module sees it. */
export interface AppEnv {
  Variables: {
    context: Context
    shell: Shell
    /** When the request reached this process: nothing that waits afterwards makes anybody late. */
    arrival: Arrival
    /** A request that neither the log nor the metrics keep: the time of a secret ballot. */
    unrecorded?: true
  }
}

export type WebContext = HonoContext<AppEnv>

type PageStatus = 200 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503

/** Renders a page: its component gets the shell of this request beside its own props. */
export function show<Props extends object>(
  c: WebContext,
  component: FunctionComponent<Props & { readonly shell: Shell }>,
  props: Props,
  status: PageStatus = 200,
): Response {
  return c.html(`<!doctype html>${renderToString(h(component, { ...props, shell: c.var.shell }))}`, status)
}

const sameForAll = 'private, no-cache'

/**
 * The same for a page that holds nothing of one visitor: no form token, no chance, nothing that an hour changes. Visitors
 * are then answered from memory as long as the data and the day stay the same (visitor-pages.ts).
 */
export function showToAll<Props extends object>(
  c: WebContext,
  component: FunctionComponent<Props & { readonly shell: Shell }>,
  props: Props,
): Response {
  if (!c.var.shell.person && !c.var.shell.notice) c.header('Cache-Control', sameForAll)
  return show(c, component, props)
}

/** Whether an answer is a page that `showToAll` made for a visitor. */
export function isSameForAll(headers: Headers): boolean {
  return headers.get('cache-control') === sameForAll
}

/** After a change: the page that shows it, with a sentence that says what was done. */
export function goTo(c: WebContext, path: string, notice?: string): Response {
  if (notice)
    c.header(
      'Set-Cookie',
      `notice=${encodeURIComponent(notice)}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`,
      { append: true },
    )
  return c.redirect(path, 303)
}

const thisSite = 'http://this.site'

/** A path of this site to come back to; anything else is the home page, so that no link can send people elsewhere. */
export function safePath(text: string | undefined): string {
  if (!text?.startsWith('/') || !URL.canParse(text, thisSite)) return '/'
  const url = new URL(text, thisSite)
  return url.origin === thisSite ? url.pathname + url.search + url.hash : '/'
}

/** A file to keep: its name is shown to the person, so it has no character that a header cannot carry. */
export function sendFile(
  c: WebContext,
  file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array },
): Response {
  return c.body(new Uint8Array(file.bytes), 200, {
    'Content-Type': file.type,
    'Content-Disposition': `attachment; filename="${file.name}"`,
  })
}
