import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '#kernel/roles.ts'
import { emptyDirectory } from '#test/empty-directory.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { grantReport, organisationReport } from './file-report.ts'
import { importGrants, openGrants, planGrantImport } from './grant-imports.actions.ts'
import { importOrganisations } from './organisation-imports.actions.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
afterEach(() => emptyDirectory(world))

const csv = (fileName: string, ...lines: string[]) => ({
  fileName,
  bytes: new TextEncoder().encode(lines.join('\n')),
})
const count = async (table: 'organisations' | 'grants' | 'organisation_identifiers') =>
  (await world.db.selectFrom(table).select('id').execute()).length

async function readGrants(source: ReturnType<typeof csv>) {
  const done = await importGrants(await world.context(null), source, 'server')
  if (!done.ok) throw new Error(done.refusal.code)
  return grantReport(done.value)
}
async function readOrganisations(source: ReturnType<typeof csv>) {
  const done = await importOrganisations(await world.context(null), source, 'server')
  if (!done.ok) throw new Error(done.refusal.code)
  return organisationReport(done.value)
}

const grantsHeader = 'nomBeneficiaire;idBeneficiaire;dateConvention;objet;montant'
const someGrants = csv(
  '2026.csv',
  grantsHeader,
  'CLUB DE ROLLER;45032466000011;2026-03-01;Gala;1 200,50',
  'CLUB DE ROLLER;45032466000011;2026-03-01;Gala;1 200,50',
  'Chorale du Lac;;2026-04-02;Concert;300',
)

describe('grants', () => {
  test('two identical lines are two payments; the page of the body says the sum', async () => {
    const report = await readGrants(someGrants)
    expect(report).toMatchObject({ rows: 3, blank: 0, accepted: 3, sum_cents: 270_100 })
    expect(await count('grants')).toBe(3)
    const visitor = await world.as(null)
    const list = await (await visitor.get('/organisations')).text()
    const page = /href="(\/organisations\/[0-9a-f-]{36})">CLUB DE ROLLER/.exec(list)?.[1] ?? ''
    const sheet = await (await visitor.get(page)).text()
    expect(sheet.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('2 401 € en tout, sur 2 lignes')
  })

  test('the same file twice, fifty times at once, adds its lines once', async () => {
    await Promise.all(Array.from({ length: 50 }, () => readGrants(someGrants)))
    expect(await count('grants')).toBe(3)
    expect(await count('organisations')).toBe(2)
  })

  test('a name alone never joins a body that is known', async () => {
    await readGrants(someGrants)
    await readGrants(
      csv(
        '2027.csv',
        grantsHeader,
        'Chorale du Lac;;2027-04-02;Concert;310',
        'Roller;450324660;2027-01-05;Gala;90',
      ),
    )
    const bodies = await world.db.selectFrom('organisations').select('name').orderBy('name').execute()
    expect(bodies.map((row) => row.name)).toEqual(
      ['CLUB DE ROLLER', 'Chorale du Lac', 'Chorale du Lac'].sort(),
    )
  })

  test('a faulty line is said with its place and remedy, and kept out', async () => {
    const source = csv(
      'faux.csv',
      grantsHeader,
      'Bon;;2026-01-01;x;5',
      'Mauvais;;2026-02-31;x;NC',
      ';;;;',
      ';;;x;12',
    )
    const context = await world.context(null)
    const file = await openGrants(context, source)
    if (!file.ok) throw new Error(file.refusal.code)
    const report = grantReport(await planGrantImport(context, source, file.value))
    expect(report).toMatchObject({ rows: 4, blank: 1, accepted: 1, sum_cents: 1700 })
    expect(report.rejected.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [3, 'montant', 'amount_unreadable'],
      [3, 'dateConvention', 'day_unreadable'],
      [5, 'nomBeneficiaire', 'beneficiary_missing'],
    ])
    expect(report.rejected[0]?.message).toContain('écrivez des chiffres')
    expect(report.rejected[0]?.message).toContain('write digits')
  })

  test('taking a file away removes exactly what it added', async () => {
    await readOrganisations(csv('sirene.csv', 'denomination;siren', 'Roller du Lac;450324660'))
    await readGrants(someGrants)
    const before = await count('organisations')
    expect(before).toBe(2)
    const row = await world.db
      .selectFrom('file_imports')
      .select('id')
      .where('kind', '=', 'grants')
      .executeTakeFirstOrThrow()
    const finance = await world.as('finance_officer')
    expect((await finance.post(`/organisations/fichiers/${row.id}/retrait`)).status).toBe(303)
    expect(await count('grants')).toBe(0)
    const left = await world.db.selectFrom('organisations').select('name').execute()
    expect(left).toEqual([{ name: 'Roller du Lac' }])
    expect((await finance.post(`/organisations/fichiers/${row.id}/retrait`)).status).toBe(404)
  })

  test('a file without a header that we know is refused', async () => {
    const file = await openGrants(await world.context(null), csv('x.csv', 'a;b', '1;2'))
    expect(file).toMatchObject({ ok: false, refusal: { code: 'no_header' } })
  })
})

