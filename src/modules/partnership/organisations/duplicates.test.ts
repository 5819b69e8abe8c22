import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { cents } from '#kernel/cents.ts'
import { emptyDirectory } from '#test/empty-directory.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { referencePath } from '#test/reference.ts'
import { listComparables } from './duplicates.queries.ts'
import { type Comparable, compare, findCandidates, likeness } from './duplicates.rules.ts'
import { importGrants } from './grant-imports.actions.ts'
import { aidWindowOf, findOrganisationByNumber, recordGrant } from './organisation-book.ts'
import { importOrganisations } from './organisation-imports.actions.ts'

const record = (id: string, name: string, more: Partial<Comparable> = {}): Comparable => ({
  id,
  name,
  otherNames: [],
  siren: null,
  rna: null,
  legalForm: '',
  activity: '',
  founded: '',
  postcode: '',
  email: '',
  telephone: '',
  ...more,
})

describe('what speaks for one body, and against', () => {
  test('equal names prove nothing: a third place and a garage of the same name are a probable false friend', () => {
    const pair = compare(
      record('1', 'TeTra', { postcode: '84200', legalForm: '9220' }),
      record('2', 'TETRA', { postcode: '06200', legalForm: '5499', founded: '1962-01-01' }),
    )
    expect(pair).toMatchObject({
      likeness: 1,
      agree: ['name'],
      disagree: ['postcode', 'department', 'legal_form'],
      isFalseFriend: true,
    })
  })

  test('a shared number outweighs two spellings; what only one says counts for neither', () => {
    const pair = compare(
      record('1', 'Le Cube', { rna: 'W862001234' }),
      record('2', 'Le Cube Poitiers', { rna: 'W862001234' }),
    )
    expect(pair.agree).toContain('rna')
    expect(pair).toMatchObject({ isFalseFriend: false })
  })

  test('an RNA says its department where no address does, letters included', () => {
    const corsica = compare(record('1', 'x', { rna: 'W2A1000249' }), record('2', 'x', { postcode: '20200' }))
    expect(corsica.agree).toContain('department')
    const guiana = compare(record('1', 'x', { rna: 'W9C1003412' }), record('2', 'x', { postcode: '97310' }))
    expect(guiana.agree).toContain('department')
  })

  test('candidates share a key; settled pairs and keys that everybody has bring none', () => {
    const many = Array.from({ length: 60 }, (_, n) => record(`m${n}`, `Comité des fêtes numéro ${n}`))
    const pair = [record('a', 'Atelier du Vélo'), record('b', 'Association Atelier Vélo')]
    expect(findCandidates([...many, ...pair], new Set()).map(({ one, other }) => [one.id, other.id])).toEqual(
      [['a', 'b']],
    )
    expect(findCandidates(pair, new Set(['a b']))).toEqual([])
    expect(likeness('Atelier du Vélo', 'ATELIER VELO')).toBe(1)
  })
})

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
afterEach(() => emptyDirectory(world))

const csv = (...lines: string[]) => ({ fileName: 'a.csv', bytes: new TextEncoder().encode(lines.join('\n')) })
const idOf = async (number: string) => (await findOrganisationByNumber(world.db, number))?.id ?? ''

