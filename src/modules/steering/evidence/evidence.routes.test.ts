import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#infra/transaction.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { refuse } from '#kernel/result.ts'
import { type Role, roles, townRoles } from '#kernel/roles.ts'
import { decideMeasure, takeStep } from '#test/decided-measure.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { recordEvidence } from './evidence.actions.ts'
import type { NewFact } from './evidence.rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

async function measureId(path: string): Promise<string> {
  const code = path.split('/').at(-1) ?? ''
  return (
    await world.db.selectFrom('measures').select('id').where('code', '=', code).executeTakeFirstOrThrow()
  ).id
}

async function lineValue(path: string, label: string): Promise<string> {
  const row = await world.db
    .selectFrom('measure_lines')
    .select('id')
    .where('measure_id', '=', await measureId(path))
    .where('label', '=', label)
    .executeTakeFirstOrThrow()
  return `line:${row.id}`
}

/** The page as it reads, whatever spaces French typography puts in it. */
const read = async (role: Role | null, path: string) =>
  (await (await (await world.as(role)).get(path)).text()).replace(/[\u00a0\u202f]/g, ' ')

const facts = async (path: string) =>
  world.db
    .selectFrom('evidence')
    .select(['id', 'quantity', 'unit', 'line_label', 'recorded_by_name', 'reverses_id'])
    .where('measure_id', '=', await measureId(path))
    .orderBy('day')
    .orderBy('quantity', 'desc')
    .execute()

const form = (change: Record<string, string>) => ({
  cle: randomUUID(),
  jour: '2026-10-31',
  document: 'Mandat 2026-118',
  note: '',
  libelle: '',
  unite: '',
  ...change,
})

async function record(path: string, change: Record<string, string>, role: Role = 'agent') {
  return (await world.as(role)).post(`${path}/faits/nouveau`, form(change))
}

describe('recording by hand', () => {
  test('a fact on a promised line is kept in cents and shown beside its promise', async () => {
    const path = await decideMeasure(world, 'Ressourcerie A')
    expect(
      (await record(path, { objet: await lineValue(path, 'Mobilier'), quantite: '1 234,56' })).status,
    ).toBe(303)
    expect(await facts(path)).toMatchObject([
      { quantity: 123_456, unit: 'cents', line_label: 'Mobilier', recorded_by_name: 'Ahmed Agent' },
    ])
    const page = await read(null, path)
    expect(page).toContain('Promis et mesuré')
    expect(page).toContain('1 234,56 €')
    // Two years and 23 days of 950 € a year.
    expect(page).toContain('1 960 €')
  })

  test('fifty identical posts of one form leave one row, on a slow line or a nervous hand', async () => {
    const path = await decideMeasure(world, 'Cinquante faits')
    const agent = await world.as('agent')
    const same = form({ objet: await lineValue(path, 'Mobilier'), quantite: '10' })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => agent.post(`${path}/faits/nouveau`, same)),
    )
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(303))
    expect(await facts(path)).toHaveLength(1)
    expect((await record(path, { ...same, cle: randomUUID() })).status).toBe(303)
    expect(await facts(path)).toHaveLength(2)
    const other = await agent.post(`${path}/faits/nouveau`, { ...same, quantite: '11' })
    expect([other.status, (await facts(path)).length]).toEqual([422, 2])
  })

  test('a refused form comes back with what was typed, its key and a sentence in place', async () => {
    const path = await decideMeasure(world, 'Formulaire de fait')
    const line = await lineValue(path, 'Mobilier')
    const cases: [Record<string, string>, string][] = [
      [{ objet: line, quantite: 'dix' }, 'quantite'],
      [{ objet: line, quantite: '-5' }, 'quantite'],
      [{ objet: line, quantite: '90 000 000 000 000' }, 'quantite'],
      [{ objet: line, quantite: '5', jour: '2026-11-24' }, 'jour'],
      [{ objet: line, quantite: '5', jour: '2026-02-30' }, 'jour'],
      [{ objet: `line:${randomUUID()}`, quantite: '5' }, 'objet'],
      [{ objet: 'cost', quantite: '5', unite: 'euros' }, 'libelle'],
      [{ objet: 'gain', quantite: '5', libelle: 'Don', unite: 'cents' }, 'unite'],
      [{ objet: 'indicator', quantite: '5', libelle: 'Été', unite: 'jours' }, 'libelle'],
    ]
    for (const [change, field] of cases) {
      const sent = form(change)
      const answer = await (await world.as('agent')).post(`${path}/faits/nouveau`, sent)
      const page = await answer.text()
      expect([field, answer.status, page.includes(`id="${field}-error"`)]).toEqual([field, 422, true])
      expect(page).toContain(`name="cle" value="${sent.cle}"`)
    }
    expect(await facts(path)).toEqual([])
  })

  test('what nobody promised, and an indicator of a condition', async () => {
    const path = await decideMeasure(world, 'Imprévus')
    const unplanned = { objet: 'cost', libelle: 'Huissier', unite: 'euros', quantite: '320' }
    expect((await record(path, unplanned, 'finance_officer')).status).toBe(303)
    expect((await record(path, { objet: 'indicator:locaux', quantite: '0' })).status).toBe(303)
    const page = await read('mayor', path)
    expect(page).toContain('hors promesse')
    expect(page).toContain('Personne ne l’avait promis')
    expect(page).toContain('mesuré : 0 local le 31 octobre 2026')
  })
})

