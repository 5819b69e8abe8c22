import type { WebContext } from '#web/respond.ts'
import { signInByLink } from './accounts.actions.ts'
import type { Identity } from './accounts.identity.ts'

/** Opens a session, in the browser that asks, for the account of a mailbox that the person has just proved to be theirs. */
export async function enterWithMailbox(c: WebContext, identity: Identity, email: string): Promise<void> {
  const token = await identity.issueToken(email)
  const entered = await signInByLink(identity, token, c.req.raw.headers)
  if (!entered.ok) throw new Error('impossible: a token issued just now opens no session')
  for (const cookie of entered.value.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
}
