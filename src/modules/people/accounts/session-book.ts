import type { Services } from '#infra/context.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Identity } from './accounts.identity.ts'
import { getActor } from './accounts.queries.ts'

export type SignedIn = Actor & { readonly title: string }

/** Who is signed in, remembered for a few seconds so that a page costs no query for it. */
export interface SessionBook {
  /** The person whose session these cookies hold; null for a visitor. */
  resolve(headers: Headers): Promise<SignedIn | null>
  forget(cookie: string | undefined): void
  /** After a change of roles or sessions: this process asks the database again at once, others within `memory_ms`. */
  forgetAll(): void
}

/** How long another instance of the site may still believe a closed session or an ended role. */
const memory_ms = 5_000
const remembered = 5_000

export function openSessionBook(services: Services, identity: Identity): SessionBook {
  const known = new Map<string, { readonly person: SignedIn | null; readonly until: number }>()

  async function read(headers: Headers): Promise<SignedIn | null> {
    const session = await identity.auth.api.getSession({ headers, query: { disableRefresh: true } })
    return session ? getActor(services.db, session.user.id, services.clock.today()) : null
  }

  return {
    async resolve(headers) {
      const cookie = headers.get('cookie')
      if (!cookie?.includes('fc.session_token=')) return null
      const now = services.clock.now().getTime()
      const entry = known.get(cookie)
      if (entry && entry.until > now) return entry.person
      const person = await read(headers)
      if (known.size >= remembered) known.clear()
      known.set(cookie, { person, until: now + memory_ms })
      return person
    },
    forget(cookie) {
      if (cookie) known.delete(cookie)
    },
    forgetAll: () => known.clear(),
  }
}
