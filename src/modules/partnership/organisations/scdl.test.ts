import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { calendarDate } from '#kernel/calendar-date.ts'
import { cents } from '#kernel/cents.ts'
import { luhnSum } from '#kernel/siren.ts'
import { decideMeasure } from '#test/decided-measure.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { referencePath } from '#test/reference.ts'
import { importGrants } from './grant-imports.actions.ts'
import { importOrganisations } from './organisation-imports.actions.ts'
import { insertNumber } from './parts.writes.queries.ts'
import { listGrantsToPublish } from './scdl.queries.ts'
import { type GrantToPublish, scdlRow, siretOn } from './scdl.rules.ts'
import { recordQuarter } from './vitality.actions.ts'

const grant: GrantToPublish = {
  id: '1',
  day: calendarDate('2024-05-06'),
  reference: '2024-041',
  organisationId: '1',
  name: 'Roller',
  sirets: ['45032466000011'],
  rna: 'W2A1000249',
  subject: 'x'.repeat(300),
  amount: cents(123_450),
  nature: '',
  paid: { from: null, to: null },
  isInKind: false,
}
const moved = {
  name: 'Ville',
  sirets: [
    { siret: '21860194600013', from: calendarDate('2000-01-01') },
    { siret: '21860194600021', from: calendarDate('2025-01-01') },
  ],
}

describe('a grant in the published format', () => {
  test('a long subject is shortened with a notice; an RNA with a letter is kept, with one', () => {
    const answer = scdlRow(grant, moved)
    expect(answer).toMatchObject({
      kind: 'row',
      notices: ['subject_shortened', 'rna_pattern'],
      row: { rnaBeneficiaire: 'W2A1000249', montant: '1234.50', nature: 'aide en numéraire' },
    })
    expect(answer.kind === 'row' && [...answer.row.objet]).toHaveLength(256)
  })

  test('a town that moved keeps the old SIRET on the acts of before (P16)', () => {
    const siretOf = (day: string) => {
      const answer = scdlRow({ ...grant, day: calendarDate(day) }, moved)
      return answer.kind === 'row' ? answer.row.idAttribuant : null
    }
    expect([siretOf('2024-12-31'), siretOf('2025-01-01')]).toEqual(['21860194600013', '21860194600021'])
    expect(siretOn(moved.sirets, calendarDate('1999-12-31'))).toBeNull()
  })

  test('days of payment are those of the file, else the day of the act', () => {
    const datesOf = (from: string | null, to: string | null) => {
      const paid = { from: from && calendarDate(from), to: to && calendarDate(to) } as GrantToPublish['paid']
      const answer = scdlRow({ ...grant, paid }, moved)
      return answer.kind === 'row' ? answer.row.datesPeriodeVersement : null
    }
    expect([datesOf(null, null), datesOf('2024-06-01', null), datesOf('2024-06-01', '2025-01-31')]).toEqual([
      '2024-05-06',
      '2024-06-01',
      '2024-06-01/2025-01-31',
    ])
  })

  test('what is missing is said, all of it', () => {
    expect(scdlRow({ ...grant, day: null, sirets: [], subject: '' }, moved)).toEqual({
      kind: 'withheld',
      reasons: ['no_day', 'no_siret', 'no_subject'],
    })
  })
})

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const schemaForm = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.string().optional(),
      constraints: z
        .object({
          required: z.boolean().optional(),
          pattern: z.string().optional(),
          enum: z.array(z.string()).optional(),
          maxLength: z.number().optional(),
          minimum: z.number().optional(),
          maximum: z.number().optional(),
        })
        .optional(),
    }),
  ),
})