describe('a merge', () => {
  const twoBodies = csv('nom;siren', 'Les Jardins;450324660', 'Les Jardins du Lac;552100554')
  async function give(organisationId: string, amount: number, id: string) {
    await recordGrant(await world.context(null), {
      organisationId,
      kind: 'grant',
      day: calendarDate('2026-03-01'),
      amount: cents(amount),
      subject: id,
      actReference: '',
      deMinimis: 'general',
      source: { kind: 'test', id },
    })
  }

  test('keeps both numbers and both histories, counts the grants of both, and can be undone', async () => {
    await importOrganisations(await world.context(null), twoBodies, 'server')
    const [one, other] = [await idOf('450324660'), await idOf('552100554')]
    await give(one, 10_000_000, 'a')
    await give(other, 5_000_000, 'b')
    const agent = await world.as('agent')
    const done = await Promise.all(
      Array.from({ length: 50 }, () =>
        agent.post(`/organisations/doublons/${one}/${other}`, {
          decision: 'garder-un',
          motif: 'traité de fusion',
        }),
      ),
    )
    expect(done.filter((each) => each.status === 303)).toHaveLength(1)
    expect(await idOf('552100554')).toBe(one)
    const page = await (await agent.get(`/organisations/${one}`)).text()
    for (const number of ['450324660', '552100554', 'Réunit aussi']) expect(page).toContain(number)
    expect(page.replaceAll(/\s/g, ' ')).toContain('150 000 € en tout')
    const aid = await aidWindowOf(world.db, one, calendarDate('2026-11-23'))
    expect(aid.answer.value).toBe(15_000_000)
    // The page of the body that stands says the window of both (P16).
    expect(page.replaceAll(/\s/g, ' ')).toMatch(/Aides de minimis[\s\S]*150 000 €/)
    const moved = await agent.get(`/organisations/${other}`)
    expect([moved.status, moved.headers.get('location')]).toEqual([302, `/organisations/${one}`])
    // A file that names the record that gave way changes it, and creates nothing.
    await importOrganisations(
      await world.context(null),
      csv('nom;siren', 'Les Jardins du Lac;552100554', ';'),
      'server',
    )
    expect(await world.db.selectFrom('organisations').select('id').execute()).toHaveLength(2)
    const list = await (await agent.get('/organisations/doublons')).text()
    const undo =
      /action="(\/organisations\/doublons\/fusions\/[0-9a-f-]{36}\/annulation)"/.exec(list)?.[1] ?? ''
    expect((await (await world.as('resident')).post(undo)).status).toBe(404)
    expect((await agent.post(undo)).status).toBe(303)
    expect((await agent.post(undo)).status).toBe(404)
    expect(await idOf('552100554')).toBe(other)
    const alone = await aidWindowOf(world.db, one, calendarDate('2026-11-23'))
    expect(alone.answer.value).toBe(10_000_000)
  })

  test('of a record that others gave way to carries them, and gives them back', async () => {
    await importOrganisations(
      await world.context(null),
      csv('nom;rna', 'A;W862000001', 'B;W862000002', 'C;W862000003'),
      'server',
    )
    const [a, b, c] = [await idOf('W862000001'), await idOf('W862000002'), await idOf('W862000003')]
    const agent = await world.as('agent')
    await agent.post(`/organisations/doublons/${b}/${c}`, { decision: 'garder-un' })
    await agent.post(`/organisations/doublons/${a}/${b}`, { decision: 'garder-un' })
    expect(await idOf('W862000003')).toBe(a)
    // A number that both records carry names the one body that they are.
    await world.db
      .insertInto('organisation_identifiers')
      .values({ organisation_id: a, scheme: 'rna', value: 'W862000003', source: 'x' })
      .execute()
    await importGrants(
      await world.context(null),
      csv('beneficiaire;rna;montant', 'C;W862000003;10'),
      'server',
    )
    expect(await world.db.selectFrom('organisations').select('id').execute()).toHaveLength(3)
    await world.db.deleteFrom('grants').execute()
    await world.db
      .deleteFrom('organisation_identifiers')
      .where('organisation_id', '=', a)
      .where('value', '=', 'W862000003')
      .execute()
    const { id } = await world.db
      .selectFrom('organisation_merges')
      .select('id')
      .where('absorbed_id', '=', b)
      .executeTakeFirstOrThrow()
    await agent.post(`/organisations/doublons/fusions/${id}/annulation`)
    expect([await idOf('W862000002'), await idOf('W862000003')]).toEqual([b, b])
  })

  test('« two organisations » is remembered; visitors and other roles find nothing', async () => {
    const file = csv('nom;siren;rna', 'Atelier Vélo;450324660;', 'Atelier du Vélo;;W862000001')
    await importOrganisations(await world.context(null), file, 'server')
    const ids = [await idOf('450324660'), await idOf('W862000001')]
    const [one = '', other = ''] = ids
    const path = `/organisations/doublons/${one}/${other}`
    const agent = await world.as('agent')
    const list = await (await agent.get('/organisations/doublons')).text()
    for (const id of ids) expect(list).toContain(id)
    const asked = await agent.get('/organisations/doublons/comparer?un=450324660&autre=W862000001')
    expect([asked.status, asked.headers.get('location')]).toEqual([302, path])
    expect((await agent.get('/organisations/doublons/comparer?un=450324660&autre=rien')).status).toBe(422)
    for (const who of [null, 'resident', 'elected_member', 'organisation_officer'] as const) {
      const browser = await world.as(who)
      expect((await browser.get(path)).status).toBe(404)
      expect((await browser.post(path, { decision: 'garder-un' })).status).toBe(404)
    }
    expect((await agent.post(path, { decision: 'au hasard' })).status).toBe(422)
    await agent.post(path, { decision: 'distinctes', motif: 'deux statuts' })
    expect(await (await agent.get('/organisations/doublons')).text()).toContain('Aucune paire à regarder')
    expect((await agent.get(`/organisations/doublons/${one}/${one}`)).status).toBe(404)
    expect((await agent.get('/organisations/doublons/x/y')).status).toBe(404)
  })
})

const folder = referencePath('data', 'actors')
describe.skipIf(folder === null)('the traps of real files', () => {
  const source = (...parts: string[]) => ({
    fileName: parts.at(-1) ?? '',
    bytes: readFileSync(path.join(folder ?? '', ...parts)),
  })

  test('Poitiers: one body with two spellings is known by its number, and name-alone candidates join nothing', async () => {
    await importGrants(
      await world.context(null),
      source('subventions', 'poitiers-2017-scdl-v1-siret-tronques.csv'),
      'server',
    )
    const records = await listComparables(world.db, null)
    expect(records).toHaveLength(323)
    const candidates = findCandidates(records, new Set())
    expect(candidates.filter(({ agree }) => agree.includes('siren'))).toEqual([])
    expect(candidates.length).toBeLessThan(100)
    expect(
      await world.db.selectFrom('organisations').select('id').where('merged_into', 'is not', null).execute(),
    ).toEqual([])
  })
})
