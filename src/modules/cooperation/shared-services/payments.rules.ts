import type { CalendarDate } from '#kernel/calendar-date.ts'

/** An advance called, an advance paid; after the statement, the rest paid, or what was too much given back. */
export const paymentKinds = ['called', 'paid', 'settled', 'refunded'] as const
export type PaymentKind = (typeof paymentKinds)[number]

export interface PaymentDraft {
  readonly partyId: string
  readonly kind: PaymentKind
  /** Whole cents, above zero. */
  readonly cents: number
  readonly day: CalendarDate
  /** Of a call: the day by which it is to be paid. */
  readonly dueOn: CalendarDate | null
  /** Number of the call or of the payment order: the same one sent again is the same payment. */
  readonly reference: string
}

export interface Payment extends PaymentDraft {
  readonly id: string
  readonly year: number
  readonly recordedByName: string
}

/** Advances come before the statement of a year; what the statement leaves to pay, after. */
export function kindsOpen(isStated: boolean): readonly PaymentKind[] {
  return isStated ? ['settled', 'refunded'] : ['called', 'paid']
}

export function sumOf(payments: readonly Payment[], partyId: string, kind: PaymentKind): number {
  return payments
    .filter((payment) => payment.partyId === partyId && payment.kind === kind)
    .reduce((sum, { cents }) => sum + cents, 0)
}

/** What a party owes for a year, beside what it paid ahead; whole cents. */
export interface Account {
  readonly shareCents: number
  readonly exitCents: number
  readonly calledCents: number
  readonly paidCents: number
}

/** What is left to pay once the year is stated; below zero, the host gives it back. */
export function balanceOf({ shareCents, exitCents, paidCents }: Account): number {
  return shareCents + exitCents - paidCents
}

/** What is still left when the balance was paid or given back in part. */
export function leftOf(balanceCents: number, settledCents: number, refundedCents: number): number {
  return balanceCents - settledCents + refundedCents
}

/** Calls of a party that are past their day and not covered by what it paid, oldest first. */
export function lateCalls(payments: readonly Payment[], partyId: string, today: CalendarDate): number {
  const due = payments
    .filter(({ kind, dueOn }) => kind === 'called' && dueOn !== null && dueOn < today)
    .filter((payment) => payment.partyId === partyId)
    .reduce((sum, { cents }) => sum + cents, 0)
  return Math.max(0, due - sumOf(payments, partyId, 'paid'))
}
