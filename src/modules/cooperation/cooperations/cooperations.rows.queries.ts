import { z } from 'zod'
import { calendarDate } from '#kernel/calendar-date.ts'
import { leadFields } from '#modules/steering/law/rules.public.ts'
import {
  type Cooperation,
  depths,
  everyLegalKind,
  type LegalKind,
  type Party,
  partyKinds,
  partyRoles,
  type Round,
  statuses,
  termKinds,
} from './cooperations.rules.ts'

const day = z.string().transform(calendarDate)
export const legalKind = z.string().transform((text, issues): LegalKind => {
  const kind = everyLegalKind.find((each) => each === text)
  if (kind) return kind
  issues.addIssue({ code: 'custom', message: 'legal kind' })
  return z.NEVER
})

const partyRow = z.object({
  id: z.string(),
  authority_kind: z.enum(partyKinds),
  authority_code: z.string(),
  name: z.string(),
  role: z.enum(partyRoles),
  lead_field: z.enum(leadFields).nullable(),
  funding_bp: z.number(),
  has_veto: z.boolean(),
  joined_on: day,
  left_on: day.nullable(),
  left_reason: z.string(),
  publishes_on: day.nullable(),
})

const roundRow = z.object({
  number: z.number(),
  depth: z.enum(depths),
  legal_kind: legalKind,
  reason: z.string(),
  chosen_on: day,
  effect_on: day.nullable(),
  term: z.enum(termKinds).nullable(),
  term_months: z.number().nullable(),
  renewal_months: z.number().nullable(),
  most_renewals: z.number().nullable(),
  notice_months: z.number().nullable(),
  exit_clause: z.string(),
  exit_notice_months: z.number().nullable(),
  exit_cost_cents: z.number(),
  yearly_cents: z.number(),
  reconfirms: z.boolean(),
  signed_on: day.nullable(),
  notice_given_on: day.nullable(),
  ended_on: day.nullable(),
})

const cooperationRow = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  theme: z.string(),
  summary: z.string(),
  measure_id: z.string().nullable(),
  status: z.enum(statuses),
  shared_on: day.nullable(),
  ended_reason: z.string(),
  created_by: z.string().nullable(),
  version: z.number(),
  parties: z.array(z.unknown()),
  rounds: z.array(z.unknown()),
  renewals: z.array(z.object({ round: z.number() })),
})

export function readCooperation(input: unknown): Cooperation {
  const row = cooperationRow.parse(input)
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    theme: row.theme,
    summary: row.summary,
    measureId: row.measure_id,
    status: row.status,
    sharedOn: row.shared_on,
    endedReason: row.ended_reason,
    createdBy: row.created_by,
    version: row.version,
    parties: row.parties.map(readParty),
    rounds: row.rounds.map((each) => readRound(each, row.renewals)),
  }
}

function readParty(input: unknown): Party {
  const row = partyRow.parse(input)
  return {
    id: row.id,
    kind: row.authority_kind,
    code: row.authority_code,
    name: row.name,
    role: row.role,
    leadField: row.lead_field,
    fundingBp: row.funding_bp,
    hasVeto: row.has_veto,
    joinedOn: row.joined_on,
    leftOn: row.left_on,
    leftReason: row.left_reason,
    publishesOn: row.publishes_on,
  }
}

function readRound(input: unknown, renewals: readonly { readonly round: number }[]): Round {
  const row = roundRow.parse(input)
  return {
    number: row.number,
    depth: row.depth,
    legalKind: row.legal_kind,
    reason: row.reason,
    chosenOn: row.chosen_on,
    effectOn: row.effect_on,
    term: row.term,
    termMonths: row.term_months,
    renewalMonths: row.renewal_months,
    mostRenewals: row.most_renewals,
    noticeMonths: row.notice_months,
    exitClause: row.exit_clause,
    exitNoticeMonths: row.exit_notice_months,
    exitCostCents: row.exit_cost_cents,
    yearlyCents: row.yearly_cents,
    reconfirms: row.reconfirms,
    signedOn: row.signed_on,
    noticeGivenOn: row.notice_given_on,
    endedOn: row.ended_on,
    renewedTimes: renewals.filter(({ round }) => round === row.number).length,
  }
}