describe('organisations', () => {
  const header = 'denomination;siren;rna;est_active;sigle'
  test('the second time changes nothing; a change is one; a closing is said', async () => {
    const first = csv('a.csv', header, 'Roller;450324660;W332216789;True;', 'Chorale;;W332216790;True;')
    expect(await readOrganisations(first)).toMatchObject({ created: 2, changed: 0, closed: 0 })
    expect(await readOrganisations(first)).toMatchObject({ created: 0, changed: 0, unchanged: 2, closed: 0 })
    const second = csv('b.csv', header, 'Roller;450324660;W332216789;False;RDL')
    expect(await readOrganisations(second)).toMatchObject({ created: 0, changed: 1, closed: 1 })
  })

  test('what somebody corrected stays when the file comes again, otherwise spelled', async () => {
    await readOrganisations(csv('a.csv', header, 'ROLLER;450324660;;True;'))
    const { id } = await world.db.selectFrom('organisations').select('id').executeTakeFirstOrThrow()
    await world.db
      .insertInto('organisation_values')
      .values({
        organisation_id: id,
        field: 'name',
        layer: 'local',
        value: 'Roller du Lac',
        source: 'Mairie',
        recorded_on: '2026-11-01',
      })
      .execute()
    await readOrganisations(csv('b.csv', header, 'ROLLER CLUB;450324660;;True;'))
    expect(await world.db.selectFrom('organisations').select('name').execute()).toEqual([
      { name: 'Roller du Lac' },
    ])
  })

  test('a wrong SIREN keeps its line out; a SIRET of another body is not kept', async () => {
    const report = await readOrganisations(
      csv('a.csv', 'nom;siren;siret', 'Faux;450324661;', 'Autre;450324660;35600000049837', 'Sans;;'),
    )
    expect(report.rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'identifier_unreadable'],
      [4, 'identifier_missing'],
    ])
    expect(report.doubts.map(({ line, reason }) => [line, reason])).toEqual([[3, 'siret_of_another']])
    const kept = await world.db.selectFrom('organisation_identifiers').select('value').execute()
    expect(kept).toEqual([{ value: '450324660' }])
  })
})

describe('pages', () => {
  test('the directory is public, searched without accents, by pages of fifty', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `Fête n° ${index + 10};W33221${1000 + index}`)
    await readOrganisations(csv('a.csv', 'nom;rna', ...lines))
    const visitor = await world.as(null)
    const first = await (await visitor.get('/organisations?q=fete')).text()
    expect(first.match(/<th scope="row"/g)).toHaveLength(50)
    const next = /href="([^"]*suite=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await (await visitor.get(next)).text()
    expect(second.match(/<th scope="row"/g)).toHaveLength(10)
    expect(await (await visitor.get('/organisations?q=inconnu')).text()).toContain('Aucune organisation')
    expect((await visitor.get('/organisations?suite=%5B1%5D&etat=%27&q=%25')).status).toBe(200)
    const api = await (await visitor.get('/api/v1/organisations?q=fete')).json()
    expect(api).toMatchObject({ fictional: true, organisations: expect.any(Array) })
    expect(await (await visitor.get('/organisations/annuaire.csv?q=fete')).text()).toContain('Fête n° 10')
  })

  test('files are seen and taken away by those who may read them in; not found for the others', async () => {
    await readGrants(someGrants)
    const { id } = await world.db.selectFrom('file_imports').select('id').executeTakeFirstOrThrow()
    const allowed = ['agent', 'manager', 'director_general', 'finance_officer', 'administrator']
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      const may = role !== null && allowed.includes(role)
      expect((await browser.get('/organisations/fichiers')).status).toBe(may ? 200 : 404)
      if (!may) expect((await browser.post(`/organisations/fichiers/${id}/retrait`)).status).toBe(404)
    }
    expect(await count('grants')).toBe(3)
  })

  test('a body that does not exist is not found', async () => {
    const visitor = await world.as(null)
    for (const id of ['x', '00000000-0000-4000-8000-000000000000'])
      expect((await visitor.get(`/organisations/${id}`)).status).toBe(404)
  })
})
