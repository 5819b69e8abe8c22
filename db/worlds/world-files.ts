import { z } from 'zod'
import { roles } from '#kernel/roles.ts'

/**
 * The files of a demo world beside its measures: who lives there, what the council voted, which official act gave each
 * measure its status, what was measured since, and the scenarios to compare. Amounts are euros written as decimal text,
 * other quantities are numbers; limits and weights follow the input of `faire-commune solve`.
 */
const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const person = z.strictObject({ name: z.string().min(1), title: z.string().min(1) })

export const worldFile = z.strictObject({
  format: z.literal('faire-commune/world/1'),
  kind: z.enum(['commune', 'agglomeration']),
  name: z.string().min(1),
  fictional: z.literal(true),
  demo: z.literal(true),
  /** Sentence to show wherever the town is named in full: page foot, exports. */
  notice: z.string().min(1),
  /** Nine digits whose check digit is wrong on purpose. */
  siren: z.string().regex(/^\d{9}$/),
  siren_note: z.string().min(1),
  insee_code: z.null(),
  population: z.int().positive(),
  department_code: z.string().regex(/^\d{2,3}$/),
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  council_members: z.int().positive(),
  mayor: person,
  director_general: person,
  intermunicipal_siren: z
    .string()
    .regex(/^\d{9}$/)
    .nullable(),
  neighbour_codes: z.array(z.string().regex(/^[0-9AB]{5}$/)),
  accounts: z.array(
    z.strictObject({
      name: z.string().min(1),
      email: z.email(),
      /** The first role is the one that the sign-in page shows. */
      roles: z.array(z.enum(roles)).min(1),
      title: z.string().min(1),
    }),
  ),
})

export const evidenceFile = z.array(
  z.strictObject({
    measure: code,
    day: z.iso.date(),
    kind: z.enum(['cost', 'gain', 'indicator']),
    /** Label of the cost or gain line; null for an indicator. */
    line: z.string().min(1).nullable(),
    indicator: z.string().min(1).nullable(),
    quantity: z.union([z.number(), z.string().regex(/^\d+\.\d{2}$/)]),
    unit: z.string().min(1),
    document: z.string().min(1),
    note: z.string().min(1).nullable(),
  }),
)

/** `present` counts the members present at the opening; those who stepped aside did not vote, and there is no proxy. */
export const deliberationsFile = z.array(
  z.strictObject({
    number: z.string().regex(/^\d{4}-\d{3}$/),
    date: z.iso.date(),
    body: z.string().min(1),
    subject: z.string().min(1),
    /** ACTES nomenclature, as SCDL `délibérations` wants it. */
    matter_code: z.string().regex(/^\d\.\d{1,2}$/),
    members_in_office: z.int(),
    present: z.int(),
    votes_for: z.int(),
    votes_against: z.int(),
    abstentions: z.int(),
    recused: z.array(z.strictObject({ name: z.string().min(1), reason: z.string().min(1) })),
    measures: z.array(code),
  }),
)

export const decisionsFile = z.array(
  z.strictObject({
    measure: code,
    act: z.enum(['assess', 'decide', 'start', 'close', 'drop']),
    on: z.iso.date(),
    role: z.enum(roles),
    deliberation: z
      .string()
      .regex(/^\d{4}-\d{3}$/)
      .nullable(),
    reason: z.string().min(1),
  }),
)

