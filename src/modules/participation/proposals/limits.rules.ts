import type { Limit } from '#modules/people/accounts/accounts.public.ts'

const quarterHour_s = 15 * 60
const day_s = 24 * 60 * 60

/** What keeps the site from flooding a mailbox; a whole town hall may share one address. */
export function mailLimits(email: string, address: string): readonly Limit[] {
  return [
    { bucket: `proposal-mail:${email.toLowerCase()}`, limit: 5, window_s: quarterHour_s },
    { bucket: `proposal-mail-day:${email.toLowerCase()}`, limit: 20, window_s: day_s },
    { bucket: `proposal-mail-from:${address}`, limit: 200, window_s: quarterHour_s },
  ]
}

/** Drafts and pictures that visitors without an account may leave from one address. */
export function visitorLimits(address: string): readonly Limit[] {
  return [{ bucket: `proposal-draft-from:${address}`, limit: 200, window_s: quarterHour_s }]
}

/** What one person may write in a quarter of an hour. */
export function writingLimits(contributorId: string): readonly Limit[] {
  return [{ bucket: `proposal-words:${contributorId}`, limit: 30, window_s: quarterHour_s }]
}
