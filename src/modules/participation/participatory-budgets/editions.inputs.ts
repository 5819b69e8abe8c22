import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { day, filled, optional, text, version } from '#web/form-values.ts'
import { offeredBallots, perimeters, rollKinds, ruleFamilies, tieMethods } from './editions.rules.ts'

const whole = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'whole_number')
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, 'out_of_range')
const euros = z.string().transform((value, issues) => {
  const amount = parseEuros(value)
  if (amount !== null && amount > 0 && amount <= 100_000_000_000) return amount
  issues.addIssue({ code: 'custom', message: 'amount_unreadable' })
  return z.NEVER
})

/** Codes of what may be wrong in a field; each has its sentence. */
export const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'date',
  'dates_order',
  'whole_number',
  'out_of_range',
  'amount_unreadable',
  'area_lines',
  'points_missing',
  'email',
  'consent',
  'reasons_missing',
  'due_missing',
] as const

/** A district a line: its name, a semicolon, its envelope. */
const areaLine = /^(.{1,100}?)\s*;\s*(.+)$/

const areaLines = z.string().transform((value, issues) => {
  const lines = value.split('\n').filter((line) => line.trim() !== '')
  const areas = lines.map((line) => {
    const [, name = '', amount = ''] = areaLine.exec(line.trim()) ?? []
    return { name: name.trim(), envelopeCents: parseEuros(amount) }
  })
  const isRight =
    areas.length >= 2 &&
    areas.length <= 100 &&
    areas.every((area) => area.name !== '' && area.envelopeCents !== null && area.envelopeCents > 0) &&
    new Set(areas.map((area) => area.name)).size === areas.length
  if (isRight) return areas.map(({ name, envelopeCents }) => ({ name, envelopeCents: envelopeCents ?? 0 }))
  issues.addIssue({ code: 'custom', message: 'area_lines' })
  return z.NEVER
})

const common = {
  titre: filled(200),
  resume: text(4000),
  demarche: optional(z.uuid('choice')),
  mesure: optional(z.uuid('choice')),
  deliberation: optional(z.uuid('choice')),
  age: whole(0, 99),
  electeurs: filled(500),
  liste: z.enum(rollKinds, 'choice'),
  bulletin: z.enum(offeredBallots, 'choice'),
  maximum: optional(whole(1, 1500)),
  points: optional(whole(2, 10_000)),
  regle: z.enum(ruleFamilies, 'choice'),
  egalites: z.enum(tieMethods, 'choice'),
  debut: day,
  fin: day,
  version: version.default(1),
}

export const editionInput = z
  .discriminatedUnion('perimetre', [
    z.object({ ...common, perimetre: z.literal(perimeters[0]), enveloppe: euros }),
    z.object({ ...common, perimetre: z.literal(perimeters[1]), secteurs: areaLines }),
  ])
  .refine((input) => input.debut <= input.fin, { path: ['fin'], message: 'dates_order' })
  .refine((input) => input.bulletin !== 'points' || input.points !== null, {
    path: ['points'],
    message: 'points_missing',
  })

export type EditionInput = z.infer<typeof editionInput>

export const projectInput = z.object({
  titre: filled(300),
  description: text(4000),
  lieu: text(300),
  cout: euros,
  secteur: whole(1, 100),
})

export type ProjectInput = z.infer<typeof projectInput>

export const declarationInput = z
  .object({
    prenom: filled(100),
    nom: filled(100),
    naissance: day,
    courriel: z.email('email').max(254, 'text_long'),
    secteur: whole(1, 100),
    attestation: z.literal('oui', 'consent'),
  })
  .transform((input) => ({
    firstName: input.prenom,
    lastName: input.nom,
    birthDate: input.naissance,
    email: input.courriel,
    area: input.secteur,
  }))

export const documentInput = z
  .object({ piece: filled(60), naissance: day, secteur: optional(whole(1, 100)) })
  .transform((input) => ({ document: input.piece, birthDate: input.naissance, area: input.secteur }))

export const codeInput = z.object({ code: filled(60) })

export const decisionInput = z
  .object({
    decision: z.enum(['accepted', 'refused'], 'choice'),
    deliberation: z.uuid('choice'),
    motif: text(2000),
    echeance: optional(day),
    service: text(200),
  })
  .refine((input) => input.decision === 'accepted' || input.motif !== '', {
    path: ['motif'],
    message: 'reasons_missing',
  })
  .refine((input) => input.decision === 'refused' || input.echeance !== null, {
    path: ['echeance'],
    message: 'due_missing',
  })
  .refine((input) => input.decision === 'refused' || input.service !== '', {
    path: ['service'],
    message: 'text_missing',
  })

export const stepInput = z.object({
  etape: filled(200),
  echeance: day,
  note: text(1000),
  livraison: z
    .literal('oui')
    .optional()
    .transform((value) => value === 'oui'),
})

export const codesInput = z.object({ secteur: whole(1, 100), nombre: whole(1, 20_000) })

export const batchInput = z.object({ lieu: filled(100), secteur: whole(1, 100) })

export const deskDeclarationInput = z.object({ prenom: filled(100), nom: filled(100), naissance: day })

export const stepDoneInput = z.object({
  fait_le: day,
  note: text(1000),
  motif: text(1000),
  photo_texte: text(300),
})

export const listInput = z.object({ suite: z.string().max(100).optional().catch(undefined) })
