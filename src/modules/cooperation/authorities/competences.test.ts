import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeXlsx } from '#infra/spreadsheet.ts'
import { roles } from '#kernel/roles.ts'
import { luhnSum } from '#kernel/siren.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { readCompetenceFile } from './competence-file.rules.ts'

const banatic = [
  'Département;N° SIREN;Nom du groupement;Nature juridique;Nom président;Syndicat à la carte;Siren membre;Assainissement collectif;Voirie',
  '49;200000172;CC Faucigny - Glières;CC;Mme X;NON;214900078;OUI;NON',
  '49;200000172;CC Faucigny - Glières;CC;Mme X;NON;214903288;OUI;NON',
  '49;248600413;CA Grand Châtellerault;CA;M. Y;OUI;;NON;OUI',
].join('\n')
const rowsOf = (text: string) =>
  text.split('\n').map((line, index) => ({ line: index + 1, cells: line.split(';') }))

describe('the file', () => {
  test('one line a member is one grouping; yes-or-no columns that nothing else names are competences', () => {
    expect(readCompetenceFile(rowsOf(banatic))).toEqual({
      columns: ['Assainissement collectif', 'Voirie'],
      faults: [],
      groupings: [
        {
          siren: '200000172',
          name: 'CC Faucigny - Glières',
          nature: 'CC',
          memberSirens: ['214900078', '214903288'],
          competences: ['Assainissement collectif'],
        },
        {
          siren: '248600413',
          name: 'CA Grand Châtellerault',
          nature: 'CA',
          memberSirens: [],
          competences: ['Voirie'],
        },
      ],
    })
  })

  test('no name of a president is kept, whatever the column', () => {
    const kept = JSON.stringify(readCompetenceFile(rowsOf(banatic)))
    expect([kept.includes('Mme X'), kept.includes('M. Y')]).toEqual([false, false])
  })

  test('the header that BANATIC writes: figures and settings of the grouping are no competence', () => {
    const header = [
      'N° SIREN',
      'Nom du groupement',
      'Nature juridique',
      'Syndicat à la carte',
      'Groupement interdépartemental',
      'Zone de montagne',
      'Date de création',
      "Date d'effet",
      'Mode de répartition des sièges',
      'Autre mode de répartition des sièges',
      'Nombre de membres',
      'Population',
      'Nombre de compétences exercées',
      'Mode de financement',
      'DGF Bonifiée',
      'DSC',
      'REOM',
      'TEOM',
      'Siren membre',
      'Eau (Traitement, Adduction, Distribution)',
    ]
    const line = ['200000172', 'SIVU des eaux', 'SIVU', '1', '0', '1', '2001-01-01', '2001-01-01', '1', '0']
    const cells = [...line, '1', '1', '1', '1', '0', '0', '1', '0', '214900078', '1']
    const reading = readCompetenceFile([
      { line: 1, cells: header },
      { line: 2, cells },
    ])
    expect(reading?.columns).toEqual(['Eau (Traitement, Adduction, Distribution)'])
    expect(reading?.groupings[0]?.competences).toEqual(['Eau (Traitement, Adduction, Distribution)'])
  })

  test('a wrong SIREN is a fault of its line, with what was found', () => {
    const reading = readCompetenceFile(
      rowsOf(banatic.replace('248600413', '248600414').replace('214903288', '1')),
    )
    expect(reading?.faults).toEqual([
      { line: 3, code: 'member_siren', found: '1' },
      { line: 4, code: 'siren', found: '248600414' },
    ])
    expect(readCompetenceFile(rowsOf('a;b\n1;2'))).toBeNull()
  })

  test('for any lines: each good SIREN once, and every other one a fault', () => {
    const line = fc.tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.boolean())
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const text = lines.map(
          ([number, does]) => `${String(number).padStart(9, '0')};G;${does ? 'oui' : 'non'}`,
        )
        const reading = readCompetenceFile(rowsOf(['SIREN;Nom;Eau', ...text].join('\n')))
        const sirens = lines.map(([number]) => String(number).padStart(9, '0'))
        const good = new Set(sirens.filter((siren) => luhnSum(siren) % 10 === 0 && siren !== '000000000'))
        expect(reading?.groupings.map(({ siren }) => siren).toSorted()).toEqual([...good].sort())
        expect(reading?.faults).toHaveLength(sirens.filter((siren) => !good.has(siren)).length)
      }),
      { numRuns: 100 },
    )
  })
})

