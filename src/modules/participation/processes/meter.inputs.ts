import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import { day, filled, optional, text } from '#web/form-values.ts'
import { agentGrades, costKinds } from './meter.rules.ts'
import { ageBands, channels, genders } from './participation.rules.ts'

/** `15`, `1 h 30`, `1h30`, `2 h`, `1,5 h`: whole minutes; null when it is not a duration. */
export function parseMinutes(typed: string): number | null {
  const text = typed.toLowerCase().replace(/[\s\u00a0\u202f]/g, '')
  const clock = /^(\d{1,4})h(\d{2})(?:min)?$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const hours = /^([\d.,]+)h(?:eures?)?$/.exec(text)
  const decimal = parseDecimal(hours?.[1] ?? '')
  if (decimal !== null) return Math.round(decimal * 60)
  return /^\d{1,6}(?:min|minutes?)?$/.test(text) ? Number.parseInt(text, 10) : null
}

const duration = z.string().transform((value, issues) => {
  const minutes = parseMinutes(value)
  if (minutes !== null && minutes > 0) return minutes
  issues.addIssue({ code: 'custom', message: 'duration' })
  return z.NEVER
})

export const hoursInput = z.object({
  cle: z.uuid('key'),
  phase: optional(z.uuid('choice')),
  categorie: z.enum(agentGrades, 'choice'),
  duree: duration,
})

export const costInput = z
  .object({
    cle: z.uuid('key'),
    nature: z.enum(costKinds, 'choice'),
    quantite: filled(40),
    jour: day,
    phase: optional(z.uuid('choice')),
    categorie: optional(z.enum(agentGrades, 'choice')),
    libelle: text(200),
    document: text(200),
    ligne: text(200),
  })
  .transform((input, issues) => {
    const isMoney = input.nature === 'budget'
    const quantity = isMoney ? parseEuros(input.quantite) : parseMinutes(input.quantite)
    if (quantity === null || quantity <= 0)
      issues.addIssue({
        code: 'custom',
        path: ['quantite'],
        message: isMoney ? 'number_unreadable' : 'duration',
      })
    if (input.nature === 'agent_hours' && input.categorie === null)
      issues.addIssue({ code: 'custom', path: ['categorie'], message: 'choice' })
    return { ...input, quantity: quantity ?? 0 }
  })

export const reasonInput = z.object({ motif: text(500) })

export const countInput = z
  .object({
    cle: z.uuid('key'),
    nombre: z
      .string()
      .regex(/^\d{1,6}$/, 'whole_number')
      .transform(Number),
    jour: day,
    canal: z.enum(channels, 'choice'),
    phase: optional(z.uuid('choice')),
    quartier: text(60),
    age: optional(z.enum(ageBands, 'choice')),
    genre: optional(z.enum(genders, 'choice')),
  })
  .transform(({ cle, ...input }) => ({
    key: cle,
    count: {
      people: input.nombre,
      day: input.jour,
      channel: input.canal,
      phaseId: input.phase,
      districtId: input.quartier || null,
      ageBand: input.age,
      gender: input.genre,
    },
  }))

export const populationInput = z.object({
  source: filled(300),
  annee: z
    .string()
    .regex(/^\d{4}$/, 'whole_number')
    .transform(Number)
    .refine((year) => year >= 1900 && year <= 2100, 'out_of_range'),
})
