import type {
  Changes,
  Content,
  DavStore,
  Done,
  Expected,
  NewCollection,
  NewContent,
  ObjectHint,
  Path,
  PropertyChange,
  Resource,
  StoredObject,
  Written,
} from '@faire-commune/dav'
import {
  type CalendarObject,
  changesSince,
  createOwnCalendar,
  deleteObject,
  deleteOwnCalendar,
  getObject,
  listObjects,
  listObjectsBetween,
  type OpenCalendar,
  putObject,
} from '../calendars/calendars.public.ts'
import { changeNumberIn, firstChanges, homePath, type Place, placeOf, syncToken } from './caldav.rules.ts'
import { descriptionIn, setCalendarProperties } from './calendar-properties.ts'
import { CalendarTree, type DeviceContext, folder, noContent, principal } from './calendar-tree.ts'
import { moveObject } from './move-object.ts'
import { objectRefusal } from './object-refusal.ts'

const forbidden = { ok: false, refusal: 'forbidden' } as const
const missing = { ok: false, refusal: 'missing' } as const

/** The calendars of the town as one person's programs see them: what the pages would show that person, and no more. */
export class CalendarStore implements DavStore {
  readonly #context: DeviceContext
  readonly #tree: CalendarTree

  constructor(context: DeviceContext) {
    this.#context = context
    this.#tree = new CalendarTree(context)
  }

