import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { writeXlsx } from '#infra/spreadsheet.ts'
import { decideMeasure } from '#test/decided-measure.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await decideMeasure(world, 'Ressourcerie')
  await decideMeasure(world, 'Rucher', 'idea')
})
afterAll(() => world.close())

const header = 'mesure;jour;nature;ligne;promis;indicateur;quantite;unite;document;note'
const good = [
  'ressourcerie;2026-10-31;coût;Mobilier;;;"1 234,50";euros;Mandat 7;Été comme hiver',
  'ressourcerie;31/10/2026;gain;Objets réemployés;;;9,4;tonnes;Pesées;',
  'ressourcerie;2026-09-30;indicateur;;;locaux;1;local;Bail;',
  'rucher;2026-09-30;coût;Huissier;non;;12;€;Facture;',
]

const count = async () =>
  (
    await world.db
      .selectFrom('evidence')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n

function file(lines: readonly string[]): Blob {
  return new Blob([lines.join('\r\n')])
}

/** `Été` as Windows-1252 writes it: one byte a character. */
function windows1252(text: string): Blob {
  return new Blob([Uint8Array.from([...text].map((character) => character.charCodeAt(0)))])
}

async function send(blob: Blob): Promise<{ status: number; html: string; content: string }> {
  const answer = await (await agent()).post('/faits/import', { fichier: blob })
  const html = (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
  return { status: answer.status, html, content: /name="contenu" value="([^"]+)"/.exec(html)?.[1] ?? '' }
}

const agent = (): Promise<Browser> => world.as('agent')
const confirm = async (content: string, garder = '') =>
  (await agent()).post('/faits/import/confirmation', { contenu: content, garder })

describe('importing facts', () => {
  test('nothing is written before the person confirms; the same file twice, or fifty at once, changes nothing', async () => {
    const before = await count()
    const seen = await send(windows1252([header, ...good].join('\r\n').replace('€', 'euro')))
    expect([seen.status, await count()]).toEqual([200, before])
    expect(seen.html).toContain('Faits nouveaux : 4 ; déjà enregistrés : 0')
    expect(seen.html).toContain('1 234,50 €')
    const answers = await Promise.all(Array.from({ length: 50 }, () => confirm(seen.content)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]))
    expect(await count()).toBe(before + 4)
    const again = await send(windows1252([header, ...good].join('\r\n').replace('€', 'euro')))
    expect(again.html).toContain('Faits nouveaux : 0 ; déjà enregistrés : 4')
    expect(again.content).toBe('')
    const row = await world.db
      .selectFrom('evidence')
      .select(['quantity', 'unit', 'note', 'source_kind'])
      .where('document', '=', 'Mandat 7')
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ quantity: 123_450, unit: 'cents', note: 'Été comme hiver', source_kind: 'file' })
  })

  test('two identical lines of one file are two facts, and stay two when it comes back', async () => {
    const before = await count()
    const line = 'ressourcerie;2026-10-02;coût;Mobilier;;;5;euros;Caisse;'
    await confirm((await send(file([header, line, line]))).content)
    expect(await count()).toBe(before + 2)
    expect((await send(file([header, line, line]))).html).toContain(
      'Faits nouveaux : 0 ; déjà enregistrés : 2',
    )
  })

  test('a workbook is read like a table, headers in English and in any order', async () => {
    const before = await count()
    const bytes = await writeXlsx(
      ['Quantity', 'Unit', 'Measure', 'Day', 'Kind', 'Line'],
      [['17,5', 'tonnes', 'ressourcerie', '2026-08-31', 'gain', 'Objets réemployés']],
    )
    const seen = await send(new Blob([new Uint8Array(bytes)]))
    expect(seen.status).toBe(200)
    await confirm(seen.content)
    expect(await count()).toBe(before + 1)
  })

  test('a bad line is named with line, column and remedy; the good ones are kept only if the person says so', async () => {
    const before = await count()
    const bad: [string, string, string][] = [
      ['absente;2026-10-31;coût;Mobilier;;;1;euros;;', 'mesure', 'Écrivez le code d’une mesure'],
      ['ressourcerie;2026-02-30;coût;Mobilier;;;1;euros;;', 'jour', 'Écrivez la date comme'],
      ['ressourcerie;2027-01-01;coût;Mobilier;;;1;euros;;', 'jour', 'Ce jour n’est pas encore venu'],
      ['ressourcerie;2026-10-31;dépense;Mobilier;;;1;euros;;', 'nature', 'Écrivez coût, gain ou indicateur'],
      ['ressourcerie;2026-10-31;coût;Mobillier;;;1;euros;;', 'ligne', 'Reprenez l’intitulé exact'],
      ['ressourcerie;2026-10-31;gain;Mobilier;;;1;euros;;', 'nature', 'de l’autre nature'],
      ['ressourcerie;2026-10-31;coût;Mobilier;;;1;heures;;', 'unite', 'Reprenez l’unité de la ligne'],
      ['ressourcerie;2026-10-31;coût;Mobilier;;;1;cents;;', 'unite', 'Écrivez l’unité'],
      ['ressourcerie;2026-10-31;coût;Mobilier;;;1.234;euros;;', 'quantite', 'Écrivez un montant en euros'],
      ['ressourcerie;2026-10-31;coût;Mobilier;;;-1;euros;;', 'quantite', 'Écrivez une quantité positive'],
      [
        'ressourcerie;2026-10-31;indicateur;;;Locaux;1;local;;',
        'indicateur',
        'Écrivez le code de l’indicateur',
      ],
      ['ressourcerie;2026-10-31;coût;Mobilier;;;1;euros;;;de trop', '', 'plus de cases que de colonnes'],
    ]
    const fine = 'ressourcerie;2026-07-31;coût;Mobilier;;;77;euros;;'
    const lines = [header, ...bad.map(([line]) => line), fine]
    const seen = await send(file(lines))
    expect(seen.status).toBe(422)
    for (const [index, [, column, remedy]] of bad.entries()) {
      const row = new RegExp(`<tr><td>${index + 2}</td><td>${column}</td>.*?</tr>`).exec(seen.html)?.[0]
      expect([index + 2, row?.includes(remedy)]).toEqual([index + 2, true])
    }
    expect((await confirm(seen.content)).status).toBe(422)
    expect(await count()).toBe(before)
    expect((await confirm(seen.content, 'oui')).status).toBe(303)
    expect(await count()).toBe(before + 1)
  })

  test('files that are no such table say what they lack', async () => {
    const lacking = await send(file(['mesure;jour;nature', 'ressourcerie;2026-10-31;coût']))
    expect(lacking.status).toBe(422)
    for (const column of ['quantite', 'unite']) expect(lacking.html).toContain(`<td>${column}</td>`)
    expect((await send(file(['mesure;mesure']))).html).toContain('Deux colonnes portent ce nom')
    expect((await send(new Blob([Uint8Array.of(0x50, 0x4b, 3, 4)]))).html).toContain(
      'Ce fichier ne se lit pas',
    )
    expect((await send(new Blob([]))).html).toContain('Choisissez un fichier')
    expect((await confirm('pas du base64')).status).toBe(422)
  })
})