/** Faults of a row by the published schema: an independent reading of Table Schema's constraints. */
function faultsOf(row: Readonly<Record<string, string>>, schema: z.infer<typeof schemaForm>): string[] {
  return schema.fields.flatMap(({ name, type, constraints = {} }) => {
    const value = row[name] ?? ''
    if (value === '') return constraints.required ? [`${name} missing`] : []
    const { pattern, maxLength, minimum, maximum } = constraints
    return [
      pattern && !new RegExp(pattern).test(value) ? `${name} pattern` : '',
      constraints.enum && !constraints.enum.includes(value) ? `${name} enum` : '',
      maxLength && [...value].length > maxLength ? `${name} long` : '',
      type === 'number' && !/^-?\d+(\.\d+)?$/.test(value) ? `${name} number` : '',
      type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${name} date` : '',
      minimum !== undefined && Number(value) < minimum ? `${name} small` : '',
      maximum !== undefined && Number(value) > maximum ? `${name} large` : '',
    ].filter(Boolean)
  })
}

const folder = referencePath('data', 'actors', 'subventions')
describe.skipIf(folder === null)('Poitiers 2017, published (P3)', () => {
  test('ten bodies with a full SIRET: their rows are valid, the others are listed with the reason', async () => {
    const source = readFileSync(path.join(folder ?? '', 'poitiers-2017-scdl-v1-siret-tronques.csv'))
    await importGrants(await world.context(null), { fileName: 'p.csv', bytes: source }, 'server')
    const grants = await listGrantsToPublish(world.db, null)
    expect(grants).toHaveLength(562)
    const bodies = [...new Set(grants.map(({ organisationId }) => organisationId))].slice(0, 10)
    for (const id of bodies) {
      const { value: siren } = await world.db
        .selectFrom('organisation_identifiers')
        .select('value')
        .where('organisation_id', '=', id)
        .where('scheme', '=', 'siren')
        .executeTakeFirstOrThrow()
      const key = Array.from({ length: 10 }, (_, digit) => `${siren}0001${digit}`).find(
        (siret) => luhnSum(siret) % 10 === 0,
      )
      await insertNumber(world.db, id, { scheme: 'siret', value: key ?? '' }, 'test')
    }
    const finance = await world.as('finance_officer')
    expect(
      (await finance.post('/organisations/subventions/siret', { siret: '218601946', debut: '2000-01-01' }))
        .status,
    ).toBe(422)
    await finance.post('/organisations/subventions/siret', { siret: '21860194600013', debut: '2000-01-01' })
    const file = await (await (await world.as(null)).get('/organisations/subventions.csv?annee=2017')).text()
    const rows = z.array(z.record(z.string(), z.string())).parse(parse(file, { columns: true }))
    const published = grants.filter(
      ({ organisationId, day }) => bodies.includes(organisationId) && day?.startsWith('2017'),
    )
    expect(rows.length).toBe(published.length)
    expect(rows.length).toBeGreaterThan(5)
    const schema = schemaForm.parse(
      JSON.parse(readFileSync(path.join(folder ?? '', 'scdl-subventions-2.1.1.schema.json'), 'utf8')),
    )
    expect(rows.flatMap((row) => faultsOf(row, schema))).toEqual([])
    const page = await (await finance.get('/organisations/subventions')).text()
    expect(page).toContain('Le SIRET complet du bénéficiaire manque')
    expect((await (await world.as('resident')).get('/organisations/subventions')).status).toBe(404)
    const stranger = await world.as('elected_member')
    const refused = await stranger.post('/organisations/subventions/siret', {
      siret: '21860194600013',
      debut: '2020-01-01',
    })
    expect(refused.status).toBe(404)
  })
})

describe.skipIf(folder === null)(
  'organisations change (P16), and what the published model refuses (P3)',
  () => {
    const schema = () =>
      schemaForm.parse(
        JSON.parse(readFileSync(path.join(folder ?? '', 'scdl-subventions-2.1.1.schema.json'), 'utf8')),
      )
    const csvRow = z.array(z.record(z.string(), z.string()))
    const published = async (year: number) =>
      csvRow.parse(
        parse(
          await (await (await world.as(null)).get(`/organisations/subventions.csv?annee=${year}`)).text(),
          {
            columns: true,
          },
        ),
      )

    test('a town that moved in 2025: acts of 2024 keep the old SIRET, those of 2025 take the new one, both files are valid', async () => {
      await world.db.deleteFrom('grants').execute()
      await world.db.deleteFrom('grantor_sirets').execute()
      const lines = [
        'beneficiaire;siret;montant;date;objet;dates versement',
        'Roller;45032466000015;1200,50;31/12/2024;Gala;2025-01-15_2025-03-31',
        'Roller;45032466000015;1300;01/01/2025;Gala;',
      ]
      const bytes = new TextEncoder().encode(lines.join('\n'))
      await importGrants(await world.context(null), { fileName: 'deux-ans.csv', bytes }, 'server')
      const finance = await world.as('finance_officer')
      for (const [siret, debut] of [
        ['21860194600013', '2000-01-01'],
        ['21860194600021', '2025-01-01'],
      ] as const)
        expect((await finance.post('/organisations/subventions/siret', { siret, debut })).status).toBe(303)
      const [before, after] = [await published(2024), await published(2025)]
      expect(
        [...before, ...after].map((row) => [row.dateConvention, row.idAttribuant, row.datesPeriodeVersement]),
      ).toEqual([
        ['2024-12-31', '21860194600013', '2025-01-15/2025-03-31'],
        ['2025-01-01', '21860194600021', '2025-01-01'],
      ])
      expect([...before, ...after].flatMap((row) => faultsOf(row, schema()))).toEqual([])
    })

    test('a long subject is published shortened and said; an RNA with a letter is published with its warning', async () => {
      await world.db.deleteFrom('grants').execute()
      const line = `Corse;73282932000074;W2A1000249;10;2026-02-01;${'Objet '.repeat(60)}`
      const bytes = new TextEncoder().encode(`beneficiaire;siret;rna;montant;date;objet\n${line}`)
      await importGrants(await world.context(null), { fileName: 'corse.csv', bytes }, 'server')
      const [row] = await published(2026)
      expect([row?.rnaBeneficiaire, [...(row?.objet ?? '')].length]).toEqual(['W2A1000249', 256])
      expect(faultsOf(row ?? {}, schema())).toEqual(['rnaBeneficiaire pattern'])
      const page = await (await (await world.as('finance_officer')).get('/organisations/subventions')).text()
      expect(page).toContain('L’objet dépasse 256 caractères')
      expect(page).toContain('le modèle publié (W et neuf chiffres) est trop étroit')
    })
  },
)

describe('vitality of the network', () => {
  test('counts what the directory knows, and gives it to the evidence of a measure once a quarter', async () => {
    const file = 'nom;rna;date_creat\nNeuve;W862009001;2026-06-01\nVieille;W862009002;1990-01-01'
    await importOrganisations(
      await world.context(null),
      { fileName: 'o.csv', bytes: new TextEncoder().encode(file) },
      'server',
    )
    const code = (await decideMeasure(world, 'Animer le réseau', 'idea')).split('/').at(-1) ?? ''
    const agent = await world.as('agent')
    const page = (await (await agent.get('/organisations/vitalite')).text()).replaceAll('\n', '')
    expect(page).toMatch(/Créées depuis douze mois<\/dt><dd><strong>1</)
    expect((await agent.post('/organisations/vitalite', { mesure: 'inconnue' })).status).toBe(422)
    await Promise.all(
      Array.from({ length: 20 }, () => agent.post('/organisations/vitalite', { mesure: code })),
    )
    const facts = () =>
      world.db
        .selectFrom('evidence')
        .select(['indicator', 'quantity'])
        .where('source_kind', '=', 'organisations')
        .execute()
    expect(await facts()).toHaveLength(7)
    expect(await facts()).toContainEqual({ indicator: 'network_new_organisations', quantity: 1 })
    const context = await world.context(null)
    await recordQuarter(context)
    expect(await facts()).toHaveLength(7)
    world.setNow(new Date('2027-01-02T09:00:00Z'))
    await Promise.all(Array.from({ length: 5 }, () => recordQuarter(context)))
    expect(await facts()).toHaveLength(14)
    const elected = await world.as('elected_member')
    expect((await elected.get('/organisations/vitalite')).status).toBe(200)
    expect((await elected.post('/organisations/vitalite', { mesure: code })).status).toBe(404)
    expect((await (await world.as('resident')).get('/organisations/vitalite')).status).toBe(404)
  })
})
