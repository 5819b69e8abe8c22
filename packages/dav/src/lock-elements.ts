import type { Lock } from './lock-store.ts'
import { hrefOf } from './path.ts'
import { davElement, type XmlElement } from './xml-element.ts'

/** `<D:lockdiscovery>` of the locks that hold a resource. */
export function lockDiscovery(prefix: string, locks: readonly Lock[]): XmlElement {
  return davElement(
    'lockdiscovery',
    locks.map((lock) => activeLock(prefix, lock)),
  )
}

function activeLock(prefix: string, lock: Lock): XmlElement {
  return davElement('activelock', [
    davElement('locktype', [davElement('write')]),
    davElement('lockscope', [davElement(lock.isExclusive ? 'exclusive' : 'shared')]),
    davElement('depth', lock.isDeep ? 'infinity' : '0'),
    ...(lock.owner ? [lock.owner] : []),
    davElement('timeout', `Second-${lock.seconds}`),
    davElement('locktoken', [davElement('href', lock.token)]),
    davElement('lockroot', [davElement('href', hrefOf(prefix, lock.root, false))]),
  ])
}

/** What locks there can be: both scopes of the one type that exists. */
export const supportedLock = davElement(
  'supportedlock',
  ['exclusive', 'shared'].map((scope) =>
    davElement('lockentry', [
      davElement('lockscope', [davElement(scope)]),
      davElement('locktype', [davElement('write')]),
    ]),
  ),
)
