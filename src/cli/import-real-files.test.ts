import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { emptyDirectory } from '#test/empty-directory.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { referencePath } from '#test/reference.ts'
import { openTestTerminal } from '#test/test-terminal.ts'
import { importGrantsCommand, importOrganisationsCommand } from './import-actors.command.ts'

// Real files of real towns, through the commands and the pages. Their figures were counted apart from this product.

const folder = referencePath('data', 'actors')
const fileOf = (...parts: string[]) => path.join(folder ?? '', ...parts)
const poitiers = fileOf('subventions', 'poitiers-2017-scdl-v1-siret-tronques.csv')

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  await emptyDirectory(world)
  await world.db.deleteFrom('grantor_sirets').execute()
})

const remark = z.object({ line: z.number(), column: z.string(), reason: z.string(), message: z.string() })
/** What the issue asks of every report, exactly; the rest is ours. */
const common = {
  rows: z.number(),
  blank: z.number(),
  accepted: z.number(),
  rejected: z.array(remark.strict()),
  identifiers: z
    .object({
      siret_valid: z.number(),
      siren_recovered: z.number(),
      rna_valid: z.number(),
      missing: z.number(),
    })
    .strict(),
  encoding: z.enum(['utf-8', 'utf-8-bom', 'windows-1252']).nullable(),
  delimiter: z.string().nullable(),
}
const grantReport = z.looseObject({ ...common, sum_cents: z.number() })
const organisationReport = z.looseObject({
  ...common,
  created: z.number(),
  changed: z.number(),
  closed: z.number(),
})

async function run<Report extends z.infer<z.ZodObject<typeof common>>>(
  command: typeof importGrantsCommand,
  form: z.ZodType<Report>,
  file: string,
  ...options: string[]
): Promise<Report> {
  const terminal = openTestTerminal(folder ?? '/')
  await command.run([file, '--json', ...options], terminal, await world.context(null))
  const report = form.parse(JSON.parse(terminal.lines.out.join('')))
  const { rows, blank, accepted, rejected } = report
  expect(accepted + new Set(rejected.map(({ line }) => line)).size + blank).toBe(rows)
  return report
}
const readGrants = (file: string, ...options: string[]) =>
  run(importGrantsCommand, grantReport, file, ...options)
const readOrganisations = (file: string, ...options: string[]) =>
  run(importOrganisationsCommand, organisationReport, file, ...options)

const ask = async (query: string) =>
  (await sql<Record<string, unknown>>`${sql.raw(query)}`.execute(world.db)).rows
const pageOf = async (file: string, nature: string) => {
  const agent = await world.as('agent')
  const sent = { nature, fichier: new File([readFileSync(file)], path.basename(file)) }
  const answer = await agent.post('/organisations/fichiers/nouveau', sent)
  return (await answer.text()).replaceAll(/[\u00a0\u202f]/g, ' ')
}

