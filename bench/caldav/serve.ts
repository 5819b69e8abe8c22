/**
 * A CalDAV server in a process of its own, with so many events in its calendar: `site`, the product over its embedded database, or
 * `core`, over a store in memory.
 */
import { importObjects } from '#modules/collaboration/calendars/bulk.actions.ts'
import { readObject } from '#modules/collaboration/calendars/icalendar.rules.ts'
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

/** The agent's own calendar, filled as from a file: what is measured is reading. */
async function filledSite(): Promise<Endpoint> {
  await setup()
  const world = await makeWorld()
  const site = await serveSite(world)
  await fill(world)
  return { ...site, calendar: site.calendar.replace('/equipe/', '/agenda/') }
}

async function fill(world: World): Promise<void> {
  const objects = texts.flatMap((text) => {
    const read = readObject(text)
    return read.ok ? [{ read: read.value, text, title: '' }] : []
  })
  const imported = await importObjects(await world.context('agent'), objects)
  if (!imported.ok || imported.value.added !== texts.length) throw new Error('not every event was kept')
}
