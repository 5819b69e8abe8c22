import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import { leadFields } from '#modules/steering/law/rules.public.ts'
import { day, filled, optional, text, version } from '#web/form-values.ts'
import {
  depths,
  everyLegalKind,
  type LegalKind,
  partyRoles,
  statuses,
  type Terms,
  termKinds,
} from './cooperations.rules.ts'
import type { OptionDraft } from './cooperations.writes.queries.ts'
import { cooperationActs, outcomes } from './life.rules.ts'
import { reviewDecisions } from './work.queries.ts'

export const seedInput = z
  .object({
    titre: filled(200),
    theme: filled(100),
    resume: filled(2000),
    mesure: optional(z.uuid('choice')),
  })
  .transform(({ titre, theme, resume, mesure }) => ({
    title: titre,
    theme,
    summary: resume,
    measureId: mesure,
  }))

export const newPartyInput = z.object({ version, type: z.string().max(20), code: z.string().max(20) })

/** Hundredths of a percent, typed as a percent: `33,33`. */
const percent = z.string().transform((typed, issues): number => {
  const value = typed === '' ? 0 : parseDecimal(typed.replace(/\s*%$/, ''))
  const hundredths = value === null ? Number.NaN : Math.round(value * 100)
  if (hundredths >= 0 && hundredths <= 10_000) return hundredths
  issues.addIssue({ code: 'custom', message: 'percent' })
  return z.NEVER
})

const euros = z.string().transform((typed, issues): number => {
  const amount = typed === '' ? 0 : parseEuros(typed)
  if (amount !== null && amount >= 0) return amount
  issues.addIssue({ code: 'custom', message: 'money' })
  return z.NEVER
})

const yes = z
  .string()
  .default('')
  .transform((value) => value === 'oui')

const months = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, 'months')
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, 'months')

export const partyInput = z
  .object({
    version,
    role: z.enum(partyRoles, 'choice'),
    domaine: optional(z.enum(leadFields, 'choice')),
    part: percent,
    veto: yes,
  })
  .transform(({ version: seen, role, domaine, part, veto }) => ({
    version: seen,
    terms: { role, leadField: domaine, fundingBp: part, hasVeto: veto },
  }))

export const versionInput = z.object({ version })

const kind = z.string().transform((typed, issues): LegalKind => {
  const found = everyLegalKind.find((each) => each === typed)
  if (found) return found
  issues.addIssue({ code: 'custom', message: 'choice' })
  return z.NEVER
})

/** Fields of one depth have its name at their end: `forme-formal`. */
const optionShape = (depth: (typeof depths)[number]) => ({
  [`forme-${depth}`]: kind,
  [`besoins-${depth}`]: filled(2000),
  [`permet-${depth}`]: filled(2000),
  [`sortie-${depth}`]: filled(2000),
  [`cout-${depth}`]: euros,
  [`mois-${depth}`]: months(0, 120),
})

const optionOf = z.object({
  forme: kind,
  besoins: z.string(),
  permet: z.string(),
  sortie: z.string(),
  cout: z.number(),
  mois: z.number(),
})

export const optionsInput = z
  .object({
    version,
    ...optionShape('informal'),
    ...optionShape('formal'),
    ...optionShape('integrated'),
  })
  .transform((input) => ({
    version: input.version,
    options: depths.map((depth): OptionDraft => {
      const part = optionOf.parse(
        Object.fromEntries(
          Object.keys(optionOf.shape).map((name) => [name, fieldOf(input, `${name}-${depth}`)]),
        ),
      )
      return {
        depth,
        legalKind: part.forme,
        needs: part.besoins,
        allows: part.permet,
        leaving: part.sortie,
        yearlyCents: part.cout,
        monthsToStart: part.mois,
      }
    }),
  }))

function fieldOf(input: object, name: string): unknown {
  return Object.entries(input).find(([key]) => key === name)?.[1]
}

export const termsInput = z
  .object({
    version,
    effet: optional(day),
    duree: z.enum(termKinds, 'choice'),
    mois: optional(months(1, 1200)),
    renouvellement: optional(months(1, 1200)),
    fois: optional(months(0, 100)),
    preavis: optional(months(0, 120)),
    sortie: text(4000),
    sortie_preavis: optional(months(0, 120)),
    sortie_cout: euros,
    cout: euros,
    confirme: yes,
  })
  .transform((input) => ({
    version: input.version,
    terms: {
      effectOn: input.effet,
      term: input.duree,
      // What a kind of term has no use for is left out, whatever the field still holds.
      termMonths: input.duree === 'open' ? null : input.mois,
      renewalMonths: input.duree === 'tacit' || input.duree === 'express' ? input.renouvellement : null,
      mostRenewals: input.duree === 'tacit' ? input.fois : null,
      noticeMonths: input.preavis,
      exitClause: input.sortie,
      exitNoticeMonths: input.sortie_preavis,
      exitCostCents: input.sortie_cout,
      yearlyCents: input.cout,
      reconfirms: input.confirme,
    } satisfies Terms,
  }))

export const actInput = z
  .object({
    acte: z.enum(cooperationActs, 'choice'),
    version,
    motif: text(2000),
    profondeur: optional(z.enum(depths, 'choice')),
  })
  .transform(({ acte, version: seen, motif, profondeur }) => ({
    act: acte,
    taking: { version: seen, reason: motif },
    depth: profondeur,
  }))

export const asideInput = z.object({ version, motif: text(2000), ecarte: yes })

export const draftInput = z.object({ version_conseil: version, projet: text(20_000) })

export const voteInput = z
  .object({
    version_conseil: version,
    vote: z.enum(outcomes).exclude(['pending'], 'choice'),
    numero: filled(60),
    le: day,
    deliberation: optional(z.uuid('choice')),
  })
  .transform((input) => ({
    version: input.version_conseil,
    outcome: input.vote,
    number: input.numero,
    decidedOn: input.le,
    deliberationId: input.deliberation,
  }))

export const publishInput = z
  .object({ accord: z.enum(['oui', 'non'], 'choice'), motif: text(2000) })
  .transform(({ accord, motif }) => ({ agrees: accord === 'oui', reason: motif }))

export const leaveInput = z
  .object({ preavis_le: day, motif: text(2000) })
  .transform(({ preavis_le, motif }) => ({ noticeOn: preavis_le, reason: motif }))

export const reviewInput = z
  .object({
    annee: z
      .string()
      .regex(/^(19|20|21)\d{2}$/, 'year')
      .transform(Number),
    tenu_le: day,
    resultats: filled(4000),
    difficultes: text(4000),
    suite: z.enum(reviewDecisions, 'choice'),
  })
  .transform((input) => ({
    year: input.annee,
    heldOn: input.tenu_le,
    results: input.resultats,
    difficulties: input.difficultes,
    decision: input.suite,
  }))

export const documentInput = z.object({ version, texte: filled(60_000) })

const key = z.uuid('key')
export const meetingInput = z.object({
  cle: key,
  tenue_le: day,
  objet: filled(200),
  compte_rendu: text(20_000),
})
export const decisionInput = z.object({ cle: key, decide_le: day, decision: filled(2000) })
export const taskInput = z.object({
  cle: key,
  tache: filled(300),
  partie: z.uuid('choice'),
  echeance: day,
})

export const filterInput = z.object({
  etat: z.enum(statuses).optional().catch(undefined),
  profondeur: z.enum(depths).optional().catch(undefined),
  sens: z.enum(['horizontal', 'vertical']).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  suite: z.string().max(100).optional().catch(undefined),
})