describe.skipIf(folder === null)('Poitiers 2017 (P1)', () => {
  test('every SIRET lost its end, every SIREN is recovered, no cent is lost', async () => {
    const report = await readGrants(poitiers)
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
      // Said once for the column, those whose key is right by chance among them.
      explanations: [{ column: 'ATTRIB_SIRET', reason: 'truncated', numbers: 562, passing_key: 61 }],
    })
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

  test('one body alone has two spellings: joined by its number, and shown to whoever confirms', async () => {
    const report = await readGrants(poitiers, '--dry-run')
    const { spelled_differently } = z
      .object({
        spelled_differently: z.array(z.object({ number: z.string(), spellings: z.array(z.string()) })),
      })
      .parse(report.organisations)
    expect(spelled_differently.map(({ number, spellings }) => [number, spellings.length])).toEqual([
      ['493202337', 2],
    ])
    const page = await pageOf(poitiers, 'grants')
    expect(page).toContain('Une organisation sous plusieurs orthographes')
    expect(page).toContain(
      `493202337 : ${spelled_differently[0]?.spellings.join(' ; ')}`.replaceAll("'", '&#39;'),
    )
    expect(page).toContain('562 versements pour 11 548 359,23 €, à 0 organisations connues et 323 nouvelles')
    expect(page).toContain('même les 61 sur 562 dont la clé est juste par hasard')
    expect(await ask('select 1 from organisations')).toEqual([])
  })

  test('the SIRET of the town is repaired from its settings, once they have it', async () => {
    const grantors = async () => (await readGrants(poitiers, '--dry-run')).grantors
    const grantor = { column: 'COLL_SIRET', siren: '218601946', rows: 562 }
    expect(await grantors()).toMatchObject([{ ...grantor, state: 'broken', sirets: [] }])
    const finance = await world.as('finance_officer')
    const ours = { siret: '21860194600013', debut: '2000-01-01' }
    await finance.post('/organisations/subventions/siret', ours)
    expect(await grantors()).toMatchObject([{ ...grantor, state: 'repaired', sirets: ['21860194600013'] }])
    expect(await pageOf(poitiers, 'grants')).toContain('les réglages de la ville donnent 21860194600013')
  })

  test('who passes the thresholds of an agreement and of audited accounts in the year is counted', async () => {
    const { thresholds } = await readGrants(poitiers, '--dry-run')
    expect(thresholds).toEqual([
      {
        rule: 'SUB-02',
        threshold_cents: 2_300_000,
        beneficiaries_above: 47,
        beneficiaries_at_or_above: 48,
        lines_above: 72,
      },
      expect.objectContaining({ rule: 'SUB-10', threshold_cents: 15_300_000, beneficiaries_above: 13 }),
    ])
    const page = await pageOf(poitiers, 'grants')
    expect(page).toContain('47 bénéficiaires reçoivent plus de 23 000 € dans l’année')
    expect(page).toContain('Versements au-dessus à eux seuls : 72')
    expect(page).toContain('13 bénéficiaires reçoivent plus de 153 000 €')
  })

  test('taken away, it leaves what was there before, numbers included', async () => {
    const agent = await world.as('agent')
    const register = 'nom;siren;rna\nUn;493202337;W862000001'
    const known = { nature: 'organisations', fichier: new File([register], 'a.csv') }
    const shown = await (await agent.post('/organisations/fichiers/nouveau', known)).text()
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(shown)?.[1] ?? ''
    const kept = { nature: 'organisations', nom: 'a.csv', contenu: hidden('contenu') }
    await agent.post('/organisations/fichiers/nouveau/confirmation', kept)
    const state = () =>
      ask(`select o.name, i.scheme, i.value from organisations o left join organisation_identifiers i
        on i.organisation_id = o.id order by 1, 2, 3`)
    const before = await state()
    expect(before).toHaveLength(2)
    expect(await readGrants(poitiers)).toMatchObject({ organisations: { known: 1, new: 322 } })
    expect(await ask('select count(*)::int as held from organisations')).toEqual([{ held: 323 }])
    const list = await (await agent.get('/organisations/fichiers')).text()
    const undo = /action="(\/organisations\/fichiers\/[0-9a-f-]{36}\/retrait)"/.exec(list)?.[1] ?? ''
    expect((await agent.post(undo)).status).toBe(303)
    expect(await state()).toEqual(before)
    expect(await ask('select count(*)::int as held from grants')).toEqual([{ held: 0 }])
  })
})

