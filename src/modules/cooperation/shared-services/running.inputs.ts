import { z } from 'zod'
import { addMonths } from '#kernel/calendar-date.ts'
import { day, filled, optional, text } from '#web/form-values.ts'
import { checked, decimal, euros } from './fields.inputs.ts'
import { paymentKinds } from './payments.rules.ts'

// Forms of a service that runs: who comes and goes, what is paid, what is measured.

export const admissionInput = z
  .object({
    nom: text(200),
    code_insee: text(20),
    sigle: z.string().regex(/^[A-Za-z0-9-]{1,20}$/, 'reference_unreadable'),
    fictive: checked,
    entre_le: day,
    deliberation: filled(100),
    decide_le: day,
    accord: filled(500),
  })
  .refine((input) => input.nom !== '' || input.code_insee !== '', { path: ['nom'], message: 'text_missing' })

export const departureInput = z
  .object({ preavis_le: day, quitte_le: day, deliberation: filled(100) })
  .transform((input) => ({
    noticeOn: input.preavis_le,
    leavesOn: input.quitte_le,
    leavesBy: input.deliberation,
  }))

export const exitCostInput = z
  .object({ montant: euros(0), motif: text(1000) })
  .transform((input) => ({ cents: input.montant, reason: input.motif }))

/** A call says by when it is to be paid: a month later where nobody said. */
export const paymentInput = z
  .object({
    nature: z.enum(paymentKinds, 'choice'),
    partie: z.uuid('choice'),
    montant: euros(1),
    le: day,
    echeance: optional(day),
    numero: filled(120),
  })
  .refine((input) => input.echeance === null || input.echeance >= input.le, {
    path: ['echeance'],
    message: 'due_before',
  })
  .transform((input) => ({
    kind: input.nature,
    partyId: input.partie,
    cents: input.montant,
    day: input.le,
    dueOn: input.nature === 'called' ? (input.echeance ?? addMonths(input.le, 1)) : null,
    reference: input.numero,
  }))

export const readingInput = z
  .object({ engagement: z.uuid('choice'), mesure: decimal(0, 1_000_000_000), source: filled(500) })
  .transform((input) => ({
    levelId: input.engagement,
    measured: input.mesure,
    source: input.source,
  }))
