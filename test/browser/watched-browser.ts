import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { z } from 'zod'

/** How a person looks at the site. */
export interface Manner {
  readonly name: string
  /** Goes into titles and codes, so that journeys made at the same time do not meet. */
  readonly code: string
  readonly width_px: number
  /** Each page is looked at in this width too, so that a journey need not be made twice. */
  readonly alsoWidth_px?: number
  /**
   * `blocked`: the site's scripts never arrive, and axe can still look at what is left. `off`: the browser runs no script
   * at all, axe neither: what the journey does is the proof.
   */
  readonly scripts: 'on' | 'blocked' | 'off'
}

export const onPhone: Manner = {
  name: 'sur téléphone, chaque page vue aussi sur grand écran',
  code: 'phone',
  width_px: 360,
  alsoWidth_px: 1280,
  scripts: 'on',
}
export const onComputer: Manner = { name: 'sur ordinateur', code: 'computer', width_px: 1280, scripts: 'on' }
export const withoutJavaScript: Manner = {
  name: 'sans JavaScript',
  code: 'off',
  width_px: 1280,
  scripts: 'off',
}
export const withoutScripts: Manner = {
  name: 'sans les scripts du site',
  code: 'blocked',
  width_px: 360,
  scripts: 'blocked',
}
/** How each journey is made: by finger on a phone, its pages read on a large screen too, and without JavaScript on that screen. */
export const manners: readonly Manner[] = [onPhone, withoutJavaScript]

/** Every criterion of WCAG 2.2 A and AA that axe knows, which RGAA 4.1 AA asks for, and its good practices. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4']

/** Without asking the site for its style sheets once more, which no rule of those needs. */
const options = { runOnly: tags, resultTypes: ['violations'], preload: false }

/** A window that notes what no page may do; `faults` are sentences, empty when all is well. */
export interface Watched {
  readonly page: Page
  readonly manner: Manner
  readonly faults: string[]
  /** Opens a page and looks at it. */
  open(path: string): Promise<void>
  /** The same, unless what the page says was looked at already, whoever was signed in: asking costs less than opening. */
  openNew(path: string): Promise<void>
  /** Presses what leads to another page, and looks at that one. */
  press(target: Locator): Promise<void>
  /** Fills the fields of those names, whatever their kind. */
  fill(values: Readonly<Record<string, string>>): Promise<void>
  /** Looks at the page as it is: overflow, and axe where its shape is new. */
  look(): Promise<void>
  close(): Promise<void>
}