describe.skipIf(folder === null)('Nièvre, Lot, Aube (P2)', () => {
  test('encodings, words among amounts, no identifier at all, a grantor given as a SIREN', async () => {
    const nievre = await readGrants(
      fileOf('subventions', 'nievre-2016-cp1252-siret-vides.csv'),
      '--keep-good',
    )
    expect(nievre).toMatchObject({
      rows: 97,
      blank: 0,
      accepted: 90,
      sum_cents: 1_714_071_500,
      identifiers: { siret_valid: 0, siren_recovered: 0, rna_valid: 0, missing: 97 },
      encoding: 'windows-1252',
      delimiter: ',',
      grantors: [{ column: 'COLL_SIRET', siren: '225800010', state: 'broken', rows: 97 }],
    })
    const foundIn = (message: string) => /^« (.*) »/.exec(message)?.[1] ?? ''
    expect(
      nievre.rejected.map(({ reason, message }) => `${reason} ${foundIn(message)}`.trim()).sort(),
    ).toEqual([
      'amount_missing',
      ...['NC', 'ODHLM', 'SEM', 'SEM', 'SEM', 'SEM'].map((found) => `amount_unreadable ${found}`),
    ])
    expect(new Set(nievre.rejected.map(({ column }) => column))).toEqual(new Set(['SUB_MONTANT']))
    expect(await ask('select count(*)::int as written from grants')).toEqual([{ written: 90 }])
  })

  test('blank records are counted, letters of Windows-1252 and cells of several lines kept', async () => {
    const lot = await readGrants(fileOf('subventions', 'lot-2017-cp1252-retours-ligne.csv'))
    expect(lot).toMatchObject({
      rows: 34,
      blank: 21,
      accepted: 13,
      rejected: [],
      sum_cents: 87_820_500,
      identifiers: { siret_valid: 13, siren_recovered: 0, missing: 0 },
      encoding: 'windows-1252',
      delimiter: ';',
      grantors: [{ siren: '224600015', state: 'whole', rows: 13 }],
    })
    expect(
      await ask(`select count(*) filter (where beneficiary_name like '%Fédération des œuvres laïques%')::int as letters,
        count(*) filter (where beneficiary_name = 'Association "Ecaussystème"')::int as names,
        count(*) filter (where subject || beneficiary_name like '%' || chr(10) || '%')::int as lines from grants`),
    ).toEqual([{ letters: 1, names: 1, lines: 1 }])
    // A period of payment keeps both its days.
    expect(
      await ask(`select paid_from::text as from, paid_to::text as to, payment_note as note from grants
        where beneficiary_name = 'Association "Ecaussystème"'`),
    ).toEqual([{ from: '2018-01-04', to: '2021-06-21', note: '' }])
  })

  test('a workbook with a title above its header: an amount with its word, the first day of two', async () => {
    const aube = await readGrants(fileOf('subventions', 'aube-conventions.xlsx'))
    expect(aube).toMatchObject({
      rows: 7,
      blank: 0,
      accepted: 7,
      rejected: [],
      sum_cents: 258_060_000,
      encoding: null,
      delimiter: null,
    })
    expect(
      await ask(`select file_line as line, granted_on::text as day, amount_cents::int as cents, paid_from::text as paid,
        payment_note as note from grants order by file_line`),
    ).toEqual([
      // The header is on line 2, under a merged title.
      { line: 3, day: '2017-11-16', cents: 5_000_000, paid: '2017-11-28', note: '08/12/2017' },
      { line: 4, day: '2017-11-16', cents: 9_700_000, paid: '2017-11-22', note: 'Solde en 2018' },
      { line: 5, day: '2017-11-03', cents: 5_000_000, paid: '2017-11-15', note: '' },
      { line: 6, day: '2017-10-01', cents: 10_000_000, paid: '2017-11-07', note: 'Solde en 2018' },
      {
        line: 7,
        day: '2017-10-25',
        cents: 146_560_000,
        paid: '2017-04-14',
        note: '(avance)\nSolde 15/11/2017',
      },
      { line: 8, day: '2017-12-06', cents: 19_500_000, paid: '2017-12-11', note: 'Solde en 2018' },
      { line: 9, day: '2017-12-06', cents: 62_300_000, paid: '2017-12-11', note: '' },
    ])
    const { id } = z
      .object({ id: z.string() })
      .parse((await ask(`select id from organisations where name like '%Défense Sanitaire%'`))[0])
    const sheet = await (await (await world.as(null)).get(`/organisations/${id}`)).text()
    expect(sheet.replaceAll('\u00a0', ' ')).toContain('versé le 22 novembre 2017 · Solde en 2018')
  })

  test('the schema’s own invalid file: twenty truncated numbers recognised, an error list by cell', async () => {
    const file = fileOf('subventions', 'scdl-exemple-invalide-cellules.csv')
    const report = await readGrants(file, '--dry-run')
    expect(report).toMatchObject({ rows: 29, identifiers: { siren_recovered: 20 } })
    expect(report.rejected.length).toBeGreaterThan(0)
    const lines = readFileSync(file, 'utf8').split('\n')
    for (const { line, column, message } of report.rejected) {
      expect(lines[0]).toContain(column)
      expect(lines[line - 1]).toContain(/^« (.*) »/.exec(message)?.[1] ?? '')
    }
  })

  test('grants of the State: euros with their sign, a SIREN or a SIRET for a number', async () => {
    expect(await readGrants(fileOf('subventions', 'fonds-vert-2023-extrait.csv'), '--dry-run')).toMatchObject(
      {
        rows: 1172,
        accepted: 1172,
        rejected: [],
        sum_cents: 19_748_628_031,
        identifiers: { siret_valid: 93, siren_recovered: 1075, rna_valid: 0, missing: 4 },
      },
    )
  })
})

