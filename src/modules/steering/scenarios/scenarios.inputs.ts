import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import type { FormValues } from '#web/read-form.ts'
import { stances, type YearLimits, yearsOf } from './scenarios.rules.ts'

const filled = (longest: number) =>
  z.string('text_missing').trim().min(1, 'text_missing').max(longest, 'text_long')
const whole = (lowest: number, highest: number) =>
  z
    .string('whole_number')
    .regex(/^\d{1,4}$/, 'whole_number')
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, 'out_of_range')
const yes = z
  .string()
  .optional()
  .transform((value) => value === 'oui')
const version = z
  .string()
  .regex(/^\d{1,9}$/, 'whole_number')
  .transform(Number)
  .default(1)

/** Fields of the limits of one year; the same order as the columns of the page. */
export const limitFields = ['fonctionnement', 'investissement', 'heures_a', 'heures_b', 'heures_c'] as const
export type LimitField = (typeof limitFields)[number]
export const limitName = (field: LimitField, year: number) => `${field}_${year}`

const biggestAmount_cents = 1_000_000_000_00
const mostHours = 10_000_000

/** An amount or a whole number of hours that is not negative; empty: no limit. */
function readLimit(field: LimitField, text: string): number | null | 'wrong' {
  if (text === '') return null
  const isMoney = field === 'fonctionnement' || field === 'investissement'
  const value = isMoney ? parseEuros(text) : parseDecimal(text)
  const most = isMoney ? biggestAmount_cents : mostHours
  return value !== null && Number.isInteger(value) && value >= 0 && value <= most ? value : 'wrong'
}

export const frameInput = z
  .looseObject({
    titre: filled(200),
    resume: z.string().max(2000, 'text_long').default(''),
    premiere_annee: whole(2000, 2100),
    annees: whole(1, 15),
    report: yes,
    poids_argent: whole(0, 100),
    poids_temps: whole(0, 100),
    poids_autre: whole(0, 100),
    point_effet: z.string('amount_unreadable').transform((text, issues) => {
      const amount = parseEuros(text)
      if (amount !== null && amount >= 0 && amount <= biggestAmount_cents) return amount
      issues.addIssue({ code: 'custom', message: 'amount_unreadable' })
      return z.NEVER
    }),
    version,
  })
  .refine((input) => input.poids_argent + input.poids_temps + input.poids_autre > 0, {
    path: ['poids_argent'],
    message: 'weights_missing',
  })
  .transform((input, issues) => ({ ...input, limits: readLimits(input, issues) }))

function readLimits(
  input: Readonly<Record<string, unknown>> & { premiere_annee: number; annees: number },
  issues: z.RefinementCtx,
): YearLimits[] {
  return yearsOf({ firstYear: input.premiere_annee, yearCount: input.annees }).map((year) => {
    const [operating, investment, a, b, c] = limitFields.map((field) => {
      const name = limitName(field, year)
      const text = input[name]
      const value = readLimit(field, typeof text === 'string' ? text : '')
      if (value !== 'wrong') return value
      issues.addIssue({ code: 'custom', path: [name], message: 'limit_unreadable' })
      return null
    })
    return {
      year,
      operatingCents: operating ?? null,
      investmentCents: investment ?? null,
      hours: { A: a ?? null, B: b ?? null, C: c ?? null },
    }
  })
}

export const newInput = z.object({
  titre: filled(200),
  premiere_annee: whole(2000, 2100),
  annees: whole(1, 15),
})

export const versionInput = z.object({ version })

const stanceText = z.enum(stances)

/**
 * The choices of the table of measures: fields `choix-CODE` and `annees-CODE`; the fault of each field of years that is
 * wrong. A year out of the scenario is refused, not forgotten.
 */
export function readChoices(values: FormValues, codes: readonly string[], scenarioYears: readonly number[]) {
  const faults: Record<string, 'years_unreadable' | 'years_outside'> = {}
  const choices = codes.flatMap((measure) => {
    const name = `annees-${measure}`
    const stance = stanceText.safeParse(values[`choix-${measure}`])
    const years = readYears(values[name] ?? '')
    if (years === null) faults[name] = 'years_unreadable'
    else if (years.some((year) => !scenarioYears.includes(year))) faults[name] = 'years_outside'
    const isDefault = stance.data === 'free' && years?.length === 0
    return !stance.success || isDefault ? [] : [{ measure, stance: stance.data, startYears: years ?? [] }]
  })
  return { choices, faults }
}

function readYears(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  if (parts.length > 15 || parts.some((part) => !/^2[01]\d\d$/.test(part))) return null
  return [...new Set(parts.map(Number))].sort((a, b) => a - b)
}

export const linkInput = z
  .object({
    lien: z.enum(['requires', 'excludes'], 'choice'),
    mesure: filled(60),
    autre: filled(60),
    motif: z.string().max(500, 'text_long').default(''),
  })
  .refine((input) => input.mesure !== input.autre, { path: ['autre'], message: 'same_measure' })

export const synergyInput = z.object({
  libelle: filled(200),
  valeur: z.string('amount_unreadable').transform((text, issues) => {
    const amount = parseEuros(text)
    if (amount !== null && Math.abs(amount) <= 9_999_999_900) return amount / 100
    issues.addIssue({ code: 'custom', message: 'amount_unreadable' })
    return z.NEVER
  }),
  mesures: z
    .string('synergy_members')
    .transform((text) => [...new Set(text.split(',').filter((code) => code !== ''))])
    .refine((codes) => codes.length >= 2, 'synergy_members'),
})

/** The hand-made portfolio: fields `debut-CODE`, empty where the measure is not chosen. */
export function readHandPicks(values: FormValues, codes: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    codes.flatMap((code) => {
      const text = values[`debut-${code}`] ?? ''
      return /^2[01]\d\d$/.test(text) ? [[code, Number(text)]] : []
    }),
  )
}
