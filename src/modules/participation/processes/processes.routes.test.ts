import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  answersForm,
  makeProcess,
  phasesForm,
  pointsForm,
  seedForm,
  send,
  takeAct,
} from '#test/made-process.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { commitmentListSchema } from '../commitments/commitments.openapi.ts'
import { processListSchema, processSchema } from './processes.openapi.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

async function page(role: Parameters<World['as']>[0], path: string): Promise<string> {
  const answer = await (await world.as(role)).get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
}

describe('a process from its draft to its answers', () => {
  test('is prepared, signed, opened, closed and answered, each an act that the journal reads', async () => {
    const path = await makeProcess(world, 'Du vélo rue des Tanneurs', 'closed')
    const form = await answersForm(world, path)
    expect((await send(world, 'mayor', `${path}/reponses`, form)).status).toBe(303)
    const shown = await page(null, path)
    expect(shown).toContain('La ville a répondu')
    expect(shown).toContain('Chaque idée reçoit une réponse motivée')
    expect(shown).toContain('Tenue')
    expect(shown).toContain('Non tenue')
    expect(shown).toContain('Parce que 1')
    expect(shown).toContain('Le tracé du tramway')
    const acts = await world.db
      .selectFrom('official_acts')
      .select(['act', 'actor_role'])
      .where('subject_label', '=', 'Du vélo rue des Tanneurs')
      .orderBy('recorded_at')
      .execute()
    expect(acts.map(({ act, actor_role }) => [act, actor_role])).toEqual([
      ['prepare', 'agent'],
      ['sign', 'mayor'],
      ['open', 'director_general'],
      ['close', 'manager'],
      ['answer', 'mayor'],
    ])
    expect(await page(null, '/journal')).toContain('Promesse signée')
  })

  test('a draft says what lacks, in the words of the law, and cannot be signed before', async () => {
    const path = await makeProcess(world, 'Démarche incomplète', 'seed')
    const draft = await page('agent', path)
    expect(draft).toContain('Avant de signer')
    expect(draft).toContain('CRPA, art. L131-1')
    expect(draft).toContain('les modalités rendues publiques')
    const refused = await takeAct(world, 'mayor', path, 'sign')
    expect([refused.status, (await refused.text()).includes('Il manque quelque chose')]).toEqual([422, true])
  })

  test('a level that the law does not allow cannot be promised', async () => {
    const path = await makeProcess(world, 'Vous décidez', 'draft', { seed: { engagement: 'codecide' } })
    expect((await takeAct(world, 'mayor', path, 'sign')).status).toBe(422)
    expect(await page('agent', path)).toContain('le public ne décide que par un référendum valable')
  })

  test('a refused form comes back whole, with a sentence at each field', async () => {
    const answer = await (await world.as('agent')).post('/demarches/nouvelle', {
      ...seedForm,
      titre: '',
      forme: 'x',
    })
    const text = await answer.text()
    expect([answer.status, text.includes('id="titre-error"'), text.includes('id="forme-error"')]).toEqual([
      422,
      true,
      true,
    ])
    expect(text).toContain(seedForm.resume)
    const path = await makeProcess(world, 'Calendrier à revoir', 'draft')
    const wrong = await send(world, 'agent', `${path}/calendrier`, { ...phasesForm, 'fin-1': '2026-02-30' })
    expect([wrong.status, (await wrong.text()).includes('id="fin-1-error"')]).toEqual([422, true])
    const vote = { 'nature-2': 'vote', 'titre-2': 'Vote', 'debut-2': '2026-12-20', 'fin-2': '2027-01-10' }
    const early = await send(world, 'agent', `${path}/calendrier`, { ...phasesForm, ...vote })
    expect([early.status, (await early.text()).includes('avant la fin des propositions')]).toEqual([
      422,
      true,
    ])
  })

  test('two people who edit the same draft: the second is told', async () => {
    const path = await makeProcess(world, 'À quatre mains', 'draft')
    const answer = await (await world.as('manager')).post(`${path}/promesse`, { ...pointsForm, version: '1' })
    expect([answer.status, (await answer.text()).includes('entre-temps')]).toEqual([409, true])
  })
})