describe.skipIf(folder === null)('the social economy (P4)', () => {
  const ess = fileOf('ess-sirene-rna.csv')

  test('2,561 bodies: letters in RNA numbers, closed ones, a number that two carry; the second time nothing', async () => {
    expect(await readOrganisations(ess)).toMatchObject({
      rows: 2561,
      blank: 0,
      accepted: 2561,
      rejected: [],
      created: 2561,
      changed: 0,
      closed: 386,
      identifiers: { siret_valid: 2561, siren_recovered: 0, rna_valid: 1242, missing: 0 },
      questions: [{ rna: 'W751244387', sirens: ['850915273', '905151130'] }],
      encoding: 'utf-8',
      delimiter: ',',
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
    expect(await readOrganisations(ess)).toMatchObject({ created: 0, changed: 0, unchanged: 2561, closed: 0 })
    expect(await pageOf(ess, 'organisations')).toContain('W751244387 (850915273, 905151130)')
  })

  test('third places that a program named by likeness (P5): none is linked, each says what agrees, differs and is unknown', async () => {
    await readOrganisations(ess)
    const file = fileOf('tiers-lieux-rapprochement-nom-siren.csv')
    const report = await readOrganisations(file, '--keep-good')
    expect(report).toMatchObject({ rows: 19, accepted: 0, created: 0, changed: 0, closed: 0 })
    expect(report.rejected.map(({ column, reason }) => [column, reason])).toEqual(
      Array.from({ length: 19 }, () => ['siren_propose', 'identifier_proposed']),
    )
    expect(await ask('select count(*)::int as bodies from organisations')).toEqual([{ bodies: 2561 }])
    const judged = z
      .array(
        z.looseObject({
          line: z.number(),
          name: z.string(),
          siren: z.string(),
          agree: z.array(z.string()),
          disagree: z.array(z.string()),
          probable_false_friend: z.boolean(),
          register: z.record(z.string(), z.string().nullable()),
        }),
      )
      .parse(report.proposals)
    expect(judged).toHaveLength(19)
    expect(judged[0]).toMatchObject({
      line: 2,
      name: 'Le tiers lieu de carpentras',
      siren: '062201199',
      likeness: 1,
      agree: ['name'],
      disagree: [],
      probable_false_friend: true,
      register: { name: 'TETRA', legal_form: '5499', activity: '45.2R', founded: '1962-01-01' },
    })
    const cluesOf = (name: string) => {
      const found = judged.find((each) => each.name === name)
      return [found?.agree, found?.disagree]
    }
    // The department of the RNA against that of the postcode.
    expect(cluesOf("l'Alternateur")).toEqual([[], ['department']])
    const verdictOn = (name: string) => judged.find((each) => each.name === name)?.verdict
    expect(
      ["l'Alternateur", 'GFIIP - GuyaFab Innovation In Progress', 'Solideria', 'Cocoba'].map(verdictOn),
    ).toEqual(['false_friend', 'to_check', 'false_friend', 'nothing_said'])
    expect(cluesOf('GFIIP - GuyaFab Innovation In Progress')).toEqual([['department'], []])
    expect(cluesOf('Solideria')[0]).toContain('department')
    const page = await pageOf(file, 'organisations')
    expect(page).toContain('19 numéros proposés d’après un nom')
    expect(page).toContain('Rien à écrire')
    expect(page).toMatch(
      /Le tiers lieu de carpentras[\s\S]*?TETRA[\s\S]*?Faux ami probable[\s\S]*?45\.2R, date de création 1er janvier 1962/,
    )
  })
})
