import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import type { FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { answerInvitation } from './answers.actions.ts'
import { ownCalendar } from './calendars.actions.ts'
import { refusedEvent, refusedInput, sentenceOf, words } from './calendars.answers.ts'
import {
  answerInput,
  eventInput,
  newEventQuery,
  partInput,
  recurrenceInput,
  removalInput,
} from './calendars.inputs.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { canChangeObject, canUseCalendars } from './calendars.permissions.ts'
import { findCalendar, findStandpoint, type OpenCalendar } from './calendars.queries.ts'
import { type Choices, choicesOf, draftFrom, formOf } from './event-form.ts'
import { draftOf, invitationIn } from './event-reading.rules.ts'
import { createEvent, removeEvent, removeFollowing, reviseEvent, reviseFollowing } from './events.actions.ts'
import { listFreeResources } from './free-resources.ts'
import { parseCalendar } from './icalendar.rules.ts'
import { findAnswer } from './invitations.queries.ts'
import { clockField } from './moment-text.ts'
import { type CalendarObject, findObjectById } from './objects.queries.ts'
import { findOccurrence } from './occurrences.queries.ts'
import { getObject } from './read-objects.ts'
import { EventFormPage } from './views/event-form-page.tsx'
import { EventPage } from './views/event-page.tsx'
import { wallTimeOf } from './zones.rules.ts'

export function addEventRoutes(app: Hono<AppEnv>): void {
  app.get('/agenda/rendez-vous/nouveau', async (c) => {
    if (!canUseCalendars(c.var.context.actor)) return c.notFound()
    const own = await ownCalendar(c.var.context)
    const choices = await choicesOf(c.var.context)
    const query = newEventQuery.parse(c.req.query())
    const hours = hoursFrom(c, query.debut, query.fin)
    return showForm(c, choices, {
      values: {
        agenda: query.agenda ?? own?.id,
        debut_jour: query.le ?? hours.day,
        debut_heure: hours.from,
        fin_heure: hours.to,
        fin_jour: query.le ?? hours.day,
        salle: query.salle,
        invites: (c.req.queries('invites') ?? []).join(','),
        repetition: 'none',
        jeton: randomUUID(),
      },
      errors: {},
    })
  })

  app.post('/agenda/rendez-vous/nouveau', async (c) => {
    const { context } = c.var
    if (!canUseCalendars(context.actor)) return c.notFound()
    const values = await readForm(c)
    const choices = await choicesOf(context)
    const input = eventInput.safeParse(values)
    if (!input.success) return showForm(c, choices, refusedInput(c, values, input.error), null, 422)
    const draft = draftFrom(input.data, choices)
    const made = await createEvent(context, input.data.agenda, draft, input.data.jeton)
    if (made.ok) return goTo(c, calendarsPaths.event(made.value.id), words(c)('done.created'))
    // The same form sent twice: the first one did it.
    if (made.refusal === 'precondition_failed')
      return goTo(c, calendarsPaths.home({ le: input.data.debut_jour }), words(c)('done.created'))
    if (made.refusal === 'not_found') return c.notFound()
    return showForm(c, choices, await refused(c, values, made.refusal, draft.time), null, 422)
  })

  app.get('/agenda/rendez-vous/:file{.+\\.ics}', async (c) => {
    const opened = await openEvent(c, (c.req.param('file') ?? '').replace(/\.ics$/, ''))
    if (!opened) return c.notFound()
    const bytes = new TextEncoder().encode(opened.object.text)
    return sendFile(c, { name: 'rendez-vous.ics', type: 'text/calendar; charset=utf-8', bytes })
  })

  app.get('/agenda/rendez-vous/:id', showEvent)

  app.get('/agenda/rendez-vous/:id/modifier', async (c) => {
    const opened = await openEvent(c, c.req.param('id'))
    if (!opened?.canEdit) return c.notFound()
    const place = placeOf(c, opened.object)
    const choices = await choicesOf(c.var.context)
    const draft = draftOf(opened.object.text, place.recurrence, place.following)
    return showForm(c, choices, formOf(draft, choices, opened.object), place)
  })

  app.post('/agenda/rendez-vous/:id/modifier', async (c) => {
    const opened = await openEvent(c, c.req.param('id'))
    if (!opened?.canEdit) return c.notFound()
    const values = await readForm(c)
    const place = placeOf(c, opened.object)
    const choices = await choicesOf(c.var.context)
    const input = eventInput.safeParse({ ...values, agenda: opened.object.calendarId })
    if (!input.success) return showForm(c, choices, refusedInput(c, values, input.error), place, 422)
    const draft = draftFrom(input.data, choices)
    const etag = input.data.version ?? ''
    const revise = place.following ? reviseFollowing : reviseEvent
    const change = { recurrence: place.recurrence, draft, etag }
    const saved = await revise(c.var.context, opened.object.id, change)
    if (saved.ok) return goTo(c, calendarsPaths.event(saved.value.id), words(c)('done.saved'))
    if (saved.refusal === 'not_found') return c.notFound()
    if (saved.refusal === 'changed_meanwhile') return showChanged(c, choices, values, place)
    return showForm(c, choices, await refused(c, values, saved.refusal, draft.time), place, 422)
  })

  app.post('/agenda/rendez-vous/:id/reponse', async (c) => {
    const input = answerInput.safeParse(await readForm(c))
    const id = c.req.param('id')
    if (!input.success) return c.notFound()
    const answered = await answerInvitation(c.var.context, id, input.data.reponse)
    if (answered.ok) return goTo(c, calendarsPaths.event(id), words(c)(`done.${input.data.reponse}`))
    return answered.refusal === 'not_found'
      ? c.notFound()
      : goTo(c, calendarsPaths.event(id), sentenceOf(words(c), answered.refusal))
  })

  app.post('/agenda/rendez-vous/:id/suppression', async (c) => {
    const opened = await openEvent(c, c.req.param('id'))
    if (!opened?.canRemove) return c.notFound()
    const { fois, suite } = removalInput.parse(await readForm(c))
    const { id } = opened.object
    const removed =
      suite === ''
        ? await removeEvent(c.var.context, id, fois)
        : await removeFollowing(c.var.context, id, suite)
    if (removed.ok) return goTo(c, calendarsPaths.home(), words(c)('done.removed'))
    if (removed.refusal === 'not_found') return c.notFound()
    return goTo(c, calendarsPaths.event(id), sentenceOf(words(c), removed.refusal))
  })
}

interface OpenedEvent {
  readonly object: CalendarObject
  readonly calendar: OpenCalendar
  readonly canEdit: boolean
  readonly canRemove: boolean
  /** Page where it is changed, when a project keeps it. */
  readonly sourcePath: string | null
}

/** The event of the address, as the person may read it; null where they may only know that the time is taken. */
async function openEvent(c: WebContext, id: string): Promise<OpenedEvent | null> {
  const { context } = c.var
  const found = await findObjectById(context.db, id)
  if (!found) return null
  const calendar = await findCalendar(context.db, await findStandpoint(context), found.calendarId)
  if (!calendar || calendar.access === 'busy') return null
  const object = await getObject(context, calendar.id, found.name)
  // What is marked private has no page for others.
  if (!object || object.text !== found.text) return null
  const canWrite = calendar.access === 'write' && canChangeObject(context.actor, calendar, found)
  const isKept = found.sourcePath !== null
  const origin = found.originId === null ? null : await findObjectById(context.db, found.originId)
  return {
    object,
    calendar,
    canEdit: canWrite && !isKept && found.originId === null,
    canRemove: canWrite && !isKept,
    sourcePath: found.sourcePath ?? origin?.sourcePath ?? null,
  }
}

async function showEvent(c: WebContext): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const opened = await openEvent(c, c.req.param('id') ?? '')
  if (!opened) return c.notFound() as Response
  const asked = recurrenceInput.parse(c.req.query('fois') ?? '')
  const { object, calendar } = opened
  const occurrence = (await findOccurrence(db, object.id, asked)) ?? (await findOccurrence(db, object.id, ''))
  const recurrence = occurrence?.recurrence ?? ''
  const calendarOf = parseCalendar(object.text)
  const isGuest = object.originId !== null && actor !== null && calendar.ownerId === actor.id
  return show(c, EventPage, {
    id: object.id,
    recurrence,
    isRecurring: object.isRecurring,
    draft: draftOf(object.text, recurrence),
    attendees: calendarOf ? invitationIn(calendarOf).attendees : [],
    organiser: object.originId === null ? null : organiserName(object.text),
    calendar,
    myAnswer: isGuest ? await findAnswer(db, object.id, actor.id) : null,
    isGuest,
    canEdit: opened.canEdit,
    canRemove: opened.canRemove,
    sourcePath: opened.sourcePath,
    today: clock.today(),
  })
}

