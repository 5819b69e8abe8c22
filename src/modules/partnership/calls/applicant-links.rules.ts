import type { Limit } from '#modules/people/accounts/accounts.public.ts'

const minute_ms = 60_000
const hour_ms = 60 * minute_ms

/** What a link is for: to begin an application, or to join one that is being written. */
export type LinkPurpose = 'apply' | 'join'

/** Long enough for a mailbox that is read in the evening of the next day; a week to join what others write. */
export const newcomerLife_h: Readonly<Record<LinkPurpose, number>> = { apply: 48, join: 7 * 24 }

/**
 * An account to which the town gave a role is entered by such a link for as long as by a sign-in link, not a minute more: the longer
 * life is for people who have nothing here yet.
 */
export const holderLife_min = 15

export function expiryOf(purpose: LinkPurpose, askedAt: Date): Date {
  return new Date(askedAt.getTime() + newcomerLife_h[purpose] * hour_ms)
}

/** Whether the link still opens the account, which may have got a role since it was asked for. */
export function mayEnter(account: { readonly holdsRole: boolean }, askedAt: Date, now: Date): boolean {
  return !account.holdsRole || now.getTime() - askedAt.getTime() <= holderLife_min * minute_ms
}

const day_s = 24 * 60 * 60

/** Anybody may have an account that applies: what one account may begin in a day. */
export function draftLimits(accountId: string): readonly Limit[] {
  return [{ bucket: `application-draft:${accountId}`, limit: 200, window_s: day_s }]
}

/** What keeps invitations from flooding a mailbox, or many. */
export function invitationLimits(accountId: string, email: string, address: string): readonly Limit[] {
  return [
    { bucket: `invitation-by:${accountId}`, limit: 40, window_s: day_s },
    { bucket: `invitation-to:${email}`, limit: 5, window_s: day_s },
    { bucket: `invitation-from:${address}`, limit: 200, window_s: day_s },
  ]
}
