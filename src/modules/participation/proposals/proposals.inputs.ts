import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { filled, optional, text, version } from '#web/form-values.ts'
import { moderationReasons } from './charter.rules.ts'
import { parseDegrees } from './outline.rules.ts'
import { answerFilters, sorts } from './proposals.paths.ts'
import { categories, longestBody, longestTitle, verdicts } from './proposals.rules.ts'

export const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'email',
  'coordinate',
  'point_half',
  'amount_unreadable',
  'whole_number',
] as const

const email = z.email('email').max(254, 'email')
const ticked = z
  .string()
  .default('')
  .transform((value) => value === 'oui')

const coordinate = (most: number) =>
  optional(
    z.string().transform((value, issues) => {
      const number = parseDegrees(value, most)
      if (number === null) {
        issues.addIssue({ code: 'custom', message: 'coordinate' })
        return z.NEVER
      }
      return number
    }),
  )

export const textInput = z
  .object({
    titre: filled(longestTitle),
    texte: filled(longestBody),
    categorie: z.enum(categories, 'choice'),
    quartier: optional(z.string().max(60)),
    rue: text(200),
    latitude: coordinate(90),
    longitude: coordinate(180),
  })
  .refine((input) => (input.latitude === null) === (input.longitude === null), {
    path: ['longitude'],
    message: 'point_half',
  })
  .transform((input) => ({
    title: input.titre,
    body: input.texte,
    category: input.categorie,
    street: input.rue,
    districtId: input.quartier,
    point:
      input.latitude === null || input.longitude === null
        ? null
        : { lat: input.latitude, lon: input.longitude },
  }))

export const newInput = z.object({
  demarche: z.string().min(1, 'choice').max(60, 'choice'),
  guichet: ticked,
})

export const deskInput = z.object({ nom: filled(80) })
export const deskMailboxInput = z.object({ courriel: optional(email) })

/** Where a click on the map went, in pixels: browsers send it as `carte.x` and `carte.y`. */
export const clickInput = z.object({
  'carte.x': z.coerce.number().min(0).max(2000),
  'carte.y': z.coerce.number().min(0).max(2000),
})

export const personInput = z.object({ nom: filled(80), courriel: email })
export const mailboxInput = z.object({ courriel: email })

export const pictureInput = z.object({ description: filled(300) })

export const filterInput = z.object({
  q: z.string().max(200).optional().catch(undefined),
  demarche: z.string().max(60).optional().catch(undefined),
  categorie: z.enum(categories).optional().catch(undefined),
  quartier: z.string().max(60).optional().catch(undefined),
  reponse: z.enum(answerFilters).optional().catch(undefined),
  tri: z.enum(sorts).optional().catch(undefined),
  suite: z.string().max(400).optional().catch(undefined),
})

export const versionInput = z.object({ version })

export const commentInput = z.object({
  position: z.enum(['for', 'against', 'neutral'], 'choice'),
  message: filled(2000),
  reponse_a: optional(z.uuid('choice')),
})

export const reportInput = z.object({
  raison: z.enum(moderationReasons, 'choice'),
  commentaire: optional(z.uuid('choice')),
})

export const moderationInput = z.object({
  decision: z.enum(['publish', 'refuse', 'hide', 'restore', 'keep'], 'choice'),
  commentaire: optional(z.uuid('choice')),
  raison: optional(z.enum(moderationReasons, 'choice')),
  explication: text(1000),
})
export const moderationReplyInput = z.object({ message: filled(2000) })

export const evaluatorInput = z.object({ evaluateur: z.string().min(1, 'choice').max(100) })
export const questionInput = z.object({ question: filled(1000) })
export const replyInput = z.object({ reponse: filled(2000) })
export const assessmentInput = z.object({
  faisabilite: z.enum(['feasible', 'with_changes', 'not_feasible'], 'choice'),
  competence: z.enum(['town', 'agglomeration', 'other'], 'choice'),
  avis: filled(4000),
})
export const costInput = z.object({
  libelle: filled(200),
  section: z.enum(['operating', 'investment'], 'choice'),
  montant: z.string().transform((value, issues) => {
    const amount = parseEuros(value)
    if (amount === null || amount < 0 || amount > 100_000_000_000) {
      issues.addIssue({ code: 'custom', message: 'amount_unreadable' })
      return z.NEVER
    }
    return amount
  }),
})
export const answerInput = z.object({
  verdict: z.enum(verdicts, 'choice'),
  motifs: filled(8000),
  suites: text(2000),
  retard: text(1000),
})

export const coauthorInput = z.object({ courriel: email })
export const amendmentInput = z.object({
  titre: filled(longestTitle),
  texte: filled(longestBody),
  motif: text(1000),
  version,
})
export const amendmentDecisionInput = z.object({
  decision: z.enum(['accepted', 'refused'], 'choice'),
  reponse: text(1000),
})
export const mergeInput = z.object({
  cible: z
    .string()
    .regex(/^\d{1,9}$/, 'whole_number')
    .transform(Number),
  motif: filled(1000),
})
