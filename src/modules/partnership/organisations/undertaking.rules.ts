import { addMonths, type CalendarDate } from '#kernel/calendar-date.ts'
import { type Answer, evaluate } from '#modules/steering/law/rules.public.ts'
import type { Receipt } from './record.rules.ts'

export interface AidWindow {
  readonly from: CalendarDate
  readonly answer: Answer
  /** Receipts of the period that nobody has placed under a regulation yet: the answer leaves them out. */
  readonly unsaid: number
}

/** What the law says of aid already received, and how much is left, on that day (AID-01). Undated receipts cannot be placed. */
export function aidWindow(receipts: readonly Receipt[], on: CalendarDate): AidWindow {
  const aids = receipts.flatMap(({ deMinimis, day, amount }) =>
    deMinimis === 'general' && day !== null && day <= on ? [{ granted_on: day, cents: amount }] : [],
  )
  const answer = evaluate('AID-01', { aids, new_aid_cents: 0 }, on)
  if (!answer.ok) throw new Error(`impossible: AID-01 refuses ${JSON.stringify(answer.refusal)}`)
  const from = addMonths(on, -36)
  const unsaid = receipts.filter(
    ({ kind, deMinimis, day }) =>
      kind !== 'contract' && deMinimis === 'unsaid' && day !== null && from <= day && day <= on,
  ).length
  return { from, answer: answer.value, unsaid }
}
