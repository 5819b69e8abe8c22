import { z } from 'zod'
import { engagementLevels } from '#kernel/engagement.ts'
import { day, filled, optional, text, version } from '#web/form-values.ts'
import { deciders, electorates, moderations, processForms, processStatuses } from './processes.rules.ts'
import { processActs } from './promise.rules.ts'

const whole = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^\d{1,3}$/, 'whole_number')
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, 'out_of_range')

export const seedInput = z
  .object({
    titre: filled(200),
    theme: filled(100),
    resume: filled(2000),
    forme: z.enum(processForms, 'choice'),
    engagement: z.enum(engagementLevels, 'choice'),
  })
  .transform((input) => ({
    title: input.titre,
    theme: input.theme,
    summary: input.resume,
    form: input.forme,
    engagement: input.engagement,
    ...defaultsOf(input.forme),
  }))

/** Who decides and who takes part, until somebody says otherwise: ballots of the code leave no choice. */
function defaultsOf(form: (typeof processForms)[number]) {
  if (form === 'referendum') return { decider: 'referendum', electorate: 'voters' } as const
  if (form === 'consultation') return { decider: 'council', electorate: 'voters' } as const
  return { decider: 'council', electorate: 'residents' } as const
}

export const frameInput = z
  .object({
    version,
    titre: filled(200),
    theme: filled(100),
    resume: filled(2000),
    mesure: optional(z.uuid('choice')),
    forme: z.enum(processForms, 'choice'),
    engagement: z.enum(engagementLevels, 'choice'),
    decideur: z.enum(deciders, 'choice'),
    decideur_nom: text(200),
    decision: optional(day),
    decision_sans: optional(day),
    public: z.enum(electorates, 'choice'),
    age: whole(0, 99),
    moderation: z.enum(moderations, 'choice'),
    reponse_jours: whole(1, 730),
    /** Names of districts joined by commas; empty for the whole town. */
    quartiers: text(2000),
  })
  .transform((input) => ({
    version: input.version,
    districtIds: input.quartiers.split(',').filter(Boolean),
    terms: {
      title: input.titre,
      theme: input.theme,
      summary: input.resume,
      measureId: input.mesure,
      form: input.forme,
      engagement: input.engagement,
      decider: input.decideur,
      deciderName: input.decideur_nom,
      decisionOn: input.decision,
      decisionWithoutOn: input.decision_sans,
      electorate: input.public,
      minimumAge: input.age,
      moderation: input.moderation,
      answerDays: input.reponse_jours,
    },
  }))

export const informationInput = z
  .object({
    version,
    modalites: text(4000),
    informations: text(4000),
    delai: text(2000),
    suites: text(2000),
    suites_le: optional(day),
    refus: text(2000),
  })
  .transform((input) => ({
    version: input.version,
    terms: {
      procedure: input.modalites,
      information: input.informations,
      timeReason: input.delai,
      resultsPlan: input.suites,
      resultsOn: input.suites_le,
      refusalReasoning: input.refus,
    },
  }))

export const versionInput = z.object({ version })

export const actInput = z
  .object({
    acte: z.enum(processActs, 'choice'),
    version,
    motif: text(2000),
    deliberation: optional(z.uuid('choice')),
    phase: text(40),
    jusqu_au: optional(day),
  })
  .transform((input) => ({
    act: input.acte,
    phaseId: input.phase,
    endsOn: input.jusqu_au,
    taking: { version: input.version, reason: input.motif, deliberationId: input.deliberation },
  }))

export const keptInput = z.object({ motif: text(2000) })

export const answersInput = z.object({
  version,
  decide_le: day,
  motif: text(2000),
  deliberation: optional(z.uuid('choice')),
})

export const campaignInput = z
  .object({ nom: filled(200), debut: day, fin: day, source: filled(500) })
  .refine(({ debut, fin }) => debut <= fin, { path: ['fin'], message: 'dates_order' })
  .transform(({ nom, debut, fin, source }) => ({ name: nom, startsOn: debut, endsOn: fin, source }))

export const filterInput = z.object({
  etat: z.enum(processStatuses).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  suite: z.string().max(100).optional().catch(undefined),
})
