import { z } from 'zod'
import { calendarDate } from '#kernel/calendar-date.ts'

// What fields of forms hold, for the schemas of every module. The codes are those that catalogues have a sentence for.

/** A text that may be empty. */
export const text = (longest: number) => z.string().max(longest, 'text_long').default('')

/** A text that has to be written. */
export const filled = (longest: number) => z.string().min(1, 'text_missing').max(longest, 'text_long')

export const day = z.iso.date('date').transform(calendarDate)

/** An empty field is null; so is a field that is absent. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .literal('')
    .transform(() => null)
    .or(schema)
    .default(null as never)

/** The version of what a form was filled from. */
export const version = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
