import { setImmediate } from 'node:timers/promises'
import { type ComponentChild, Fragment, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type End, EndOfWork, ProgressPage, place } from './progress-page.tsx'
import type { WebContext } from './respond.ts'
import { webWords } from './web-words.ts'

interface LongWork {
  /** Title of the page: what is going on. */
  readonly title: string
  readonly lead: string
  /** Does it, and says how far it is; answers what was done and where to go from there, or the page to read now. */
  run(
    say: (sentence: string) => Promise<void>,
  ): Promise<Omit<End, 'isFailed'> | { readonly content: ComponentChild }>
}

/**
 * A page that grows while a long piece of work goes on, one line at each step, and ends with what was done: without a script,
 * and without a second request. Whoever leaves the page does not stop the work.
 */
export function showProgress(c: WebContext, work: LongWork): Response {
  const { shell } = c.var
  const page = renderToString(h(ProgressPage, { shell, title: work.title, lead: work.lead }))
  const [top = '', bottom = ''] = page.split(place)
  const encoder = new TextEncoder()
  let isRead = true
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = async (html: string) => {
        if (isRead) controller.enqueue(encoder.encode(html))
        // The embedded database works in this very thread: what was written leaves before it goes on.
        await setImmediate()
      }
      await write(`<!doctype html>${top}`)
      const end = await ended(c, work, (sentence) => write(renderToString(h('li', null, sentence))))
      await write(`</ol>${renderToString(h(Fragment, null, end))}${bottom.replace('</ol>', '')}`)
      if (isRead) controller.close()
    },
    cancel() {
      isRead = false
    },
  })
  // Said, so that nobody waits for the whole page to make it smaller.
  return c.body(body, 200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'identity' })
}

/** What the work ended with; what went wrong is in the log, under the number that the page gives. */
async function ended(
  c: WebContext,
  { run }: LongWork,
  say: (sentence: string) => Promise<void>,
): Promise<ComponentChild> {
  const { log, requestId, locale } = c.var.context
  try {
    const end = await run(say)
    return 'content' in end ? end.content : h(EndOfWork, { ...end, isFailed: false })
  } catch (error) {
    log.error({ requestId, path: c.req.path, err: error }, 'long work failed')
    const t = webWords(locale)
    const sentence = `${t('error_500_text')} ${t('error_id', { id: requestId })}`
    return h(EndOfWork, { sentence, href: '/', label: t('home'), isFailed: true })
  }
}
