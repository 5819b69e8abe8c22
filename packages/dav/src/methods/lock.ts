import { checkLocks } from '../check-locks.ts'
import { checkConditions } from '../conditions.ts'
import { DavRefusal } from '../dav-refusal.ts'
import { depthOf, type Exchange } from '../exchange.ts'
import { lockDiscovery } from '../lock-elements.ts'
import type { Lock, LockStore } from '../lock-store.ts'
import { namespaces } from '../namespaces.ts'
import { hrefOf } from '../path.ts'
import { readXml } from '../read-body.ts'
import type { Resource } from '../store.ts'
import { storeRefusal } from '../store-refusal.ts'
import { writeXml } from '../write-xml.ts'
import { davElement, firstIn, type XmlElement } from '../xml-element.ts'
import { answerOptions } from './options.ts'
import { findParent } from './put.ts'

/** Takes a lock, or makes one last longer (RFC 4918 §9.10). */
export async function answerLock(exchange: Exchange): Promise<Response> {
  const { locks, path, store } = exchange
  if (!locks) return answerOptions(exchange, 405)
  const body = await readXml(exchange)
  const existing = await store.find(path)
  if (!body) return extend(exchange, locks, existing)
  const lock = lockAsked(exchange, body)
  await checkConditions(exchange, existing)
  if (!existing) await checkMayMake(exchange)
  const inTheWay = await locks.add(lock, exchange.now())
  if (inTheWay.length > 0) throw conflict(exchange, inTheWay)
  if (!existing) await makeEmpty(exchange, locks, lock)
  return answer(exchange, await locks.holding(path, exchange.now()), existing ? 200 : 201, lock.token)
}

/** Locking a name that is free makes an empty file, so that it stays one's own (RFC 4918 §7.3). */
async function checkMayMake(exchange: Exchange): Promise<void> {
  const parent = await findParent(exchange)
  if (parent.kind === 'calendar') throw new DavRefusal(403, 'a calendar holds no empty file')
  await checkLocks(exchange, exchange.path, 'membership')
}

async function makeEmpty(exchange: Exchange, locks: LockStore, { token }: Lock): Promise<void> {
  const made = await exchange.store.write(exchange.path, {
    content: new Uint8Array(),
    contentType: 'application/octet-stream',
    expected: 'absent',
    object: null,
  })
  if (made.ok) return
  await locks.remove(token)
  throw storeRefusal(exchange, made)
}

function lockAsked(exchange: Exchange, body: XmlElement): Lock {
  const scope = firstIn(body, namespaces.dav, 'lockscope')
  const type = firstIn(body, namespaces.dav, 'locktype')
  const isExclusive = scope !== null && firstIn(scope, namespaces.dav, 'exclusive') !== null
  const isShared = scope !== null && firstIn(scope, namespaces.dav, 'shared') !== null
  const isWrite = type !== null && firstIn(type, namespaces.dav, 'write') !== null
  if (body.namespace !== namespaces.dav || body.name !== 'lockinfo' || !isWrite || isExclusive === isShared)
    throw new DavRefusal(400, 'the body of LOCK is <lockinfo>, with a scope and the type write')
  const depth = depthOf(exchange, 'infinity')
  if (depth === '1') throw new DavRefusal(400, 'a lock has Depth 0 or infinity')
  const seconds = secondsAsked(exchange.request)
  return {
    token: `urn:uuid:${exchange.newId()}`,
    root: exchange.path,
    isExclusive,
    isDeep: depth === 'infinity',
    owner: firstIn(body, namespaces.dav, 'owner'),
    userId: exchange.user.id,
    seconds,
    expiresAt: after(exchange, seconds),
  }
}

async function extend(exchange: Exchange, locks: LockStore, existing: Resource | null): Promise<Response> {
  if (!exchange.ifHeader) throw new DavRefusal(400, 'LOCK has a body, or an If header that names the lock')
  await checkConditions(exchange, existing)
  const tokens = exchange.ifHeader.flatMap(({ conditions }) => conditions.map(({ value }) => value))
  const held = await locks.holding(exchange.path, exchange.now())
  const own = held.find(({ token, userId }) => tokens.includes(token) && userId === exchange.user.id)
  if (!own) throw new DavRefusal(412, 'no such lock of yours here')
  const seconds = secondsAsked(exchange.request)
  await locks.extend(own.token, seconds, after(exchange, seconds))
  return answer(exchange, await locks.holding(exchange.path, exchange.now()), 200, null)
}

const [usual, longest] = [600, 3600]

/** Seconds that are granted: a client that asks for ever, or dies, must not hold others up beyond an hour. */
function secondsAsked({ headers }: Request): number {
  const text = headers.get('timeout') ?? ''
  const [, digits] = /\bSecond-(\d{1,10})\b/i.exec(text) ?? []
  if (digits) return Math.min(Math.max(Number(digits), 1), longest)
  return /\bInfinite\b/i.test(text) ? longest : usual
}

function after({ now }: Exchange, seconds: number): Date {
  return new Date(now().getTime() + seconds * 1000)
}

function conflict({ prefix }: Exchange, locks: readonly Lock[]): DavRefusal {
  const hrefs = locks.map(({ root }) => davElement('href', hrefOf(prefix, root, false)))
  return new DavRefusal(423, 'locked', davElement('no-conflicting-lock', hrefs))
}

function answer(
  { prefix }: Exchange,
  locks: readonly Lock[],
  status: number,
  token: string | null,
): Response {
  const headers = new Headers({ 'Content-Type': 'application/xml; charset=utf-8' })
  if (token !== null) headers.set('Lock-Token', `<${token}>`)
  return new Response(writeXml(davElement('prop', [lockDiscovery(prefix, locks)])), { status, headers })
}
