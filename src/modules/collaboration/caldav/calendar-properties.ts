import {
  type Done,
  nameKey,
  namespaces,
  type PropertyChange,
  textIn,
  writeXml,
  type XmlElement,
  type XmlName,
} from '@faire-commune/dav'
import { inTransaction } from '#infra/transaction.ts'
import { ok } from '#kernel/result.ts'
import { describeOwnCalendar, type OpenCalendar } from '../calendars/calendars.public.ts'
import { setProperty } from './caldav.queries.ts'
import { colourOf } from './caldav.rules.ts'
import type { DeviceContext } from './calendar-tree.ts'

interface Description {
  name?: string
  description?: string
  colour?: string | null
}

const known: readonly (XmlName & { readonly as: keyof Description })[] = [
  { namespace: namespaces.dav, name: 'displayname', as: 'name' },
  { namespace: namespaces.caldav, name: 'calendar-description', as: 'description' },
  { namespace: namespaces.apple, name: 'calendar-color', as: 'colour' },
]

/** What the pages show of a calendar too, among the properties of a program: what does not fit there is left out. */
export function descriptionIn(properties: readonly XmlElement[]): Description {
  const description: Description = {}
  for (const property of properties) {
    const text = textIn(property).trim()
    const as = known.find(
      ({ namespace, name }) => namespace === property.namespace && name === property.name,
    )?.as
    if (as === 'name' && text !== '') description.name = text.slice(0, 120)
    if (as === 'description') description.description = text.slice(0, 1000)
    if (as === 'colour') description.colour = colourOf(text)
  }
  return description
}

const longest = 20_000
const mostAtOnce = 50

/**
 * Properties that a program sets. Of one's own calendar, name, words and colour are those of the pages; everything else, and all that
 * is said of another's calendar, is for this person's programs alone.
 */
export async function setCalendarProperties(
  context: DeviceContext,
  calendar: OpenCalendar,
  changes: readonly PropertyChange[],
): Promise<Done> {
  const isOwn = calendar.ownerId === context.actor.id
  const isShown = ({ name }: PropertyChange) =>
    isOwn && known.some((each) => each.namespace === name.namespace && each.name === name.name)
  const kept = changes
    .filter((change) => !isShown(change))
    .map(({ name, value }) => ({ name: nameKey(name), xml: value && writeXml(value) }))
  if (
    kept.length > mostAtOnce ||
    kept.some(({ name, xml }) => name.length > 300 || (xml?.length ?? 0) > longest)
  )
    return { ok: false, refusal: 'forbidden' }
  const shown = changes.filter(isShown).flatMap(({ value }) => value ?? [])
  return inTransactionOf(context, async (within) => {
    await describeOwnCalendar(within, calendar.id, descriptionIn(shown))
    for (const { name, xml } of kept) await setProperty(within.db, calendar.id, context.actor.id, name, xml)
  })
}

async function inTransactionOf(
  context: DeviceContext,
  change: (within: DeviceContext) => Promise<void>,
): Promise<Done> {
  await inTransaction(context.db, async (db) => {
    await change({ ...context, db })
    return ok(null)
  })
  return { ok: true }
}