describe('pages', () => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
  })
  afterAll(() => world.close())

  const page = async (path: string) =>
    (await (await (await world.as(null)).get(path)).text()).replace(/[\u00a0\u202f]/g, ' ')
  const importers = ['director_general', 'legal_officer', 'administrator']

  test('everybody reads them; those who answer for it import', async () => {
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      const may = role !== null && importers.includes(role)
      const got = [
        (await browser.get('/competences')).status,
        (await browser.get('/competences/import')).status,
        (await browser.post('/competences/import', {})).status,
        (await browser.post('/competences/import/confirmation', {})).status,
        (await browser.get('/competences/rien')).status,
      ]
      expect([role, got]).toEqual([role, may ? [200, 200, 422, 422, 404] : [200, 404, 404, 404, 404]])
    }
    expect(await page('/competences')).toContain('Aucun fichier')
  })

  test('a file shows what it would do, then does it, once; whatever its encoding', async () => {
    const director = await world.as('director_general')
    const bytes = Buffer.from(banatic, 'latin1')
    const preview = await director.post('/competences/import', { fichier: new File([bytes], 'banatic.csv') })
    expect([preview.status, (await preview.text()).includes('2 groupements, 2 compétences')]).toEqual([
      200,
      true,
    ])
    expect(await page('/competences')).toContain('Aucun fichier')
    const confirm = () =>
      director.post('/competences/import/confirmation', { contenu: bytes.toString('base64') })
    const sent = await Promise.all(Array.from({ length: 50 }, confirm))
    expect(sent.every(({ status }) => status === 303)).toBe(true)
    expect(await world.db.selectFrom('competence_files').select('id').execute()).toHaveLength(1)
    expect(await page('/competences')).toContain('Assainissement collectif')
    expect(await page('/competences/voirie')).toContain('CA Grand Châtellerault')
    // Angers is a member, by its SIREN: its page says who does what in its place.
    expect(await page('/collectivites/commune/49007')).toContain('Assainissement collectif')
    expect(await page('/journal')).toContain('Import des compétences')
  })

  test('a file between tabs, as copies of BANATIC are, reads alike', async () => {
    const director = await world.as('director_general')
    const bytes = Buffer.from(banatic.replaceAll(';', '\t'), 'utf8')
    const preview = await director.post('/competences/import', { fichier: new File([bytes], 'banatic.txt') })
    expect([preview.status, (await preview.text()).includes('2 groupements, 2 compétences')]).toEqual([
      200,
      true,
    ])
  })

  test('an XLSX file is read too; faults are kept out only when somebody says so', async () => {
    const director = await world.as('director_general')
    const bytes = await writeXlsx(
      ['N° SIREN', 'Nom du groupement', 'Éclairage public'],
      [
        ['248600413', 'CA Grand Châtellerault', 'oui'],
        ['1', 'Faux', 'oui'],
      ],
    )
    const contenu = Buffer.from(bytes).toString('base64')
    const refused = await director.post('/competences/import/confirmation', { contenu })
    expect([refused.status, (await refused.text()).includes('neuf chiffres')]).toEqual([422, true])
    const kept = await director.post('/competences/import/confirmation', { contenu, garder: 'oui' })
    expect(kept.status).toBe(303)
    expect(await page('/competences/eclairage-public')).toContain('CA Grand Châtellerault')
    // The newer file says all of that grouping, and nothing of the other.
    expect(await page('/competences')).not.toContain('>Voirie<')
    expect(await page('/competences')).toContain('Assainissement collectif')
  })

  test('the model is a file that can be read; a file of something else says what lacks', async () => {
    const director = await world.as('director_general')
    const model = await (await director.get('/competences/modele.csv')).arrayBuffer()
    const preview = await director.post('/competences/import', { fichier: new File([model], 'modele.csv') })
    expect(preview.status).toBe(200)
    const other = await director.post('/competences/import', { fichier: new File(['a;b\n1;2'], 'autre.csv') })
    expect([other.status, (await other.text()).includes('en-tête')]).toEqual([422, true])
  })

  test('the lead authorities of the law, as rule INT-04 names them', async () => {
    const html = await page('/competences')
    const rows = [...html.matchAll(/<tr><th scope="row">([^<]+)<\/th><td>([^<]+)<\/td>/g)].map(([, a, b]) => [
      a,
      b,
    ])
    expect(rows).toHaveLength(13)
    expect(rows.map(([field]) => field).join(' ')).toMatch(/jeunesse/)
  })
})
