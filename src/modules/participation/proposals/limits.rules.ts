import type { Limit } from '#modules/people/accounts/accounts.public.ts'

const quarterHour_s = 15 * 60

/** Drafts and pictures that visitors without an account may leave from one address. */
export function visitorLimits(address: string): readonly Limit[] {
  return [{ bucket: `proposal-draft-from:${address}`, limit: 200, window_s: quarterHour_s }]
}

/** What one person may write in a quarter of an hour. */
export function writingLimits(contributorId: string): readonly Limit[] {
  return [{ bucket: `proposal-words:${contributorId}`, limit: 30, window_s: quarterHour_s }]
}
