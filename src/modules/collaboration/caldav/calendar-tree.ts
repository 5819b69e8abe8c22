import {
  caldavElement,
  davElement,
  namespaces,
  type Path,
  parseXml,
  type Resource,
  xmlElement,
} from '@faire-commune/dav'
import type { Context } from '#infra/context.ts'
import type { Actor } from '#kernel/actor.ts'
import { listAccounts } from '#modules/people/accounts/accounts.public.ts'
import { listOpenCalendars, type OpenCalendar, ownCalendar } from '../calendars/calendars.public.ts'
import { listProperties } from './caldav.queries.ts'
import { homePath, isListed, principalPath, syncToken } from './caldav.rules.ts'

/** The context of somebody whose device proved who they are. */
export type DeviceContext = Context & { readonly actor: Actor }

/** Names of calendars and what they are called on this person's screens; read once for one request. */
export class CalendarTree {
  readonly #context: DeviceContext
  #calendars: Promise<readonly OpenCalendar[]> | null = null

  constructor(context: DeviceContext) {
    this.#context = context
  }

  /** The calendar at the end of this person's home: by its name for their own, by its identifier for another. */
  async find(accountId: string, segment: string): Promise<OpenCalendar | null> {
    if (accountId !== this.#context.actor.id) return null
    return (await this.#all()).find((calendar) => this.#segmentOf(calendar) === segment) ?? null
  }

  /** Calendars that a program finds by itself, as resources. */
  async listed(): Promise<readonly Resource[]> {
    const shown = (await this.#all()).filter((calendar) => isListed(calendar, this.#context.actor))
    return this.resources(shown)
  }

  async resources(calendars: readonly OpenCalendar[]): Promise<readonly Resource[]> {
    const { db, actor, clock } = this.#context
    const said = await listProperties(db, actor.id)
    const isOthers = (calendar: OpenCalendar) => calendar.ownerId !== null && calendar.ownerId !== actor.id
    const accounts = calendars.some(isOthers) ? await listAccounts(db, clock.today()) : []
    const names = new Map(accounts.map(({ id, name }) => [id, name]))
    return calendars.map((calendar) => {
      const owner = isOthers(calendar) ? names.get(calendar.ownerId ?? '') : undefined
      return this.#resource(calendar, owner, said.get(calendar.id) ?? new Map())
    })
  }

  pathOf(calendar: OpenCalendar): Path {
    return [...homePath(this.#context.actor.id), this.#segmentOf(calendar)]
  }

  /** Calendars change in the middle of one request only by that request. */
  forget(): void {
    this.#calendars = null
  }

  #all(): Promise<readonly OpenCalendar[]> {
    this.#calendars ??= this.#read()
    return this.#calendars
  }

  /** Everybody of the town has a calendar from the start; it is made the first time that somebody looks. */
  async #read(): Promise<readonly OpenCalendar[]> {
    const calendars = await listOpenCalendars(this.#context)
    if (calendars.some(({ ownerId }) => ownerId === this.#context.actor.id)) return calendars
    return (await ownCalendar(this.#context)) ? listOpenCalendars(this.#context) : calendars
  }

  #segmentOf({ ownerId, slug, id }: OpenCalendar): string {
    return ownerId === this.#context.actor.id ? slug : id
  }

  #resource(calendar: OpenCalendar, owner: string | undefined, said: ReadonlyMap<string, string>): Resource {
    const { actor } = this.#context
    const name = owner ? `${calendar.name} · ${owner}` : calendar.name
    const own = [
      davElement('displayname', name),
      ...(calendar.description === '' ? [] : [caldavElement('calendar-description', calendar.description)]),
      ...(calendar.colour === null ? [] : [xmlElement(namespaces.apple, 'calendar-color', calendar.colour)]),
    ]
    const kept = [...said.values()].map(parseXml)
    const isSaid = (element: { readonly namespace: string; readonly name: string }) =>
      kept.some((each) => each.name === element.name && each.namespace === element.namespace)
    return {
      path: this.pathOf(calendar),
      kind: 'calendar',
      ...noContent,
      mayWrite: calendar.access === 'write' && !calendar.isClosed,
      owner: calendar.ownerId === actor.id ? principalPath(actor.id) : null,
      properties: [...own.filter((element) => !isSaid(element)), ...kept],
      calendar: { components: calendar.components, syncToken: syncToken(calendar.id, calendar.changeNumber) },
      person: null,
    }
  }
}

export const noContent = {
  etag: null,
  contentType: null,
  size: null,
  createdAt: null,
  modifiedAt: null,
} as const

/** A folder of the tree that holds nothing of its own. */
export function folder(path: Path, name: string): Resource {
  return {
    path,
    kind: 'collection',
    ...noContent,
    mayWrite: false,
    owner: null,
    properties: [davElement('displayname', name)],
    calendar: null,
    person: null,
  }
}

/** The person whose device asks: the only one that the tree shows. */
export function principal({ actor }: DeviceContext): Resource {
  return {
    ...folder(principalPath(actor.id), actor.name),
    kind: 'principal',
    owner: principalPath(actor.id),
    person: { calendarHome: homePath(actor.id), addresses: [`mailto:${actor.email}`] },
  }
}
