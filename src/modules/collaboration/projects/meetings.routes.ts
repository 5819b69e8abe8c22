import type { Hono } from 'hono'
import type { FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { approveMinutes, inviteTeam, planMeeting, reviseMeeting, writeMinutes } from './meetings.actions.ts'
import { findHourlyCents, findMeeting, listMeetings } from './meetings.queries.ts'
import { bornIn, costOf, type Meeting, type MeetingDraft } from './meetings.rules.ts'
import { addressed, mayWork, refusedAct, refusedInput, statusOf, words } from './projects.answers.ts'
import { meetingInput, minutesInput, versionInput } from './projects.inputs.ts'
import { projectsPaths } from './projects.paths.ts'
import { type FoundProject, newId } from './projects.queries.ts'
import type { Outcome } from './refusals.ts'
import { MeetingFormPage, MeetingListPage, MeetingPage } from './views/meeting-pages.tsx'

export function addMeetingRoutes(app: Hono<AppEnv>): void {
  app.get('/projets/:code/reunions', async (c) => {
    const found = await addressed(c)
    if (!found) return c.notFound()
    const meetings = await listMeetings(c.var.context.db, found.project.id)
    return show(c, MeetingListPage, { project: found.project, meetings, canWork: mayWork(c, found) })
  })

  app.get('/projets/:code/reunions/nouvelle', async (c) => {
    const found = await addressed(c)
    if (!found || !mayWork(c, found)) return c.notFound()
    const values = { jour: c.var.context.clock.today(), heure: '10:00', duree: '1 h 00' }
    return showForm(c, found, null, { values, errors: {} })
  })

  app.post('/projets/:code/reunions/nouvelle', async (c) => {
    const found = await addressed(c)
    if (!found || !mayWork(c, found)) return c.notFound()
    const values = await readForm(c)
    const input = meetingInput.safeParse(values)
    if (!input.success) return showForm(c, found, null, refusedInput(c, values, input.error), 422)
    const { code } = found.project
    const result = await planMeeting(c.var.context, code, input.data.cle ?? newId(), draftOf(input.data))
    if (result.ok) return goTo(c, projectsPaths.meeting(code, result.value), words(c)('done.meeting'))
    return showForm(c, found, null, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/projets/:code/reunions/:id', (c) => showMeeting(c, { values: {}, errors: {} }))

  app.get('/projets/:code/reunions/:id/modifier', async (c) => {
    const at = await open(c)
    return at && mayWork(c, at.found) && at.meeting.status !== 'held'
      ? showForm(c, at.found, at.meeting, formOf(at.meeting))
      : c.notFound()
  })

  app.post('/projets/:code/reunions/:id/modifier', async (c) => {
    const at = await open(c)
    if (!at || !mayWork(c, at.found)) return c.notFound()
    const values = await readForm(c)
    const input = meetingInput.safeParse(values)
    if (!input.success) return showForm(c, at.found, at.meeting, refusedInput(c, values, input.error), 422)
    const { code } = at.found.project
    const { id } = at.meeting
    const result = await reviseMeeting(c.var.context, code, id, input.data.version, draftOf(input.data))
    if (result.ok) return goTo(c, projectsPaths.meeting(code, id), words(c)('done.saved'))
    const state = refusedAct(c, { ...values, version: String(at.meeting.version) }, result.refusal)
    return showForm(c, at.found, at.meeting, state, statusOf(result.refusal))
  })

  app.post('/projets/:code/reunions/:id/invitation', async (c) => {
    const { version } = versionInput.parse(await readForm(c))
    return answer(c, {}, 'done.invited', (code, id) => inviteTeam(c.var.context, code, id, version))
  })

  app.post('/projets/:code/reunions/:id/compte-rendu', async (c) => {
    const values = await readForm(c)
    const input = minutesInput.safeParse(values)
    if (!input.success) return showMeeting(c, refusedInput(c, values, input.error), 422)
    const { compte_rendu: minutes, version } = input.data
    return answer(c, values, 'done.saved', (code, id) =>
      writeMinutes(c.var.context, code, id, version, minutes),
    )
  })

  app.post('/projets/:code/reunions/:id/validation', async (c) => {
    const { version } = versionInput.parse(await readForm(c))
    return answer(c, {}, 'done.approved', (code, id) => approveMinutes(c.var.context, code, id, version))
  })
}

interface OpenMeeting {
  readonly found: FoundProject
  readonly meeting: Meeting
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function open(c: WebContext): Promise<OpenMeeting | null> {
  const found = await addressed(c)
  const id = c.req.param('id') ?? ''
  const meeting = found && uuid.test(id) ? await findMeeting(c.var.context.db, found.project.id, id) : null
  return found && meeting ? { found, meeting } : null
}

async function answer(
  c: WebContext,
  values: Readonly<Record<string, string>>,
  done: 'done.saved' | 'done.invited' | 'done.approved',
  act: (code: string, id: string) => Outcome<null>,
): Promise<Response> {
  const at = await open(c)
  if (!at || !mayWork(c, at.found)) return c.notFound()
  const { code } = at.found.project
  const result = await act(code, at.meeting.id)
  if (result.ok) return goTo(c, projectsPaths.meeting(code, at.meeting.id), words(c)(done))
  if (result.refusal === 'not_found') return c.notFound()
  return showMeeting(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
}

async function showMeeting(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const at = await open(c)
  if (!at) return c.notFound()
  const { meeting, found } = at
  const { db, clock } = c.var.context
  return show(
    c,
    MeetingPage,
    {
      project: found.project,
      meeting,
      cost: costOf(meeting, await findHourlyCents(db, meeting.heldOn)),
      born: bornIn(meeting.minutes),
      canWork: mayWork(c, found),
      isOver: meeting.heldOn <= clock.today(),
      state,
    },
    status,
  )
}

function showForm(
  c: WebContext,
  { project }: FoundProject,
  meeting: Meeting | null,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Response {
  const formKey = state.values.cle ?? newId()
  return show(c, MeetingFormPage, { project, id: meeting?.id ?? null, formKey, state }, status)
}

function draftOf(input: ReturnType<typeof meetingInput.parse>): MeetingDraft {
  return {
    title: input.objet,
    heldOn: input.jour,
    startsAt: input.heure,
    durationMin: input.duree,
    place: input.lieu,
    people: {
      A: input.personnes_a,
      B: input.personnes_b,
      C: input.personnes_c,
      partner: input.partenaires,
    },
    agenda: input.ordre_du_jour,
  }
}

function formOf(meeting: Meeting): FormState {
  const hours = Math.floor(meeting.durationMin / 60)
  return {
    values: {
      objet: meeting.title,
      jour: meeting.heldOn,
      heure: meeting.startsAt,
      duree: `${hours} h ${String(meeting.durationMin % 60).padStart(2, '0')}`,
      lieu: meeting.place,
      personnes_a: String(meeting.people.A),
      personnes_b: String(meeting.people.B),
      personnes_c: String(meeting.people.C),
      partenaires: String(meeting.people.partner),
      ordre_du_jour: meeting.agenda,
      version: String(meeting.version),
    },
    errors: {},
  }
}
