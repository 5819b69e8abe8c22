import { formatEurosPlain, parseEuros, cents as toCents } from '#kernel/cents.ts'
import type { FormState } from '#web/form.tsx'
import { type Answer, type Application, type BudgetTotals, totalsOf } from './applications.rules.ts'
import type { CallsWords } from './calls.words.ts'
import { type DossierFault, mostBudgetLines, mostVolunteering, readBudget } from './dossier.rules.ts'
import { countField, type Form, placesOf, type Typed } from './form.rules.ts'
import type { FieldFault } from './rows.rules.ts'

const fixedFields = [
  'organisme',
  'nature',
  'siret',
  'rna',
  'adresse',
  'signataire',
  'fonction',
  'titre',
  'resume',
  'debut',
  'fin',
  'montant',
  'economique',
  'aides',
  'engagement_republicain',
] as const

const expenseFields = ['depense', 'depense_montant', 'recette', 'recette_montant'] as const
const volunteeringFields = ['benevolat', 'benevolat_heures', 'benevolat_taux'] as const

/** Names of the fields that every application has, those of rows without their number. */
export const typedNames = [...fixedFields, ...expenseFields, ...volunteeringFields] as const

/** Longest text that a field of a draft keeps; what is too long for the form is said when it is sent. */
const longestTyped = 20_000

/**
 * What a form of the application typed, kept as it is: only the fields that the form has, so that no stranger's field is stored. A
 * box that is not ticked is not sent: it is empty then.
 */
export function typedFields(form: Form, sent: Typed, before: Typed): Record<string, string> {
  const blocks = form.questions.filter(({ kind }) => kind === 'block').map(({ key }) => countField(key))
  const rows = [
    ...rowFields(expenseFields, mostBudgetLines),
    ...rowFields(volunteeringFields, mostVolunteering),
  ]
  const questions = [...new Set([...placesOf(form.questions, sent), ...placesOf(form.questions, before)])]
    .filter(({ question }) => question.kind !== 'file')
    .map(({ field }) => field)
  const names = [...fixedFields, ...rows, ...blocks, ...questions]
  return Object.fromEntries(
    names.flatMap((name) => {
      // A question that the page did not show keeps its answer: going back to the choice that shows it finds it again.
      const value = sent[name] ?? (questions.includes(name) ? before[name] : undefined)
      return value ? [[name, value.slice(0, longestTyped)]] : []
    }),
  )
}

function rowFields(names: readonly string[], most: number): string[] {
  return Array.from({ length: most }, (_, index) => names.map((name) => `${name}_${index + 1}`)).flat()
}

export function draftForm(application: Application): FormState {
  return { values: { ...application.typed, version: String(application.version) }, errors: {} }
}

/** Sentences for what a dossier lacks, at the fields where it is mended. */
export function dossierErrors(
  faults: readonly FieldFault<DossierFault>[],
  t: CallsWords,
): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { field, code } of faults) errors[field] ??= t(`error.${code}`)
  return errors
}

/** Totals of a draft's budget, of what can be read in it. */
export function typedTotals(typed: Typed): BudgetTotals {
  const budget = readBudget({ typed, fault: () => undefined })
  return totalsOf(budget, Math.max(0, parseEuros(typed.montant ?? '') ?? 0))
}

/** An answer as people read it. */
export function answerValue(answer: Answer): string {
  return answer.kind === 'amount' && answer.value !== ''
    ? `${formatEurosPlain(toCents(Number(answer.value)))} €`
    : answer.value
}