describe('what was signed stays', () => {
  test('by the pages and by direct SQL, points, phases, terms and the way back are refused', async () => {
    const path = await makeProcess(world, 'Promesse gravée', 'signed')
    expect((await send(world, 'agent', `${path}/promesse`, pointsForm)).status).toBe(404)
    const { id } = await world.db
      .selectFrom('processes')
      .select('id')
      .where('title', '=', 'Promesse gravée')
      .executeTakeFirstOrThrow()
    for (const [what, statement] of [
      ['point', sql`update process_points set statement = 'Rien' where process_id = ${id}`],
      ['removal', sql`delete from process_points where process_id = ${id}`],
      [
        'addition',
        sql`insert into process_points (process_id, position, kind, statement) values (${id}, 99, 'out_of_scope', 'Tout')`,
      ],
      ['sooner', sql`update process_phases set ends_on = ends_on - 1 where process_id = ${id}`],
      ['kind', sql`update process_phases set kind = 'meeting' where process_id = ${id}`],
      ['terms', sql`update processes set results_on = '2030-01-01' where id = ${id}`],
      ['day', sql`update processes set signed_on = '2020-01-01' where id = ${id}`],
      ['back', sql`update processes set status = 'draft', signed_on = null where id = ${id}`],
      [
        'jump',
        sql`update processes set status = 'closed', opened_on = '2026-01-01', closed_on = '2026-01-02' where id = ${id}`,
      ],
      ['deletion', sql`delete from processes where id = ${id}`],
    ] as const)
      await expect(statement.execute(world.db), what).rejects.toThrow()
  })

  test('the one change is more time, with its reason, and never into the next phase', async () => {
    const path = await makeProcess(world, 'Plus de temps', 'open')
    const { id } = await world.db
      .selectFrom('process_phases')
      .innerJoin('processes', 'processes.id', 'process_id')
      .select('process_phases.id')
      .where('process_phases.kind', '=', 'proposals')
      .where('processes.title', '=', 'Plus de temps')
      .executeTakeFirstOrThrow()
    const extend = (jusqu_au: string, motif: string) =>
      takeAct(world, 'mayor', path, 'extend', { phase: id, jusqu_au, motif })
    expect((await extend('2027-01-10', '')).status).toBe(422)
    expect((await extend('2026-12-01', 'Neige')).status).toBe(422)
    expect((await extend('2027-01-10', 'Neige')).status).toBe(303)
    expect(await page(null, path)).toContain('du 20 novembre 2026 au 10 janvier 2027')
  })

  test('a process that is given up says why, and owes nothing more', async () => {
    const path = await makeProcess(world, 'Abandonnée en route', 'open')
    expect((await takeAct(world, 'mayor', path, 'abandon')).status).toBe(422)
    const given = await takeAct(world, 'mayor', path, 'abandon', { motif: 'Le chantier est reporté' })
    expect(given.status).toBe(303)
    expect(await page(null, path)).toContain('Le chantier est reporté')
    const owed = await world.db
      .selectFrom('commitments')
      .innerJoin('processes', 'processes.id', 'process_id')
      .select('cancelled_reason')
      .where('processes.title', '=', 'Abandonnée en route')
      .execute()
    expect(owed).toEqual(Array(3).fill({ cancelled_reason: 'Le chantier est reporté' }))
  })
})

describe('days that the law bars', () => {
  const ballot = {
    seed: { forme: 'consultation' },
    frame: { public: 'voters' },
    phases: { 'nature-0': 'vote', 'titre-0': 'Vote', 'debut-0': '2031-08-30', 'fin-0': '2031-09-02' },
  }

  test('a consultation of voters does not fall in the months before municipal elections: the article is shown', async () => {
    const path = await makeProcess(world, 'Vote interdit', 'draft', ballot)
    const refused = await takeAct(world, 'mayor', path, 'sign')
    expect([refused.status, (await refused.text()).includes('La loi interdit ce vote')]).toEqual([422, true])
    expect(await page('agent', path)).toContain('CGCT, art. LO1112-6')
  })

  test('a campaign entered after the signature still stops the opening', async () => {
    const phases = { 'nature-0': 'vote', 'titre-0': 'Vote', 'debut-0': '2027-10-02', 'fin-0': '2027-10-20' }
    const path = await makeProcess(world, 'Vote avant la campagne', 'signed', { ...ballot, phases })
    const campaign = {
      nom: 'Élection d’essai',
      debut: '2027-10-10',
      fin: '2027-10-30',
      source: 'Décret d’essai',
    }
    const legal = await world.as('legal_officer')
    expect((await legal.post('/demarches/campagnes-electorales', campaign)).status).toBe(303)
    expect((await legal.post('/demarches/campagnes-electorales', campaign)).status).toBe(422)
    expect((await takeAct(world, 'director_general', path, 'open')).status).toBe(422)
    expect(await page(null, '/demarches/campagnes-electorales')).toContain('Décret d’essai')
  })

  test('any other process opens in a pre-election period only with its reason', async () => {
    const path = await makeProcess(world, 'En période de réserve', 'signed')
    world.setNow(new Date('2031-10-01T09:00:00Z'))
    const refused = await takeAct(world, 'director_general', path, 'open')
    expect([refused.status, (await refused.text()).includes('L52-1')]).toEqual([422, true])
    const opened = await takeAct(world, 'director_general', path, 'open', { motif: 'Travaux urgents' })
    world.setNow(new Date('2026-11-23T09:00:00Z'))
    expect(opened.status).toBe(303)
  })
})

