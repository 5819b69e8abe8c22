import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { emptyDirectory } from '#test/empty-directory.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { referencePath } from '#test/reference.ts'
import { grantReport, organisationReport } from './file-report.ts'
import { importGrants } from './grant-imports.actions.ts'
import { importOrganisations } from './organisation-imports.actions.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
afterEach(() => emptyDirectory(world))

const folder = referencePath('data', 'actors')
const source = (...parts: string[]) => ({
  fileName: parts.at(-1) ?? '',
  bytes: readFileSync(path.join(folder ?? '', ...parts)),
})

async function readGrants(file: ReturnType<typeof source>) {
  const done = await importGrants(await world.context(null), file, 'server')
  if (!done.ok) throw new Error(done.refusal.code)
  return grantReport(done.value)
}

const ask = async (query: string) =>
  (await sql<Record<string, unknown>>`${sql.raw(query)}`.execute(world.db)).rows

describe.skipIf(folder === null)('Poitiers 2017 (P1)', () => {
  const file = () => source('subventions', 'poitiers-2017-scdl-v1-siret-tronques.csv')

  test('every SIRET lost its end, every SIREN is recovered, no cent is lost', async () => {
    const report = await readGrants(file())
    expect(report).toMatchObject({
      rows: 562,
      blank: 0,
      accepted: 562,
      rejected: [],
      sum_cents: 1_154_835_923,
      identifiers: { siret_valid: 0, siren_recovered: 562, rna_valid: 0, missing: 0 },
      encoding: 'utf-8',
      delimiter: ';',
      organisations: { known: 0, new: 323 },
      doubts: [],
    })
    expect(report.explanations.map(({ column, reason }) => [column, reason])).toEqual([
      ['ATTRIB_SIRET', 'truncated'],
    ])
    expect(report.organisations.spelled_differently).toMatchObject([{ number: '493202337' }])
    expect(
      await ask(`select count(*)::int as lines, count(distinct act_reference)::int as acts,
        count(distinct (organisation_id, beneficiary_name))::int as spellings, min(amount_cents)::int as least,
        max(amount_cents)::int as most, min(granted_on)::text as first, max(granted_on)::text as last from grants`),
    ).toEqual([
      {
        lines: 562,
        acts: 56,
        spellings: 324,
        least: 7600,
        most: 66_144_600,
        first: '2016-12-05',
        last: '2017-12-11',
      },
    ])
    expect(
      await ask('select scheme, count(*)::int as held from organisation_identifiers group by scheme'),
    ).toEqual([{ scheme: 'siren', held: 323 }])
  })

  test('who passes the thresholds of an agreement and of publication is counted', async () => {
    await readGrants(file())
    expect(
      await ask(`with given as (select sum(amount_cents) as cents from grants group by organisation_id)
        select count(*) filter (where cents > 2300000)::int as above, count(*) filter (where cents >= 2300000)::int as at,
          count(*) filter (where cents > 15300000)::int as published,
          (select count(*)::int from grants where amount_cents > 2300000) as lines from given`),
    ).toEqual([{ above: 47, at: 48, published: 13, lines: 72 }])
  })

  test('taken away, it leaves what was there before, numbers included', async () => {
    const known = {
      fileName: 'a.csv',
      bytes: new TextEncoder().encode('nom;siren;rna\nUn;493202337;W862000001'),
    }
    await importOrganisations(await world.context(null), known, 'server')
    const state = () =>
      ask(`select o.name, i.scheme, i.value from organisations o left join organisation_identifiers i
        on i.organisation_id = o.id order by 1, 2, 3`)
    const before = await state()
    expect((await readGrants(file())).organisations).toMatchObject({ known: 1, new: 322 })
    const withSiret = 'beneficiaire;siret;montant\nUn;49320233700017;10'
    await readGrants({ fileName: 'b.csv', bytes: Buffer.from(withSiret) })
    const finance = await world.as('finance_officer')
    for (const { id } of await world.db
      .selectFrom('file_imports')
      .select('id')
      .where('kind', '=', 'grants')
      .execute())
      expect((await finance.post(`/organisations/fichiers/${id}/retrait`)).status).toBe(303)
    expect(await state()).toEqual(before)
    expect(await ask('select count(*)::int as held from grants')).toEqual([{ held: 0 }])
  })
})

