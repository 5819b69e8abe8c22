import { z } from 'zod'

const email = z.email()
const day = z.iso.date()

/** Projects of the services of a demo world, with what their teams did. People are named by their address; money is euros as text. */
export const projectsFile = z.array(
  z.strictObject({
    title: z.string().min(1),
    purpose: z.string().min(1),
    measure: z.string().nullable(),
    template: z.enum(['plain', 'participatory_budget', 'call', 'works']),
    created_on: day,
    starts_on: day,
    ends_on: day.nullable(),
    euros: z.string(),
    hours: z.int(),
    lead: z.strictObject({ email, body: z.string().min(1) }),
    members: z.array(
      z.strictObject({
        email,
        part: z.enum(['sponsor', 'member']),
        body: z.string().min(1),
        /** Last day of somebody from outside. */
        until: day.nullable(),
      }),
    ),
    delegation: z
      .strictObject({
        decides: z.string().min(1),
        proposes: z.string(),
        informs: z.string(),
        euros: z.string(),
        signed_by: z.array(email),
      })
      .nullable(),
    milestones: z.array(z.strictObject({ title: z.string().min(1), due_on: day, reached: z.boolean() })),
    /** Cards as the CSV of a board has them. */
    cards: z.array(z.record(z.string(), z.string())),
    comments: z.array(z.strictObject({ card: z.int(), by: email, on: day, text: z.string().min(1) })),
    decisions: z.array(
      z.strictObject({
        on: day,
        statement: z.string().min(1),
        reason: z.string(),
        by: z.enum(['team', 'lead', 'sponsor', 'managers']),
      }),
    ),
    risks: z.array(
      z.strictObject({
        statement: z.string().min(1),
        probability: z.int(),
        impact: z.int(),
        mitigation: z.string(),
        owner: z.string(),
      }),
    ),
    costs: z.array(
      z.strictObject({ on: day, euros: z.string(), label: z.string().min(1), document: z.string() }),
    ),
    meetings: z.array(
      z.strictObject({
        title: z.string().min(1),
        on: day,
        at: z.string(),
        minutes_long: z.int(),
        place: z.string(),
        people: z.tuple([z.int(), z.int(), z.int(), z.int()]),
        agenda: z.string(),
        minutes: z.string(),
      }),
    ),
    review: z
      .strictObject({
        on: day,
        promised: z.string().min(1),
        came: z.string().min(1),
        reuse: z.string().min(1),
        hours: z.tuple([z.int(), z.int(), z.int()]),
      })
      .nullable(),
  }),
)

export type ProjectRecord = z.infer<typeof projectsFile>[number]