export function organiserName(text: string): string | null {
  const property = parseCalendar(text)?.getFirstSubcomponent('vevent')?.getFirstProperty('organizer')
  return property ? property.getFirstParameter('cn') || String(property.getFirstValue()) : null
}

/** What of an event is rewritten: all of it, one meeting of a series, or one and all those after it. */
interface EditedPlace {
  readonly id: string
  readonly recurrence: string
  readonly following: boolean
}

function placeOf(c: WebContext, { id, isRecurring }: CalendarObject): EditedPlace {
  const { fois, suite } = partInput.parse(c.req.query())
  return { id, recurrence: fois, following: suite && fois !== '' && isRecurring }
}

function showForm(
  c: WebContext,
  choices: Choices,
  state: FormState,
  place: EditedPlace | null = null,
  status: 200 | 409 | 422 = 200,
): Response {
  return show(c, EventFormPage, { choices, state, place }, status)
}

/** A room that is taken: those that are free at that time are named. */
async function refused(
  c: WebContext,
  values: FormValues,
  refusal: Parameters<typeof refusedEvent>[2],
  time: Parameters<typeof listFreeResources>[1],
): Promise<FormState> {
  const state = refusedEvent(c, values, refusal)
  if (refusal !== 'resource_taken') return state
  const free = await listFreeResources(c.var.context, time)
  const names = free.map(({ name }) => name).join(', ')
  const more = names === '' ? words(c)('refusal.none_free') : words(c)('refusal.free_then', { names })
  return { ...state, errors: { salle: `${state.errors.salle ?? ''} ${more}` } }
}