describe('taking back', () => {
  test('a reversal keeps both rows, counts for nothing, and is made once', async () => {
    const path = await decideMeasure(world, 'Annulation')
    await record(path, { objet: await lineValue(path, 'Mobilier'), quantite: '9 000' })
    const [fact] = await facts(path)
    const manager = await world.as('manager')
    const page = `${path}/faits/${fact?.id}/annulation`
    expect((await manager.post(page, { motif: '' })).status).toBe(422)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => manager.post(page, { motif: 'Facture d’une autre mesure' })),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, ...Array(19).fill(409)])
    expect(await facts(path)).toMatchObject([
      { quantity: 900_000, reverses_id: null },
      { quantity: -900_000, reverses_id: fact?.id },
    ])
    const ledger = await read(null, `${path}/faits`)
    expect(ledger).toContain('Facture d’une autre mesure')
    expect(ledger).toContain('annulé')
    expect(await read(null, path)).not.toContain('9 000 €')
  })

  test('an indicator taken back gives way to the reading before it', async () => {
    const path = await decideMeasure(world, 'Relevé faux')
    await record(path, { objet: 'indicator:locaux', quantite: '0', jour: '2026-03-01' })
    await record(path, { objet: 'indicator:locaux', quantite: '7', jour: '2026-04-01' })
    const [, wrong] = await facts(path)
    const agent = await world.as('agent')
    expect(await read('agent', path)).toContain('mesuré : 7 local')
    expect((await agent.post(`${path}/faits/${wrong?.id}/annulation`, { motif: 'Mal lu' })).status).toBe(303)
    expect(await read('agent', path)).toContain('mesuré : 0 local le 1er mars 2026')
  })

  test('the database itself refuses to rewrite, to erase, or to take back anything else than what was recorded', async () => {
    const path = await decideMeasure(world, 'Registre fermé')
    await record(path, { objet: await lineValue(path, 'Mobilier'), quantite: '10' })
    const [fact] = await facts(path)
    const id = fact?.id ?? ''
    await expect(
      world.db.updateTable('evidence').set({ quantity: 1 }).where('id', '=', id).execute(),
    ).rejects.toThrow('append-only')
    await expect(world.db.deleteFrom('evidence').where('id', '=', id).execute()).rejects.toThrow(
      'append-only',
    )
    const row = {
      measure_id: await measureId(path),
      day: '2026-10-31',
      kind: 'cost',
      line_label: 'Mobilier',
      unit: 'cents',
      source_kind: 'test',
    }
    await expect(
      world.db
        .insertInto('evidence')
        .values({ ...row, quantity: -999, reverses_id: id })
        .execute(),
    ).rejects.toThrow('takes back what was recorded')
    const elsewhere = await decideMeasure(world, 'Autre registre')
    const line_id = (await lineValue(elsewhere, 'Mobilier')).slice('line:'.length)
    await expect(
      world.db
        .insertInto('evidence')
        .values({ ...row, quantity: 1, line_id })
        .execute(),
    ).rejects.toThrow('another measure')
  })
})

