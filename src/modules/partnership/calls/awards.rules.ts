import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatDecimalPlain } from '#kernel/decimal.ts'
import type { Application } from './applications.rules.ts'
import type { ScenarioLine } from './arbitration.rules.ts'
import { type Call, sumOf } from './calls.rules.ts'
import { type RankedApplication, toNumber } from './ranking.rules.ts'

export const decisionKinds = ['granted', 'granted_on_condition', 'waiting', 'refused'] as const
export type DecisionKind = (typeof decisionKinds)[number]

export interface Decision {
  readonly applicationId: string
  readonly kind: DecisionKind
  readonly cents: number | null
  readonly reasons: string
}

export function isGrant(kind: DecisionKind): boolean {
  return kind === 'granted' || kind === 'granted_on_condition'
}

/**
 * What the annex of the draft deliberation proposes: the amounts of the scenario, and for every file left out a reason that its mark
 * and the money explain. The services may say it otherwise; nothing leaves without a reason.
 */
export function proposedDecisions(
  ranking: readonly RankedApplication[],
  lines: readonly ScenarioLine[],
  floorHundredths: number | null,
): Decision[] {
  return ranking.map((row) => {
    const cents = sumOf(
      lines.filter(({ applicationId }) => applicationId === row.id).map((line) => line.cents),
    )
    if (cents > 0) return { applicationId: row.id, kind: 'granted', cents, reasons: '' }
    return {
      applicationId: row.id,
      kind: 'refused',
      cents: null,
      reasons: reasonFor(row, ranking.length, floorHundredths),
    }
  })
}

/** In French: it is a sentence of an act of the town. */
function reasonFor(row: RankedApplication, files: number, floorHundredths: number | null): string {
  const mark = row.mean ? toNumber(row.mean) : 0
  const place = row.place === 1 ? '1er' : `${row.place}e`
  const said = `Classé ${place} sur ${files} dossiers, avec ${formatDecimalPlain(mark)} sur 10.`
  if (floorHundredths !== null && mark * 100 < floorHundredths)
    return `${said} La note minimale pour être aidé est ${formatDecimalPlain(floorHundredths / 100)}.`
  return `${said} Les enveloppes de l’appel sont employées par des dossiers que le jury a préférés ou qui y tenaient.`
}

/** Amounts of a grant paid in shares: whole cents, the last takes what rounding leaves. */
export function splitIntoInstalments(cents: number, shares: readonly number[]): number[] {
  let given = 0
  return shares.map((share, index) => {
    const part = index === shares.length - 1 ? cents - given : Math.floor((cents * share) / 100)
    given += part
    return part
  })
}

export interface Instalment {
  readonly number: number
  readonly share: number
  readonly cents: number
  readonly needsReport: boolean
  readonly orderNumber: string
  readonly orderedOn: CalendarDate | null
  readonly paidOn: CalendarDate | null
}

export interface Report {
  readonly receivedOn: CalendarDate
  readonly spentCents: number
  readonly people: number
  readonly volunteerHours: number
  readonly outcome: string
  readonly checkedOn: CalendarDate | null
  readonly checkNote: string
  readonly reimbursementCents: number | null
  readonly repaidOn: CalendarDate | null
}

export interface Agreement {
  readonly text: string
  readonly draftedOn: CalendarDate
  readonly signedByHolderOn: CalendarDate | null
  readonly signedByMayorOn: CalendarDate | null
  readonly notifiedOn: CalendarDate | null
  /** On which the grant depends; empty for one without. */
  readonly condition: string
  readonly conditionMetOn: CalendarDate | null
  readonly reportDueOn: CalendarDate
  readonly finishedOn: CalendarDate | null
  readonly instalments: readonly Instalment[]
  readonly report: Report | null
}

/** Whether an application may still be taken back by its holder: until the jury's files are decided, and a grant until its agreement binds. */
export function canWithdraw(
  call: Pick<Call, 'status'>,
  application: Pick<Application, 'status'>,
  agreement: Pick<Agreement, 'notifiedOn'> | null,
): boolean {
  const { status } = application
  if (status === 'submitted' || status === 'eligible') return true
  const isDecided = status === 'granted' || status === 'granted_on_condition' || status === 'waiting'
  return isDecided && call.status === 'decided' && agreement?.notifiedOn == null
}

export const agreementStates = [
  'drafted',
  'signed_by_holder',
  'signed_by_mayor',
  'under_way',
  'report_late',
  'report_received',
  'report_checked',
  'reimbursement',
  'finished',
] as const
export type AgreementState = (typeof agreementStates)[number]

/** Where a grant stands on a day. */
export function stateOfAgreement(agreement: Agreement, today: CalendarDate): AgreementState {
  const { report } = agreement
  if (agreement.finishedOn !== null) return 'finished'
  if (agreement.notifiedOn === null) {
    if (agreement.signedByMayorOn !== null) return 'signed_by_mayor'
    return agreement.signedByHolderOn === null ? 'drafted' : 'signed_by_holder'
  }
  if (report === null) return today > agreement.reportDueOn ? 'report_late' : 'under_way'
  if (report.checkedOn === null) return 'report_received'
  return report.reimbursementCents !== null && report.repaidOn === null ? 'reimbursement' : 'report_checked'
}

/** Whether something that the grant depends on is still to be found met. */
export function isConditionOpen({ condition, conditionMetOn }: Agreement): boolean {
  return condition !== '' && conditionMetOn === null
}

export type PaymentFault =
  | 'not_notified'
  | 'condition_open'
  | 'report_not_checked'
  | 'earlier_unpaid'
  | 'reimbursement_open'

/** Why an instalment may not be ordered yet; null when it may. The balance of a grant waits for its report. */
export function whyNotOrder(agreement: Agreement, instalment: Instalment): PaymentFault | null {
  if (agreement.notifiedOn === null) return 'not_notified'
  if (isConditionOpen(agreement)) return 'condition_open'
  if (agreement.instalments.some((other) => other.number < instalment.number && other.paidOn === null))
    return 'earlier_unpaid'
  if (!instalment.needsReport) return null
  if (agreement.report?.checkedOn == null) return 'report_not_checked'
  return agreement.report.reimbursementCents === null ? null : 'reimbursement_open'
}

export type FinishFault = 'report_not_checked' | 'unpaid' | 'reimbursement_open'

/** Why a grant may not be closed yet. One that had to pay money back is not paid its balance. */
export function whyNotFinish(agreement: Agreement): FinishFault | null {
  const { report } = agreement
  if (report?.checkedOn == null) return 'report_not_checked'
  if (report.reimbursementCents !== null) return report.repaidOn === null ? 'reimbursement_open' : null
  return agreement.instalments.every(({ paidOn }) => paidOn !== null) ? null : 'unpaid'
}
