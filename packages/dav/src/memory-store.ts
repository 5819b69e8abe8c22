import { parseCalendar } from './calendar/parse-calendar.ts'
import { isWithin, type Path, parentOf, pathKey } from './path.ts'
import type {
  Changes,
  ComponentKind,
  Content,
  DavStore,
  Done,
  Expected,
  NewCollection,
  NewContent,
  ObjectHint,
  PersonTraits,
  PropertyChange,
  Resource,
  StoredObject,
  StoreRefusal,
  Written,
} from './store.ts'
import { nameKey, type XmlElement } from './xml-element.ts'

interface Node {
  readonly path: Path
  readonly kind: Resource['kind']
  readonly bytes: Uint8Array | null
  readonly contentType: string | null
  readonly etag: string | null
  /** Of the object within, where it is one of a calendar. */
  readonly uid: string | null
  readonly createdAt: Date
  readonly modifiedAt: Date
  readonly properties: ReadonlyMap<string, XmlElement>
  readonly log: CalendarLog | null
  readonly person: PersonTraits | null
}

/** All that ever happened in a calendar, oldest first. */
interface CalendarLog {
  readonly id: number
  readonly components: readonly ComponentKind[]
  readonly names: string[]
}

/** A tree in memory, for tests and as the smallest example of a store. */
export class MemoryStore implements DavStore {
  readonly #nodes = new Map<string, Node>()
  readonly #now: () => Date
  #count = 0

  constructor(now: () => Date) {
    this.#now = now
    this.#put(this.#made([], 'collection', null))
  }

  /** Puts somebody into the tree: the collection of the principal, and the home of the calendars. */
  addPerson(path: Path, person: PersonTraits): void {
    for (const whole of person.calendarHome ? [path, person.calendarHome] : [path])
      for (let length = 1; length < whole.length; length++)
        this.#nodes.get(pathKey(whole.slice(0, length))) ??
          this.#put(this.#made(whole.slice(0, length), 'collection', null))
    this.#put({ ...this.#made(path, 'principal', null), person })
    if (person.calendarHome) this.#put(this.#made(person.calendarHome, 'collection', null))
  }

  async find(path: Path): Promise<Resource | null> {
    const node = this.#nodes.get(pathKey(path))
    return node ? resourceOf(node) : null
  }

  async members(path: Path): Promise<readonly Resource[]> {
    return this.#within(path)
      .filter((node) => node.path.length === path.length + 1)
      .map(resourceOf)
  }

  async read(path: Path): Promise<Content | null> {
    return this.#nodes.get(pathKey(path))?.bytes ?? null
  }

