import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCost, addUnits, locationOf, makeSharedService } from '#test/made-shared-service.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'
import { sharedServiceSplitCommand } from '../../../cli/shared-service.command.ts'

let world: World
let director: Browser
beforeAll(async () => {
  world = await makeWorld()
  director = await world.as('director_general')
})
afterAll(() => world.close())

const text = async (answer: Response | Promise<Response>) =>
  (await (await answer).text()).replaceAll(/[\u00a0\u202f]/g, ' ')

const e20 = {
  title: 'Exemple E20',
  parties: [
    { reference: 'A', name: 'Ville A', our: true, cost: '300000', volume: '1100' },
    { reference: 'B', name: 'Commune B', cost: '120000', volume: '580' },
    { reference: 'C', name: 'Commune C', cost: '60000', volume: '190' },
  ],
  weights: { population: '50', units: '40', potential: '10' },
  values: {
    A: { population: '40000', potential: '40000000' },
    B: { population: '8000', potential: '7200000' },
    C: { population: '2000', potential: '2200000' },
  },
}

describe('before', () => {
  test('a service starts when it has all it needs, not before', async () => {
    const made = await makeSharedService(world, { ...e20, title: 'Démarrage' }, 'prepared')
    const page = await text(director.get(made.base))
    expect(page).not.toContain('À faire')
    const bare = locationOf(
      await director.post('/services-partages/nouveau', {
        titre: 'Sans rien',
        objet: 'x',
        forme: 'service_commun',
        annee_reference: '2024',
        fiche_impact: '',
        delai_reponse: '30',
      }),
    )
    expect((await director.post(`${bare}/demarrage`, { le: '2025-01-01' })).status).toBe(422)
    expect((await text(director.get(bare))).match(/À faire/g)).toHaveLength(8)
    expect((await director.post(`${made.base}/demarrage`, { le: '2025-01-01' })).status).toBe(303)
    const late = { reference: 'B', cost: '1', volume: '1' }
    expect(
      (
        await director.post(`${made.base}/situation/B`, {
          cout: '1',
          heures: '1',
          volume: '1',
          preuve: 'declared',
          source: 'x',
          version: '1',
        })
      ).status,
      `${late.reference} stays`,
    ).toBe(422)
  })

  test('a forecast without the dip of the first year is refused', async () => {
    const { base } = await makeSharedService(world, { ...e20, title: 'Prévision' }, 'prepared')
    const rosy = { avec_1: '80000', passage_1: '10000', sans_1: '100000' }
    const refused = await director.post(`${base}/prevision`, rosy)
    expect(refused.status).toBe(422)
    const page = await text(refused)
    expect(page).toContain('La première année doit coûter plus')
    expect(page).toContain('value="80000"')
    const form = await (await director.get(`${base}/prevision`)).text()
    const vu = (/name="vu" value="([^"]*)"/.exec(form)?.[1] ?? '').replaceAll('&quot;', '"')
    expect((await director.post(`${base}/prevision`, { ...rosy, vu, passage_1: '20000,01' })).status).toBe(
      303,
    )
  })

  test('fifty identical services at once leave one', async () => {
    const form = {
      titre: 'Cinquante fois',
      objet: 'x',
      forme: 'agreement',
      annee_reference: '2024',
      fiche_impact: '',
      delai_reponse: '30',
    }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => director.post('/services-partages/nouveau', form)),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(49)
  })
})

