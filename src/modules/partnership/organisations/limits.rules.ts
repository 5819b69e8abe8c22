import type { Limit } from '#modules/people/accounts/accounts.public.ts'

const quarterHour_s = 15 * 60

/** Corrections that one address may send: people of a library share one. */
export function correctionLimits(address: string): readonly Limit[] {
  return [{ bucket: `organisation-correction-from:${address}`, limit: 60, window_s: quarterHour_s }]
}