  async find(path: Path): Promise<Resource | null> {
    const place = this.#placeOf(path)
    if (!place) return null
    if (place.kind === 'principal') return principal(this.#context)
    if (place.kind !== 'calendar' && place.kind !== 'object') return folderAt(place, path, this.#context)
    const calendar = await this.#tree.find(place.accountId, place.calendar)
    if (!calendar) return null
    if (place.kind === 'calendar') return (await this.#tree.resources([calendar]))[0] ?? null
    const object = await getObject(this.#context, calendar.id, place.name)
    return object && objectResource(calendar, path, object)
  }

  async members(path: Path): Promise<readonly Resource[]> {
    const place = this.#placeOf(path)
    const { actor } = this.#context
    if (place?.kind === 'root') return [folder(['personnes'], 'Personnes'), folder(['agendas'], 'Agendas')]
    if (place?.kind === 'principals') return [principal(this.#context)]
    if (place?.kind === 'homes') return [folder(homePath(actor.id), actor.name)]
    if (place?.kind === 'home') return this.#tree.listed()
    const calendar = await this.#calendarAt(path)
    if (!calendar) return []
    const all = await changesSince(this.#context, calendar.id, 0)
    return all.ok
      ? all.value.changed.map(({ name, etag }) => objectResource(calendar, [...path, name], { etag }))
      : []
  }

  async read(path: Path): Promise<Content | null> {
    const found = await this.#objectAt(path)
    return found && new TextEncoder().encode(found.object.text)
  }

  async write(path: Path, { content, expected }: NewContent): Promise<Written> {
    const calendar = await this.#calendarAt(path.slice(0, -1))
    const name = path.at(-1) ?? ''
    if (!calendar || name.length > 255) return forbidden
    const text = new TextDecoder().decode(content instanceof Uint8Array ? content : await bytesOf(content))
    const put = await putObject(this.#context, calendar.id, name, { text, ...preconditionOf(expected) })
    if (!put.ok) return objectRefusal(this.#context, put.refusal)
    return { ok: true, isNew: put.value.isNew, etag: quoted(put.value.etag) }
  }

  async makeCollection(path: Path, { calendar, properties }: NewCollection): Promise<Done> {
    const place = this.#placeOf(path)
    if (place?.kind !== 'calendar' || !calendar) return forbidden
    const components = calendar.components.filter((kind) => kind !== 'VJOURNAL')
    if (components.length === 0 || place.calendar.length > 100 || /[?#]/.test(place.calendar))
      return forbidden
    const description = descriptionIn(properties)
    const made = await createOwnCalendar(this.#context, {
      ...description,
      slug: place.calendar,
      name: description.name ?? place.calendar,
      components,
    })
    this.#tree.forget()
    if (!made.ok) return { ok: false, refusal: made.refusal === 'calendar_exists' ? 'exists' : 'forbidden' }
    return this.setProperties(
      path,
      properties.map((value) => ({ name: value, value })),
    )
  }

  async setProperties(path: Path, changes: readonly PropertyChange[]): Promise<Done> {
    const calendar = await this.#calendarAt(path)
    if (!calendar) return forbidden
    this.#tree.forget()
    return setCalendarProperties(this.#context, calendar, changes)
  }

  async remove(path: Path, expected: Expected): Promise<Done> {
    const place = this.#placeOf(path)
    if (place?.kind === 'calendar') {
      const calendar = await this.#calendarAt(path)
      const removed = calendar && (await deleteOwnCalendar(this.#context, calendar.id))
      this.#tree.forget()
      return removed?.ok ? { ok: true } : forbidden
    }
    const found = await this.#objectAt(path)
    if (!found) return place?.kind === 'object' ? missing : forbidden
    const removed = await deleteObject(
      this.#context,
      found.calendar.id,
      found.object.name,
      preconditionOf(expected),
    )
    return removed.ok ? { ok: true } : objectRefusal(this.#context, removed.refusal)
  }

  async copy(from: Path, to: Path): Promise<Done> {
    const found = await this.#objectAt(from)
    const calendar = await this.#calendarAt(to.slice(0, -1))
    if (!found || !calendar) return forbidden
    const put = await putObject(this.#context, calendar.id, to.at(-1) ?? '', { text: found.object.text })
    return put.ok ? { ok: true } : objectRefusal(this.#context, put.refusal)
  }

  async move(from: Path, to: Path): Promise<Done> {
    const found = await this.#objectAt(from)
    const calendar = await this.#calendarAt(to.slice(0, -1))
    if (!found || !calendar) return forbidden
    return moveObject(this.#context, found, { calendar, name: to.at(-1) ?? '' })
  }

  async objects(path: Path, { component, from, to }: ObjectHint): Promise<readonly StoredObject[]> {
    const calendar = await this.#calendarAt(path)
    if (!calendar) return []
    const found =
      from === null && to === null
        ? await listObjects(this.#context, calendar.id)
        : await listObjectsBetween(
            this.#context,
            calendar.id,
            instant(from ?? earliest),
            instant(to ?? latest),
          )
    const wanted = (found ?? []).filter((object) => component === null || object.component === component)
    return wanted.map((object) => stored(calendar, path, object))
  }

  async objectsNamed(path: Path, names: readonly string[]): Promise<readonly StoredObject[]> {
    const calendar = await this.#calendarAt(path)
    if (!calendar) return []
    const found = await listObjects(this.#context, calendar.id, names)
    return found?.map((object) => stored(calendar, path, object)) ?? []
  }

  async changes(path: Path, after: string | null, most: number): Promise<Changes | null> {
    const calendar = await this.#calendarAt(path)
    if (!calendar) return null
    const number = after === null ? 0 : changeNumberIn(after, calendar.id)
    if (number === null) return null
    const since = await changesSince(this.#context, calendar.id, number)
    if (!since.ok) return null
    const { changed, removed, token } = since.value
    const { shown, last } = firstChanges([...changed, ...removed], most)
    return {
      token: syncToken(calendar.id, last ?? token),
      isPartial: last !== null,
      changed: shown.flatMap((change) =>
        'etag' in change
          ? [objectResource(calendar, [...path, change.name], { etag: String(change.etag) })]
          : [],
      ),
      removed: shown.flatMap((change) => ('etag' in change ? [] : [[...path, change.name]])),
    }
  }

  /** Where a path leads, when it is in this person's part of the tree. */
  #placeOf(path: Path): Place | null {
    const place = placeOf(path)
    return place && 'accountId' in place && place.accountId !== this.#context.actor.id ? null : place
  }

  async #calendarAt(path: Path): Promise<OpenCalendar | null> {
    const place = this.#placeOf(path)
    return place?.kind === 'calendar' ? this.#tree.find(place.accountId, place.calendar) : null
  }

  async #objectAt(
    path: Path,
  ): Promise<{ readonly calendar: OpenCalendar; readonly object: CalendarObject } | null> {
    const calendar = await this.#calendarAt(path.slice(0, -1))
    const object = calendar && (await getObject(this.#context, calendar.id, path.at(-1) ?? ''))
    return calendar && object ? { calendar, object } : null
  }
}

/** Bounds of what a calendar may hold, unix seconds. */
const [earliest, latest] = [Date.UTC(1600, 0) / 1000, Date.UTC(2200, 0) / 1000]

function instant(seconds: number): Date {
  return new Date(seconds * 1000)
}

function folderAt(place: Place, path: Path, { actor, town }: DeviceContext): Resource {
  return folder(path, place.kind === 'home' ? actor.name : town.name)
}

function objectResource(
  { access, isClosed }: OpenCalendar,
  path: Path,
  object: { readonly etag: string } & Partial<Pick<CalendarObject, 'text' | 'writtenAt'>>,
): Resource {
  return {
    path,
    kind: 'file',
    ...noContent,
    etag: quoted(object.etag),
    contentType: 'text/calendar; charset=utf-8',
    size: object.text === undefined ? null : Buffer.byteLength(object.text),
    modifiedAt: object.writtenAt ?? null,
    mayWrite: access === 'write' && !isClosed,
    owner: null,
    properties: [],
    calendar: null,
    person: null,
  }
}

function stored(calendar: OpenCalendar, path: Path, object: CalendarObject): StoredObject {
  return { resource: objectResource(calendar, [...path, object.name], object), text: object.text }
}

function quoted(etag: string): string {
  return `"${etag}"`
}

function preconditionOf(expected: Expected): { readonly ifMatch?: string; readonly ifNoneMatch?: boolean } {
  if (expected === 'any') return {}
  return expected === 'absent' ? { ifNoneMatch: true } : { ifMatch: expected.etag.replaceAll('"', '') }
}

async function bytesOf(content: ReadableStream<Uint8Array>): Promise<ArrayBuffer> {
  return new Response(content).arrayBuffer()
}
