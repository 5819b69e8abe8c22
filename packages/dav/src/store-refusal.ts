import { DavRefusal } from './dav-refusal.ts'
import type { Exchange } from './exchange.ts'
import { hrefOf } from './path.ts'
import type { StoreRefusal } from './store.ts'
import { caldavElement, davElement } from './xml-element.ts'

const statuses: Readonly<Record<StoreRefusal['refusal'], number>> = {
  forbidden: 403,
  missing: 404,
  exists: 405,
  changed: 412,
  uid_taken: 409,
  full: 507,
}

/** What a store refused, as the protocol says it; thrown by whoever asked the store. */
export function storeRefusal({ prefix }: Exchange, refused: StoreRefusal): DavRefusal {
  const { refusal, reason = refusal, where } = refused
  const href = where ? [davElement('href', hrefOf(prefix, where, false))] : []
  const condition = refusal === 'uid_taken' ? caldavElement('no-uid-conflict', href) : null
  return new DavRefusal(statuses[refusal], reason, condition)
}
