import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { emptyDirectory } from '#test/empty-directory.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'
import { readNumbers } from './file-numbers.rules.ts'
import { importGrants } from './grant-imports.actions.ts'
import { importOrganisations } from './organisation-imports.actions.ts'
import { parseCourt, parseEntryWithCourt } from './register-entries.rules.ts'

describe('an entry of the register of Alsace-Moselle', () => {
  test('volume and folio are read however they are joined, with the court beside them', () => {
    const joints = [' / ', '/', '-', ' folio ', ', fol. ', ' FOL: n° ', '; folio n°']
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.constantFrom('', 'vol. ', 'Volume n° ', 'VOL '),
        fc.constantFrom(...joints),
        fc.constantFrom('', ', TJ Colmar', ' (Tribunal judiciaire de Colmar)'),
        (volume, folio, before, joint, court) => {
          const read = parseEntryWithCourt(`${before}${volume}${joint}${folio}${court}`)
          expect(read?.entry).toBe(`${volume}/${folio}`)
          expect(parseCourt(read?.court ?? '')).toBe(court === '' ? null : 'Colmar')
        },
      ),
    )
  })

  test('courts are known by their seat, however the court is named', () => {
    const names = [
      'TJ Strasbourg',
      'Tribunal de proximité d’Haguenau',
      'greffe du tribunal judiciaire de Metz',
    ]
    expect([...names, 'SELESTAT', 'Tribunal d’instance de Saint Avold', 'Paris', ''].map(parseCourt)).toEqual(
      ['Strasbourg', 'Haguenau', 'Metz', 'Sélestat', 'Saint-Avold', null, null],
    )
  })

  test('numbers written in the column beside are found, and said', () => {
    const read = (cells: Readonly<Record<string, string>>) => {
      const { siren, rna, register, doubts } = readNumbers((field) => cells[field] ?? '', {
        isTruncated: false,
        isSirenColumn: false,
        hasVolumes: true,
      })
      return [siren, rna, register?.entry ?? null, doubts.map(({ code, field }) => `${field} ${code}`).join()]
    }
    expect(read({ rna: 'vol. 42 folio 17', court: 'Colmar' })).toEqual([
      null,
      null,
      '42/17',
      'rna register_in_rna',
    ])
    expect(read({ rna: 'vol. 42 folio 17' })).toEqual([null, null, null, 'rna court_missing'])
    expect(read({ rna: '450 324 660' })).toEqual(['450324660', null, null, 'rna siren_in_rna'])
    expect(read({ siret: 'w2a1000249' })).toEqual([null, 'W2A1000249', null, 'siret rna_in_siret'])
    expect(read({ register: '42/17', court: 'Poitiers' })).toEqual([
      null,
      null,
      null,
      'register court_unknown',
    ])
    expect(read({ register: 'xx', rna: 'W862000001' })).toEqual([
      null,
      'W862000001',
      null,
      'register register_unreadable',
    ])
  })
})

let world: World
let agent: Browser
beforeAll(async () => {
  world = await makeWorld()
  agent = await world.as('agent')
})
afterAll(() => world.close())
afterEach(() => emptyDirectory(world))

const csv = (fileName: string, ...lines: string[]) => ({
  fileName,
  bytes: new TextEncoder().encode(lines.join('\n')),
})
const numbers = () =>
  world.db
    .selectFrom('organisation_identifiers')
    .select(['value', 'court', 'valid_from'])
    .where('scheme', '=', 'alsace_moselle')
    .orderBy('value')
    .orderBy('court')
    .execute()

describe('a file with the register of Alsace-Moselle', () => {
  const header = 'nom;volume;folio;tribunal;date inscription;rna'
  const file = csv(
    'alsace.csv',
    header,
    'Chorale;42;17;Tribunal judiciaire de Colmar;12/03/1990;',
    // The same volume and folio of another court are another body.
    'Roller;42;17;TJ Strasbourg;;',
    'Musique;43;;Colmar;;',
    'Théâtre;44;1;;;',
    'Club;45;2;Nevers;;',
    'Amicale;;;Metz;;vol. 9 folio 8',
  )

  test('keeps volume, folio and court with the day of the entry; a wrong one is said with its place and remedy', async () => {
    const shown = await agent.post('/organisations/fichiers/nouveau', {
      nature: 'organisations',
      fichier: new File([file.bytes], file.fileName),
    })
    const page = (await shown.text()).replaceAll('\u00a0', ' ')
    expect(page).toContain('3 créées')
    for (const [line, column, remedy] of [
      [4, 'volume', 'Écrivez le volume et le folio'],
      [5, 'volume', 'Ajoutez le tribunal qui tient le registre'],
      [6, 'volume', 'Aucun tribunal d’Alsace-Moselle ne siège là'],
      [7, 'rna', 'écrits dans la colonne du RNA'],
    ] as const)
      expect(page).toMatch(new RegExp(`<td>${line}</td><td>${column}</td><td>[^<]*</td><td>[^<]*${remedy}`))
    const bring = async () => {
      const done = await importOrganisations(await world.context(null), file, 'server')
      if (!done.ok) throw new Error(done.refusal.code)
      return done.value.counts
    }
    expect(await bring()).toMatchObject({ created: 3, changed: 0 })
    expect(await numbers()).toEqual([
      { value: '42/17', court: 'Colmar', valid_from: '1990-03-12' },
      { value: '42/17', court: 'Strasbourg', valid_from: null },
      { value: '9/8', court: 'Metz', valid_from: null },
    ])
    expect(await bring()).toMatchObject({ created: 0, changed: 0, unchanged: 3 })
  })

  test('a column « volume » without folios is of something else', async () => {
    const other = csv('heures.csv', 'nom;siren;volume', 'Roller;450324660;120 h')
    const done = await importOrganisations(await world.context(null), other, 'server')
    expect(done.ok && [done.value.counts.created, done.value.reading.doubts]).toEqual([1, []])
  })

  test('grants name the body by it, and two courts are two bodies', async () => {
    await importOrganisations(await world.context(null), file, 'server')
    const grants = csv(
      'subventions.csv',
      'beneficiaire;montant;registre des associations;tribunal;dates versement',
      'Chorale de Colmar;10;Vol. 42, Fol. 17;Colmar;22/11/2017',
      'Chorale de Mulhouse;20;Vol. 42, Fol. 17;Mulhouse;',
    )
    const done = await importGrants(await world.context(null), grants, 'server')
    if (!done.ok) throw new Error(done.refusal.code)
    expect(done.value.bodies).toEqual({ known: 1, made: 1 })
    expect(done.value.reading.identifiers).toMatchObject({ registerValid: 2, missing: 0 })
    const { id } = await world.db
      .selectFrom('organisations')
      .select('id')
      .where('name', '=', 'Chorale')
      .executeTakeFirstOrThrow()
    const sheet = (await (await agent.get(`/organisations/${id}`)).text()).replaceAll('\u00a0', ' ')
    expect(sheet).toContain('42/17, tribunal de Colmar')
    expect(sheet).toContain('depuis le 12 mars 1990')
  })
})