describe.skipIf(folder === null)('Nièvre, Lot, Aube (P2)', () => {
  test('encodings, words among amounts, no identifier at all', async () => {
    const nievre = await readGrants(source('subventions', 'nievre-2016-cp1252-siret-vides.csv'))
    expect(nievre).toMatchObject({
      rows: 97,
      accepted: 90,
      sum_cents: 1_714_071_500,
      identifiers: { siret_valid: 0, siren_recovered: 0, rna_valid: 0, missing: 97 },
      encoding: 'windows-1252',
      delimiter: ',',
    })
    const foundIn = (message: string) => /^« (.*) »/.exec(message)?.[1] ?? ''
    expect(
      nievre.rejected.map(({ reason, message }) => `${reason} ${foundIn(message)}`.trim()).sort(),
    ).toEqual([
      'amount_missing',
      ...['NC', 'ODHLM', 'SEM', 'SEM', 'SEM', 'SEM'].map((found) => `amount_unreadable ${found}`),
    ])
  })

  test('blank records are counted, letters of Windows-1252 and cells of several lines kept', async () => {
    const lot = await readGrants(source('subventions', 'lot-2017-cp1252-retours-ligne.csv'))
    expect(lot).toMatchObject({ rows: 34, blank: 21, accepted: 13, sum_cents: 87_820_500 })
    expect(lot.identifiers.siret_valid).toBe(13)
    const texts = await ask(`select count(*) filter (where beneficiary_name like '%œuvres%')::int as letters,
      count(*) filter (where beneficiary_name like '%Ecaussystème%')::int as names,
      count(*) filter (where subject || beneficiary_name like '%' || chr(10) || '%')::int as lines from grants`)
    expect(texts[0]).toMatchObject({ lines: 1 })
    expect(Number(texts[0]?.letters)).toBeGreaterThan(0)
    expect(Number(texts[0]?.names)).toBeGreaterThan(0)
  })

  test('a workbook with a title above its header: an amount with its word, a day with a remark', async () => {
    const aube = await readGrants(source('subventions', 'aube-conventions.xlsx'))
    expect(aube).toMatchObject({ rows: 7, accepted: 7, rejected: [], encoding: null, delimiter: null })
    expect(
      await ask(`select amount_cents::int as cents, granted_on::text as day, subject like '%Solde en 2018' as remarked
        from grants where amount_cents = 9700000 or subject like '%Solde en 2018' order by 1`),
    ).not.toEqual([])
  })

  test('the schema’s own invalid file: twenty truncated numbers recognised, an error list by cell', async () => {
    const report = await readGrants(source('subventions', 'scdl-exemple-invalide-cellules.csv'))
    expect(report).toMatchObject({ rows: 29, identifiers: { siren_recovered: 20 } })
    expect(report.accepted + new Set(report.rejected.map(({ line }) => line)).size + report.blank).toBe(29)
  })
})

describe.skipIf(folder === null)('the social economy (P4)', () => {
  test('2,561 bodies: letters in RNA numbers, closed ones, a number that two carry; the second time nothing', async () => {
    const bring = async () => {
      const done = await importOrganisations(
        await world.context(null),
        source('ess-sirene-rna.csv'),
        'server',
      )
      if (!done.ok) throw new Error(done.refusal.code)
      return organisationReport(done.value)
    }
    expect(await bring()).toMatchObject({
      rows: 2561,
      accepted: 2561,
      created: 2561,
      changed: 0,
      closed: 386,
      identifiers: { siret_valid: 2561, rna_valid: 1242, missing: 0 },
      questions: [{ rna: 'W751244387', sirens: ['850915273', '905151130'] }],
    })
    expect(
      await ask(`select count(*) filter (where scheme = 'siren')::int as siren, count(*) filter (where scheme = 'siret')::int as siret,
        count(*) filter (where scheme = 'rna')::int as rna, count(*) filter (where scheme = 'rna' and value ~ '^W.*[A-Z]')::int as lettered
        from organisation_identifiers`),
    ).toEqual([{ siren: 2561, siret: 2561, rna: 1242, lettered: 52 }])
    expect(
      await ask(`select count(*)::int as foreign_siret from organisation_identifiers siret
        join organisation_identifiers siren on siren.organisation_id = siret.organisation_id and siren.scheme = 'siren'
        where siret.scheme = 'siret' and left(siret.value, 9) <> siren.value`),
    ).toEqual([{ foreign_siret: 0 }])
    expect(await ask(`select count(*)::int as closed from organisations where status = 'closed'`)).toEqual([
      { closed: 386 },
    ])
    expect(await bring()).toMatchObject({ created: 0, changed: 0, unchanged: 2561, closed: 0 })
  })
})
