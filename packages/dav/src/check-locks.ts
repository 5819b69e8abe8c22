import { DavRefusal } from './dav-refusal.ts'
import type { Exchange } from './exchange.ts'
import type { Lock } from './lock-store.ts'
import { hrefOf, type Path, parentOf } from './path.ts'
import { davElement } from './xml-element.ts'

/**
 * What a change touches: the thing itself (`content`), its place in the collection above (`membership`: made, moved or
 * removed), or all that is below too (`tree`).
 */
export type Touch = 'content' | 'membership' | 'tree'

/**
 * Refuses (423) a change of what others hold. Knowing a token is not enough: it must be submitted in the `If` header by the
 * user who took the lock (RFC 4918 §6.4).
 */
export async function checkLocks(exchange: Exchange, path: Path, touch: Touch): Promise<void> {
  const { locks, now } = exchange
  if (!locks) return
  const at = now()
  const own = await locks.holding(path, at)
  const below = touch === 'tree' ? await locks.within(path, at) : []
  const above = touch === 'content' || path.length === 0 ? [] : await locks.holding(parentOf(path), at)
  const byRoot = Map.groupBy([...own, ...below, ...above], ({ root }) => root.join('/'))
  for (const group of byRoot.values()) {
    const [first] = group
    // Of shared locks on one thing, one is enough.
    if (first && !group.some((lock) => isSubmitted(exchange, lock))) refuse(exchange, first)
  }
}

function isSubmitted({ ifHeader, user }: Exchange, lock: Lock): boolean {
  const isNamed = ifHeader?.some(({ conditions }) =>
    conditions.some(({ kind, value }) => kind === 'token' && value === lock.token),
  )
  return isNamed === true && lock.userId === user.id
}

function refuse({ prefix }: Exchange, lock: Lock): never {
  const href = davElement('href', hrefOf(prefix, lock.root, false))
  throw new DavRefusal(423, 'locked', davElement('lock-token-submitted', [href]))
}
