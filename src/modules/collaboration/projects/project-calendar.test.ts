import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { admit, makeProject, type TestProject } from '#test/project-board.ts'
import {
  deleteObject,
  findProjectCalendar,
  listObjects,
  listOpenCalendars,
  ownCalendar,
  putObject,
} from '../calendars/calendars.public.ts'
import { keepProjectCalendars } from './project-calendar.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.close())

const meeting = {
  objet: 'Choisir la salle',
  jour: '2026-12-10',
  heure: '14:30',
  duree: '1 h 30',
  lieu: 'Salle 2',
  personnes_a: '2',
  ordre_du_jour: 'La salle',
}

async function planned(project: TestProject, change: Record<string, string> = {}): Promise<string> {
  const answer = await project.agent.post(`${project.path}/reunions/nouvelle`, {
    cle: randomUUID(),
    ...meeting,
    ...change,
  })
  if (answer.status !== 303) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.headers.get('location') ?? ''
}

async function objectsOf(role: Role, calendarId: string) {
  return (await listObjects(await world.context(role), calendarId)) ?? null
}

async function calendarOf(project: TestProject): Promise<string> {
  return (await findProjectCalendar(world.db, project.id))?.id ?? ''
}

async function own(role: Role): Promise<string> {
  return (await ownCalendar(await world.context(role)))?.id ?? ''
}

/** The texts of a calendar, their folded lines put back together. */
async function textsOf(role: Role, calendarId: string): Promise<string> {
  const objects = await objectsOf(role, calendarId)
  return (objects ?? []).map(({ text }) => text.replace(/\r\n /g, '')).join('')
}

