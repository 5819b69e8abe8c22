import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { parseDecimal } from '#kernel/decimal.ts'

// What fields of the forms of shared services hold, beside those of every module.

export const whole = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'whole_number')
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, 'out_of_range')

export const year = whole(2000, 2100)

export const euros = (lowest: number) =>
  z.string().transform((value, issues) => {
    const amount = parseEuros(value)
    if (amount !== null && amount >= lowest && amount <= 100_000_000_000) return amount
    issues.addIssue({ code: 'custom', message: 'amount_unreadable' })
    return z.NEVER
  })

export const decimal = (lowest: number, highest: number) =>
  z.string().transform((value, issues) => {
    const number = parseDecimal(value)
    if (number !== null && number >= lowest && number <= highest) return number
    issues.addIssue({ code: 'custom', message: number === null ? 'number_unreadable' : 'out_of_range' })
    return z.NEVER
  })

/** A decimal as text for exact arithmetic: spaces go, a comma becomes a point. */
export const exactDecimal = z.string().transform((value, issues) => {
  const compact = value.replace(/[\s\u00a0\u202f\u2009]/g, '').replace(',', '.')
  if (/^\d{1,14}(\.\d{1,3})?$/.test(compact)) return compact
  issues.addIssue({ code: 'custom', message: 'number_unreadable' })
  return z.NEVER
})

export const checked = z
  .enum(['oui', ''])
  .optional()
  .transform((value) => value === 'oui')
