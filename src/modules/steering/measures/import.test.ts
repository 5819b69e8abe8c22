import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectFile } from '#infra/project-files.ts'
import { roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { listMeasureFiles } from './measure-sheet.queries.ts'
import { exportFormats, measuresPaths } from './measures.paths.ts'
import { statuses } from './measures.rules.ts'
import { readMeasuresFile } from './measures-file.ts'

let world: World
let file: Buffer
beforeAll(async () => {
  world = await makeWorld()
  file = await readFile(projectFile('db/worlds/town/measures-1.json'))
})
afterAll(() => world.close())

const sheets = async () => listMeasureFiles(world.db, (await world.context(null)).clock.today(), statuses)

/** Uploads the file and confirms what the preview page sends back. */
async function upload(bytes: Uint8Array | string, keep?: 'oui') {
  const manager = await world.as('manager')
  const preview = await manager.post(measuresPaths.import(), {
    fichier: new Blob([new Uint8Array(Buffer.from(bytes))]),
  })
  const page = await preview.text()
  const contenu = /name="contenu" value="([^"]*)"/.exec(page)?.[1]
  const confirm = () =>
    manager.post(measuresPaths.importConfirmed(), {
      contenu: contenu ?? '',
      ...(keep ? { garder: keep } : {}),
    })
  return { status: preview.status, page, canConfirm: contenu !== undefined, confirm }
}

const csv = (rows: readonly string[]) => rows.join('\n')
const header =
  'type;mesure;titre;partie;theme;objectif;pilote;commanditaire;engagement;engagement_portee;service_public;service_public_raison;debut;fin;radar;nature;libelle;section;categorie;unite;bas;probable;haut;premiere_annee;derniere_annee;source;confiance'
const measureRow = (code: string) =>
  `mesure;${code};Jardins partagés;I;Nature en ville;Cultiver ensemble;;;Co-construire;;Complète un service public existant;Aucun jardin;01/03/2027;;;;;;;;;;;;;;`
const lineRow = (code: string, label: string, likely: string) =>
  `ligne;${code};;;;;;;;;;;;;;Achats;${label};;;;1 000,50;${likely};2000;1;;Devis;Moyenne`