describe('the calendar of a project', () => {
  test('has its meetings and its dated steps, for its team alone', async () => {
    const project = await makeProject(world, 'Déménager les archives')
    await admit(world, project, 'manager')
    await planned(project)
    await project.agent.post(`${project.path}/jalons`, {
      cle: randomUUID(),
      jalon: 'Cartons livrés',
      echeance: '2027-01-15',
    })
    const id = await calendarOf(project)
    for (const role of ['agent', 'manager'] as const) {
      const text = await textsOf(role, id)
      expect([role, text]).toEqual([
        role,
        expect.stringContaining('DTSTART;TZID=Europe/Paris:20261210T143000'),
      ])
      expect(text).toContain('DTEND;TZID=Europe/Paris:20261210T160000')
      expect(text).toContain('STATUS:TENTATIVE')
      expect(text).toContain('SUMMARY:Jalon\u00a0: Cartons livrés')
      expect(text).toContain('DTSTART;VALUE=DATE:20270115')
    }
    for (const role of ['moderator', 'director_general', 'resident'] as const)
      expect([role, await objectsOf(role, id)]).toEqual([role, null])
    expect(await (await project.agent.get(project.path)).text()).toContain(`agendas=${id}`)
    const agenda = await project.agent.get(`/agenda?vue=mois&le=2026-12-10&agendas=${id}`)
    expect(await agenda.text()).toContain('Choisir la salle')
    const outside = await (await world.as('moderator')).get(project.path)
    expect([outside.status, await outside.text()]).toEqual([200, expect.not.stringContaining('agendas=')])
  })

  test('those invited have the meeting in their own calendar, answer there, and see it once', async () => {
    const project = await makeProject(world, 'Ouvrir un guichet')
    await admit(world, project, 'manager')
    const path = await planned(project, { objet: 'Horaires du guichet', jour: '2026-12-11' })
    expect(await textsOf('manager', await own('manager'))).not.toContain('Horaires du guichet')
    await project.agent.post(`${path}/invitation`, { version: '1' })
    for (const role of ['agent', 'manager'] as const)
      expect(await textsOf(role, await own(role))).toContain('Horaires du guichet')
    const manager = await world.as('manager')
    const day = async () => (await manager.get('/agenda?vue=jour&le=2026-12-11')).text()
    const html = await day()
    expect(html).toContain('1 invitation attend votre réponse')
    const event = /\/agenda\/rendez-vous\/[0-9a-f-]{36}/.exec(html)?.[0] ?? ''
    expect((await manager.post(`${event}/reponse`, { reponse: 'accepted' })).status).toBe(303)
    expect((await day()).match(/Horaires du guichet/g)).toHaveLength(1)
    expect(await textsOf('agent', await calendarOf(project))).toMatch(/PARTSTAT=ACCEPTED:mailto:manager@/)
    const page = await (await manager.get(event)).text()
    expect(page).toContain(`href="${path}"`)
  })

  test('a meeting that is moved moves for everybody; who leaves the team keeps nothing of it', async () => {
    const project = await makeProject(world, 'Repeindre l’école')
    const account = await admit(world, project, 'manager')
    const path = await planned(project, { objet: 'Couleurs de l’école' })
    await project.agent.post(`${path}/invitation`, { version: '1' })
    const moved = { ...meeting, objet: 'Couleurs de l’école', jour: '2026-12-14', version: '2' }
    expect((await project.agent.post(`${path}/modifier`, moved)).status).toBe(303)
    expect(await textsOf('manager', await own('manager'))).toMatch(
      /DTSTART;TZID=Europe\/Paris:20261214T143000/,
    )
    await project.agent.post(`${project.path}/equipe/${account}`, {})
    expect(await textsOf('manager', await own('manager'))).not.toContain('Couleurs')
    expect(await objectsOf('manager', await calendarOf(project))).toBeNull()
  })

  test('a program reads it, writes beside, and does not change what the project keeps', async () => {
    const project = await makeProject(world, 'Planter des arbres')
    await planned(project, { objet: 'Choix des essences' })
    const context = await world.context('agent')
    const id = await calendarOf(project)
    const listed = await listOpenCalendars(context)
    expect(listed.find((calendar) => calendar.id === id)).toMatchObject({ kind: 'project', access: 'write' })
    const [object] = (await listObjects(context, id)) ?? []
    const text = object?.text.replace('essences', 'arbres') ?? ''
    const name = object?.name ?? ''
    expect(await putObject(context, id, name, { text })).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await deleteObject(context, id, name)).toEqual({ ok: false, refusal: 'forbidden' })
    const other = text.replace(/UID:.*/, 'UID:visite')
    expect(await putObject(context, id, 'visite.ics', { text: other })).toMatchObject({ ok: true })
  })

  test('a project that ends is read and written no more; a new name is that of its calendar', async () => {
    const project = await makeProject(world, 'Essai court')
    const sheet = await (await project.agent.get(`${project.path}/modifier`)).text()
    const version = /name="version" value="(\d+)"/.exec(sheet)?.[1] ?? ''
    const form = { titre: 'Essai très court', but: 'Essayer.', debut: '2026-11-01', version }
    expect((await project.agent.post(`${project.path}/modifier`, form)).status).toBe(303)
    const access = async () =>
      (await listOpenCalendars(await world.context('agent'))).find(
        ({ projectId }) => projectId === project.id,
      )
    expect(await access()).toMatchObject({ name: 'Essai très court', access: 'write' })
    await project.agent.post(`${project.path}/abandon`, { motif: 'Plus besoin.' })
    expect(await access()).toMatchObject({ access: 'read' })
  })

  test('projects from before have their calendar filled, once', async () => {
    const project = await makeProject(world, 'Projet d’avant')
    await planned(project, { objet: 'Réunion d’avant' })
    const id = await calendarOf(project)
    await world.db.deleteFrom('calendar_objects').where('calendar_id', '=', id).execute()
    const context = await world.context(null)
    await keepProjectCalendars(context)
    const [first] = (await objectsOf('agent', id)) ?? []
    expect(first?.text).toContain('Réunion d’avant')
    await keepProjectCalendars(context)
    expect(await objectsOf('agent', id)).toEqual([first])
  })
})