export function openBrowser(program: string): Promise<Browser> {
  return chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

export async function watch(browser: Browser, address: string, manner: Manner): Promise<Watched> {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'fr-FR',
    viewport: { width: manner.width_px, height: 800 },
    javaScriptEnabled: manner.scripts !== 'off',
    // Pages are looked at when they are at rest.
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(60_000)
  if (manner.scripts === 'blocked') await context.route('**/*.js', (route) => route.abort())
  const faults: string[] = []
  noteWhatIsForbidden(context, address, manner, faults)
  const page = await context.newPage()
  const look = async () => {
    if (manner.scripts !== 'off') faults.push(...(await faultsOf(page, manner)))
  }
  const open = async (path: string) => {
    await page.goto(path)
    await look()
  }
  return {
    page,
    manner,
    faults,
    look,
    open,
    async openNew(path) {
      const answer = await page.request.get(path)
      const [main = ''] = /<main.*<\/main>/s.exec(await answer.text()) ?? []
      if (!answer.ok() || main === '') faults.push(`${path}: ${answer.status()}`)
      const key = `${manner.code} ${path} ${main.replaceAll(whatNamesOneRow, '')}`
      if (seen.has(key)) return
      seen.add(key)
      await open(path)
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

function noteWhatIsForbidden(
  context: BrowserContext,
  address: string,
  { scripts }: Manner,
  faults: string[],
): void {
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== address) faults.push(`request to ${request.url()}`)
  })
  context.on('console', (message) => {
    const { url } = message.location()
    // Chromium reports the answer to a refused form, which is a page or a sentence, as an error.
    const isRefusedForm = /responded with a status of 4(09|22)/.test(message.text())
    const isBlockedScript = scripts === 'blocked' && url.endsWith('.js')
    if (message.type() === 'error' && !isRefusedForm && !isBlockedScript)
      faults.push(`console at ${url}: ${message.text()}`)
  })
  context.on('weberror', (event) => faults.push(`script error: ${event.error().message}`))
}

async function fillField(page: Page, name: string, value: string): Promise<void> {
  const field = `main [name="${name}"]`
  const ticked = page.locator(`${field}[value="${value}"]:is([type=radio], [type=checkbox])`)
  const list = page.locator(`main select[name="${name}"]`)
  if ((await ticked.count()) > 0) await ticked.check()
  else if ((await list.count()) > 0) await list.first().selectOption(value)
  else await page.locator(`${field}:not([type=hidden])`).first().fill(value)
}

const partsAnswer = z.object({
  overflow_px: z.number(),
  parts: z.array(z.string()),
  broken: z.array(z.string()),
})
const violationsAnswer = z.array(z.string())

async function faultsOf(page: Page, manner: Manner): Promise<string[]> {
  const { width_px, alsoWidth_px } = manner
  const faults = await faultsAt(page, width_px, manner)
  if (alsoWidth_px === undefined) return faults
  const height = page.viewportSize()?.height ?? 0
  await page.setViewportSize({ width: alsoWidth_px, height })
  faults.push(...(await faultsAt(page, alsoWidth_px, manner)))
  await page.setViewportSize({ width: width_px, height })
  return faults
}

async function faultsAt(page: Page, width_px: number, { name, code }: Manner): Promise<string[]> {
  const where = `${new URL(page.url()).pathname} (${name}, ${width_px} px)`
  // Texts and not functions: they run in the page, which this program knows nothing of.
  const { overflow_px, parts, broken } = partsAnswer.parse(await page.evaluate(readParts))
  const ofThisPage = [
    ...(overflow_px > 0 ? [`${where} is ${overflow_px} px too wide`] : []),
    ...broken.map((text) => `${where}: ${text}`),
  ]
  const news = parts.map((part) => `${code} ${width_px} ${part}`).filter((key) => !seen.has(key))
  if (news.length === 0) return ofThisPage
  for (const key of news) seen.add(key)
  await page.evaluate(axe.source)
  const violations = violationsAnswer.parse(
    await page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 200))))`),
  )
  return [...ofThisPage, ...violations.map((violation) => `${where}: ${violation}`)]
}

/**
 * The parts of a page as axe sees them: elements, classes, roles and states, whether there is a text or a value and not which, and rows alike
 * once. The width and the identities depend on the row, so they are looked at on each page.
 */
const readParts = `(() => {
  const named = new Set(['class', 'role', 'type', 'lang', 'hidden', 'open', 'disabled', 'tabindex', 'scope', 'autocomplete'])
  const attribute = ({ name, value }) =>
    named.has(name) ? name + '=' + value : name + (value === '' ? '' : '=x')
  const shape = (node) => {
    if (node.nodeType === 3) return node.data.trim() === '' ? '' : 'x'
    if (node.nodeType !== 1) return ''
    const inside = [...node.childNodes].map(shape).filter((text, at, all) => text !== '' && text !== all[at - 1])
    return '<' + node.localName + ' ' + [...node.attributes].map(attribute).join(' ') + '>' + inside.join('') + '</>'
  }
  const part = (name) => document.querySelector('body > ' + name)
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  const asked = [...document.querySelectorAll('[for], [aria-labelledby], [aria-describedby]')].flatMap((node) =>
    ['for', 'aria-labelledby', 'aria-describedby'].flatMap((name) => (node.getAttribute(name) ?? '').split(' ').filter(Boolean)))
  return {
    overflow_px: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    parts: ['header', 'main', 'footer'].map((name) => (part(name) ? shape(part(name)) : '')),
    broken: [
      ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => 'two elements have the id ' + id),
      ...asked.filter((id) => !ids.includes(id)).map((id) => 'no element has the id ' + id),
    ],
  }
})()`

/** Parts of pages that were looked at already, by manner: the same part again teaches nothing. */
const seen = new Set<string>()

/** Identities of rows, the mark of the menu, the path to come back to, the name of who is signed in. */
const whatNamesOneRow =
  /[0-9a-f]{8}-[0-9a-f-]{27}| aria-current="page"|(?<=name="retour" value=")[^"]*|(?<=class="person">)[^<]*/g