describe('fifty at once', () => {
  test('fifty identical processes leave one, with one act', async () => {
    const agent = await world.as('agent')
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        agent.post('/demarches/nouvelle', { ...seedForm, titre: 'Cinquante' }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(49).fill(422)])
    expect(await countActs('Cinquante', 'prepare')).toBe(1)
  })

  test('fifty signatures leave one', async () => {
    const path = await makeProcess(world, 'Signée cinquante fois', 'draft')
    const mayor = await world.as('mayor')
    const version = /name="version" value="(\d+)"/.exec(await page('mayor', path))?.[1] ?? ''
    const form = { acte: 'sign', version, motif: '', deliberation: '' }
    const signed = await Promise.all(Array.from({ length: 50 }, () => mayor.post(`${path}/actes`, form)))
    expect(signed.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(await countActs('Signée cinquante fois', 'sign')).toBe(1)
  })

  test('fifty answers leave one', async () => {
    const mayor = await world.as('mayor')
    const closed = await makeProcess(world, 'Répondue cinquante fois', 'closed')
    const answers = { ...(await answersForm(world, closed)), version: await currentVersion(closed) }
    const answered = await Promise.all(
      Array.from({ length: 50 }, () => mayor.post(`${closed}/reponses`, answers)),
    )
    expect(answered.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(await countActs('Répondue cinquante fois', 'answer')).toBe(1)
  })

  async function currentVersion(path: string): Promise<string> {
    return /name="version" value="(\d+)"/.exec(await page('mayor', `${path}/reponses`))?.[1] ?? ''
  }

  async function countActs(label: string, act: string): Promise<number> {
    const rows = await world.db
      .selectFrom('official_acts')
      .select('id')
      .where('subject_label', '=', label)
      .where('act', '=', act)
      .execute()
    return rows.length
  }
})

describe('the list, the data and the feed', () => {
  test('drafts are nowhere outside the town; hostile filters and slugs are harmless', async () => {
    const path = await makeProcess(world, 'Secret de préparation', 'draft')
    for (const place of ['/demarches', '/demarches.atom', '/api/v1/processes', '/journal', '/'])
      expect([place, (await page(null, place)).includes('Secret de préparation')]).toEqual([place, false])
    expect(await page('agent', '/demarches?q=secret')).toContain('Secret de préparation')
    const slug = path.split('/')[2]
    for (const hidden of [path, `${path}/cout`, `${path}/participants`, `/api/v1/processes/${slug}`])
      expect([hidden, (await (await world.as(null)).get(hidden)).status]).toEqual([hidden, 404])
    for (const hostile of ['etat=%27', 'suite=%00', 'suite=9999-99-99_x', 'q=%25_%27'])
      expect([hostile, (await (await world.as(null)).get(`/demarches?${hostile}`)).status]).toEqual([
        hostile,
        200,
      ])
  })

  test('what people typed is escaped in the page, in JSON and in the feed', async () => {
    const hostile = '<script>alert("x")</script> & ]]>'
    await makeProcess(world, 'Texte piégé', 'open', {
      seed: { resume: hostile },
      frame: { resume: hostile, decideur_nom: hostile },
    })
    const feed = await page(null, '/demarches.atom')
    expect(feed).toContain('&lt;script&gt;')
    expect(feed).not.toContain('<script')
    expect(await page(null, '/demarches/texte-piege')).not.toContain('<script>alert')
    const json = await (await (await world.as(null)).get('/api/v1/processes/texte-piege')).json()
    expect(json).toMatchObject({ fictional: true, status: 'open', summary: hostile })
  })

  test('the JSON is what the OpenAPI document says', async () => {
    await makeProcess(world, 'Telle que décrite', 'open')
    const visitor = await world.as(null)
    const read = async (path: string): Promise<unknown> => (await visitor.get(path)).json()
    const list = z.strictObject(processListSchema.shape).parse(await read('/api/v1/processes'))
    expect(list.processes.map(({ slug }) => slug)).toContain('telle-que-decrite')
    const one = z.strictObject(processSchema.shape).parse(await read('/api/v1/processes/telle-que-decrite'))
    expect(one.promise).toHaveLength(3)
    expect(
      z.strictObject(commitmentListSchema.shape).parse(await read('/api/v1/commitments')).commitments,
    ).not.toEqual([])
    expect(await read('/api/v1/openapi.json')).toMatchObject({
      paths: { '/api/v1/processes': {}, '/api/v1/commitments': {} },
    })
  })
})
