import { assertDefined } from '#kernel/assert.ts'
import type { Browser, World } from './make-world.ts'
import { testInstant } from './test-town.ts'

/** The rules of an edition as its form sends them: three projects at most, 10 000 €, counted by votes. */
export const editionForm = {
  titre: 'Budget participatif 2027',
  resume: 'Dix mille euros à partager.',
  perimetre: 'town',
  enveloppe: '10 000',
  secteurs: '',
  electeurs: 'Toute personne qui habite la commune',
  age: '11',
  liste: 'declaration',
  bulletin: 'approval',
  maximum: '3',
  points: '',
  regle: 'greedy',
  egalites: 'seed',
  debut: '2026-11-23',
  fin: '2026-12-06',
  demarche: '',
  mesure: '',
}

/** A day on which the vote of `editionForm` is over. */
export const afterVote = new Date('2026-12-07T09:00:00Z')

/** Projects of the tests: their names, with their costs in euros; the last one is dearer than the envelope allows beside others. */
export const projects: readonly (readonly [string, string])[] = [
  ['Bancs à l’ombre', '3 000'],
  ['Jardin partagé', '4 000'],
  ['Boîtes à livres', '1 500'],
  ['Aire de jeux', '8 000'],
]

let deliberationCount = 0

/** Records a deliberation through its pages; answers its id. */
export async function recordDeliberation(
  world: World,
  objet = 'Règlement du budget participatif',
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  deliberationCount += 1
  const answer = await (await world.as('legal_officer')).post('/deliberations/nouvelle', {
    numero: `2026-${String(deliberationCount).padStart(3, '0')}`,
    date: '2026-10-12',
    assemblee: 'Conseil municipal',
    objet,
    matiere: '7.5',
    en_exercice: '33',
    presents: '30',
    pour: '28',
    contre: '1',
    abstentions: '1',
    deports: '',
    document: '',
    ...fields,
  })
  return (await expectDone(answer)).headers.get('location')?.split('/').at(-1) ?? ''
}

export interface TestEdition {
  readonly path: string
  readonly id: string
}

/** Prepares an edition through its pages; with `open`, opens it too. */
export async function makeEdition(
  world: World,
  changes: Readonly<Record<string, string>> = {},
  { offered = projects, open = true, area = '1' } = {},
): Promise<TestEdition> {
  world.setNow(testInstant)
  const agent = await world.as('agent')
  const titre = changes.titre ?? `Budget ${crypto.randomUUID().slice(0, 8)}`
  const deliberation = await recordDeliberation(world)
  const made = await agent.post('/budgets-participatifs/nouveau', {
    ...editionForm,
    deliberation,
    ...changes,
    titre,
  })
  const path = made.headers.get('location') ?? ''
  if (made.status !== 303) throw new Error(await made.text())
  for (const [name, cout] of offered)
    await expectDone(
      agent.post(`${path}/projets/nouveau`, { titre: name, description: '', lieu: '', cout, secteur: area }),
    )
  if (open) await expectDone((await world.as('manager')).post(`${path}/ouverture`))
  const row = await world.db
    .selectFrom('budget_editions')
    .select('id')
    .where('title', '=', titre)
    .executeTakeFirst()
  return { path, id: assertDefined(row, titre).id }
}

export async function expectDone(answer: Promise<Response> | Response): Promise<Response> {
  const response = await answer
  if (response.status !== 303)
    throw new Error(`${response.status}: ${(await response.text()).slice(0, 4000)}`)
  return response
}

let voterCount = 0

/** The page of the ballot for a new person who declares themselves, reached by the link of their mail. */
export async function enterVote(
  world: World,
  path: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<{ readonly visitor: Browser; readonly ballot: string; readonly form: BallotForm }> {
  voterCount += 1
  const visitor = await world.as(null)
  const answer = await visitor.post(`${path}/voter`, {
    prenom: 'Camille',
    nom: `Votant ${voterCount}`,
    naissance: '1990-05-31',
    courriel: `votant${voterCount}@essais.example`,
    secteur: '1',
    attestation: 'oui',
    ...changes,
  })
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`)
  const link = /http:\/\/localhost(\S+)/.exec(world.sent.at(-1)?.text ?? '')?.[1] ?? ''
  const page = await visitor.get(link)
  const ballot = await page.text()
  return { visitor, ballot, form: ballotFormIn(ballot) }
}

export interface BallotForm {
  readonly jeton: string
  readonly recu: string
}

export function ballotFormIn(page: string): BallotForm {
  return {
    jeton: /name="jeton" value="([^"]*)"/.exec(page)?.[1] ?? '',
    recu: /name="recu" value="([^"]*)"/.exec(page)?.[1] ?? '',
  }
}

/** A new person votes for those projects; answers the secret of their receipt. */
export async function vote(world: World, path: string, numbers: readonly number[]): Promise<string> {
  const { visitor, form } = await enterVote(world, path)
  const answer = await visitor.post(`${path}/bulletin`, { ...form, projet: numbers.join(',') })
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`)
  return form.recu
}

/** Ends the vote and counts it. */
export async function count(world: World, path: string): Promise<void> {
  world.setNow(afterVote)
  await expectDone((await world.as('manager')).post(`${path}/depouillement`))
}
