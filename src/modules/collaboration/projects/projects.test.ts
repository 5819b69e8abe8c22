import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'
import { addCards, admit, makeProject, readBoard, type TestProject } from '#test/project-board.ts'
import { ownCalendar } from '../calendars/calendars.public.ts'
import { bornIn, costOf } from './meetings.rules.ts'
import { parseDuration } from './projects.inputs.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

async function insertMeasure(): Promise<string> {
  const id = randomUUID()
  const draft = {
    titre: `Mesure ${id.slice(0, 8)}`,
    partie: 'III',
    theme: 'Organisation',
    objectif: 'Mieux travailler.',
    engagement: 'inform',
    service_public: 'complement',
    service_public_raison: 'Aucune concurrence.',
    debut: '2026-01-01',
  }
  await (await world.as('agent')).post('/mesures/nouvelle', draft)
  const row = await world.db
    .selectFrom('measures')
    .select('id')
    .where('title', '=', draft.titre)
    .executeTakeFirstOrThrow()
  return row.id
}

test('fifty identical forms make one project, and its creator leads it', async () => {
  const agent = await world.as('agent')
  const form = {
    cle: randomUUID(),
    titre: 'Un seul projet',
    but: 'Simplifier.',
    service: 'Accueil',
    modele: 'works',
    debut: '2026-12-01',
  }
  const answers = await Promise.all(Array.from({ length: 50 }, () => agent.post('/projets/nouveau', form)))
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.headers.get('location')}`))).toEqual(
    new Set(['303 /projets/un-seul-projet']),
  )
  const members = await world.db
    .selectFrom('project_members')
    .select('part')
    .where('project_id', '=', form.cle)
    .execute()
  expect(members).toEqual([{ part: 'lead' }])
  const page = await (await agent.get('/projets/un-seul-projet/tableau')).text()
  expect(page).toContain('Recevoir les travaux')
  const taken = await agent.post('/projets/nouveau', { ...form, cle: randomUUID() })
  expect([taken.status, await taken.text()]).toEqual([422, expect.stringContaining('porte déjà ce nom')])
})

test('a project starts once what its team decides alone was signed, and closes with its review', async () => {
  const project = await makeProject(world, 'De bout en bout')
  const manager = await world.as('manager')
  const start = () => project.agent.post(`${project.path}/lancement`)
  expect((await start()).status).toBe(422)
  await project.agent.post(`${project.path}/delegation`, {
    decide: 'Le calendrier.',
    plafond: '500',
    version: '0',
  })
  const unsigned = await start()
  expect([unsigned.status, await unsigned.text()]).toEqual([
    422,
    expect.stringContaining('attend la signature'),
  ])
  expect((await manager.post(`${project.path}/delegation/signature`, { version: '1' })).status).toBe(303)
  expect((await start()).status).toBe(303)
  const rewritten = { decide: 'Le calendrier et la méthode.', version: '1' }
  await project.agent.post(`${project.path}/delegation`, rewritten)
  const page = await (await project.agent.get(project.path)).text()
  expect(page).toContain('Cette version n’est pas encore signée')
  const stale = await project.agent.post(`${project.path}/delegation`, {
    ...rewritten,
    version: '1',
    decide: 'Rien.',
  })
  expect([stale.status, await stale.text()]).toEqual([
    409,
    expect.stringContaining('Le calendrier et la méthode.'),
  ])
  await project.agent.post(`${project.path}/bilan`, {
    promis: 'Tout.',
    venu: 'Presque.',
    reprise: 'La méthode.',
  })
  const acts = await world.db
    .selectFrom('official_acts')
    .select('act')
    .where('subject_id', '=', project.id)
    .orderBy('recorded_at')
    .execute()
  expect(acts.map(({ act }) => act)).toEqual(['create', 'sign', 'start', 'close'])
  expect((await project.agent.post(`${project.path}/cartes`, {})).status).toBe(404)
})

test('who leaves the team leaves its cards, and reads nothing more of a restricted project', async () => {
  const project = await makeProject(world, 'Un départ', { reserve: 'oui' })
  const account = await admit(world, project, 'moderator')
  await addCards(project, 0, ['À reprendre'])
  await project.agent.post(`${project.path}/cartes/1`, {
    titre: 'À reprendre',
    personnes: account,
    version: '1',
  })
  const moderator = await world.as('moderator')
  expect((await moderator.get(project.path)).status).toBe(200)
  expect(await (await moderator.get('/projets/mon-travail')).text()).toContain('À reprendre')
  await project.agent.post(`${project.path}/equipe/${account}`)
  expect((await moderator.get(project.path)).status).toBe(404)
  expect(await (await moderator.get('/projets/mon-travail')).text()).not.toContain('À reprendre')
})

test('money of a project is in the ledger of its measure, and leaves it when it is taken back', async () => {
  const mesure = await insertMeasure()
  const project = await makeProject(world, 'Compter l’argent', { mesure })
  const cle = randomUUID()
  const form = { cle, nature: 'money', quantite: '120,50', jour: '2026-11-20', libelle: 'Affiches' }
  await Promise.all(Array.from({ length: 10 }, () => project.agent.post(`${project.path}/depenses`, form)))
  const sum = () =>
    world.db
      .selectFrom('evidence')
      .select((of) => of.fn.sum('quantity').as('sum'))
      .where('measure_id', '=', mesure)
      .executeTakeFirstOrThrow()
  expect(Number((await sum()).sum)).toBe(12_050)
  const silent = await project.agent.post(`${project.path}/depenses/${cle}/annulation`, { motif: '' })
  expect(silent.status).toBe(422)
  await project.agent.post(`${project.path}/depenses/${cle}/annulation`, { motif: 'Mauvais projet' })
  expect(Number((await sum()).sum)).toBe(0)
})

describe('meetings', () => {
  test('the cost is length times people at the rates of the day; grades without a rate are said', () => {
    const meeting = {
      title: '',
      heldOn: '2026-11-23' as never,
      startsAt: '10:00',
      durationMin: 90,
      place: '',
      people: { A: 2, B: 1, C: 0, partner: 3 },
      agenda: '',
    }
    expect(costOf(meeting, { A: 4000, B: 3000 })).toEqual({ cents: 16_500, people: 6, uncounted: 3 })
  })

  test('approved minutes give decisions, tasks and hours once, and stay as they are', async () => {
    const mesure = await insertMeasure()
    const project = await makeProject(world, 'Se réunir', { mesure })
    const manager = await admit(world, project, 'manager')
    const id = randomUUID()
    const path = `${project.path}/reunions/${id}`
    await project.agent.post(`${project.path}/reunions/nouvelle`, {
      cle: id,
      objet: 'Premier point',
      jour: '2026-11-20',
      heure: '10:00',
      duree: '1 h 30',
      personnes_a: '2',
      personnes_c: '1',
    })
    expect(await (await project.agent.get(path)).text()).toContain('3 personnes pendant 90')
    await project.agent.post(`${path}/invitation`, { version: '1' })
    const minutes =
      'Bonjour.\nDécision : on commence lundi.\nTâche : réserver la salle, @Mona Cheffe, pour le 01/12/2026'
    await project.agent.post(`${path}/compte-rendu`, { compte_rendu: minutes, version: '2' })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => project.agent.post(`${path}/validation`, { version: '3' })),
    )
    expect(answers.filter(({ status }) => status === 303).length).toBe(1)
    expect(await readBoard(world, project)).toEqual([
      ['Réserver la salle, @Mona Cheffe, pour le 01/12/2026'],
      [],
      [],
      [],
    ])
    const given = await world.db
      .selectFrom('card_assignees')
      .select('account_id')
      .where('project_id', '=', project.id)
      .execute()
    expect(given).toEqual([{ account_id: manager }])
    const hours = await world.db
      .selectFrom('evidence')
      .select(['quantity', 'unit'])
      .where('measure_id', '=', mesure)
      .orderBy('quantity')
      .execute()
    expect(hours).toEqual([
      { quantity: 1.5, unit: 'hours' },
      { quantity: 3, unit: 'hours' },
    ])
    expect(await (await project.agent.get(project.path)).text()).toContain('On commence lundi.')
    const late = await project.agent.post(`${path}/compte-rendu`, {
      compte_rendu: 'Autre chose',
      version: '4',
    })
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('est validé')])
  })

  test('only lines that say so bring something into the world', () => {
    expect(bornIn('Décision prise ailleurs\n- decision : oui\nTASK: write, 2026-12-05\nTâche :')).toEqual([
      { kind: 'decision', line: 2, text: 'Oui' },
      { kind: 'task', line: 3, text: 'Write, 2026-12-05', dueOn: '2026-12-05' },
    ])
  })

  test('lengths of time are read as people write them', () => {
    expect(['1 h 30', '2,5', '45 min', '12h', 'bientôt'].map(parseDuration)).toEqual([90, 150, 45, 720, null])
  })
})

describe('files', () => {
  const bring = async (project: TestProject, content: string, name: string) => {
    const preview = await project.agent.post(`${project.path}/import`, { fichier: new File([content], name) })
    const contenu = Buffer.from(content).toString('base64')
    return { preview, confirm: () => project.agent.post(`${project.path}/import/confirmation`, { contenu }) }
  }

  test('what is exported is read back: the same board in another project, by JSON and by CSV', async () => {
    const from = await makeProject(world, 'Modèle à copier')
    await addCards(from, 0, ['Première ; avec « signes »', 'Deuxième'])
    await addCards(from, 3, ['Finie'])
    const agent = (await world.context('agent')).actor?.id ?? ''
    await from.agent.post(`${from.path}/cartes/1`, {
      titre: 'Première ; avec « signes »',
      description: 'Deux\nlignes',
      debut: '2026-11-25',
      echeance: '2026-12-04',
      charge: '2,5',
      repetition: 'weekly',
      personnes: agent,
      etiquettes: 'urgent, école',
      version: '1',
    })
    await from.agent.post(`${from.path}/cartes/1/liste`, { cle: randomUUID(), element: 'Un point' })
    await from.agent.post(`${from.path}/cartes/2/dependances`, { attend: '1' })
    const read = async (project: TestProject, format: string) =>
      (await project.agent.get(`${project.path}/export/${format}`)).text()
    for (const format of ['json', 'csv']) {
      const to = await makeProject(world, `Copie ${format}`)
      const { preview, confirm } = await bring(to, await read(from, format), `board.${format}`)
      expect(preview.status).toBe(200)
      expect((await confirm()).status).toBe(303)
      expect(await readBoard(world, to)).toEqual(await readBoard(world, from))
      expect(await read(to, 'csv')).toBe(await read(from, 'csv'))
    }
  })

  test('a Trello board and a Planka board come with their lists, checklists, people and comments', async () => {
    const trello = {
      lists: [
        { id: 'b', name: 'En cours', pos: 2 },
        { id: 'a', name: 'Idées', pos: 1 },
        { id: 'z', name: 'Vieille', pos: 3, closed: true },
      ],
      cards: [
        {
          id: '1',
          name: 'Carte',
          desc: 'Texte',
          idList: 'a',
          pos: 1,
          due: '2026-12-24T10:00:00.000Z',
          labels: [{ name: '', color: 'green' }],
          idMembers: ['m'],
        },
        { id: '2', name: 'Archivée', idList: 'a', closed: true },
      ],
      checklists: [{ idCard: '1', checkItems: [{ name: 'Fait', state: 'complete', pos: 1 }] }],
      members: [{ id: 'm', fullName: 'Ahmed Agent' }],
      actions: [
        {
          type: 'commentCard',
          date: '2026-10-01T08:00:00Z',
          data: { text: 'Bonjour', card: { id: '1' } },
          memberCreator: { fullName: 'Zoé' },
        },
      ],
    }
    const project = await makeProject(world, 'Venu de Trello')
    const { confirm } = await bring(project, JSON.stringify(trello), 'trello.json')
    expect((await confirm()).status).toBe(303)
    const page = await (await project.agent.get(`${project.path}/cartes/1`)).text()
    for (const text of ['Idées', 'Texte', '24 décembre 2026', 'green', 'Fait', 'Zoé, 2026-10-01'])
      expect(page).toContain(text)
    expect(page).not.toContain('Vieille')
    const planka = {
      item: { id: 9 },
      included: {
        lists: [{ id: 5, name: 'À faire', position: 1, type: 'active' }],
        cards: [{ id: 7, listId: 5, name: 'De Planka', description: null, position: 1, dueDate: null }],
        taskLists: [{ id: 3, cardId: 7 }],
        tasks: [{ taskListId: 3, name: 'Sous-tâche', isCompleted: false }],
      },
    }
    const other = await makeProject(world, 'Venu de Planka')
    await (await bring(other, JSON.stringify(planka), 'planka.json')).confirm()
    expect((await readBoard(world, other))[0]).toEqual(['De Planka'])
    expect(await (await other.agent.get(`${other.path}/cartes/1`)).text()).toContain('Sous-tâche')
  })

  test('a bad file is said line by line, and nothing is written', async () => {
    const project = await makeProject(world, 'Fichier à corriger')
    const csv =
      'colonne;titre;echeance\nÀ faire;Bonne;01/12/2026\n;Sans colonne;\nÀ faire;Mauvais jour;2026-02-30\n'
    const { preview, confirm } = await bring(project, csv, 'table.csv')
    const text = await preview.text()
    expect([preview.status, text.includes('2026-02-30'), text.includes('2 choses à corriger')]).toEqual([
      422,
      true,
      true,
    ])
    expect((await confirm()).status).toBe(422)
    expect((await readBoard(world, project)).flat()).toEqual([])
    const junk = await bring(project, '{"rien": 1}', 'x.json')
    expect([junk.preview.status, await junk.preview.text()]).toEqual([
      422,
      expect.stringContaining('ni de Trello'),
    ])
  })
})

test('whoever looks at an open board is told when somebody changes it, and nothing once they are out of it', async () => {
  const project = await makeProject(world, 'En direct', { reserve: 'oui' })
  const account = await admit(world, project, 'moderator')
  const stream = await (await world.as('moderator')).get(`${project.path}/tableau/flux`)
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done) return null
      const version = /event: board\ndata: (\d+)/.exec(value ?? '')?.[1]
      if (version) return Number(version)
    }
  }
  const first = (await next()) ?? 0
  await addCards(project, 0, ['Nouvelle'])
  expect(await next()).toBeGreaterThan(first)
  await project.agent.post(`${project.path}/equipe/${account}`)
  expect(await next()).toBeNull()
})

test('the security officer reads who from outside has access, until when, and who let them in', async () => {
  const project = await makeProject(world, 'Avec l’agglomération')
  await admit(world, project, 'partner_officer', { jusqu_au: '2027-01-31', service: 'Agglomération' })
  const agent = await world.context('agent')
  const accountId = agent.actor?.id ?? ''
  const made_at = new Date('2026-01-10T09:00:00Z')
  const device = { account_id: accountId, label: 'Vieux téléphone', secret_hash: 'x', made_at }
  await world.db.insertInto('device_passwords').values(device).execute()
  const calendar_id = (await ownCalendar(agent))?.id ?? ''
  await project.agent.post('/agenda/reglages/abonnements', {
    agenda_flux: calendar_id,
    libelle: 'Panneau de l’accueil',
    detail: 'busy',
  })
  const page = await (await (await world.as('security_officer')).get('/projets/securite')).text()
  for (const text of [
    'Paola Voisine',
    '31 janvier 2027',
    'Avec l’agglomération : 1 personne',
    'Par Ahmed Agent',
    'Comptes de partenaires',
    'sans fin : à revoir',
    '1 mot de passe ouvert. 1 n’a pas servi depuis six mois.',
    'Panneau de l’accueil, Mon agenda',
    'href="/appareils"',
    'Ahmed Agent, Agent de la ville',
  ])
    expect(page.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(text)
})
