import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { decideMeasure } from '#test/decided-measure.ts'
import { answersForm, makeProcess, send } from '#test/made-process.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { parseMinutes } from './meter.inputs.ts'
import { addedWeeks, agentGrades, type CostSum, centsEach, costKinds, totalsOf } from './meter.rules.ts'

let world: World
let measureId: string
beforeAll(async () => {
  world = await makeWorld()
  const measure = await decideMeasure(world, 'Rues apaisées', 'idea')
  const row = await world.db
    .selectFrom('measures')
    .select('id')
    .where('code', '=', measure.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
  measureId = row.id
})
afterAll(() => world.close())

const page = async (role: 'agent' | null, path: string) =>
  (await (await (await world.as(role)).get(path)).text()).replace(/[\u00a0\u202f]/g, ' ')

async function ledger(title: string) {
  const rows = await world.db
    .selectFrom('evidence')
    .select(['line_label', 'indicator', 'quantity', 'unit', 'reverses_id'])
    .where('note', 'like', `${title}%`)
    .orderBy('recorded_at')
    .execute()
  return rows.map(({ line_label, indicator, quantity, unit }) => [line_label ?? indicator, quantity, unit])
}

const cost = (more: Readonly<Record<string, string>>) => ({
  cle: randomUUID(),
  jour: '2026-11-23',
  phase: '',
  categorie: '',
  libelle: '',
  document: '',
  ligne: '',
  ...more,
})

describe('the meter', () => {
  test('time in two presses, money and residents’ time go to the ledger of the measure without being typed twice', async () => {
    const title = 'Compter une démarche'
    const path = await makeProcess(world, title, 'open', { frame: { mesure: measureId } })
    const agent = await world.as('agent')
    const shown = await page('agent', path)
    const key = /name="cle" value="([^"]+)"/.exec(shown)?.[1] ?? ''
    expect(shown).toContain('name="duree" value="30"')
    // The phase that runs is chosen already.
    const phase = /<option value="([^"]+)" selected>\s*Exposition/.exec(shown)?.[1] ?? ''
    const quick = { cle: key, phase, categorie: 'B', duree: '30' }
    expect((await agent.post(`${path}/cout/heures`, quick)).status).toBe(303)
    const spend = cost({ nature: 'budget', quantite: '1 250,50', libelle: 'Affiches', ligne: 'Mobilier' })
    expect((await agent.post(`${path}/cout/depenses`, spend)).status).toBe(303)
    const other = cost({ nature: 'budget', quantite: '80', libelle: 'Café' })
    expect((await agent.post(`${path}/cout/depenses`, other)).status).toBe(303)
    const people = cost({ nature: 'resident_hours', quantite: '24 h', libelle: 'Atelier' })
    expect((await agent.post(`${path}/cout/depenses`, people)).status).toBe(303)
    expect(await ledger(title)).toEqual([
      ['Participation : heures des agents de catégorie B', 0.5, 'hours'],
      ['Mobilier', 125_050, 'cents'],
      ['Participation : dépenses', 8_000, 'cents'],
      ['Participation : heures des habitants', 24, 'hours'],
    ])
    const meter = await page(null, `${path}/cout`)
    expect(meter).toContain('1 331 €')
    expect(meter).toContain('0,5 h')
    // Half an hour at 32.58 €.
    expect(meter).toContain('16 €')
    // Names of agents stay inside the town.
    expect(meter).not.toContain('Ahmed Agent')
    expect(await page('agent', `${path}/cout`)).toContain('Ahmed Agent')
  })

  test('a correction is a reversing row, on the meter and in the ledger; both stay', async () => {
    const title = 'Corriger une dépense'
    const path = await makeProcess(world, title, 'open', { frame: { mesure: measureId } })
    const agent = await world.as('agent')
    await agent.post(`${path}/cout/depenses`, cost({ nature: 'budget', quantite: '500', libelle: 'Erreur' }))
    const { id } = await world.db
      .selectFrom('process_costs')
      .select('id')
      .where('label', '=', 'Erreur')
      .executeTakeFirstOrThrow()
    const reverse = (motif: string) => agent.post(`${path}/cout/${id}/correction`, { motif })
    expect((await reverse('')).status).toBe(422)
    const answers = await Promise.all(Array.from({ length: 20 }, () => reverse('Facture d’un autre projet')))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(19).fill(409)])
    expect(
      await world.db.selectFrom('process_costs').select('cents').where('label', '=', 'Erreur').execute(),
    ).toEqual(expect.arrayContaining([{ cents: 50_000 }, { cents: -50_000 }]))
    const facts = await world.db
      .selectFrom('evidence')
      .select(({ fn }) => [fn.sum<number>('quantity').as('left'), fn.countAll<number>().as('rows')])
      .where((of) => of.or([of('source_id', '=', id), of('note', '=', 'Facture d’un autre projet')]))
      .executeTakeFirstOrThrow()
    expect([Number(facts.left), Number(facts.rows)]).toEqual([0, 2])
    await expect(
      world.db.updateTable('process_costs').set({ cents: 1 }).where('id', '=', id).execute(),
    ).rejects.toThrow()
  })

  test('fifty identical posts leave one row and one fact', async () => {
    const title = 'Cinquante heures'
    const path = await makeProcess(world, title, 'open', { frame: { mesure: measureId } })
    const agent = await world.as('agent')
    const form = { cle: randomUUID(), phase: '', categorie: 'A', duree: '60' }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => agent.post(`${path}/cout/heures`, form)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(await ledger(title)).toEqual([['Participation : heures des agents de catégorie A', 1, 'hours']])
  })

  test('what cannot be read comes back with its sentence, and nothing is counted', async () => {
    const path = await makeProcess(world, 'Saisie illisible', 'open')
    const agent = await world.as('agent')
    for (const [form, field] of [
      [cost({ nature: 'budget', quantite: 'beaucoup' }), 'quantite'],
      [cost({ nature: 'agent_hours', quantite: '2 h' }), 'categorie'],
      [cost({ nature: 'resident_hours', quantite: '0' }), 'quantite'],
      [cost({ nature: 'budget', quantite: '10', jour: '2027-01-01' }), 'jour'],
      [cost({ nature: 'budget', quantite: '10', jour: '2026-02-30' }), 'jour'],
    ] as const) {
      const answer = await agent.post(`${path}/cout/depenses`, form)
      expect([field, answer.status, (await answer.text()).includes(`id="${field}-error"`)]).toEqual([
        field,
        422,
        true,
      ])
    }
    const quick = { cle: randomUUID(), phase: '', categorie: 'B', duree: 'longtemps' }
    expect((await agent.post(`${path}/cout/heures`, quick)).status).toBe(422)
    expect(await page(null, `${path}/cout`)).toContain('Rien n’a encore été compté')
  })

  test('weeks added and participants reach the measure at the end, once', async () => {
    const title = 'Semaines ajoutées'
    const path = await makeProcess(world, title, 'closed', {
      frame: { mesure: measureId, decision_sans: '2026-11-02' },
    })
    const form = await answersForm(world, path)
    expect((await send(world, 'mayor', `${path}/reponses`, form)).status).toBe(303)
    expect(await ledger(title)).toEqual([
      ['participants', 0, 'people'],
      ['Participation : semaines ajoutées à la décision', 3, 'weeks'],
    ])
    expect(await page(null, path)).toContain('3 semaines')
  })

  test('the measure of a draft stays once something was recorded in it', async () => {
    const path = await makeProcess(world, 'Mesure fixée', 'draft', { frame: { mesure: measureId } })
    const agent = await world.as('agent')
    await agent.post(`${path}/cout/heures`, { cle: randomUUID(), phase: '', categorie: 'C', duree: '15' })
    const form = await page('agent', `${path}/cadre`)
    expect(form).toContain(measureId)
    const moved = await send(world, 'agent', `${path}/cadre`, {
      titre: 'Mesure fixée',
      theme: 'x',
      resume: 'x',
      mesure: '',
      forme: 'concertation',
      engagement: 'consult',
      decideur: 'council',
      public: 'residents',
      age: '0',
      moderation: 'after',
      reponse_jours: '60',
    })
    expect([moved.status, (await moved.text()).includes('id="mesure-error"')]).toEqual([422, true])
  })
})

