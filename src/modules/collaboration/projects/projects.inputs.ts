import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import { day, filled, optional, text, version } from '#web/form-values.ts'
import { repeatKinds } from './board.rules.ts'
import { parts, projectStatuses } from './projects.rules.ts'
import { costGrades, deciders } from './sheet.rules.ts'
import { taskOrders, taskStates } from './task-list.rules.ts'
import { templateKinds } from './templates.rules.ts'

export const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'date',
  'dates_order',
  'whole_number',
  'amount_unreadable',
  'duration',
  'hour',
  'due_missing',
] as const

/** Key of a form: what is sent twice with it is done once. */
const key = z.uuid('choice')
const ticked = z
  .literal('oui')
  .optional()
  .transform((value) => value === 'oui')

const euros = z
  .string()
  .default('')
  .transform((value, issues) => {
    const cents = value === '' ? 0 : parseEuros(value)
    if (cents !== null && cents >= 0 && cents <= 1_000_000_000_000) return cents
    issues.addIssue({ code: 'custom', message: 'amount_unreadable' })
    return z.NEVER
  })

/** `15`, `1 h 30`, `2,5 h`: minutes; null when it is not a duration. Alone, a number is hours. */
export function parseDuration(typed: string): number | null {
  const compact = typed.toLowerCase().replace(/[\s\u00a0\u202f]/g, '')
  const clock = /^(\d{1,5})h(\d{2})$/.exec(compact)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const minutes = /^(\d{1,6})min$/.exec(compact)
  if (minutes) return Number(minutes[1])
  const hours = parseDecimal(compact.replace(/h(eures?)?$/, ''))
  return hours === null || hours < 0 ? null : Math.round(hours * 60)
}

const duration = (most_min: number) =>
  z.string().transform((value, issues) => {
    const minutes = parseDuration(value)
    if (minutes !== null && minutes > 0 && minutes <= most_min) return minutes
    issues.addIssue({ code: 'custom', message: 'duration' })
    return z.NEVER
  })

const count = (most: number) =>
  z
    .string()
    .default('')
    .transform((value) => (value === '' ? '0' : value))
    .pipe(
      z
        .string()
        .regex(/^\d{1,6}$/, 'whole_number')
        .transform(Number),
    )
    .refine((value) => value <= most, 'whole_number')

const sheet = {
  titre: filled(200),
  but: filled(4000),
  mesure: optional(z.uuid('choice')),
  debut: day,
  fin: optional(day),
  budget: euros,
  heures: optional(duration(6_000_000)),
  reserve: ticked,
  version: version.catch(1).default(1),
}
const inOrder = (input: { debut: string; fin: string | null }) =>
  input.fin === null || input.debut <= input.fin
const orderFault = { path: ['fin'], message: 'dates_order' }

export const sheetInput = z.object(sheet).refine(inOrder, orderFault)

export const newProjectInput = z
  .object({ ...sheet, cle: key, service: filled(120), modele: z.enum(templateKinds, 'choice') })
  .refine(inOrder, orderFault)

export const filterInput = z.object({
  etat: z.enum(projectStatuses).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  suite: z
    .string()
    .regex(/^\d{1,6}$/)
    .optional()
    .catch(undefined),
})

/** Filters of the list of tasks: a value that is not on the list is as if it were not there. */
export const taskFilterInput = z.object({
  q: z.string().max(200).catch(''),
  personne: z.string().max(200).catch(''),
  etiquette: z.string().max(100).catch(''),
  etat: z.enum(taskStates).catch('open'),
  ordre: z.enum(taskOrders).catch('board'),
})

export const admissionInput = z.object({
  personne: filled(100),
  role: z.enum(parts, 'choice'),
  service: filled(120),
  jusqu_au: optional(day),
})

export const endInput = z.object({ jusqu_au: day })

export const delegationInput = z.object({
  decide: filled(4000),
  propose: text(4000),
  informe: text(4000),
  plafond: euros,
  version: version.catch(0).default(0),
})

export const versionInput = z.object({ version: version.catch(0).default(0) })

export const reviewInput = z
  .object({
    promis: filled(4000),
    venu: filled(4000),
    reprise: filled(4000),
    bas: optional(count(1_000_000)),
    probable: optional(count(1_000_000)),
    haut: optional(count(1_000_000)),
  })
  .transform(({ bas, probable, haut, ...input }) => ({
    ...input,
    hours:
      bas === null || probable === null || haut === null ? null : { low: bas, likely: probable, high: haut },
  }))

