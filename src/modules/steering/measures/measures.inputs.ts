import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import { engagementLevels } from '#kernel/engagement.ts'
import { day, filled, optional, text, version } from '#web/form-values.ts'
import { datesInOrder, type RawLine } from './drafts.rules.ts'
import { steps } from './life-cycle.rules.ts'
import { sections } from './line-kinds.rules.ts'
import { confidences, grades, parts, publicServiceRelations, riskKinds, statuses } from './measures.rules.ts'
import { askedQuestions } from './radar.rules.ts'
import { ratedGrades } from './rates.rules.ts'

const whole = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, 'whole_number')
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, 'out_of_range')

/** The version that a form was shown with; none that it could be, when it does not say. */
export const versionInput = z.object({ version: version.catch(0) })

export const measureInput = z
  .object({
    titre: filled(200),
    partie: z.enum(parts, 'choice'),
    theme: filled(100),
    objectif: filled(4000),
    pilote: text(200),
    commanditaire: text(200),
    engagement: z.enum(engagementLevels, 'choice'),
    engagement_portee: text(1000),
    service_public: z.enum(publicServiceRelations, 'choice'),
    service_public_raison: filled(1000),
    debut: day,
    fin: optional(day),
    version: version.default(1),
  })
  .refine((input) => datesInOrder(input.debut, input.fin), { path: ['fin'], message: 'dates_order' })

export type MeasureInput = z.infer<typeof measureInput>

export const lineInput = z
  .object({
    nature: z.string(),
    libelle: filled(200),
    section: optional(z.enum(sections, 'choice')),
    categorie: optional(z.enum(grades, 'choice')),
    unite: optional(z.string().max(40, 'text_long')),
    bas: z.string(),
    probable: z.string(),
    haut: z.string(),
    premiere_annee: whole(1, 30),
    derniere_annee: optional(whole(1, 30)),
    source: filled(1000),
    source_reference: optional(z.string().max(500, 'text_long')),
    source_annee: optional(whole(1900, 2100)),
    responsable: text(200),
    confiance: z.enum(confidences, 'choice'),
  })
  .transform(
    (input): RawLine => ({
      kind: input.nature,
      label: input.libelle,
      section: input.section,
      grade: input.categorie,
      unit: input.unite,
      low: input.bas,
      likely: input.probable,
      high: input.haut,
      firstYear: input.premiere_annee,
      lastYear: input.derniere_annee,
      sourceText: input.source,
      sourceReference: input.source_reference,
      sourceYear: input.source_annee,
      owner: input.responsable,
      confidence: input.confiance,
    }),
  )

/** Field of the form that each part of a raw line is typed in, so that a fault is shown where it can be mended. */
export const lineFields: Readonly<Record<string, string>> = {
  kind: 'nature',
  label: 'libelle',
  section: 'section',
  grade: 'categorie',
  unit: 'unite',
  low: 'bas',
  likely: 'probable',
  high: 'haut',
  firstYear: 'premiere_annee',
  lastYear: 'derniere_annee',
}

export const riskInput = z.object({
  nature: z.enum(riskKinds, 'choice'),
  enonce: filled(1000),
  probabilite: whole(1, 4),
  gravite: whole(1, 4),
  parade: text(1000),
  responsable: text(200),
  source: optional(z.string().max(500, 'text_long')),
})

export const conditionInput = z.object({
  enonce: filled(1000),
  indicateur: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'indicator'),
  unite: filled(40),
  sens: z.enum(['at_least', 'at_most'], 'choice'),
  seuil: z.string().transform((value, issues) => {
    const number = parseDecimal(value)
    if (number !== null) return number
    issues.addIssue({ code: 'custom', message: 'number_unreadable' })
    return z.NEVER
  }),
  echeance: day,
  responsable: text(200),
  bloquante: z
    .literal('oui')
    .optional()
    .transform((value) => value === 'oui'),
})

export const stepInput = z.object({
  etape: z.enum(steps, 'choice'),
  deliberation: optional(z.uuid('choice')),
  motif: text(2000),
  version,
})

export const filterInput = z.object({
  partie: z.enum(parts).optional().catch(undefined),
  etat: z.enum(statuses).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  suite: z.string().max(400).optional().catch(undefined),
})

/** Answers of the radar: a question left without answer stays unrated. */
export const ratingsInput = z
  .object(
    Object.fromEntries(
      askedQuestions.map((question) => [
        question,
        z
          .string()
          .regex(/^[0-4]$/, 'choice')
          .optional(),
      ]),
    ),
  )
  .transform((answers) =>
    Object.fromEntries(
      Object.entries(answers).flatMap(([question, score]) =>
        score === undefined ? [] : [[question, Number(score)]],
      ),
    ),
  )

/** The answers that the form of the radar was shown with; none when it does not say. */
export const seenRatingsInput = z.object({
  vu: z
    .string()
    .transform((text, issues): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        issues.addIssue({ code: 'custom', message: 'choice' })
        return z.NEVER
      }
    })
    .pipe(z.record(z.string(), z.number()))
    .catch({}),
})

/** An amount in euros, not negative. */
const euros = z.string().transform((value, issues) => {
  const amount = parseEuros(value)
  if (amount !== null && amount >= 0 && amount <= 100_000_000) return amount
  issues.addIssue({ code: 'custom', message: 'amount_unreadable' })
  return z.NEVER
})

export const hourlyRateInput = z
  .object({
    categorie: z.enum(ratedGrades, 'choice'),
    montant: euros,
    valable_horaire: day,
    source_horaire: filled(500),
  })
  .transform((input) => ({
    grade: input.categorie,
    cents: input.montant,
    validFrom: input.valable_horaire,
    source: input.source_horaire,
  }))

export const discountRateInput = z
  .object({
    taux: z.string().transform((value, issues) => {
      const percent = parseDecimal(value.replace('%', ''))
      const basisPoints = percent === null ? null : Math.round(percent * 100)
      if (basisPoints !== null && basisPoints >= 0 && basisPoints <= 2000) return basisPoints
      issues.addIssue({ code: 'custom', message: 'number_unreadable' })
      return z.NEVER
    }),
    valable_actualisation: day,
    source_actualisation: filled(500),
  })
  .transform((input) => ({
    basisPoints: input.taux,
    validFrom: input.valable_actualisation,
    source: input.source_actualisation,
  }))
