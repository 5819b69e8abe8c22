import { foldText } from '#kernel/plain-text.ts'
import { type Role, roles } from '#kernel/roles.ts'

/** At most `limit` attempts in `window_s` seconds for one bucket. */
export interface Limit {
  readonly bucket: string
  readonly limit: number
  readonly window_s: number
}

/** Accounts on one page of their list. */
const pageSize = 50

/**
 * The page of accounts whose name, e-mail address or function holds words that begin like each of these, whatever the accents, and who hold that role.
 *
 * @param from place of its first one among those found, from 0.
 */
export function pageOfAccounts<
  Row extends {
    readonly name: string
    readonly email: string
    readonly title: string
    readonly roles: readonly Role[]
  },
>(accounts: readonly Row[], { words, role, from }: { words: string; role: Role | null; from: number }) {
  const wanted = foldText(words).split(' ').filter(Boolean)
  const found = accounts.filter((account) => {
    const text = ` ${foldText(`${account.name} ${account.email} ${account.title}`)}`
    return (
      (role === null || account.roles.includes(role)) && wanted.every((word) => text.includes(` ${word}`))
    )
  })
  const to = from + pageSize
  return { rows: found.slice(from, to), count: found.length, next: to < found.length ? to : null }
}

const quarterHour_s = 15 * 60
const day_s = 24 * 60 * 60

/**
 * What slows down guessing of passwords. A whole town hall may share one address, so the address alone has a wide
 * limit, and one account from one address a narrow one; nobody locks out an account from elsewhere for long, since
 * the link by e-mail stays open.
 */
export function signInLimits(email: string, address: string): readonly Limit[] {
  return [
    { bucket: `sign-in:${email}:${address}`, limit: 10, window_s: quarterHour_s },
    { bucket: `sign-in:${email}`, limit: 60, window_s: quarterHour_s },
    { bucket: `sign-in-from:${address}`, limit: 600, window_s: quarterHour_s },
  ]
}

/** What keeps the site from flooding a mailbox. */
export function linkLimits(email: string, address: string): readonly Limit[] {
  return [
    { bucket: `link:${email}`, limit: 5, window_s: quarterHour_s },
    { bucket: `link-from:${address}`, limit: 300, window_s: quarterHour_s },
  ]
}

/**
 * The same for links that a part of the site mails to people whom it does not know yet: a proposal, a page of the directory, an
 * application. A whole town hall may share one address.
 */
export function mailboxLimits(part: string, email: string, address: string): readonly Limit[] {
  const mailbox = email.toLowerCase()
  return [
    { bucket: `${part}-mail:${mailbox}`, limit: 5, window_s: quarterHour_s },
    { bucket: `${part}-mail-day:${mailbox}`, limit: 20, window_s: day_s },
    { bucket: `${part}-mail-from:${address}`, limit: 200, window_s: quarterHour_s },
  ]
}

/** Roles that may be given to anybody by whoever gives roles; kept in the order of the list. */
export const grantableRoles: readonly Role[] = roles

export function windowStart(now: Date, window_s: number): Date {
  const window_ms = window_s * 1000
  return new Date(Math.floor(now.getTime() / window_ms) * window_ms)
}
