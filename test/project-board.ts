import { randomUUID } from 'node:crypto'
import { assertDefined } from '#kernel/assert.ts'
import type { Role } from '#kernel/roles.ts'
import type { Browser, World } from './make-world.ts'

/** A project that the agent leads, as people make one through its pages. */
export interface TestProject {
  readonly id: string
  readonly code: string
  readonly path: string
  readonly agent: Browser
  /** Identities of its columns, in order. */
  readonly columns: readonly string[]
}

export async function makeProject(
  world: World,
  title: string,
  fields: Record<string, string> = {},
): Promise<TestProject> {
  const agent = await world.as('agent')
  const id = randomUUID()
  const answer = await agent.post('/projets/nouveau', {
    cle: id,
    titre: title,
    but: 'Rendre le service plus simple.',
    service: 'Accueil',
    modele: 'plain',
    debut: '2026-11-01',
    ...fields,
  })
  const path = answer.headers.get('location')
  if (answer.status !== 303 || !path) throw new Error(`${answer.status} ${await answer.text()}`)
  const columns = await world.db
    .selectFrom('board_columns')
    .select('id')
    .where('project_id', '=', id)
    .orderBy('position')
    .execute()
  return { id, code: path.slice('/projets/'.length), path, agent, columns: columns.map((row) => row.id) }
}

/** Lets the person of that role into the project. */
export async function admit(
  world: World,
  project: TestProject,
  role: Role,
  fields: Record<string, string> = {},
): Promise<string> {
  const accountId = assertDefined((await world.context(role)).actor, role).id
  const answer = await project.agent.post(`${project.path}/equipe`, {
    personne: accountId,
    role: 'member',
    service: 'Service technique',
    ...fields,
  })
  if (answer.status !== 303) throw new Error(`${role}: ${answer.status} ${await answer.text()}`)
  return accountId
}

/** Adds cards of those titles at the end of a column. */
export async function addCards(
  project: TestProject,
  column: number,
  titles: readonly string[],
): Promise<void> {
  for (const carte of titles) {
    const colonne = project.columns[column] ?? ''
    const answer = await project.agent.post(`${project.path}/cartes`, { cle: randomUUID(), colonne, carte })
    if (answer.status !== 303) throw new Error(`${answer.status} ${await answer.text()}`)
  }
}

/** Titles of the cards of each column, in their order. */
export async function readBoard(world: World, project: TestProject): Promise<string[][]> {
  const rows = await world.db
    .selectFrom('cards')
    .select(['column_id', 'title'])
    .where('project_id', '=', project.id)
    .orderBy('position')
    .execute()
  return project.columns.map((id) => rows.filter((row) => row.column_id === id).map(({ title }) => title))
}
