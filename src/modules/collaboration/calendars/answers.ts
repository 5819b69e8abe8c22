import type { Context } from '#infra/context.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { deliver, guestsOf } from './delivery.ts'
import type { Answer } from './event-draft.rules.ts'
import { invitationIn } from './event-reading.rules.ts'
import { answerIn } from './event-text.rules.ts'
import { parseCalendar, readObject } from './icalendar.rules.ts'
import { type ObjectRefusal, ownerAddress } from './object-writing.ts'
import { type CalendarObject, findObjectById, listCopies } from './objects.queries.ts'
import { takeCalendars, writeObjects } from './objects-writing.queries.ts'
import { windowAround } from './occurrences.rules.ts'
import { prepareObject } from './prepare.ts'

/** A program of somebody invited writes the whole event back: of that, their answer goes to the others. */
export async function followAnswer(
  context: Context,
  originId: string,
  before: CalendarObject | null,
  written: { readonly attendees: readonly { readonly address: string; readonly answer: Answer }[] },
  owner: string | null,
  calendarId: string,
): Promise<Result<null, ObjectRefusal>> {
  const answer = written.attendees.find(({ address }) => address === owner)?.answer
  const old = before && answerOf(before.text, owner)
  if (owner === null || answer === undefined || answer === old) return ok(null)
  return spreadAnswer(context, originId, owner, answer, calendarId)
}

function answerOf(text: string, address: string | null): Answer | null {
  const calendar = parseCalendar(text)
  const attendees = calendar ? invitationIn(calendar).attendees : []
  return attendees.find((attendee) => attendee.address === address)?.answer ?? null
}

/** Writes the answer where the event comes from, then in every copy but that of `except`. */
export async function spreadAnswer(
  context: Context,
  originId: string,
  address: string,
  answer: Answer,
  except: string | null,
): Promise<Result<null, ObjectRefusal>> {
  const { db, clock } = context
  const seen = await findObjectById(db, originId)
  const copies = await listCopies(db, originId)
  if (!seen) return refuse('not_found')
  const taken = await takeCalendars(db, [
    ...new Set([seen.calendarId, ...copies.map((copy) => copy.calendarId)]),
  ])
  const origin = await findObjectById(db, originId)
  const calendar = taken.get(seen.calendarId)
  if (!origin || !calendar) return refuse('changed_meanwhile')
  const text = answerIn(origin.text, address, answer)
  const read = readObject(text)
  if (!read.ok) return read
  const owner = await ownerAddress(db, calendar)
  const organiser = invitationIn(read.value.calendar).organiser
  const list = await guestsOf(context, read.value, [organiser])
  const prepared = prepareObject(read.value, {
    calendar,
    name: origin.name,
    text,
    originId: null,
    createdBy: origin.createdBy,
    sourcePath: origin.sourcePath,
    reader: owner,
    window: windowAround(clock.now()),
    accounts: list.accounts,
  })
  if (!prepared.ok) return prepared
  await writeObjects(db, [prepared.value], clock.now())
  const guests = list.guests.filter((guest) => taken.has(guest.calendar.id))
  return deliver(context, { ...origin, text }, { ...list, guests }, taken, except)
}
