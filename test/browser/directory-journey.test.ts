import { afterAll, beforeAll, describe, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, enterAs, openDemoTown } from './demo-town.ts'
import { manners, watch } from './watched-browser.ts'

// Pages looked at by axe one after the other: some seconds on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')
const officer = 'Yasmine Larrivet'
const agent = 'Inès Dumarchey'

describe.skipIf(program === null)('the directory of the town of demonstration', () => {
  let town: DemoTown
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
  })
  afterAll(() => town?.close())

  test.for(manners)(
    'a visitor finds an association, its place and its hours, and reports an error; its officer applies it, $name',
    async (manner, { expect }) => {
      const watched = await watch(town.browser, town.address, manner)
      const { page } = watched
      try {
        await watched.open('/organisations?theme=reemploi')
        await watched.press(page.getByRole('link', { name: 'La Deuxième Vie' }))
        const address = new URL(page.url()).pathname
        await watched.press(page.getByRole('link', { name: 'Signaler une erreur' }))
        await watched.press(page.getByRole('button', { name: 'Envoyer' }))
        await watched.fill({ champ: 'acronym', propose: `DV ${manner.code}` })
        await watched.press(page.getByRole('button', { name: 'Envoyer' }))
        for (const path of ['/carte?theme=environnement', '/imprimer?theme=environnement', '/cadre'])
          await watched.open(`/organisations${path}`)
        await enterAs(watched, officer)
        await watched.open(address)
        await watched.press(page.getByRole('button', { name: /^Appliquer/ }).first())
        await watched.press(page.getByRole('link', { name: 'Modifier la page' }))
        await watched.fill({ presentation: `On répare et on revend, ${manner.code}.` })
        await watched.press(page.getByRole('button', { name: 'Enregistrer' }))
        expect(await page.locator('main').innerText()).toContain(`On répare et on revend, ${manner.code}.`)
        expect(await page.locator('main').innerText()).toContain(`DV ${manner.code}`)
        await watched.press(page.getByRole('link', { name: 'Confirmer la page' }))
        await watched.press(page.getByRole('button', { name: 'Oui, tout est juste' }))
      } finally {
        await watched.close()
      }
      expect(watched.faults).toEqual([])
    },
  )

  test.for(manners)('what an agent reads and writes of the directory, $name', async (manner, { expect }) => {
    const watched = await watch(town.browser, town.address, manner)
    const { page } = watched
    try {
      await enterAs(watched, agent)
      for (const path of [
        '',
        '/nouvelle',
        '/fichiers',
        '/fichiers/nouveau',
        '/a-traiter',
        '/doublons',
        '/subventions',
        '/vitalite',
      ])
        await watched.open(`/organisations${path}`)
      await watched.open('/organisations?q=ruche')
      await watched.press(page.getByRole('link', { name: 'Coopérative La Ruche à projets' }))
      await watched.press(page.getByRole('link', { name: 'Noter un échange' }).first())
      await watched.press(page.getByRole('button', { name: 'Enregistrer' }))
      await watched.fill({
        jour: '2026-11-20',
        nature: 'call',
        participants: 'Inès et la direction',
        objet: `Le loyer, ${manner.code}`,
      })
      await watched.press(page.getByRole('button', { name: 'Enregistrer' }))
      expect(await page.locator('main').innerText()).toContain(`Le loyer, ${manner.code}`)
    } finally {
      await watched.close()
    }
    expect(watched.faults).toEqual([])
  })
})