describe('exporting facts', () => {
  test('an export is read back without changing anything, reversals and unplanned facts included', async () => {
    const manager = await world.as('manager')
    const row = await world.db
      .selectFrom('evidence')
      .select('id')
      .where('document', '=', 'Mandat 7')
      .executeTakeFirstOrThrow()
    await manager.post(`/mesures/ressourcerie/faits/${row.id}/annulation`, { motif: '=Doublon' })
    const before = await count()
    for (const format of ['csv', 'xlsx']) {
      const exported = await manager.get(`/faits/export/${format}`)
      expect(exported.headers.get('content-disposition')).toContain('fictive')
      const seen = await send(new Blob([await exported.arrayBuffer()]))
      expect([format, seen.status]).toEqual([format, 200])
      expect(seen.html).toContain(`Faits nouveaux : 0 ; déjà enregistrés : ${before}`)
    }
  })

  test('an exported line that was altered is refused, and a reversal is made in the ledger only', async () => {
    const manager = await world.as('manager')
    const csv = await (await manager.get('/faits/export/csv')).text()
    const altered = await send(new Blob([csv.replace('9,4', '94')]))
    expect(altered.html).toContain('Le registre dit déjà autre chose')
    const foreign = `${header};annule\r\nressourcerie;2026-10-31;coût;Mobilier;;;-5;euros;;;${crypto.randomUUID()}`
    expect((await send(new Blob([foreign]))).html).toContain('Une annulation se fait depuis le registre')
  })

  test('the public record says where each fact comes from, without names, and only of measures that one may see', async () => {
    const answer = await (await world.as(null)).get('/faits/export/json')
    const { origin, facts } = exported.parse(await answer.json())
    expect(origin).toContain('commune fictive')
    expect(new Set(facts.map((fact) => fact.measure))).toEqual(new Set(['ressourcerie']))
    const inside = exported.parse(await (await (await agent()).get('/faits/export/json')).json())
    expect(new Set(inside.facts.map((fact) => fact.measure))).toEqual(new Set(['ressourcerie', 'rucher']))
    const one = await (await world.as(null)).get('/api/v1/measures/ressourcerie/evidence')
    const first = z.object({ fictional: z.literal(true), facts: z.array(record) }).parse(await one.json())
    expect(first.facts.find((fact) => fact.document === 'Pesées')).toMatchObject({
      line: 'Objets réemployés',
      quantity: 9.4,
      unit: 'tonnes',
      promised: true,
    })
  })
})

const record = z.looseObject({ measure: z.string(), document: z.string().nullable() })
const exported = z.object({ origin: z.string(), facts: z.array(record) })
