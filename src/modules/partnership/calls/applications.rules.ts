import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { ApplicantKind } from './calls.rules.ts'
import type { QuestionKind } from './form.rules.ts'

export const applicationStatuses = [
  'draft',
  'submitted',
  'eligible',
  'ineligible',
  'granted',
  'granted_on_condition',
  'waiting',
  'refused',
  'withdrawn',
  /** Granted, or waiting, and given up by its holder before the agreement bound. */
  'renounced',
] as const
export type ApplicationStatus = (typeof applicationStatuses)[number]

export interface Application {
  readonly id: string
  readonly callId: string
  /** Order of receipt in the call; null for a draft. */
  readonly number: number | null
  readonly organisationId: string | null
  readonly formVersion: number
  readonly typed: Readonly<Record<string, string>>
  readonly dossier: Dossier | null
  readonly title: string
  readonly applicantName: string
  readonly requestedCents: number | null
  readonly status: ApplicationStatus
  readonly receivedAt: Date | null
  readonly reasons: string
  readonly version: number
}

/** What an applicant sent, read and checked. */
export interface Dossier {
  readonly organisation: {
    readonly name: string
    readonly kind: ApplicantKind
    /** Fourteen digits; empty for a body that has none yet. */
    readonly siret: string
    readonly rna: string
    readonly address: string
    readonly signatory: string
    readonly signatoryTitle: string
  }
  readonly project: {
    readonly title: string
    readonly summary: string
    readonly startsOn: CalendarDate
    readonly endsOn: CalendarDate
  }
  readonly requestedCents: number
  readonly budget: Budget
  /** Goods or services on a market: what is granted is then State aid, and counts (AID-05). */
  readonly isEconomic: boolean
  /** De minimis aid that the applicant declares having received from others (AID-07). */
  readonly aids: readonly { readonly grantedOn: CalendarDate; readonly cents: number }[]
  readonly answers: readonly Answer[]
}

export interface BudgetLine {
  readonly label: string
  readonly cents: number
}

/** Volunteering counts on both sides at the value that the applicant gives an hour. */
export interface Volunteering extends BudgetLine {
  readonly hours: number
  readonly rateCents: number
}

export interface Budget {
  readonly expenses: readonly BudgetLine[]
  /** Without what is asked of the town. */
  readonly income: readonly BudgetLine[]
  readonly volunteering: readonly Volunteering[]
}

export interface Answer {
  readonly key: string
  readonly label: string
  readonly kind: QuestionKind
  readonly repeat: number | null
  /** Normalised: cents of an amount, a day as `2027-05-01`, the name of a file. */
  readonly value: string
}

export interface BudgetTotals {
  readonly expenses: number
  readonly income: number
  readonly volunteering: number
  /** Income minus expenses; zero when the budget balances. */
  readonly gap: number
}

export function totalsOf(budget: Budget, requestedCents: number): BudgetTotals {
  const sum = (lines: readonly BudgetLine[]) => lines.reduce((total, { cents }) => total + cents, 0)
  const [expenses, volunteering] = [sum(budget.expenses), sum(budget.volunteering)]
  const income = sum(budget.income) + requestedCents
  return { expenses, income, volunteering, gap: income - expenses }
}

/** People of an application. */
export interface Writer {
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly isHolder: boolean
}

export interface KeptFile {
  readonly id: string
  readonly field: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly scan: 'clean' | 'not_scanned'
}

export interface PieceRequest {
  readonly id: string
  readonly items: string
  readonly askedOn: CalendarDate
  readonly answerBy: CalendarDate
  readonly answeredOn: CalendarDate | null
  readonly answer: string
}

/**
 * Times during which the period of SUB-15 does not run: from the request to the answer, but no longer than the time that the request gives
 * (CRPA L114-5).
 */
export function suspensionsOf(
  requests: readonly Pick<PieceRequest, 'askedOn' | 'answerBy' | 'answeredOn'>[],
): { readonly from: CalendarDate; readonly to: CalendarDate }[] {
  return requests.map(({ askedOn, answerBy, answeredOn }) => ({
    from: askedOn,
    to: answeredOn !== null && answeredOn < answerBy ? answeredOn : answerBy,
  }))
}
