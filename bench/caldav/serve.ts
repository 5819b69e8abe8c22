/**
 * A CalDAV server in a process of its own, with so many events in its calendar: `site`, the product over its embedded database, or
 * `core`, over a store in memory.
 */
import { inTransaction } from '#infra/transaction.ts'
import { ok } from '#kernel/result.ts'
import { readObject } from '#modules/collaboration/calendars/icalendar.rules.ts'
import { takeCalendars, writeObjects } from '#modules/collaboration/calendars/objects.queries.ts'
import { windowAround } from '#modules/collaboration/calendars/occurrences.rules.ts'
import { prepareObject } from '#modules/collaboration/calendars/prepare.ts'
import type { Endpoint } from '../../test/dav/endpoint.ts'
import { serveSite } from '../../test/dav/serve-site.ts'
import { serveStore } from '../../test/dav/serve-store.ts'
import { setup } from '../../test/global-setup.ts'
import { makeWorld, type World } from '../../test/make-world.ts'
import { send } from './calendar-program.ts'
import { calendarText, eventLines } from './events.ts'

const [, , kind, count = '0'] = process.argv
const texts = Array.from({ length: Number(count) }, (_, index) => calendarText([eventLines(index)]))
const endpoint = await (kind === 'site' ? filledSite() : filledStore())
process.on('message', () => process.send?.({ ...endpoint, close: undefined }))
process.on('disconnect', () => process.exit())

async function filledStore(): Promise<Endpoint> {
  const store = await serveStore()
  for (const [index, text] of texts.entries())
    await send(store, 'PUT', `${store.calendar}event-${index}.ics`, text)
  return store
}

async function filledSite(): Promise<Endpoint> {
  await setup()
  const world = await makeWorld()
  const site = await serveSite(world)
  await fill(world)
  return site
}

/** Writes what a PUT writes, all in one transaction: what is measured is reading. */
async function fill({ db }: World): Promise<void> {
  const { id } = await db
    .selectFrom('calendars')
    .select('id')
    .where('slug', '=', 'equipe')
    .executeTakeFirstOrThrow()
  const now = new Date('2026-11-23T09:00:00Z')
  await inTransaction(db, async (tx) => {
    const calendar = (await takeCalendars(tx, [id])).get(id)
    if (!calendar) throw new Error('the calendar was just found')
    const prepared = texts.map((text, index) => {
      const read = readObject(text)
      const around = {
        calendar,
        name: `event-${index}.ics`,
        text,
        originId: null,
        createdBy: null,
        reader: null,
      }
      const circumstances = { ...around, window: windowAround(now), accounts: new Map<string, string>() }
      const object = read.ok ? prepareObject(read.value, circumstances) : null
      if (!object?.ok) throw new Error(`event ${index} cannot be kept`)
      return object.value
    })
    await writeObjects(tx, prepared, now)
    return ok(null)
  })
}
