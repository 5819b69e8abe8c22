import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales } from '#kernel/locale.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { compute, createScenario, proposeWorks } from '#test/scenario-pages.ts'
import { toolPath } from '#test/tools.ts'
import type { NoteFormat } from './notes.paths.ts'

const office = toolPath('libreoffice')
const poppler = toolPath('pdftotext')

let world: World
let folder: string
beforeAll(async () => {
  world = await makeWorld()
  folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-note-'))
  await proposeWorks(world, 'Ressourcerie', 51_234, 95_678)
  await proposeWorks(world, 'Jardins', 30_117, 10_009)
  await compute(await world.as('director_general'), await createScenario(world, 'Fichiers'))
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(locales)('the note in %s', (locale) => {
  beforeAll(async () => {
    await (await world.as('mayor')).post('/langue', { langue: locale, retour: '/note' })
  })

  test.skipIf(poppler === null)(
    'its PDF has the figures of the page, and the mark on every page',
    async () => {
      const file = await save('pdf')
      const text = execFileSync(poppler ?? '', ['-layout', file, '-'], { encoding: 'utf8' })
      expect(missing(text, await wordsOfPage())).toEqual([])
      const pages = text.split('\f').slice(0, -1)
      expect(pages.length).toBeGreaterThan(1)
      const mark = locale === 'fr' ? 'est une commune fictive' : 'is a fictional town'
      expect(pages.map((page) => squeeze(page).includes(squeeze(mark)))).toEqual(pages.map(() => true))
    },
  )

  test.skipIf(office === null)(
    'its word file, opened by LibreOffice, has the figures of the page',
    async () => {
      const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`
      const to = ['--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder]
      execFileSync(office ?? '', [profile, '--headless', ...to, await save('docx')], { stdio: 'ignore' })
      const text = readFileSync(path.join(folder, 'note.txt'), 'utf8')
      expect(missing(text, await wordsOfPage())).toEqual([])
    },
  )
})

async function save(format: NoteFormat): Promise<string> {
  const answer = await (await world.as('mayor')).get(`/note/fichiers/note.${format}`)
  const file = path.join(folder, `note.${format}`)
  writeFileSync(file, new Uint8Array(await answer.arrayBuffer()))
  return file
}

/** Titles, and every cell of the tables: the comparison with its totals, the budget of each year. */
async function wordsOfPage(): Promise<string[]> {
  const page = await (await (await world.as('mayor')).get('/note/fichiers')).text()
  const article = page.slice(page.indexOf('<article'), page.indexOf('</article>'))
  const titles = [...article.matchAll(/<h[1-4][^>]*>(.*?)<\/h[1-4]>/gs)]
  const cells = [...article.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].filter(([, cell]) =>
    /\d/.test(cell ?? ''),
  )
  expect([titles.length > 5, cells.length > 10]).toEqual([true, true])
  return [...titles, ...cells].map(([, text = '']) => plain(text))
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
}

/** Without the spaces and hyphens that each form of the note breaks its lines with. */
function squeeze(text: string): string {
  return text.replace(/[\s\u00ad\u2010-]/g, '')
}

function missing(text: string, words: readonly string[]): string[] {
  const squeezed = squeeze(text)
  return words.filter((word) => !squeezed.includes(squeeze(word)))
}