describe('arithmetic', () => {
  test.each([
    ['90', 90],
    ['1 h 30', 90],
    ['1h30', 90],
    ['2 h', 120],
    ['1,5 h', 90],
    ['45 min', 45],
    ['une heure', null],
    ['1h5', null],
    ['-3', null],
  ])('%s is %s minutes', (typed, minutes) => {
    expect(parseMinutes(typed)).toBe(minutes)
  })

  test('weeks are counted from one decision to the other', () => {
    const from = (day: string | null) => ({ decisionWithoutOn: day === null ? null : calendarDate(day) })
    expect(addedWeeks(from('2025-03-20'), calendarDate('2025-05-22'))).toBe(9)
    expect(addedWeeks(from('2025-05-23'), calendarDate('2025-05-22'))).toBe(-0.1)
    expect(addedWeeks(from(null), calendarDate('2025-05-22'))).toBeNull()
  })

  test('whatever is counted then taken back leaves nothing; totals do not depend on the order', () => {
    const sum = fc.record({
      kind: fc.constantFrom(...costKinds),
      grade: fc.constantFrom(...agentGrades),
      phaseId: fc.constantFrom('a', 'b', null),
      amount: fc.integer({ min: 1, max: 100_000_000 }),
    })
    const rates = { A: 4618, B: 3258, C: 2692 }
    fc.assert(
      fc.property(fc.array(sum, { maxLength: 30 }), (drawn) => {
        const rows = drawn.map(
          ({ kind, grade, phaseId, amount }): CostSum => ({
            kind,
            grade: kind === 'agent_hours' ? grade : null,
            phaseId,
            cents: kind === 'budget' ? amount : 0,
            minutes: kind === 'budget' ? 0 : amount,
          }),
        )
        const back = rows.map((row) => ({ ...row, cents: 0 - row.cents, minutes: 0 - row.minutes }))
        const total = totalsOf(rows, rates)
        expect(totalsOf(rows.toReversed(), rates)).toEqual(total)
        const nothing = totalsOf([...rows, ...back], rates)
        expect([nothing.budget_cents, nothing.agent_minutes, nothing.resident_minutes]).toEqual([0, 0, 0])
        expect(Math.abs(nothing.agent_cents)).toBe(0)
        expect([...total.byPhase.values()].reduce((all, minutes) => all + minutes, 0)).toBe(
          total.agent_minutes,
        )
      }),
    )
  })

  test('nothing is divided by nobody', () => {
    expect([centsEach(1000, 0), centsEach(1000, null), centsEach(1000, 3)]).toEqual([null, null, 333])
  })
})
