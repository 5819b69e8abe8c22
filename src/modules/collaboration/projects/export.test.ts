import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { makeWorld, type World } from '#test/make-world.ts'
import { addCards, admit, makeProject, type TestProject } from '#test/project-board.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.close())

const day = z.iso.date()

/** All that a project is made of, field by field: what the export lacks or has too much is refused. */
const sheet = z.strictObject({
  format: z.literal('faire-commune/project/1'),
  town: z.string().min(1),
  fictional: z.boolean(),
  title: z.literal('Ouvrir la cour de l’école'),
  purpose: z.literal('Rendre le service plus simple.'),
  status: z.literal('running'),
  starts_on: z.literal('2026-11-01'),
  ends_on: z.literal('2027-06-30'),
  budget_cents: z.literal(1_250_040),
  planned_min: z.literal(750),
  members: z.array(
    z.strictObject({ name: z.string(), part: z.string(), body: z.string(), ends_on: day.nullable() }),
  ),
  delegation: z.strictObject({
    version: z.number(),
    decides: z.literal('Le calendrier'),
    proposes: z.literal('Le budget'),
    informs: z.literal('L’avancement'),
    spendingCents: z.literal(50_000),
    writtenBy: z.string(),
    signatures: z.array(
      z.strictObject({ accountId: z.string(), name: z.string(), role: z.literal('manager'), signedOn: day }),
    ),
  }),
  review: z.null(),
  milestones: z.array(z.strictObject({ title: z.string(), due_on: day, reached_on: day.nullable() })),
  risks: z.array(
    z.strictObject({
      id: z.uuid(),
      statement: z.string(),
      probability: z.number(),
      impact: z.number(),
      mitigation: z.string(),
      owner: z.string(),
    }),
  ),
  decisions: z.array(
    z.looseObject({ statement: z.string(), reason: z.string(), takenBy: z.string(), decidedOn: day }),
  ),
  costs: z.array(z.looseObject({ kind: z.string(), day, label: z.string(), document: z.string() })),
  meetings: z.array(
    z.looseObject({ title: z.string(), heldOn: day, agenda: z.string(), minutes: z.string() }),
  ),
  columns: z.array(z.strictObject({ title: z.string(), limit: z.number().nullable(), is_done: z.boolean() })),
  cards: z.array(z.looseObject({ number: z.number(), title: z.string(), column: z.string() })),
})

async function sent(project: TestProject, path: string, form: Record<string, string>): Promise<void> {
  const answer = await project.agent.post(`${project.path}/${path}`, form)
  expect([path, answer.status]).toEqual([path, 303])
}

test('the export of a project holds everything that its pages hold, and nothing is left out', async () => {
  const project = await makeProject(world, 'Ouvrir la cour de l’école', {
    fin: '2027-06-30',
    budget: '12 500,40',
    heures: '12 h 30',
  })
  await admit(world, project, 'manager')
  await admit(world, project, 'partner_officer', { jusqu_au: '2027-01-31', service: 'Agglomération' })
  await sent(project, 'delegation', {
    decide: 'Le calendrier',
    propose: 'Le budget',
    informe: 'L’avancement',
    plafond: '500',
    version: '0',
  })
  const manager = await world.as('manager')
  await manager.post(`${project.path}/delegation/signature`, { version: '1' })
  await sent(project, 'lancement', {})
  const milestone = randomUUID()
  await sent(project, 'jalons', { cle: milestone, jalon: 'Grille ouverte', echeance: '2027-03-01' })
  await sent(project, `jalons/${milestone}`, { atteint: 'oui' })
  await sent(project, 'risques', {
    cle: randomUUID(),
    risque: 'La clé se perd',
    probabilite: '2',
    gravite: '3',
    parade: 'Un double',
    porteur: 'La gardienne',
  })
  await sent(project, 'decisions', {
    cle: randomUUID(),
    decision: 'Ouvrir le mercredi',
    raison: 'Il y a du monde',
    decideur: 'team',
    decide_le: '2026-11-20',
  })
  await sent(project, 'depenses', {
    cle: randomUUID(),
    nature: 'money',
    quantite: '120,50',
    jour: '2026-11-20',
    libelle: 'Un cadenas',
    piece: 'Facture 12',
  })
  await sent(project, 'depenses', {
    cle: randomUUID(),
    nature: 'B',
    quantite: '1 h 30',
    jour: '2026-11-20',
    libelle: 'Réunion de chantier',
    piece: '',
  })
  await addCards(project, 0, ['Poser le cadenas'])
  await project.agent.post(`${project.path}/reunions/nouvelle`, {
    cle: randomUUID(),
    objet: 'Premier point',
    jour: '2026-12-01',
    heure: '09:00',
    duree: '45 min',
    lieu: 'Cour',
    personnes_b: '2',
    ordre_du_jour: 'Les horaires',
  })
  const answer = await project.agent.get(`${project.path}/export/json`)
  const read = sheet.parse(await answer.json())
  expect(read.members.map(({ name, part, ends_on }) => [name, part, ends_on])).toEqual([
    ['Ahmed Agent', 'lead', null],
    ['Mona Cheffe', 'member', null],
    ['Paola Voisine', 'member', '2027-01-31'],
  ])
  expect(read.delegation.signatures).toHaveLength(1)
  expect(read.milestones).toEqual([
    { title: 'Grille ouverte', due_on: '2027-03-01', reached_on: '2026-11-23' },
  ])
  expect(read.risks).toMatchObject([{ statement: 'La clé se perd', probability: 2, impact: 3 }])
  expect(read.decisions).toMatchObject([{ statement: 'Ouvrir le mercredi', reason: 'Il y a du monde' }])
  expect(read.costs).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ cents: 12_050, document: 'Facture 12' }),
      expect.objectContaining({ grade: 'B', minutes: 90 }),
    ]),
  )
  expect(read.meetings).toMatchObject([{ title: 'Premier point', place: 'Cour', people: { B: 2 } }])
  expect(read.cards).toMatchObject([{ title: 'Poser le cadenas', column: 'À faire' }])
})