describe('the split', () => {
  test('E20 through the pages, and the JSON of the statement gives the same with the command', async () => {
    const made = await makeSharedService(world, e20)
    for (const [reference, units] of [
      ['A', '1200'],
      ['B', '600'],
      ['C', '200'],
    ] as const)
      locationOf(await addUnits(director, made, reference, units))
    locationOf(await addCost(director, made.base, 2025, { montant: '500 000' }))
    locationOf(await director.post(`${made.base}/etats/2025`))
    const page = await text(director.get(`${made.base}/etats/2025`))
    for (const share of ['360 485,83 €', '107 287,45 €', '32 226,72 €', '500 000 €'])
      expect(page).toContain(share)

    const question = await (await director.get(`${made.base}/etats/2025/fichier.json`)).text()
    const folder = mkdtempSync(path.join(tmpdir(), 'statement-'))
    try {
      writeFileSync(path.join(folder, 'etat.json'), question)
      const said: string[] = []
      const code = await sharedServiceSplitCommand.run(['etat.json', '--json'], {
        cwd: folder,
        out: (line: string) => said.push(line),
        err: (line: string) => said.push(line),
      } as never)
      expect([code, said]).toEqual([
        0,
        [
          '{"total_cents":50000000,"shares":[{"id":"A","cents":36048583},{"id":"B","cents":10728745},{"id":"C","cents":3222672}]}',
        ],
      ])
    } finally {
      rmSync(folder, { recursive: true })
    }
    const csv = await (await director.get(`${made.base}/etats/2025/fichier.csv`)).text()
    expect(csv).toContain('360485,83')
    const docx = await director.get(`${made.base}/etats/2025/fichier.docx`)
    expect(
      Buffer.from(await docx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    const pdf = await director.get(`${made.base}/etats/2025/fichier.pdf`)
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  test('E19: the unit cost leaves overhead out, and refuses it without its proof', async () => {
    const made = await makeSharedService(world, {
      title: 'Exemple E19',
      form: 'made_available',
      parties: [
        { reference: 'EPCI', name: 'Agglomération', cost: '1', volume: '1' },
        { reference: 'V', name: 'Ville', our: true, cost: '45000', volume: '1000' },
      ],
    })
    locationOf(await addUnits(director, made, 'EPCI', '4150'))
    locationOf(await addUnits(director, made, 'V', '1100'))
    const costs = [
      ['personnel', '180000'],
      ['supplies', '12000'],
      ['renewal', '8000'],
      ['contracts', '10000'],
    ] as const
    for (const [nature, montant] of costs)
      locationOf(await addCost(director, made.base, 2025, { nature, libelle: nature, montant }))
    const overhead = { nature: 'overhead', libelle: 'Frais généraux', montant: '5000' }
    const refused = await addCost(director, made.base, 2025, overhead)
    expect(refused.status).toBe(422)
    expect(await text(refused)).toContain('CGCT D5211-16')
    locationOf(await addCost(director, made.base, 2025, { ...overhead, compter: '' }))
    expect(await text(director.get(`${made.base}/couts/2025`))).toContain('soit 40 € l’unité')
    locationOf(await director.post(`${made.base}/etats/2025`))
    const page = await text(director.get(`${made.base}/etats/2025`))
    expect(page).toContain('44 000 €')
    expect(page).toContain('166 000 €')
    const keys = { methode: 'keys', poids_population: '1', reste: '', a_partir_de: '2026', raison: '' }
    expect((await director.post(`${made.base}/cles`, keys)).status).toBe(422)
  })

  test('a simulation shows each party what a new key would change, and writes nothing', async () => {
    const made = await makeSharedService(world, { ...e20, title: 'Simulation' })
    for (const reference of ['A', 'B', 'C'])
      locationOf(await addUnits(director, made, reference, '10', '2026-02-01'))
    locationOf(await addCost(director, made.base, 2026, { montant: '300' }))
    const trial = `${made.base}/cles/simulation?methode=keys&poids_units=1&reste=&a_partir_de=2026&raison=`
    const page = await text(director.get(trial))
    expect(page.match(/100 €/g)?.length).toBeGreaterThanOrEqual(3)
    expect(page).toContain('Clé n° 1')
    expect(page).not.toContain('Clé n° 2')
    const nobody = trial.replace('poids_units', 'poids_agents')
    expect(await text(director.get(nobody))).toContain('Agents de A')
  })
})
