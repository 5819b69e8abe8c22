import type { Services } from '#infra/context.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Identity } from './accounts.identity.ts'
import { getActor } from './accounts.queries.ts'

export type SignedIn = Actor & { readonly title: string }

/** Who is signed in, remembered as long as nothing was written: a page costs no query for it. */
export interface SessionBook {
  /**
   * The person whose session these cookies hold; null for a visitor. A session closed or a role ended is known at once,
   * whichever process wrote it.
   */
  resolve(headers: Headers): Promise<SignedIn | null>
}

interface Known {
  readonly person: SignedIn | null
  /** Day and version of the data that the person was read at, or before. */
  readonly state: string
  readonly until: number
}

/** How long a session may be believed after it ended by its age, which nobody writes. */
const memory_ms = 60_000
const remembered = 5_000

export function openSessionBook(services: Services, identity: Identity): SessionBook {
  const known = new Map<string, Known>()

  async function read(headers: Headers): Promise<SignedIn | null> {
    const session = await identity.auth.api.getSession({ headers, query: { disableRefresh: true } })
    return session ? getActor(services.db, session.user.id, services.clock.today()) : null
  }

  return {
    async resolve(headers) {
      const cookie = headers.get('cookie')
      if (!cookie?.includes('fc.session_token=')) return null
      // Asked before the person is read: what is written meanwhile makes what is remembered old, never the reverse.
      const state = `${services.clock.today()} ${await services.dataVersion()}`
      const now = services.clock.now().getTime()
      const entry = known.get(cookie)
      if (entry?.state === state && entry.until > now) return entry.person
      const person = await read(headers)
      if (known.size >= remembered) known.clear()
      known.set(cookie, { person, state, until: now + memory_ms })
      return person
    },
  }
}
