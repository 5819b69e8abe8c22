import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { emptyDirectory } from '#test/empty-directory.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { findByNumber } from './organisation-book.queries.ts'
import {
  importOrganisations,
  openOrganisations,
  planOrganisationImport,
} from './organisation-imports.actions.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
afterEach(() => emptyDirectory(world))

const csv = (...lines: string[]) => ({
  fileName: 'fichier.csv',
  bytes: new TextEncoder().encode(lines.join('\n')),
})
async function bring(...lines: string[]) {
  const done = await importOrganisations(await world.context(null), csv(...lines), 'server')
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value
}

/** A row of a file, and a body as the model of these tests knows it. */
interface Row {
  readonly siren: string | null
  readonly rna: string | null
  readonly name: string
  readonly acronym: string
  readonly isActive: boolean
}
interface Body {
  siren: string | null
  readonly rna: Set<string>
  name: string
  acronym: string
  isActive: boolean
}

const row = fc
  .record({
    siren: fc.constantFrom(null, '450324660', '552100554', '732829320'),
    rna: fc.constantFrom(null, 'W862000001', 'W862000002'),
    name: fc.constantFrom('Roller', 'Chorale'),
    acronym: fc.constantFrom('', 'RC'),
    isActive: fc.boolean(),
  })
  .filter(({ siren, rna }) => siren !== null || rna !== null)

/** What the words of the import say, one row at a time in memory: which body each row is, then what writing it does. */
function expected(bodies: Body[], rows: readonly Row[]) {
  const counts = { created: 0, changed: 0, unchanged: 0, closed: 0 }
  const spoken = new Map(rows.map((each) => [each.siren ?? `rna:${each.rna}`, each]))
  const known = bodies.slice()
  const matched = [...spoken.values()].map((each) => ({ row: each, body: bodyOf(known, each) }))
  const inOrder = matched.toSorted((one, other) => rows.indexOf(one.row) - rows.indexOf(other.row))
  const last = inOrder.filter(
    ({ body }, index) => !body || !inOrder.slice(index + 1).some((later) => later.body === body),
  )
  for (const { row: said, body } of last) {
    if (!said.isActive && (!body || body.isActive)) counts.closed += 1
    if (!body) {
      counts.created += 1
      bodies.push({ ...said, rna: new Set(said.rna === null ? [] : [said.rna]) })
      continue
    }
    const isSame =
      body.isActive === said.isActive &&
      body.name === said.name &&
      body.acronym === said.acronym &&
      (said.siren === null || body.siren === said.siren) &&
      (said.rna === null || body.rna.has(said.rna))
    counts[isSame ? 'unchanged' : 'changed'] += 1
    Object.assign(body, { name: said.name, acronym: said.acronym, isActive: said.isActive })
    body.siren ??= said.siren
    if (said.rna !== null) body.rna.add(said.rna)
  }
  return counts
}

function bodyOf(known: readonly Body[], { siren, rna }: Row): Body | null {
  const named = siren === null ? undefined : known.find((body) => body.siren === siren)
  if (named) return named
  const carriers = rna === null ? [] : known.filter((body) => body.rna.has(rna))
  const [only] = carriers
  return only && carriers.length === 1 && (siren === null || only.siren === null) ? only : null
}

const line = ({ siren, rna, name, acronym, isActive }: Row) =>
  [name, siren ?? '', rna ?? '', acronym, isActive ? 'A' : 'C'].join(';')

test('files one after the other: what is created, changed, left and closed is what the words of the import say', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(row, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
      async (files) => {
        await emptyDirectory(world)
        const bodies: Body[] = []
        for (const rows of files) {
          const file = csv('nom;siren;rna;sigle;position', ...rows.map(line))
          const open = await openOrganisations({ db: world.db }, file)
          if (!open.ok) throw new Error(open.refusal.code)
          const preview = await planOrganisationImport({ db: world.db }, open.value)
          const counts = expected(bodies, rows)
          expect(preview.counts).toEqual(counts)
          const done = await importOrganisations(await world.context(null), file, 'server')
          expect(done.ok && done.value.counts).toEqual(counts)
        }
        const kept = await world.db
          .selectFrom('organisations')
          .select(['name', 'status'])
          .orderBy('name')
          .orderBy('status')
          .execute()
        expect(kept).toEqual(
          bodies
            .map(({ name, isActive }) => ({ name, status: isActive ? 'active' : 'closed' }))
            .toSorted((one, other) =>
              one.name === other.name ? (one.status < other.status ? -1 : 1) : one.name < other.name ? -1 : 1,
            ),
        )
      },
    ),
    { numRuns: 25 },
  )
})

