import type { Context } from '#infra/context.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { listAccounts } from '#modules/people/accounts/accounts.public.ts'
import { listInterested } from './awards.queries.ts'
import type { Call } from './calls.rules.ts'
import { type InterestedMember, interestsOf, membersWhoJudged, membersWhoStayed } from './interests.rules.ts'
import { listReviews } from './jury.queries.ts'

/** Who must step aside from the decision on a call, who took part in its preparation all the same, and who stayed at the vote. */
export interface Interests {
  readonly interested: readonly InterestedMember[]
  readonly judged: readonly InterestedMember[]
  /** By what the deliberation records; none before there is one. */
  readonly stayed: readonly InterestedMember[]
}

/** Members are those who held a mandate on that day. */
export async function gatherInterests(
  { db }: Pick<Context, 'db'>,
  call: Call,
  on: CalendarDate,
  recusals: readonly { readonly memberName: string }[] | null,
): Promise<Interests> {
  const [named, reviews, accounts] = await Promise.all([
    listInterested(db, call.id),
    listReviews(db, call.id),
    listAccounts(db, on),
  ])
  const elected = accounts.filter(({ roles }) => roles.includes('elected_member') || roles.includes('mayor'))
  const interested = interestsOf(named, reviews, elected)
  return {
    interested,
    judged: membersWhoJudged(interested, reviews, elected),
    stayed: recusals === null ? [] : membersWhoStayed(interested, recusals),
  }
}