describe('what conditions and alerts say', () => {
  test('a blocking condition met by evidence lets the measure start without a reason', async () => {
    const path = await decideMeasure(world, 'Local trouvé')
    expect((await takeStep(await world.as('mayor'), path, 'start')).status).toBe(422)
    await record(path, { objet: 'indicator:locaux', quantite: '1' })
    expect((await takeStep(await world.as('mayor'), path, 'start')).status).toBe(303)
  })

  test('a late condition and a line out of its band are on the page of alerts and on the measure, for the town only', async () => {
    const path = await decideMeasure(world, 'Mesure en alerte')
    await record(path, { objet: await lineValue(path, 'Mobilier'), quantite: '50 000' })
    const alerts = await read('mayor', '/alertes')
    expect(alerts).toContain('50 000 € mesurés, au plus 3 900 € promis à ce jour')
    expect(alerts).toContain('rien n’a été mesuré ; seuil au 30 juin 2026 : au moins 1 local')
    expect(await read('mayor', path)).toContain('50 000 € mesurés')
    const outside = await read(null, path)
    expect(outside).toContain('Moins bien que promis')
    expect(outside).not.toContain('50 000 € mesurés')
  })
})

describe('the function of other modules', () => {
  const fact = async (path: string, change: Partial<NewFact> = {}): Promise<NewFact> => ({
    measureId: await measureId(path),
    day: calendarDate('2026-11-20'),
    about: { kind: 'gain', line: 'Objets réemployés' },
    quantity: 1.25,
    unit: 'tonnes',
    source: { kind: 'weighing', id: 'w-1' },
    ...change,
  })

  test('stands or falls with the transaction of the caller', async () => {
    const path = await decideMeasure(world, 'Pesées annulées')
    const context = await world.context('agent')
    const weighed = await fact(path, { source: { kind: 'weighing', id: 'undone' } })
    await inTransaction(context.db, async (tx) => {
      expect((await recordEvidence({ ...context, db: tx }, weighed)).ok).toBe(true)
      return refuse('changed_my_mind')
    })
    expect(await facts(path)).toEqual([])
  })

  test('one object gives several facts, each once; another content under the same source is refused', async () => {
    const path = await decideMeasure(world, 'Pesées')
    const context = await world.context('agent')
    const first = await recordEvidence(context, await fact(path))
    const again = await recordEvidence(context, await fact(path))
    expect([first, again]).toMatchObject([
      { ok: true, value: { isNew: true } },
      { ok: true, value: { isNew: false } },
    ])
    const other = await fact(path, {
      source: { kind: 'weighing', id: 'w-1', fact: 'visitors' },
      about: { kind: 'indicator', indicator: 'visitors' },
      unit: 'people',
      quantity: 12,
    })
    expect((await recordEvidence(context, other)).ok).toBe(true)
    expect(await recordEvidence(context, await fact(path, { quantity: 2 }))).toEqual(
      refuse('recorded_otherwise'),
    )
    expect(await facts(path)).toHaveLength(2)
  })

  test('refuses a line that the measure does not have, and another unit than the line’s', async () => {
    const path = await decideMeasure(world, 'Pesées fausses')
    const context = await world.context(null)
    const unknown = await fact(path, { about: { kind: 'gain', line: 'Objets' } })
    expect(await recordEvidence(context, unknown)).toEqual(refuse('line_unknown'))
    expect(await recordEvidence(context, await fact(path, { unit: 'kg' }))).toEqual(refuse('unit_mismatch'))
    const future = await fact(path, { day: calendarDate('2027-01-01') })
    expect(await recordEvidence(context, future)).toEqual(refuse('day_in_the_future'))
  })
})