describe('importing measures', () => {
  test('nothing is written before the person confirms; the same file twice changes nothing', async () => {
    const first = await upload(file)
    expect(first.status).toBe(200)
    expect(await sheets()).toEqual([])
    expect((await first.confirm()).headers.get('location')).toBe(measuresPaths.list())
    const written = await sheets()
    expect(written.length).toBeGreaterThan(10)
    const second = await upload(file)
    expect(second.page).toContain(`0 mesures nouvelles, 0 modifiées, ${written.length} déjà identiques`)
    expect(second.canConfirm).toBe(false)
    expect(await sheets()).toEqual(written)
  })

  const ruled = 'ressourcerie'
  const rulesOf = async () =>
    (await sheets())
      .find(({ measure }) => measure.code === ruled)
      ?.rules.map(({ rule, on, facts }) => ({ rule, on, facts })) ?? []

  test('a file from before the law changes no rule that a measure names', async () => {
    const agent = await world.as('agent')
    const name = (rule: string, facts: Readonly<Record<string, string>>) =>
      agent.post(`/mesures/${ruled}/regles/nouvelle?regle=${rule}`, { le: '2027-01-01', ...facts })
    const capital = { capital_total_euros: '100 000,50', territorial_public_capital_euros: '21 000' }
    expect((await name('SCIC-01', capital)).status).toBe(303)
    expect((await name('SUB-02', { in_kind_year_euros: '10 000' })).status).toBe(303)
    expect(await rulesOf()).toHaveLength(2)
    const old = await upload(file)
    expect([old.canConfirm, (await rulesOf()).length]).toEqual([false, 2])
  })

  test.each(exportFormats)(
    'rules named in an export as %s come back identically, one wrong fact is named',
    async (format) => {
      const before = await rulesOf()
      const answer = await (await world.as('manager')).get(measuresPaths.export(format))
      const bytes = new Uint8Array(await answer.arrayBuffer())
      await world.db.deleteFrom('measure_rules').execute()
      expect(await rulesOf()).toEqual([])
      const again = await upload(bytes)
      expect(again.page).toContain('2 règles de droit')
      await again.confirm()
      expect(await rulesOf()).toEqual(before)
      expect((await upload(bytes)).canConfirm).toBe(false)
      if (format === 'xlsx') return
      const wrong = new TextDecoder().decode(bytes).replaceAll('capital_total_cents', 'capital_totally')
      expect((await upload(wrong)).page).toMatch(
        /<td>[^<]*(regle|rules\[\d\].rule)<\/td>.*ne lit pas ces faits/,
      )
    },
  )

  test.each(exportFormats)('an export as %s is read back identically', async (format) => {
    const before = await sheets()
    const answer = await (await world.as('manager')).get(measuresPaths.export(format))
    expect(answer.headers.get('content-disposition')).toContain('fictive')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const reading = await readMeasuresFile(bytes)
    expect(reading.faults).toEqual([])
    expect(reading.measures).toHaveLength(before.length)
    expect((await upload(bytes)).page).toContain(`${before.length} déjà identiques`)
    // A file that differs by one cent is seen: the comparison can fail.
    const changed = new TextDecoder().decode(file).replace('"180000.00"', '"180000.01"')
    expect((await upload(changed)).page).toContain('1 modifiées')
  })

  test('bad lines are named with line, column and remedy; the good ones are kept only if the person says so', async () => {
    const text = csv([
      header,
      measureRow('jardins'),
      lineRow('jardins', 'Outils', '1 500,00'),
      lineRow('jardins', 'Terre', 'cinq cents'),
      lineRow('jardin', 'Eau', '1500'),
      'objet;jardins',
      measureRow('Jardins 2'),
    ])
    const windows1252 = Buffer.from(text, 'latin1')
    const before = (await sheets()).length
    const first = await upload(windows1252)
    expect(first.status).toBe(422)
    expect(first.page).toMatch(/<td>4<\/td><td>probable<\/td><td>cinq cents<\/td><td>Écrivez un montant/)
    expect(first.page).toMatch(/<td>5<\/td><td>mesure<\/td><td>jardin<\/td>/)
    expect(first.page).toMatch(/<td>6<\/td><td>type<\/td><td>objet<\/td>/)
    expect(first.page).toMatch(/<td>7<\/td><td>mesure<\/td><td>Jardins 2<\/td>/)
    expect((await first.confirm()).status).toBe(422)
    expect(await sheets()).toHaveLength(before)
    await (await upload(windows1252, 'oui')).confirm()
    const jardins = (await sheets()).find((sheet) => sheet.measure.code === 'jardins')
    expect(jardins?.measure).toMatchObject({ engagementLevel: 'collaborate', startsOn: '2027-03-01' })
    expect(jardins?.lines.map(({ label, low, likely }) => [label, low, likely])).toEqual([
      ['Outils', 100_050, 150_000],
    ])
  })

  test('what was decided is not rewritten by a file', async () => {
    const page = async () => (await (await world.as('mayor')).get('/mesures/jardins')).text()
    for (const [role, etape] of [
      ['manager', 'assess'],
      ['mayor', 'decide'],
    ] as const) {
      const version = /name="version" value="(\d+)"/.exec(await page())?.[1] ?? ''
      await (await world.as(role)).post('/mesures/jardins/etapes', {
        etape,
        version,
        motif: '',
        deliberation: '',
      })
    }
    const same = await upload(csv([header, measureRow('jardins'), lineRow('jardins', 'Outils', '1500')]))
    expect(same.page).toContain('1 déjà identiques')
    const other = await upload(csv([header, measureRow('jardins'), lineRow('jardins', 'Outils', '1501')]))
    expect(other.status).toBe(422)
    expect(other.page).toContain('ce qui a été promis ne se réécrit pas')
    expect(other.canConfirm).toBe(false)
  })

  test('files that are no such table say what they lack', async () => {
    expect((await upload('a;b\n1;2')).page).toMatch(/<td>type<\/td>.*Cette colonne manque/)
    expect((await upload('{"format": 1')).page).toContain('Ce fichier n’est pas du JSON lisible')
    expect((await upload('{"format": "x"}')).page).toContain('Ce n’est pas un fichier de mesures')
    expect((await upload(csv([`${header};prix`, measureRow('x')]))).page).toContain(
      'Cette colonne n’est pas connue',
    )
    const manager = await world.as('manager')
    expect((await manager.post(measuresPaths.import(), {})).status).toBe(422)
    expect((await manager.post(measuresPaths.importConfirmed(), { contenu: 'é' })).status).toBe(422)
  })

  test('what the database could not hold, or no address could name, is a fault of the file, not an accident', async () => {
    const huge = await upload(
      csv([
        header,
        measureRow('geant'),
        lineRow('geant', 'Tout', '90 000 000 000 000'),
        measureRow('export'),
      ]),
    )
    expect(huge.status).toBe(422)
    expect(huge.page).toMatch(
      /<td>3<\/td><td>probable<\/td><td>90 000 000 000 000<\/td><td>Ce nombre est hors/,
    )
    expect(huge.page).toMatch(/<td>4<\/td><td>mesure<\/td><td>export<\/td>/)
    const long = await upload(csv([header, measureRow('long'), lineRow('long', 'x'.repeat(201), '1500')]))
    expect(long.page).toMatch(/<td>3<\/td><td>libelle<\/td>.*Raccourcissez/)
    const { measures: all } = JSON.parse(file.toString())
    const [first] = all
    const condition = { ...first.conditions[0], statement: 'Seuil', indicator: 'x', threshold: 1.23456 }
    const odd = {
      ...first,
      code: 'seuil',
      title: 'Seuil',
      conditions: [condition, { ...condition, statement: 'B', threshold: 1e300 }],
    }
    const found = await upload(JSON.stringify({ format: 'faire-commune/measures/1', measures: [odd] }))
    expect(found.page.match(/\.threshold<\/td>.*?Écrivez un nombre/g)).toHaveLength(2)
  })

  test('characters that no text has are left out of a form and of a file', async () => {
    const manager = await world.as('manager')
    const { measures: all } = JSON.parse(file.toString())
    const nul = { ...all[0], code: 'nul', title: 'Sans\u0000 nul', theme: 'x\u0000' }
    await (await upload(JSON.stringify({ format: 'faire-commune/measures/1', measures: [nul] }))).confirm()
    expect((await sheets()).find(({ measure }) => measure.code === 'nul')?.measure.title).toBe('Sans nul')
    const search = await manager.get('/mesures?q=%00')
    expect(search.status).toBe(200)
    const step = await manager.post('/mesures/nul/etapes', {
      etape: 'assess',
      version: '1',
      motif: 'a\u0000b',
      deliberation: '',
    })
    expect(step.status).toBe(303)
  })

  test('fifty imports of the same file at once leave each measure once', async () => {
    const text = csv([header, measureRow('cinquante'), lineRow('cinquante', 'Outils', '1500')])
    const uploads = await Promise.all(Array.from({ length: 50 }, () => upload(text)))
    const answers = await Promise.all(uploads.map(({ confirm }) => confirm()))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    const found = (await sheets()).filter(({ measure }) => measure.code === 'cinquante')
    expect(found.map(({ lines }) => lines.length)).toEqual([1])
    expect(found[0]?.acts).toHaveLength(1)
  })

  test('is for those who may propose and assess; for everybody else the pages do not exist', async () => {
    const open: string[] = []
    for (const role of roles) {
      const browser = await world.as(role)
      const statuses = [
        (await browser.get(measuresPaths.import())).status,
        (await browser.post(measuresPaths.import(), {})).status,
        (await browser.post(measuresPaths.importConfirmed(), {})).status,
      ]
      if (statuses.join() === '200,422,422') open.push(role)
      else expect([role, ...statuses]).toEqual([role, 404, 404, 404])
    }
    expect(open).toEqual(['agent', 'manager', 'director_general'])
  })

  test('visitors export what was decided, and nothing else', async () => {
    const answer = await (await world.as(null)).get(measuresPaths.export('json'))
    const exported = (await answer.json()) as { origin: string; measures: { code: string }[] }
    expect(exported.origin).toBe('Valmarie-les-Essais (commune fictive)')
    expect(exported.measures.map(({ code }) => code)).toEqual(['jardins'])
    expect((await (await world.as(null)).get('/mesures/export/pdf')).status).toBe(404)
  })
})