/** Somebody else wrote the event first: what they wrote stands beside what was typed. */
async function showChanged(
  c: WebContext,
  choices: Choices,
  values: FormValues,
  place: EditedPlace,
): Promise<Response> {
  const t = words(c)
  const opened = await openEvent(c, place.id)
  if (!opened) return c.notFound() as Response
  const stored = formOf(
    draftOf(opened.object.text, place.recurrence, place.following),
    choices,
    opened.object,
  ).values
  const shown = ['titre', 'lieu', 'debut_jour', 'debut_heure', 'fin_jour', 'fin_heure', 'description']
  const differing = shown.filter((name) => (values[name] ?? '') !== (stored[name] ?? ''))
  const errors = Object.fromEntries(
    differing.map((name) => [name, t('refusal.stored', { value: stored[name] ?? '' })]),
  )
  const state = {
    values: { ...values, version: stored.version },
    errors: { '': t('refusal.changed_meanwhile'), ...errors },
  }
  return showForm(c, choices, state, place, 409)
}

/** Day and hours that the form begins with: those of the address, or the next whole hour. */
function hoursFrom(c: WebContext, from: string | undefined, to: string | undefined) {
  const now = wallTimeOf(c.var.context.clock.now())
  const isLate = now.minute > 17 * 60
  const day: CalendarDate = isLate ? addDays(now.day, 1) : now.day
  const next = isLate ? 9 * 60 : Math.max(8 * 60, (Math.floor(now.minute / 60) + 1) * 60)
  return { day, from: from ?? clockField(next), to: to ?? clockField(next + 60) }
}