describe('rights on every route', () => {
  test('who sees the measure reads its facts, the services record, the town follows alerts', async () => {
    const open = await decideMeasure(world, 'Droits ouverts')
    const draft = await decideMeasure(world, 'Droits fermés', 'idea')
    await record(open, { objet: await lineValue(open, 'Mobilier'), quantite: '10' }, 'manager')
    const [fact] = await facts(open)
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      const ofTown = role !== null && townRoles.has(role)
      const records =
        role !== null && ['agent', 'manager', 'director_general', 'finance_officer'].includes(role)
      const reverses = records && role !== 'agent'
      const expected: Record<string, boolean> = {
        [`${open}/faits`]: true,
        [`${open}/faits/export/csv`]: true,
        [`/api/v1/measures/${open.split('/').at(-1)}/evidence`]: true,
        '/faits/export/json': true,
        [`${draft}/faits`]: ofTown,
        [`${draft}/faits/export/csv`]: ofTown,
        [`/api/v1/measures/${draft.split('/').at(-1)}/evidence`]: ofTown,
        [`${open}/faits/nouveau`]: records,
        [`${draft}/faits/nouveau`]: records,
        [`${open}/faits/${fact?.id}/annulation`]: reverses,
        '/faits/import': records,
        '/alertes': ofTown,
      }
      for (const [page, allowed] of Object.entries(expected))
        expect([role, page, (await browser.get(page)).status]).toEqual([role, page, allowed ? 200 : 404])
      for (const page of [`${open}/faits/nouveau`, '/faits/import', '/faits/import/confirmation'])
        expect([role, page, (await browser.post(page, {})).status]).toEqual([role, page, records ? 422 : 404])
      const reversal = `${open}/faits/${fact?.id}/annulation`
      expect([role, (await browser.post(reversal, {})).status]).toEqual([role, reverses ? 422 : 404])
      const ledger = await (await browser.get(`${open}/faits`)).text()
      expect([role, ledger.includes('Mona Cheffe')]).toEqual([role, ofTown])
      const all = await (await browser.get('/faits/export/json')).text()
      expect(all).not.toContain('Mona Cheffe')
    }
  })

  test('a fact is not found under another measure, nor where there is none', async () => {
    const mine = await decideMeasure(world, 'Le mien')
    const other = await decideMeasure(world, 'Le voisin')
    await record(mine, { objet: await lineValue(mine, 'Mobilier'), quantite: '10' })
    const [fact] = await facts(mine)
    const manager = await world.as('manager')
    for (const path of [
      `${other}/faits/${fact?.id}/annulation`,
      `${mine}/faits/x/annulation`,
      '/mesures/rien/faits',
    ])
      expect([path, (await manager.get(path)).status]).toEqual([path, 404])
  })
})

describe('the ledger', () => {
  test('is paged by key, each fact once; a hostile key starts it at its beginning', async () => {
    const path = await decideMeasure(world, 'Long registre')
    const context = await world.context('agent')
    const id = await measureId(path)
    for (let index = 0; index < 60; index += 1)
      await recordEvidence(context, {
        measureId: id,
        day: calendarDate(`2026-0${1 + (index % 4)}-15`),
        about: { kind: 'cost', unplanned: `Fait ${String(index).padStart(2, '0')}` },
        quantity: 100,
        unit: 'cents',
        source: { kind: 'test', id: `long ${index}` },
      })
    const visitor = await world.as(null)
    const seen: string[] = []
    let next: string | undefined = `${path}/faits`
    while (next) {
      const html: string = await (await visitor.get(next)).text()
      seen.push(...[...html.matchAll(/>(Fait \d\d)</g)].map((match) => match[1] ?? ''))
      next = /href="([^"]+suite=[^"]+)"/.exec(html)?.[1]
    }
    expect(seen.toSorted()).toEqual(
      Array.from({ length: 60 }, (_, index) => `Fait ${String(index).padStart(2, '0')}`),
    )
    expect((await visitor.get(`${path}/faits?suite=2026-01-01_' or 1=1`)).status).toBe(200)
  })
})
