import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales } from '#kernel/locale.ts'
import { decideMeasure } from '#test/decided-measure.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { compute, createScenario, placeOf, proposeWorks, versionAt } from '#test/scenario-pages.ts'
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
  await nameRisk('ressourcerie')
  await measureSomething(await decideMeasure(world, 'Réemploi'))
  const director = await world.as('director_general')
  const scenario = await createScenario(world, 'Fichiers')
  const version = await versionAt(director, `${scenario}/mesures`)
  placeOf(await director.post(`${scenario}/mesures`, { 'choix-reemploi': 'imposed', version }))
  await compute(director, scenario)
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A legal risk as people type it: quotes within quotes, a first day of a month, plain spaces. */
async function nameRisk(code: string): Promise<void> {
  const enonce = 'Le contrat « Les « Ateliers » » finit le 1 janvier 2028 : 23 000 € à rendre'
  const risk = {
    nature: 'legal',
    enonce,
    probabilite: '2',
    gravite: '3',
    parade: 'Avenant',
    source: 'CGCT, art. L1',
  }
  placeOf(await (await world.as('agent')).post(`/mesures/${code}/risques/nouveau`, risk))
}

/** Furniture that cost more than the 1,960 € promised by then. */
async function measureSomething(path: string): Promise<void> {
  const agent = await world.as('agent')
  const line = /value="(line:[^"]+)"[^>]*>[^<]*Mobilier/.exec(
    await (await agent.get(`${path}/faits/nouveau`)).text(),
  )?.[1]
  const fact = {
    objet: line ?? '',
    libelle: '',
    unite: '',
    quantite: '3 210',
    jour: '2026-10-31',
    document: '',
    note: '',
  }
  placeOf(await agent.post(`${path}/faits/nouveau`, { ...fact, cle: randomUUID() }))
}

test('its first page says the essential: three figures with band and date, what to do, what to decide', async () => {
  const page = frenchPage(await (await (await world.as('mayor')).get('/note/fichiers')).text())
  const essentials = /<section class="note-essentials".*?<\/section>/s.exec(page)?.[0] ?? ''
  expect(essentials.match(/class="figure-value">[^<]+</g)).toHaveLength(3)
  // Rents of 95,678 € less furniture of 950 € (700 to 1,300) in three years; works of 51,234 €, which have no band.
  expect(essentials).toContain('92,8 k€')
  expect(essentials).toContain('2027–2029 : de 91,8 k€ à 93,6 k€')
  expect(essentials).toContain('51,2 k€')
  expect(essentials).toContain('2027–2029 : valeur unique')
  expect(essentials.match(/au 23 novembre 2026/g)).toHaveLength(3)
  expect(essentials).toContain('2 mesures sur 3')
  expect(essentials).toContain('évaluer la mesure retenue qui n’est encore qu’une idée')
  expect(essentials).toContain('avant le 1er janvier 2027')
})

test('promised and measured are a table, blocking conditions one list, texts set as a printer sets them', async () => {
  const page = frenchPage(await (await (await world.as('mayor')).get('/note/fichiers')).text())
  const cells = (first: string) =>
    new RegExp(`<tr><th scope="row">${first}</th>(.*?)</tr>`)
      .exec(page)?.[1]
      ?.replace(/<\/td><td[^>]*>/g, ' | ')
  expect(cells('Mobilier')).toContain('1 960 € | 3 210 € | +1 250 € | 1er novembre 2024')
  expect(cells('Un local est trouvé : au moins 1 local')).toContain(
    'Réemploi | 30 juin 2026 (en retard) | Patrimoine',
  )
  expect(cells('Juridique')).toContain(
    'Le contrat « Les “Ateliers” » finit le 1er janvier 2028 : 23 000 € à rendre | Ressourcerie | 6 / 16 | Annexe du droit, n° 1',
  )
  expect(cells('1')).toContain('CGCT, art. L1')
})

/** Spaces of French typography as plain ones. */
const frenchPage = (page: string) => page.replace(/[\u00a0\u202f]/g, ' ')

describe.each(locales)('the note in %s', (locale) => {
  beforeAll(async () => {
    await (await world.as('mayor')).post('/langue', { langue: locale, retour: '/note' })
  })

  test.skipIf(poppler === null)(
    'its PDF has the figures of the page, and the mark on every page',
    async () => {
      const file = await save('pdf')
      // In the order in which it was written: cells of several lines stay whole.
      const text = execFileSync(poppler ?? '', ['-raw', file, '-'], { encoding: 'utf8' })
      const pages = text.split('\f').slice(0, -1)
      const body = pages.map((page) => page.trimEnd().replace(/\n[^\n]*$/, '')).join('\n')
      expect(missing(body, await wordsOfPage())).toEqual([])
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

/** Every title, figure, sentence and cell of the page. */
async function wordsOfPage(): Promise<string[]> {
  const page = await (await (await world.as('mayor')).get('/note/fichiers')).text()
  const article = page.slice(page.indexOf('<article'), page.indexOf('</article>'))
  const found = [...article.matchAll(/<(h[1-4]|t[dh]|li|dt|span|caption|p)(?: [^>]*)?>(.*?)<\/\1>/gs)]
  const kinds = new Set(found.map(([, kind]) => kind))
  expect([kinds.has('h4'), kinds.has('li'), kinds.has('caption'), found.length > 100]).toEqual([
    true,
    true,
    true,
    true,
  ])
  return found.flatMap(([, , text = '']) => plain(text).split('\n'))
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function plain(html: string): string {
  return html
    .replace(/<br ?\/?>|<\/strong>/g, '\n')
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