export const reasonInput = z.object({ motif: text(2000) })

export const milestoneInput = z.object({ cle: key, jalon: filled(200), echeance: day })
export const reachedInput = z.object({ atteint: z.enum(['oui', 'non'], 'choice') })

const scale = z
  .string()
  .regex(/^[1-4]$/, 'choice')
  .transform(Number)
export const riskInput = z.object({
  cle: key,
  risque: filled(1000),
  probabilite: scale,
  gravite: scale,
  parade: text(1000),
  porteur: text(200),
})

export const decisionInput = z.object({
  cle: key,
  decision: filled(2000),
  raison: text(2000),
  decideur: z.enum(deciders, 'choice'),
  decide_le: day,
})

export const costInput = z
  .object({
    cle: key,
    nature: z.enum(['money', ...costGrades], 'choice'),
    quantite: filled(40),
    jour: day,
    libelle: filled(200),
    piece: text(200),
  })
  .transform((input, issues) => {
    const common = { id: input.cle, day: input.jour, label: input.libelle, document: input.piece }
    if (input.nature === 'money') {
      const cents = parseEuros(input.quantite)
      if (cents !== null && cents > 0 && cents <= 1_000_000_000_000)
        return { ...common, kind: 'money' as const, cents }
      issues.addIssue({ code: 'custom', path: ['quantite'], message: 'amount_unreadable' })
      return z.NEVER
    }
    const minutes = parseDuration(input.quantite)
    if (minutes !== null && minutes > 0 && minutes <= 600_000)
      return { ...common, kind: 'hours' as const, grade: input.nature, minutes }
    issues.addIssue({ code: 'custom', path: ['quantite'], message: 'duration' })
    return z.NEVER
  })

export const columnInput = z.object({
  cle: key.optional(),
  colonne: filled(60),
  limite: optional(
    z
      .string()
      .regex(/^[1-9]\d{0,2}$/, 'whole_number')
      .transform(Number)
      .refine((value) => value <= 500, 'whole_number'),
  ),
  fin_de_course: ticked,
  place: z.enum(['left', 'right']).nullable().catch(null).default(null),
})

export const newCardInput = z.object({ cle: key, colonne: z.uuid('choice'), carte: filled(200) })

/** Where a card goes: `debut`, empty for the end, or the number of the card that it goes before. */
export const moveInput = z.object({
  carte: z.coerce.number().int().positive().max(2_000_000_000).optional(),
  colonne: z.uuid('choice'),
  avant: z
    .string()
    .regex(/^(debut|\d{1,9})?$/, 'choice')
    .default('')
    .transform((value) =>
      value === '' ? ('last' as const) : value === 'debut' ? ('first' as const) : { before: Number(value) },
    ),
})

const list = z
  .string()
  .default('')
  .transform((value) => [...new Set(value.split(',').map((item) => item.trim()))].filter(Boolean))

export const cardInput = z
  .object({
    titre: filled(200),
    description: text(8000),
    debut: optional(day),
    echeance: optional(day),
    charge: optional(duration(60_000)),
    repetition: optional(z.enum(repeatKinds, 'choice')),
    personnes: list,
    etiquettes: list.refine(
      (names) => names.length <= 10 && names.every((name) => name.length <= 40),
      'text_long',
    ),
    version: version.catch(0),
  })
  .refine(({ debut, echeance }) => debut === null || echeance === null || debut <= echeance, {
    path: ['echeance'],
    message: 'dates_order',
  })
  .refine(({ repetition, echeance }) => repetition === null || echeance !== null, {
    path: ['echeance'],
    message: 'due_missing',
  })

export const itemInput = z.object({ cle: key, element: filled(300) })
export const doneInput = z.object({ fait: z.enum(['oui', 'non', 'retirer'], 'choice') })
export const commentInput = z.object({ cle: key, commentaire: filled(4000) })
export const needInput = z.object({
  attend: z.coerce.number('choice').int('choice').positive('choice').max(2_000_000_000, 'choice'),
  lien: z.enum(['ajouter', 'retirer'], 'choice').default('ajouter'),
})

export const meetingInput = z.object({
  cle: key.optional(),
  objet: filled(200),
  jour: day,
  heure: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hour'),
  duree: duration(600),
  lieu: text(200),
  personnes_a: count(200),
  personnes_b: count(200),
  personnes_c: count(200),
  partenaires: count(200),
  ordre_du_jour: text(8000),
  version: version.catch(0).default(0),
})

export const minutesInput = z.object({ compte_rendu: text(40_000), version: version.catch(0) })
