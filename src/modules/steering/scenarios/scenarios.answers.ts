import type { z } from 'zod'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import type { ScenariosRefusal } from './scenarios.actions.ts'
import { type LimitField, limitFields, limitName } from './scenarios.inputs.ts'
import type { Scenario, YearLimits } from './scenarios.rules.ts'
import { type ScenariosWords, scenariosWords } from './scenarios.words.ts'

const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'whole_number',
  'out_of_range',
  'amount_unreadable',
  'limit_unreadable',
  'weights_missing',
  'same_measure',
  'synergy_members',
] as const

export function words(c: WebContext): ScenariosWords {
  return scenariosWords(c.var.context.locale)
}

export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

export function refusedAct(c: WebContext, values: FormValues, refusal: ScenariosRefusal): FormState {
  const field = refusal === 'bonus_taken' ? 'libelle' : ''
  return { values, errors: { [field]: words(c)(`error.${refusal}`) } }
}

export function statusOf(refusal: ScenariosRefusal): 409 | 422 {
  return refusal === 'changed_meanwhile' ? 409 : 422
}

/** The frame as it is typed. */
export function frameForm(scenario: Scenario): FormState {
  const values: Record<string, string> = {
    titre: scenario.title,
    resume: scenario.summary,
    premiere_annee: String(scenario.firstYear),
    annees: String(scenario.yearCount),
    report: scenario.carryOver ? 'oui' : '',
    poids_argent: String(scenario.weights.cash),
    poids_temps: String(scenario.weights.time),
    poids_autre: String(scenario.weights.other),
    point_effet: amountText(scenario.effectPointCents),
    version: String(scenario.version),
  }
  for (const limits of scenario.limits)
    for (const field of limitFields) values[limitName(field, limits.year)] = limitText(field, limits)
  return { ...emptyForm, values }
}

function limitText(field: LimitField, limits: YearLimits): string {
  const value = {
    fonctionnement: limits.operatingCents,
    investissement: limits.investmentCents,
    heures_a: limits.hours.A,
    heures_b: limits.hours.B,
    heures_c: limits.hours.C,
  }[field]
  if (value === null) return ''
  return amountText(field.startsWith('heures') ? value * 100 : value)
}

/** An amount as a person would type it: `120 000`, `1 234,50`. */
function amountText(hundredths: number): string {
  const [whole = '', decimals = ''] = formatEurosPlain(cents(hundredths)).split(',')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f')
  return decimals === '00' ? grouped : `${grouped},${decimals}`
}

export function choicesForm(scenario: Scenario): FormState {
  const values: Record<string, string> = { version: String(scenario.version) }
  for (const { measure, stance, startYears } of scenario.choices) {
    values[`choix-${measure}`] = stance
    values[`annees-${measure}`] = startYears.join(' ')
  }
  return { ...emptyForm, values }
}
