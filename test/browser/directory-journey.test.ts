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
        '/territoire',
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

  test.for(manners)(
    'an agent reads a file in, dates a number, merges two records and undoes it; an officer asks for a page and keeps it, $name',
    async (manner, { expect }) => {
      const watched = await watch(town.browser, town.address, manner)
      const { page } = watched
      const main = () => page.locator('main').innerText()
      const [one, other] = [`Cyclofficine ${manner.code}`, `Atelier Cyclofficine ${manner.code}`]
      const rna = manners.indexOf(manner) * 2 + 862_900_001
      try {
        await enterAs(watched, agent)
        await watched.open('/organisations/fichiers/nouveau')
        await page.setInputFiles('input[type=file]', {
          name: `${manner.code}.csv`,
          mimeType: 'text/csv',
          buffer: Buffer.from(
            `titre;rna;adresse;commune\n${one};W${rna};3 rue du Lac;Montaubelle\n${other};W${rna + 1};;\nSans numéro;;;`,
          ),
        })
        await watched.press(page.getByRole('button', { name: 'Voir ce que ferait ce fichier' }))
        await watched.fill({ garder: 'oui' })
        await watched.press(page.getByRole('button', { name: 'Confirmer et écrire' }))
        expect(await main()).toContain('2 créées')
        await watched.open(`/organisations?q=cyclofficine+${manner.code}`)
        await watched.press(page.getByRole('link', { name: one, exact: true }))
        const address = new URL(page.url()).pathname
        await watched.press(page.getByRole('link', { name: 'Ajouter un numéro' }))
        await watched.fill({ nature: 'siren', numero: '450324661' })
        await watched.press(page.getByRole('button', { name: 'Enregistrer' }))
        await watched.fill({
          nature: 'alsace_moselle',
          numero: `vol. ${rna % 1000} folio 7`,
          tribunal: 'Colmar',
          debut: '2020-01-01',
        })
        await watched.press(page.getByRole('button', { name: 'Enregistrer' }))
        expect(await main()).toContain('depuis le 1er janvier 2020')
        await watched.open('/organisations/doublons')
        await watched.fill({ un: `W${rna}`, autre: `W${rna + 1}` })
        await watched.press(page.getByRole('button', { name: 'Comparer' }))
        await watched.press(page.getByRole('button', { name: `La même : garder « ${one} »` }))
        await watched.open('/organisations/doublons')
        await watched.press(page.getByRole('button', { name: `Annuler la réunion de ${other}` }))
        expect(await main()).toContain('La réunion est annulée')
        await enterAs(watched, officer)
        await watched.open(address)
        await watched.press(page.getByRole('link', { name: 'Demander à répondre de cette organisation' }))
        await watched.press(page.getByRole('button', { name: 'Envoyer la demande' }))
        await enterAs(watched, agent)
        await watched.open('/organisations/a-traiter')
        await watched.press(page.getByRole('button', { name: new RegExp(`^Accepter : .*${one}`) }))
        await enterAs(watched, officer)
        await watched.open(`${address}/etablissements/nouveau`)
        await watched.fill({ rue: '8 quai Neuf', ville: 'Montaubelle', horaires: 'Sa 10:00-12:00' })
        await watched.press(page.getByRole('button', { name: 'Enregistrer' }))
        expect(await main()).toContain('8 quai Neuf, Montaubelle')
      } finally {
        await watched.close()
      }
      expect(watched.faults).toEqual([])
    },
  )
})