test('the database knows how much a file brought as soon as it is written: searches go by its words at once', async () => {
  await bring('siren;denomination', '450324660;Roller', '552100554;Chorale')
  const { rows } =
    await sql`select reltuples::int as counted from pg_class where oid = 'organisations'::regclass`.execute(
      world.db,
    )
  expect(rows).toEqual([{ counted: 2 }])
})

describe('the address of a file', () => {
  const header = 'nom;siren;adresse;code postal;commune;latitude;longitude'
  const places = () =>
    world.db
      .selectFrom('establishments')
      .select(['street', 'city', 'lat', 'is_head_office', 'is_imported'])
      .orderBy('street')
      .execute()

  test('makes the head office, moves it with the next file, and finds it on the page', async () => {
    await bring(header, 'Roller;450324660;3 rue du Lac;86000;Poitiers;46,58;0,34')
    expect(await places()).toEqual([
      { street: '3 rue du Lac', city: 'Poitiers', lat: 46.58, is_head_office: true, is_imported: true },
    ])
    expect((await bring(header, 'Roller;450324660;3 rue du Lac;86000;Poitiers;46,58;0,34')).counts).toEqual({
      created: 0,
      changed: 0,
      unchanged: 1,
      closed: 0,
    })
    expect((await bring(header, 'Roller;450324660;8 quai Neuf;86000;Poitiers;;')).counts.changed).toBe(1)
    expect(await places()).toMatchObject([{ street: '8 quai Neuf', lat: null }])
    // A file without addresses says nothing of them.
    expect((await bring('nom;siren', 'Roller;450324660')).counts.unchanged).toBe(1)
    expect(await places()).toMatchObject([{ street: '8 quai Neuf' }])
  })

  test('rewritten or taken away by hand, it is no file’s any more', async () => {
    await bring(header, 'Roller;450324660;3 rue du Lac;86000;Poitiers;;')
    const id = (await findByNumber(world.db, { scheme: 'siren', value: '450324660' }))?.id ?? ''
    const agent = await world.as('agent')
    const place = await world.db.selectFrom('establishments').select('id').executeTakeFirstOrThrow()
    const path = `/organisations/${id}/etablissements/${place.id}`
    await agent.post(path, { rue: '5 place Haute', ville: 'Poitiers', version: '1' })
    await bring(header, 'Roller;450324660;9 rue Basse;86000;Poitiers;;')
    expect(await places()).toMatchObject([{ street: '5 place Haute', is_imported: false }])
    await agent.post(`${path}/retrait`, { version: '2' })
    await bring(header, 'Roller;450324660;11 rue Basse;86000;Poitiers;;')
    expect(await places()).toEqual([])
  })
})

test('a long file is written while its page grows, and says in the end what was done', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => `Comité ${index};W86${1_000_000 + index}`)
  const agent = await world.as('agent')
  const path = '/organisations/fichiers/nouveau'
  const sent = { nature: 'organisations', fichier: new File([['nom;rna', ...rows].join('\n')], 'rna.csv') }
  const shown = await (await agent.post(path, sent)).text()
  expect(shown.replaceAll('\u202f', '')).toContain('5000 créées')
  const contenu = /name="contenu" value="([^"]+)"/.exec(shown)?.[1] ?? ''
  // Packed: a third of the file, not a third more than it.
  expect(contenu.length).toBeLessThan(60_000)
  const answer = await agent.post(`${path}/confirmation`, {
    nature: 'organisations',
    nom: 'rna.csv',
    contenu,
  })
  expect(answer.status).toBe(200)
  const page = await answer.text()
  expect([...page.matchAll(/<li>(\d+) (?:lignes lues|fiches écrites) sur 5000<\/li>/g)].length).toBe(7)
  expect(page.replaceAll('\u202f', '')).toContain('5000 créées, 0 modifiées')
  expect(page).toMatch(/<\/ol><p class="notice"[\s\S]*<\/main>[\s\S]*<\/html>$/)
  expect(await world.db.selectFrom('organisations').select('id').execute()).toHaveLength(5000)
})
