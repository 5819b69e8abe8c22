import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { formatDecimalPlain } from '#kernel/decimal.ts'
import type { FormState } from '#web/form.tsx'
import type { ResultDraft } from './reviews.queries.ts'
import type { ForecastYear, Party, SharedService, StoredBaseline } from './shared-services.rules.ts'

// Stored things as the forms that rewrite them.

export function serviceForm(service: SharedService): FormState {
  return {
    values: {
      titre: service.title,
      objet: service.purpose,
      forme: service.legalForm,
      mesure: service.measureId ?? '',
      annee_reference: String(service.baselineYear),
      fiche_impact: service.impactSheet,
      delai_reponse: String(service.answerDays),
      mouvements: service.movingYear,
      preavis: String(service.noticeMonths),
      version: String(service.version),
    },
    errors: {},
  }
}

export function baselineForm(baseline: StoredBaseline): FormState {
  return {
    values: {
      cout: amount(baseline.costCents),
      heures: formatDecimalPlain(baseline.hours),
      volume: formatDecimalPlain(baseline.volume),
      qualite: orBlank(baseline.quality),
      delai: orBlank(baseline.delayDays),
      preuve: baseline.proof,
      source: baseline.source,
      version: String(baseline.version),
    },
    errors: {},
  }
}

/** What a party that leaves pays for leaving. */
export function exitForm({ exitCents, exitReason }: Party): FormState {
  return { values: { montant: exitCents === 0 ? '' : amount(exitCents), motif: exitReason }, errors: {} }
}

/** What a form that rewrites stored figures was filled from: another's change is then seen, and not written over unread. */
export const seenField = 'vu'

export function seenOf(values: FormState['values']): string {
  const { [seenField]: _, ...rest } = values
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The form with what it was filled from. */
export function withSeen({ values, errors }: FormState): FormState {
  return { values: { ...values, [seenField]: seenOf(values) }, errors }
}

/** What a form says that its reader saw; nothing stored, where it does not say. */
export function seenIn(values: FormState['values']): string {
  return values[seenField] ?? seenOf({})
}

export function forecastForm(years: readonly ForecastYear[]): FormState {
  const values = years.flatMap((year) => [
    [`avec_${year.number}`, amount(year.runningCents)],
    [`passage_${year.number}`, amount(year.transitionCents)],
    [`sans_${year.number}`, amount(year.withoutCents)],
  ])
  return { values: Object.fromEntries(values), errors: {} }
}

export function resultForm(result: ResultDraft): FormState {
  return {
    values: {
      cout_propre: amount(result.ownCostCents),
      qualite: orBlank(result.quality),
      delai: orBlank(result.delayDays),
      source: result.source,
    },
    errors: {},
  }
}

function amount(value: number): string {
  return formatEurosPlain(cents(value))
}

function orBlank(value: number | null): string {
  return value === null ? '' : formatDecimalPlain(value)
}
