import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { engagementLevels } from '#kernel/engagement.ts'
import { day, filled, optional, text, version } from '#web/form-values.ts'
import { applicantKinds, type Criterion, type Envelope, tieRules } from './calls.rules.ts'
import { instantInParis } from './paris-time.rules.ts'
import { type FieldFault, typedRows } from './rows.rules.ts'

/** Codes of what may be wrong in a field; each has its sentence. */
export const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'date',
  'time',
  'dates_order',
  'whole_number',
  'out_of_range',
  'amount_unreadable',
  'number_unreadable',
  'instalments',
  'reason_missing',
  'email',
] as const
export type InputCode = (typeof inputCodes)[number]

/** A time of the day as the browser sends it: `17:00`. */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time')

export const whole = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'whole_number')
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, 'out_of_range')

/** Boxes of one name arrive joined by commas. */
const kinds = z
  .string('choice')
  .transform((value) => applicantKinds.filter((kind) => value.split(',').includes(kind)))
  .refine((chosen) => chosen.length > 0, 'choice')

/** `70 + 30`, `70/30` or `100`: percents that make 100. */
const instalments = z
  .string()
  .transform((value) =>
    value
      .split(/[^\d]+/)
      .filter(Boolean)
      .map(Number),
  )
  .refine(
    (shares) =>
      shares.length >= 1 &&
      shares.length <= 6 &&
      shares.every((share) => share > 0) &&
      shares.reduce((sum, share) => sum + share, 0) === 100,
    'instalments',
  )

export const callInput = z
  .object({
    titre: filled(200),
    resume: filled(2000),
    reglement: filled(20_000),
    base: filled(1000),
    candidats: kinds,
    engagement: z.enum(engagementLevels, 'choice'),
    mesure: optional(z.uuid('choice')),
    deliberation: optional(z.uuid('choice')),
    ouverture: day,
    ouverture_heure: time,
    cloture: day,
    cloture_heure: time,
    reponse: day,
    lecteurs: optional(whole(2, 30)),
    egalites: z.enum(tieRules, 'choice'),
    versements: instalments,
    contact: text(300),
    version: version.default(1),
  })
  .transform((input) => ({
    ...input,
    opensAt: instantInParis(input.ouverture, input.ouverture_heure),
    closesAt: instantInParis(input.cloture, input.cloture_heure),
  }))
  .refine((input) => input.opensAt < input.closesAt, { path: ['cloture'], message: 'dates_order' })
  .refine((input) => input.cloture < input.reponse, { path: ['reponse'], message: 'dates_order' })

export type CallInput = z.output<typeof callInput>

export const listInput = z.object({ suite: z.string().max(100).optional().catch(undefined) })

export const mostCriteria = 8
export const mostEnvelopes = 4

export interface Grid {
  readonly criteria: readonly Criterion[]
  readonly envelopes: readonly Envelope[]
}

export type GridFault = FieldFault<InputCode>

/** Reads the rows of the score grid and of the envelopes; a row without anything is left out. */
export function readGrid(values: Readonly<Record<string, string>>): {
  readonly grid: Grid
  readonly faults: readonly GridFault[]
} {
  const faults: GridFault[] = []
  const fault = (field: string, code: InputCode) => {
    faults.push({ field, code })
  }
  const criteria = typedRows(values, ['critere', 'poids', 'maximum', 'echelle'], mostCriteria).map(
    (row, index) => {
      if (row.critere === '') fault(`critere_${row.index}`, 'text_missing')
      if (row.echelle === '') fault(`echelle_${row.index}`, 'text_missing')
      const weight = wholeIn(row.poids, 1, 100)
      const highest = row.maximum === '' ? 10 : wholeIn(row.maximum, 1, 100)
      if (weight === null) fault(`poids_${row.index}`, 'out_of_range')
      if (highest === null) fault(`maximum_${row.index}`, 'out_of_range')
      const label = row.critere.slice(0, 200)
      const scale = row.echelle.slice(0, 1000)
      return { number: index + 1, label, scale, weight: weight ?? 1, highest: highest ?? 10 }
    },
  )
  const envelopes = typedRows(values, ['enveloppe', 'montant'], mostEnvelopes).map((row, index) => {
    if (row.enveloppe === '') fault(`enveloppe_${row.index}`, 'text_missing')
    const cents = parseEuros(row.montant)
    if (cents === null || cents <= 0) fault(`montant_${row.index}`, 'amount_unreadable')
    return { number: index + 1, label: row.enveloppe.slice(0, 200), cents: cents ?? 0 }
  })
  return { grid: { criteria, envelopes }, faults }
}

function wholeIn(text: string, lowest: number, highest: number): number | null {
  if (!/^\d{1,3}$/.test(text)) return null
  const value = Number(text)
  return value >= lowest && value <= highest ? value : null
}

export const mostJurors = 15

/** The jurors of the form, and who chairs. */
export function readJurors(values: Readonly<Record<string, string>>): {
  accountId: string
  isChair: boolean
}[] {
  const ids = typedRows(values, ['jure'], mostJurors).map((row) => row.jure)
  const chair = values.preside ?? ''
  return [...new Set(ids)].map((accountId) => ({ accountId, isChair: accountId === chair }))
}
