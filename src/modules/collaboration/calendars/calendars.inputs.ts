import { z } from 'zod'
import { calendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { day, filled, optional, text } from '#web/form-values.ts'
import { answers } from './event-draft.rules.ts'
import { views } from './periods.rules.ts'
import { repeats } from './repeats.rules.ts'

const dayOrNone = z.iso.date().transform(calendarDate).optional().catch(undefined)

export const agendaInput = z.object({
  vue: z.enum(views).optional().catch(undefined),
  le: dayOrNone,
  service: z.string().max(60).optional().catch(undefined),
  genre: z.enum(['room', 'vehicle']).optional().catch(undefined),
})

/** RECURRENCE-ID as an address gives it. */
export const recurrenceInput = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z?)?$/)
  .catch('')

/** `9:30`, `09h30` or `9h`: minutes after midnight; null for anything else. */
function minuteOf(value: string): number | null {
  const match = /^(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)?$/.exec(value)
  const [hour, minute] = [Number(match?.[1] ?? 24), Number(match?.[2] ?? 0)]
  return hour < 24 && minute < 60 ? hour * 60 + minute : null
}

const clock = z.string().transform((value, issues) => {
  const minute = minuteOf(value)
  if (minute !== null) return minute
  issues.addIssue({ code: 'custom', message: 'time' })
  return z.NEVER
})

/** An empty field is null. A union of both would hide which of the two was wrong. */
function orEmpty<Value>(parse: (value: string) => Value | null, message: string) {
  return z
    .string()
    .default('')
    .transform((value, issues): Value | null => {
      const parsed = value === '' ? null : parse(value)
      if (value !== '' && parsed === null) issues.addIssue({ code: 'custom', message })
      return parsed
    })
}

const clockOrEmpty = orEmpty(minuteOf, 'time')
const dayOrEmpty = orEmpty(parseCalendarDate, 'date')

const ticked = z
  .literal('oui')
  .optional()
  .transform((value) => value === 'oui')

const ids = z
  .string()
  .default('')
  .transform((value) => [...new Set(value.split(',').filter(Boolean))])

/** Mail addresses of people outside, one a line or apart by commas. */
const outside = z
  .string()
  .max(4000, 'text_long')
  .default('')
  .transform((value) => [
    ...new Set(
      value
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(z.email('email')).max(100, 'too_numerous'))

export const reminders = ['0', '5', '15', '30', '60', '120', '1440', '10080'] as const

export const eventInput = z
  .object({
    agenda: z.uuid('choice'),
    titre: filled(200),
    lieu: text(200),
    journee: ticked,
    debut_jour: day,
    debut_heure: clockOrEmpty,
    fin_jour: dayOrEmpty,
    fin_heure: clockOrEmpty,
    repetition: z.enum([...repeats, 'kept'], 'choice').default('none'),
    repetition_fin: dayOrEmpty,
    prive: ticked,
    libre: ticked,
    rappel: optional(z.enum(reminders, 'choice').transform(Number)),
    description: text(4000),
    invites: ids,
    autres: outside,
    salle: optional(z.uuid('choice')),
    vehicule: optional(z.uuid('choice')),
    jeton: z.uuid().optional().catch(undefined),
    version: z.string().max(60).optional().catch(undefined),
  })
  .transform((input) => ({ ...input, fin_jour: input.fin_jour ?? input.debut_jour }))
  .superRefine((input, issues) => {
    const wrong = (path: string, message: string) =>
      issues.addIssue({ code: 'custom', path: [path], message })
    if (!input.journee && input.debut_heure === null) wrong('debut_heure', 'time')
    if (!input.journee && input.fin_heure === null) wrong('fin_heure', 'time')
    if (input.fin_jour < input.debut_jour) wrong('fin_jour', 'dates_order')
    else if (
      !input.journee &&
      input.fin_jour === input.debut_jour &&
      (input.fin_heure ?? 0) <= (input.debut_heure ?? 0)
    )
      wrong('fin_heure', 'times_order')
    if (input.repetition_fin !== null && input.repetition_fin < input.debut_jour)
      wrong('repetition_fin', 'dates_order')
  })

export type EventInput = z.infer<typeof eventInput>

export const answerInput = z.object({ reponse: z.enum(answers).exclude(['needs_action']) })

/** One meeting of a series (`fois`), or one and all those after it (`suite`); neither is the whole event. */
export const removalInput = z.object({
  fois: recurrenceInput.default(''),
  suite: recurrenceInput.default(''),
})

/** Which part of an event the address of its form is about. */
export const partInput = z.object({
  fois: recurrenceInput.default(''),
  suite: z
    .literal('oui')
    .optional()
    .catch(undefined)
    .transform((value) => value === 'oui'),
})

export const newEventQuery = z.object({
  le: dayOrNone,
  debut: z.string().max(5).optional().catch(undefined),
  fin: z.string().max(5).optional().catch(undefined),
  agenda: z.uuid().optional().catch(undefined),
  salle: z.uuid().optional().catch(undefined),
})

export const findTimeInput = z.object({
  duree: z.coerce.number().int().min(15).max(480).catch(60),
  du: dayOrNone,
  semaines: z.coerce.number().int().min(1).max(8).catch(2),
  de: clock.catch(9 * 60),
  a: clock.catch(17 * 60),
  salle: z.enum(['oui', 'non']).catch('non'),
})

export const resourceInput = z.object({
  genre: z.enum(['room', 'vehicle'], 'choice'),
  nom: filled(120),
  lieu: text(200),
  places: optional(
    z
      .string()
      .regex(/^[1-9]\d{0,3}$/, 'whole_number')
      .transform(Number),
  ),
})

export const hoursInput = z.object({
  ouvre: clock,
  ferme: clock,
  pause_de: clock,
  pause_a: clock,
  joignable_de: clock,
  joignable_a: clock,
  jours: z
    .string()
    .default('')
    .transform((value) =>
      [...new Set(value.split(','))].flatMap((day) => (/^[1-7]$/.test(day) ? [Number(day)] : [])),
    ),
})

export const shareInput = z.object({
  personne: z.string().min(1, 'choice').max(60),
  droit: z.enum(['read', 'write', 'none'], 'choice'),
})

export const feedInput = z.object({
  agenda_flux: z.uuid('choice'),
  libelle: filled(120),
  detail: z.enum(['full', 'busy'], 'choice'),
})
