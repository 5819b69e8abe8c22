import type { CalendarDate } from '#kernel/calendar-date.ts'

/** A member who took no part in the debate or the vote because the matter concerned them (CGCT L2131-11, L1111-6). */
export interface Recusal {
  readonly memberName: string
  readonly reason: string
}

/** What a deliberative body decided, as recorded: the one record that every part of the product points to. */
export interface DeliberationDraft {
  /** Number within the body: `2026-058`. */
  readonly number: string
  readonly adoptedOn: CalendarDate
  /** `Conseil municipal de Montaubelle` */
  readonly body: string
  readonly subject: string
  /** ACTES code, one of `matters.rules.ts`. */
  readonly matterCode: string
  readonly membersInOffice: number
  /** Present in person, without those represented by proxy. */
  readonly membersPresent: number
  readonly votesFor: number
  readonly votesAgainst: number
  readonly abstentions: number
  readonly recusals: readonly Recusal[]
  /** Address of the signed text; null when it is not online. */
  readonly documentUrl: string | null
}

export interface Deliberation extends DeliberationDraft {
  readonly id: string
  readonly recordedAt: Date
}

export interface Fault {
  readonly field: 'adoptedOn' | 'membersPresent' | 'votesFor' | 'recusals'
  readonly code: FaultCode
}

export type FaultCode = 'in_the_future' | 'more_present' | 'too_many_votes' | 'recusal_twice'

/** What cannot be true in a deliberation recorded on that day. */
export function faultsOf(draft: DeliberationDraft, today: CalendarDate): Fault[] {
  const faults: Fault[] = []
  if (draft.adoptedOn > today) faults.push({ field: 'adoptedOn', code: 'in_the_future' })
  if (draft.membersPresent > draft.membersInOffice)
    faults.push({ field: 'membersPresent', code: 'more_present' })
  if (votersOf(draft) > mostVoters(draft)) faults.push({ field: 'votesFor', code: 'too_many_votes' })
  const names = draft.recusals.map((recusal) => recusal.memberName)
  if (new Set(names).size < names.length) faults.push({ field: 'recusals', code: 'recusal_twice' })
  return faults
}

/** What a correction changes, each as `before → after`; empty when it says the same. */
export function changesBetween(before: DeliberationDraft, after: DeliberationDraft): Record<string, string> {
  const old = writtenFields(before)
  return Object.fromEntries(
    Object.entries(writtenFields(after)).flatMap(([field, text]) =>
      text === old[field] ? [] : [[field, `${old[field] ?? ''} → ${text}`]],
    ),
  )
}

function writtenFields(draft: DeliberationDraft): Record<string, string> {
  const recusals = draft.recusals.map(({ memberName, reason }) => `${memberName} : ${reason}`).toSorted()
  return {
    number: draft.number,
    adopted_on: draft.adoptedOn,
    body: draft.body,
    subject: draft.subject,
    matter_code: draft.matterCode,
    members_in_office: String(draft.membersInOffice),
    members_present: String(draft.membersPresent),
    votes_for: String(draft.votesFor),
    votes_against: String(draft.votesAgainst),
    abstentions: String(draft.abstentions),
    recusals: recusals.join(' ; '),
    document_url: draft.documentUrl ?? '',
  }
}

/** Members who voted, in person or by proxy. */
export function votersOf(
  draft: Pick<DeliberationDraft, 'votesFor' | 'votesAgainst' | 'abstentions'>,
): number {
  return draft.votesFor + draft.votesAgainst + draft.abstentions
}

/** Each member present carries one proxy at most (CGCT L2121-20); who stepped aside does not vote. */
function mostVoters(draft: DeliberationDraft): number {
  return Math.min(draft.membersInOffice - draft.recusals.length, 2 * draft.membersPresent)
}

/** More than half of the members in office are present; proxies do not count (CGCT L2121-17). */
export function hasQuorum(draft: Pick<DeliberationDraft, 'membersInOffice' | 'membersPresent'>): boolean {
  return draft.membersPresent > draft.membersInOffice / 2
}

/** Majority of the votes cast, abstentions left out (CGCT L2121-20); a tie is settled by the chair, which the record does not hold. */
export function outcomeOf(
  draft: Pick<DeliberationDraft, 'votesFor' | 'votesAgainst'>,
): 'adopted' | 'rejected' | 'tie' {
  if (draft.votesFor === draft.votesAgainst) return 'tie'
  return draft.votesFor > draft.votesAgainst ? 'adopted' : 'rejected'
}

/** An official act founded on a deliberation, with what it was about. */
export interface FoundedAct {
  readonly act: string
  readonly actorName: string
  readonly actedOn: CalendarDate
  readonly reason: string
  readonly subjectKind: string
  readonly subjectId: string
}