/** Rules of law that concern a measure; facts that its lines give are left out. Money is cents, as the rules take it. */
export const measureRulesFile = z.array(
  z.strictObject({
    measure: code,
    rules: z.array(
      z.strictObject({
        rule: z.string().regex(/^[A-Z]{2,8}(-\d{2})?$/),
        on: z.iso.date(),
        facts: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
)

const perYear = z.array(z.int())

export const scenariosFile = z.array(
  z.strictObject({
    code,
    name: z.string().min(1),
    summary: z.string().min(1),
    years: z.array(z.int()),
    limits: z.strictObject({
      operating_cents: perYear,
      investment_cents: perYear,
      staff_hours: z.strictObject({ A: perYear, B: perYear, C: perYear }),
    }),
    imposed: z.array(code),
    forbidden: z.array(code),
    requires: z.array(z.strictObject({ measure: code, needs: code })),
    excludes: z.array(z.strictObject({ measures: z.tuple([code, code]), reason: z.string().min(1) })),
    /** `value` is in euros of weighted value, as the value of a measure. */
    synergies: z.array(
      z.strictObject({ measures: z.array(code).min(2), value: z.number(), reason: z.string().min(1) }),
    ),
    weights: z.strictObject({ cash: z.number(), time: z.number(), other: z.number() }),
  }),
)

const phaseNumber = z.int().min(1).nullable()

/**
 * Participation processes, at whatever stage their acts brought them. `phase` and `point` are numbers from 1 in the order
 * of the file; amounts are euros as decimal text. The population is a CSV file beside this one.
 */
export const processesFile = z.strictObject({
  population: z.strictObject({
    file: z.string().regex(/^[a-z-]+\.csv$/),
    source: z.string().min(1),
    year: z.int(),
    on: z.iso.date(),
  }),
  processes: z.array(
    z.strictObject({
      title: z.string().min(1),
      theme: z.string().min(1),
      summary: z.string().min(1),
      measure: code.nullable(),
      form: z.enum(['concertation', 'participatory_budget', 'consultation', 'referendum']),
      engagement: z.enum(['inform', 'consult', 'involve', 'collaborate', 'codecide']),
      decider: z.enum(['council', 'mayor', 'referendum']),
      decider_name: z.string(),
      decision_on: z.iso.date().nullable(),
      decision_without_on: z.iso.date().nullable(),
      refusal_reasoning: z.string(),
      procedure: z.string(),
      information: z.string(),
      time_reason: z.string(),
      results_plan: z.string(),
      results_on: z.iso.date().nullable(),
      electorate: z.enum(['everyone', 'residents', 'voters']),
      minimum_age: z.int(),
      moderation: z.enum(['before', 'after']),
      answer_days: z.int(),
      districts: z.array(code),
      phases: z.array(
        z.strictObject({
          kind: z.enum(['information', 'proposals', 'assessment', 'vote', 'meeting', 'decision', 'other']),
          title: z.string().min(1),
          from: z.iso.date(),
          to: z.iso.date(),
        }),
      ),
      promises: z.array(
        z.strictObject({
          statement: z.string().min(1),
          responsible: z.string().min(1),
          due_on: z.iso.date(),
        }),
      ),
      out_of_scope: z.array(z.string().min(1)),
      /** In the order of their days, from `prepare`. */
      acts: z.array(
        z.strictObject({
          act: z.enum(['prepare', 'sign', 'open', 'close', 'keep']),
          on: z.iso.date(),
          role: z.enum(roles),
          point: z.int().min(1).optional(),
          reason: z.string().optional(),
        }),
      ),
      costs: z.array(
        z.strictObject({
          kind: z.enum(['budget', 'agent_hours', 'resident_hours']),
          day: z.iso.date(),
          phase: phaseNumber,
          grade: z.enum(['A', 'B', 'C']).optional(),
          minutes: z.int().optional(),
          euros: z
            .string()
            .regex(/^\d+\.\d{2}$/)
            .optional(),
          label: z.string().min(1),
          document: z.string().optional(),
        }),
      ),
      counts: z.array(
        z.strictObject({
          day: z.iso.date(),
          channel: z.enum(['online', 'paper', 'in_person']),
          district: code.nullable(),
          age: z.enum(['0_14', '15_29', '30_44', '45_59', '60_74', '75_plus']).nullable(),
          gender: z.enum(['woman', 'man', 'other']).nullable(),
          people: z.int().min(1),
        }),
      ),
      /** What the mayor said of each promise, in their order. */
      answers: z
        .strictObject({
          on: z.iso.date(),
          decided_on: z.iso.date(),
          reason: z.string(),
          outcomes: z.array(z.tuple([z.enum(['kept', 'partly', 'not_kept']), z.string().min(1)])),
        })
        .nullable(),
    }),
  ),
})

/** Projects of a participatory budget, costs in euros. */
export const budgetProjectsFile = z.array(
  z.strictObject({
    title: z.string().min(1),
    description: z.string().min(1),
    place: z.string().min(1),
    cost_euros: z.int().positive(),
  }),
)

const point = z.tuple([z.number(), z.number()])

/** Contour of the town and proposals of its residents; points are longitude and latitude, money is euros written as text. */
export const proposalsFile = z.strictObject({
  outline: z.array(point).min(3),
  /** Residents who support: a proposal takes as many of them as it has supports. */
  people: z.array(z.string().min(1)),
  proposals: z.array(
    z.strictObject({
      process: code,
      on: z.iso.date(),
      author: z.string().min(1),
      dictated: z.boolean(),
      title: z.string().min(1),
      text: z.string().min(1),
      category: z.string().min(1),
      street: z.string(),
      district: code.nullable(),
      point: point.nullable(),
      supports: z.int(),
      comments: z.array(
        z.strictObject({
          author: z.string().min(1),
          stance: z.enum(['for', 'against', 'neutral']),
          text: z.string().min(1),
        }),
      ),
      assessment: z
        .strictObject({
          on: z.iso.date(),
          feasibility: z.enum(['feasible', 'with_changes', 'not_feasible']),
          competence: z.enum(['town', 'agglomeration', 'other']),
          opinion: z.string().min(1),
          costs: z.array(
            z.strictObject({
              label: z.string().min(1),
              section: z.enum(['operating', 'investment']),
              euros: z.string().regex(/^\d+\.\d{2}$/),
            }),
          ),
        })
        .nullable(),
      /** Asked of the author, and not answered yet. */
      question: z.string().min(1).nullable(),
      answer: z
        .strictObject({
          on: z.iso.date(),
          role: z.enum(roles),
          verdict: z.enum(['accepted', 'accepted_in_part', 'refused']),
          reasons: z.string().min(1),
          next_steps: z.string(),
          late_reason: z.string(),
        })
        .nullable(),
    }),
  ),
})

const resource = z.strictObject({ name: z.string().min(1), place: z.string(), capacity: z.int().positive() })
const clockTime = z.string().regex(/^\d{2}:\d{2}$/)
/** Somebody with an account of their own in town.json, or one more agent. */
const serviceMember = z.union([
  z.strictObject({ name: z.string().min(1), email: z.email(), title: z.string().min(1) }),
  z.strictObject({ email: z.email() }),
])

/** The services with those who work there, what they share, and what the town announces; the rest of a year is drawn. */
export const servicesFile = z.strictObject({
  seed: z.int(),
  services: z.array(
    z.strictObject({
      code,
      name: z.string().min(1),
      manager: serviceMember,
      members: z.array(serviceMember),
    }),
  ),
  rooms: z.array(resource),
  vehicles: z.array(resource),
  public_events: z.array(
    z.strictObject({
      title: z.string().min(1),
      place: z.string(),
      on: z.iso.date(),
      from: clockTime,
      to: clockTime,
      repeat: z.enum(['none', 'weekly', 'monthly_weekday']),
    }),
  ),
})

export type World = z.infer<typeof worldFile>
export type Evidence = z.infer<typeof evidenceFile>[number]
export type Deliberation = z.infer<typeof deliberationsFile>[number]
export type Decision = z.infer<typeof decisionsFile>[number]
export type MeasureRules = z.infer<typeof measureRulesFile>[number]
export type BudgetProject = z.infer<typeof budgetProjectsFile>[number]
export type ProposalRecord = z.infer<typeof proposalsFile>['proposals'][number]
export type ScenarioRecord = z.infer<typeof scenariosFile>[number]
export type ProcessRecord = z.infer<typeof processesFile>['processes'][number]

/**
 * Outlines of communes that do not exist: points are longitude and latitude, the first is not repeated. Their codes are
 * beyond those that the INSEE gives in the département.
 */
export const territoryFile = z.strictObject({
  source: z.string().min(1),
  communes: z.array(
    z.strictObject({
      code: z.string().regex(/^869\d{2}$/),
      name: z.string().min(1),
      ring: z.array(point).min(3),
    }),
  ),
})
