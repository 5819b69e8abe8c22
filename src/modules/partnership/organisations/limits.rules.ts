import type { Limit } from '#modules/people/accounts/accounts.public.ts'

const quarterHour_s = 15 * 60
const day_s = 24 * 60 * 60

/** What keeps the site from flooding a mailbox; a whole town hall may share one address. */
export function mailLimits(email: string, address: string): readonly Limit[] {
  return [
    { bucket: `organisation-mail:${email.toLowerCase()}`, limit: 5, window_s: quarterHour_s },
    { bucket: `organisation-mail-day:${email.toLowerCase()}`, limit: 20, window_s: day_s },
    { bucket: `organisation-mail-from:${address}`, limit: 200, window_s: quarterHour_s },
  ]
}

/** Corrections that one address may send: people of a library share one. */
export function correctionLimits(address: string): readonly Limit[] {
  return [{ bucket: `organisation-correction-from:${address}`, limit: 60, window_s: quarterHour_s }]
}