  async write(path: Path, { content, contentType, expected, object }: NewContent): Promise<Written> {
    const bytes = await bytesOf(content)
    const existing = this.#nodes.get(pathKey(path))
    const refusal = unexpected(existing, expected) ?? this.#uidTaken(path, object?.uid ?? null)
    if (refusal) return refusal
    const node = { ...this.#made(path, 'file', null), bytes, contentType, uid: object?.uid ?? null }
    const kept = {
      createdAt: existing?.createdAt ?? node.createdAt,
      properties: existing?.properties ?? node.properties,
    }
    this.#put({ ...node, ...kept, etag: this.#newTag() })
    return { ok: true, isNew: !existing, etag: this.#nodes.get(pathKey(path))?.etag ?? null }
  }

  async makeCollection(path: Path, { calendar, properties }: NewCollection): Promise<Done> {
    if (this.#nodes.has(pathKey(path))) return { ok: false, refusal: 'exists' }
    const log = calendar && { id: ++this.#count, components: calendar.components, names: [] }
    const node = this.#made(path, calendar ? 'calendar' : 'collection', log)
    this.#put({ ...node, properties: new Map(properties.map((property) => [nameKey(property), property])) })
    return { ok: true }
  }

  async setProperties(path: Path, changes: readonly PropertyChange[]): Promise<Done> {
    const node = this.#nodes.get(pathKey(path))
    if (!node) return { ok: false, refusal: 'missing' }
    const properties = new Map(node.properties)
    for (const { name, value } of changes)
      if (value) properties.set(nameKey(name), value)
      else properties.delete(nameKey(name))
    this.#nodes.set(pathKey(path), { ...node, properties })
    return { ok: true }
  }

  async remove(path: Path, expected: Expected): Promise<Done> {
    const node = this.#nodes.get(pathKey(path))
    const refusal = unexpected(node, expected)
    if (refusal) return refusal
    if (!node) return { ok: false, refusal: 'missing' }
    this.#delete(path)
    return { ok: true }
  }

  async copy(from: Path, to: Path, isDeep: boolean): Promise<Done> {
    const nodes = this.#within(from).filter((node) => isDeep || node.path.length === from.length)
    if (nodes.length === 0) return { ok: false, refusal: 'missing' }
    const taken = this.#uidTaken(to, nodes[0]?.uid ?? this.#uidFor(to, nodes[0]))
    if (taken) return taken
    this.#delete(to)
    for (const node of nodes) this.#put(this.#copyOf(node, [...to, ...node.path.slice(from.length)]))
    return { ok: true }
  }

  async move(from: Path, to: Path): Promise<Done> {
    const [top] = this.#within(from)
    if (!top) return { ok: false, refusal: 'missing' }
    const taken = this.#uidTaken(to, top.uid ?? this.#uidFor(to, top), from)
    if (taken) return taken
    const nodes = this.#within(from)
    this.#delete(to)
    this.#delete(from)
    for (const node of nodes) this.#put({ ...node, path: [...to, ...node.path.slice(from.length)] })
    return { ok: true }
  }

  async objects(calendar: Path, _hint: ObjectHint): Promise<readonly StoredObject[]> {
    return this.#within(calendar)
      .filter((node) => node.path.length === calendar.length + 1)
      .flatMap(storedOf)
  }

  async objectsNamed(calendar: Path, names: readonly string[]): Promise<readonly StoredObject[]> {
    return names.flatMap((name) => {
      const node = this.#nodes.get(pathKey([...calendar, name]))
      return node ? storedOf(node) : []
    })
  }

  async changes(calendar: Path, after: string | null, most: number): Promise<Changes | null> {
    const log = this.#nodes.get(pathKey(calendar))?.log
    if (!log) return null
    const [, id, at] = /^(\d+)-(\d+)$/.exec(after ?? `${log.id}-0`) ?? []
    const from = Number(at)
    if (Number(id) !== log.id || from > log.names.length) return null
    const touched = [...new Set(log.names.slice(from))].filter(
      (name) => after !== null || this.#has(calendar, name),
    )
    const isPartial = touched.length > most
    const shown = touched.slice(0, most)
    const rest = touched.slice(most)
    // What is left out must come again: the token stands before the first time that any of it changed.
    const until = isPartial
      ? log.names.findIndex((name, index) => index >= from && rest.includes(name))
      : log.names.length
    return {
      token: `${log.id}-${until}`,
      changed: shown.flatMap((name) => {
        const node = this.#nodes.get(pathKey([...calendar, name]))
        return node ? [resourceOf(node)] : []
      }),
      removed: shown.filter((name) => !this.#has(calendar, name)).map((name) => [...calendar, name]),
      isPartial,
    }
  }

  #has(calendar: Path, name: string): boolean {
    return this.#nodes.has(pathKey([...calendar, name]))
  }

  #within(path: Path): Node[] {
    return [...this.#nodes.values()].filter((node) => isWithin(path, node.path))
  }

  #made(path: Path, kind: Node['kind'], log: CalendarLog | null): Node {
    const now = this.#now()
    const empty = { bytes: null, contentType: null, etag: null, uid: null, person: null }
    return { path, kind, log, createdAt: now, modifiedAt: now, properties: new Map(), ...empty }
  }

  #put(node: Node): void {
    this.#nodes.set(pathKey(node.path), node)
    this.#record(node.path)
  }

  #delete(path: Path): void {
    for (const node of this.#within(path)) {
      this.#nodes.delete(pathKey(node.path))
      this.#record(node.path)
    }
  }

  #record(path: Path): void {
    const name = path.at(-1)
    if (name !== undefined) this.#nodes.get(pathKey(parentOf(path)))?.log?.names.push(name)
  }

  #copyOf(node: Node, path: Path): Node {
    const log = node.log && { ...node.log, id: ++this.#count, names: [] }
    return {
      ...node,
      path,
      log,
      etag: node.etag && this.#newTag(),
      uid: node.uid ?? this.#uidFor(path, node),
    }
  }

  #newTag(): string {
    return `"${++this.#count}"`
  }

  /** UID of a plain file that goes into a calendar. */
  #uidFor(to: Path, node: Node | undefined): string | null {
    if (!node?.bytes || !this.#nodes.get(pathKey(parentOf(to)))?.log) return null
    const read = parseCalendar(new TextDecoder().decode(node.bytes))
    return read.ok ? read.object.uid : null
  }

  #uidTaken(path: Path, uid: string | null, butFor?: Path): StoreRefusal | null {
    if (uid === null) return null
    const isItself = (node: Node) => [path, butFor ?? path].some((own) => pathKey(own) === pathKey(node.path))
    const isBeside = (node: Node) => node.path.length === path.length && isWithin(parentOf(path), node.path)
    const other = [...this.#nodes.values()].find(
      (node) => node.uid === uid && isBeside(node) && !isItself(node),
    )
    return other ? { ok: false, refusal: 'uid_taken', where: other.path } : null
  }
}

function unexpected(existing: Node | undefined, expected: Expected): StoreRefusal | null {
  if (expected === 'any') return null
  const isAsExpected = expected === 'absent' ? !existing : existing?.etag === expected.etag
  return isAsExpected ? null : { ok: false, refusal: 'changed' }
}

function resourceOf({ bytes, log, properties, ...node }: Node): Resource {
  return {
    ...node,
    size: bytes?.length ?? null,
    mayWrite: true,
    owner: null,
    properties: [...properties.values()],
    calendar: log && { components: log.components, syncToken: `${log.id}-${log.names.length}` },
  }
}

function storedOf(node: Node): StoredObject[] {
  if (!node.bytes) return []
  return [{ resource: resourceOf(node), text: new TextDecoder().decode(node.bytes) }]
}

async function bytesOf(content: Content): Promise<Uint8Array> {
  return content instanceof Uint8Array ? content : new Uint8Array(await new Response(content).arrayBuffer())
}
