import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { day, filled, optional, text, version } from '#web/form-values.ts'
import { costNatures } from './costs.rules.ts'
import { checked, decimal, euros, exactDecimal, whole, year } from './fields.inputs.ts'
import { type KeyName, keyMethods, keyNames, valueNames } from './keys.rules.ts'
import { movingYears } from './movements.rules.ts'
import { comparisons, legalForms, proofs, verdicts } from './shared-services.rules.ts'

/** Codes of what may be wrong in a field; each has its sentence. */
export const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'date',
  'whole_number',
  'out_of_range',
  'amount_unreadable',
  'number_unreadable',
  'reference_unreadable',
  'code_unreadable',
  'verdict_missing',
  'due_before',
] as const

export const serviceInput = z
  .object({
    titre: filled(200),
    objet: filled(4000),
    forme: z.enum(legalForms, 'choice'),
    mesure: optional(z.uuid('choice')),
    annee_reference: year,
    fiche_impact: text(8000),
    delai_reponse: whole(5, 180),
    mouvements: z.enum(movingYears, 'choice').default('time'),
    preavis: whole(0, 60).default(0),
    version: version.default(1),
  })
  .transform((input) => ({
    version: input.version,
    draft: {
      title: input.titre,
      purpose: input.objet,
      legalForm: input.forme,
      measureId: input.mesure,
      baselineYear: input.annee_reference,
      impactSheet: input.fiche_impact,
      answerDays: input.delai_reponse,
      movingYear: input.mouvements,
      noticeMonths: input.preavis,
    },
  }))

export const partyInput = z
  .object({
    nom: text(200),
    code_insee: text(20),
    sigle: z.string().regex(/^[A-Za-z0-9-]{1,20}$/, 'reference_unreadable'),
    accueil: checked,
    notre_ville: checked,
    fictive: checked,
  })
  .refine((input) => input.nom !== '' || input.code_insee !== '', { path: ['nom'], message: 'text_missing' })

export const officerInput = z.object({ partie: z.uuid('choice'), courriel: filled(200) })
export const endOfficerInput = z.object({ partie: z.uuid('choice'), compte: filled(200) })
export const removalInput = z.object({ id: z.uuid('choice') })

export const unitInput = z
  .object({
    code: z
      .string()
      .max(40, 'text_long')
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'code_unreadable'),
    libelle: filled(200),
    coefficient: decimal(0.001, 100_000),
  })
  .transform((input) => ({ code: input.code, label: input.libelle, weight: input.coefficient }))

export const levelInput = z
  .object({
    engagement: filled(200),
    sens: z.enum(comparisons, 'choice'),
    cible: decimal(0, 1_000_000_000),
    unite: filled(60),
  })
  .transform((input) => ({
    label: input.engagement,
    comparison: input.sens,
    target: input.cible,
    unit: input.unite,
  }))

export const opinionInput = z
  .object({
    instance: filled(200),
    demande_le: day,
    rendu_le: optional(day),
    sens_avis: optional(z.enum(verdicts, 'choice')),
    note: text(2000),
  })
  .refine((input) => (input.rendu_le === null) === (input.sens_avis === null), {
    path: ['sens_avis'],
    message: 'verdict_missing',
  })
  .transform((input) => ({
    body: input.instance,
    askedOn: input.demande_le,
    givenOn: input.rendu_le,
    verdict: input.sens_avis,
    note: input.note,
  }))

export const baselineInput = z
  .object({
    cout: euros(0),
    heures: decimal(0, 10_000_000),
    volume: decimal(0, 1_000_000_000),
    qualite: optional(decimal(0, 100)),
    delai: optional(decimal(0, 100_000)),
    preuve: z.enum(proofs, 'choice'),
    source: filled(500),
    version: version.default(0),
  })
  .refine((input) => input.volume > 0 || input.cout === 0, { path: ['volume'], message: 'out_of_range' })
  .transform((input) => ({
    version: input.version,
    baseline: {
      costCents: input.cout,
      hours: input.heures,
      volume: input.volume,
      quality: input.qualite,
      delayDays: input.delai,
      proof: input.preuve,
      source: input.source,
    },
  }))

/** Years of a forecast; those left blank at the end are not part of it. */
export const forecastYears = 5

