import type { CalendarDate } from '#kernel/calendar-date.ts'

export const commitmentKinds = ['answer', 'winner', 'deadline', 'process_answer'] as const
export type CommitmentKind = (typeof commitmentKinds)[number]

/** What names a commitment: the object that it is about and what was promised about it. */
export interface CommitmentKey {
  readonly kind: CommitmentKind
  readonly sourceKind: string
  readonly sourceId: string
}

/** Something that the town owes somebody by a day. */
export interface NewCommitment extends CommitmentKey {
  /** What is owed, in the words of the town: `Réponse à « Un banc place du Marché »`. */
  readonly label: string
  /** Page where it is delivered. */
  readonly path: string
  /** Who answers for it: `Service des espaces verts`. */
  readonly responsible: string
  /** Their account, where they have one: they are reminded. */
  readonly responsibleId?: string | null
  readonly dueOn: CalendarDate
  readonly processId: string | null
}

export interface Commitment extends NewCommitment {
  readonly id: string
  readonly responsibleId: string | null
  readonly promisedOn: CalendarDate
  readonly deliveredOn: CalendarDate | null
  readonly lateReason: string
  readonly cancelledOn: CalendarDate | null
  readonly cancelledReason: string
}

export const commitmentStates = ['late', 'due', 'delivered', 'delivered_late', 'cancelled'] as const
export type CommitmentState = (typeof commitmentStates)[number]

type Dated = Pick<Commitment, 'dueOn' | 'deliveredOn' | 'cancelledOn'>

/** Where a commitment stands on a day: late from the day after it was due, and for ever when it was delivered late. */
export function stateOf({ dueOn, deliveredOn, cancelledOn }: Dated, on: CalendarDate): CommitmentState {
  if (cancelledOn !== null) return 'cancelled'
  if (deliveredOn !== null) return deliveredOn > dueOn ? 'delivered_late' : 'delivered'
  return on > dueOn ? 'late' : 'due'
}

/** Days ahead of which a person is reminded of what they answer for. */
export const remindedAhead_days = 14
