import { z } from 'zod'

const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const point = z.tuple([z.number(), z.number()])

/**
 * A fictional directory: what a register says, the grants of three years, and what agents know. Numbers of the RNA have an
 * office that Vienne does not have (`W869…`), telephones are of the block kept for fiction.
 */
export const organisationsFile = z.strictObject({
  organisations: z.array(
    z.strictObject({
      name: z.string().min(1),
      rna: z.string().regex(/^W869\d{6}$/),
      legal_form: z.string(),
      activity: z.string(),
      ess: z.string(),
      founded: z.iso.date(),
      closed: z.iso.date().nullable(),
      topics: z.array(code).min(1),
      district: code,
      presentation: z.string().min(1),
      website: z.string(),
      email: z.email(),
      telephone: z.string().regex(/^05 36 49 \d\d \d\d$/),
      public_email: z.boolean(),
      place: z.strictObject({ street: z.string().min(1), point, hours: z.string() }),
      people: z.array(
        z.strictObject({
          name: z.string().min(1),
          role: z.enum(['president', 'treasurer', 'secretary', 'director', 'manager', 'contact', 'other']),
          from: z.iso.date(),
          public: z.boolean(),
        }),
      ),
      labels: z.array(
        z.strictObject({
          name: z.string().min(1),
          issuer: z.string().min(1),
          obtained: z.iso.date(),
          expires: z.iso.date(),
        }),
      ),
      ties: z.array(
        z.strictObject({
          other: z.string().min(1),
          kind: z.enum(['member_of', 'controls', 'partner_of']),
          from: z.iso.date(),
          evidence: z.string(),
        }),
      ),
      meetings: z.array(
        z.strictObject({
          on: z.iso.date(),
          kind: z.enum(['meeting', 'visit', 'call', 'mail', 'event']),
          participants: z.string().min(1),
          about: z.string().min(1),
          next: z.string(),
          next_on: z.iso.date().nullable(),
          done: z.boolean(),
        }),
      ),
      confirmed: z.iso.date().nullable(),
    }),
  ),
  grants: z.array(
    z.strictObject({
      rna: z.string(),
      name: z.string(),
      day: z.iso.date(),
      act: z.string(),
      subject: z.string().min(1),
      euros: z.string().regex(/^\d+,\d{2}$/),
    }),
  ),
  receipts: z.array(
    z.strictObject({
      to: z.string().min(1),
      kind: z.enum(['grant', 'premises', 'staff', 'gift', 'contract', 'declared']),
      day: z.iso.date(),
      euros: z.string().regex(/^\d+\.\d{2}$/),
      subject: z.string().min(1),
      act: z.string(),
      regime: z.enum(['unsaid', 'none', 'general', 'sgei']),
      grantor: z.string(),
    }),
  ),
  /** Of which organisation the holder of that role answers. */
  officer: z.strictObject({ organisation: z.string(), capacity: z.string() }),
})