export const forecastInput = z.record(z.string(), z.string()).transform((values, issues) =>
  Array.from({ length: forecastYears }, (_, index) => index + 1).flatMap((number) => {
    const fields = [`avec_${number}`, `passage_${number}`, `sans_${number}`]
    if (fields.every((name) => (values[name] ?? '') === '')) return []
    const amounts = fields.map((name) => {
      const amount = parseEuros(values[name] ?? '')
      if (amount === null || amount < 0)
        issues.addIssue({ code: 'custom', path: [name], message: 'amount_unreadable' })
      return amount ?? 0
    })
    const [runningCents = 0, transitionCents = 0, withoutCents = 0] = amounts
    return [{ number, runningCents, transitionCents, withoutCents }]
  }),
)

/** `poids_population`, `poids_units`…: a blank one is nought. */
const weights = z.record(z.string(), z.string()).transform((values) =>
  keyNames.flatMap((name: KeyName) => {
    const typed = (values[`poids_${name}`] ?? '').replace(/[\s\u00a0\u202f%]/g, '').replace(',', '.')
    return typed === '' ? [] : [{ name, weight: typed }]
  }),
)

export const keyInput = z
  .looseObject({
    methode: z.enum(keyMethods, 'choice'),
    reste: text(30),
    a_partir_de: year,
    raison: text(2000),
  })
  .transform((input, issues) => {
    const read = weights.safeParse(
      Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)])),
    )
    if (!read.success) {
      issues.addIssue({ code: 'custom', path: ['poids_population'], message: 'number_unreadable' })
      return z.NEVER
    }
    return {
      method: input.methode,
      weights: read.data,
      remainder: input.reste === '' ? 'largest' : input.reste,
      fromYear: input.a_partir_de,
      reason: input.raison,
    }
  })

export const adoptionInput = z.object({
  partie: z.uuid('choice'),
  sens: z.enum(['adopted', 'refused'], 'choice'),
  decide_le: day,
  deliberation: filled(100),
})

export const valueInput = z
  .object({
    partie: z.uuid('choice'),
    annee: year,
    nature: z.enum(valueNames, 'choice'),
    valeur: exactDecimal,
    source: text(300),
  })
  .transform((input) => ({
    partyId: input.partie,
    year: input.annee,
    name: input.nature,
    value: input.valeur,
    source: input.source,
  }))

export const costInput = z
  .object({
    nature: z.enum(costNatures, 'choice'),
    libelle: filled(200),
    montant: euros(1),
    compter: checked,
    justification: text(1000),
  })
  .transform((input) => ({
    nature: input.nature,
    label: input.libelle,
    cents: input.montant,
    isCounted: input.compter,
    linkedProof: input.justification,
  }))

export const lineInput = z
  .object({
    partie: z.uuid('choice'),
    unite: z.uuid('choice'),
    jour: day,
    quantite: decimal(0.001, 1_000_000_000),
    preuve: filled(300),
    cle: z.uuid('choice'),
  })
  .transform((input) => ({
    partyId: input.partie,
    unitId: input.unite,
    day: input.jour,
    quantity: input.quantite,
    proof: input.preuve,
    reference: `form ${input.cle}`,
  }))

export const messageInput = z.object({ message: filled(4000) })
export const settlementInput = z.object({
  sens: z.enum(['upheld', 'rejected'], 'choice'),
  message: filled(4000),
})

export const resultInput = z
  .object({
    cout_propre: euros(0),
    qualite: optional(decimal(0, 100)),
    delai: optional(decimal(0, 100_000)),
    source: filled(500),
  })
  .transform((input) => ({
    ownCostCents: input.cout_propre,
    quality: input.qualite,
    delayDays: input.delai,
    source: input.source,
  }))

export const reviewInput = z
  .object({
    indice: decimal(1, 1000),
    source_indice: filled(300),
    conclusion: filled(4000),
  })
  .transform((input) => ({
    wageIndex: input.indice,
    indexSource: input.source_indice,
    conclusion: input.conclusion,
  }))

export const tokenInput = z.object({ libelle: filled(100), expire_le: day })
export const stepInput = z.object({ le: day })

export const lineFilterInput = z.object({
  annee: year.optional().catch(undefined),
  partie: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,20}$/)
    .optional()
    .catch(undefined),
  suite: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
})
