import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { z } from 'zod'

/** How a person looks at the site. */
export interface Manner {
  readonly name: string
  readonly width_px: number
  readonly hasScripts: boolean
}

export const manners: readonly Manner[] = [
  { name: 'sur téléphone', width_px: 360, hasScripts: true },
  { name: 'sur ordinateur', width_px: 1280, hasScripts: true },
]

/** Every criterion of WCAG 2.2 A and AA that axe knows, which RGAA 4.1 AA asks for, and its good practices. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4']

/** A window that notes what no page may do; `faults` are sentences, empty when all is well. */
export interface Watched {
  readonly page: Page
  readonly manner: Manner
  readonly faults: string[]
  /** Opens a page and looks at it. */
  open(path: string): Promise<void>
  /** Presses what leads to another page, and looks at that one. */
  press(target: Locator): Promise<void>
  /** Fills the fields of those names, whatever their kind. */
  fill(values: Readonly<Record<string, string>>): Promise<void>
  /** Looks at the page as it is: axe, overflow. */
  look(): Promise<void>
  close(): Promise<void>
}

export function openBrowser(program: string): Promise<Browser> {
  return chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** Pages that were looked at already, by width and text: the same page again teaches nothing. */
const seen = new Set<string>()

export async function watch(browser: Browser, address: string, manner: Manner): Promise<Watched> {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'fr-FR',
    viewport: { width: manner.width_px, height: 800 },
    javaScriptEnabled: manner.hasScripts,
    acceptDownloads: true,
  })
  context.setDefaultTimeout(20_000)
  const faults: string[] = []
  noteWhatIsForbidden(context, address, faults)
  const page = await context.newPage()
  const look = async () => {
    faults.push(...(await faultsOf(page, manner)))
  }
  return {
    page,
    manner,
    faults,
    look,
    async open(path) {
      await page.goto(path)
      await look()
    },
    async press(target) {
      // Forms answer with a page at the same address when they are refused: a navigation either way.
      await Promise.all([page.waitForEvent('framenavigated'), target.click()])
      await page.waitForLoadState()
      await look()
    },
    async fill(values) {
      for (const [name, value] of Object.entries(values)) await fillField(page, name, value)
    },
    close: () => context.close(),
  }
}

function noteWhatIsForbidden(context: BrowserContext, address: string, faults: string[]): void {
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== address) faults.push(`request to ${request.url()}`)
  })
  context.on('console', (message) => {
    // Chromium reports the answer to a refused form, which is a page, as an error.
    const isRefusedForm = /responded with a status of 422/.test(message.text())
    if (message.type() === 'error' && !isRefusedForm)
      faults.push(`console at ${message.location().url}: ${message.text()}`)
  })
  context.on('weberror', ({ error }) => faults.push(`script error: ${error().message}`))
}

async function fillField(page: Page, name: string, value: string): Promise<void> {
  const field = `main [name="${name}"]`
  const ticked = page.locator(`${field}[value="${value}"]:is([type=radio], [type=checkbox])`)
  const list = page.locator(`main select[name="${name}"]`)
  if ((await ticked.count()) > 0) await ticked.check()
  else if ((await list.count()) > 0) await list.first().selectOption(value)
  else await page.locator(`${field}:not([type=hidden])`).first().fill(value)
}

const lookAnswer = z.object({ overflow_px: z.number(), violations: z.array(z.string()) })

async function faultsOf(page: Page, { name, width_px }: Manner): Promise<string[]> {
  const text = await page.locator('body').innerHTML()
  const key = `${width_px} ${text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '').replace(/class="person"[^<]*/, '')}`
  if (seen.has(key)) return []
  seen.add(key)
  // Texts and not functions: they run in the page, which this program knows nothing of.
  await page.evaluate(axe.source)
  const answer = lookAnswer.parse(
    await page.evaluate(`axe.run(document, ${JSON.stringify({ runOnly: tags, resultTypes: ['violations'] })})
      .then(({ violations }) => ({
        overflow_px: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        violations: violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 200))),
      }))`),
  )
  const where = `${new URL(page.url()).pathname} (${name})`
  return [
    ...(answer.overflow_px > 0 ? [`${where} is ${answer.overflow_px} px too wide`] : []),
    ...answer.violations.map((violation) => `${where}: ${violation}`),
  ]
}
