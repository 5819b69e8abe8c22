import type { Context } from '#infra/context.ts'
import { type CalendarDate, yearOf } from '#kernel/calendar-date.ts'
import { aidWindowOf } from '#modules/partnership/organisations/organisations.public.ts'
import { type Answer, evaluate } from '#modules/steering/law/rules.public.ts'
import type { Application } from './applications.rules.ts'
import { sumGrantedInYear } from './awards.queries.ts'
import { type ApplicantKind, sumOf } from './calls.rules.ts'
import type { InterestedMember } from './interests.rules.ts'
import type { Interests } from './interests.ts'

export interface AwardChecks {
  readonly applicationId: string
  readonly answers: readonly Answer[]
}

/** What the law says of a grant on a day: agreement, commitment, State aid, own share, interested members. */
export async function checksOf(
  context: Pick<Context, 'db'>,
  application: Application,
  cents: number,
  on: CalendarDate,
  interests: Interests,
): Promise<AwardChecks> {
  const before = application.organisationId
    ? await sumGrantedInYear(context.db, application.organisationId, yearOf(on))
    : 0
  const asked: readonly (readonly [string, Record<string, unknown>] | null)[] = [
    ['SUB-02', { cash_year_cents: before + cents, in_kind_year_cents: 0 }],
    application.dossier
      ? [
          'SUB-08',
          { applicant: applicantOf(application.dossier.organisation.kind), is_presumed_to_comply: false },
        ]
      : null,
    ...interestQuestions(application.id, interests, on),
    ownShare(application, cents),
  ]
  const answers = asked.flatMap((question) => {
    const answer = question && evaluate(question[0], question[1], on)
    return answer?.ok ? [answer.value] : []
  })
  const aid = await aidAnswer(context, application, cents, on)
  return { applicationId: application.id, answers: aid ? [...answers, aid] : answers }
}

/**
 * SUB-16 of the members with an interest of their own; SUB-17 of those whom a law seats in the body: not interested by that fact, they
 * step aside for a grant. On a day when that shield was not law yet, they are as the others.
 */
function interestQuestions(
  applicationId: string,
  { interested, judged, stayed }: Interests,
  on: CalendarDate,
): (readonly [string, Record<string, unknown>])[] {
  const byLaw = { is_appointed_by_law: true, act: 'grant' }
  const answer = evaluate('SUB-17', byLaw, on)
  const isShielded = answer.ok && answer.value.status === 'required'
  const isOwn = (each: InterestedMember) =>
    each.applicationId === applicationId && !(isShielded && each.ground === 'appointed_by_law')
  const isByLaw = (each: InterestedMember) =>
    each.applicationId === applicationId && isShielded && each.ground === 'appointed_by_law'
  return [
    [
      'SUB-16',
      {
        is_member_interested: interested.some(isOwn),
        took_part_in_preparation: judged.some(isOwn),
        took_part_in_vote: stayed.some(isOwn),
      },
    ],
    ...(interested.some(isByLaw) ? [['SUB-17', byLaw] as const] : []),
  ]
}

function applicantOf(kind: ApplicantKind): 'association' | 'foundation' | 'other' {
  return kind === 'association' || kind === 'foundation' ? kind : 'other'
}

/** CUM-01, for a public body that leads the project: what it does not ask of anybody is its own part. */
function ownShare(
  application: Application,
  cents: number,
): readonly [string, Record<string, unknown>] | null {
  const { dossier } = application
  if (dossier?.organisation.kind !== 'public_body') return null
  const own = sumOf(dossier.budget.income.map((line) => line.cents))
  if (own + cents === 0) return null
  return ['CUM-01', { own_cents: own, public_funding_cents: own + cents, is_lead_authority_field: false }]
}

/**
 * AID-01 for an economic activity: what the directory knows of the whole undertaking over three years, what the applicant declared, and
 * this grant. Null where the activity is not economic (AID-05).
 */
export async function aidAnswer(
  { db }: Pick<Context, 'db'>,
  { dossier, organisationId }: Application,
  cents: number,
  on: CalendarDate,
): Promise<Answer | null> {
  if (!dossier?.isEconomic) return null
  const known = organisationId ? (await aidWindowOf(db, organisationId, on)).answer.value : 0
  const declared = dossier.aids.map((aid) => ({ granted_on: aid.grantedOn, cents: aid.cents }))
  const aids = [...declared, { granted_on: on, cents: typeof known === 'number' ? known : 0 }]
  const answer = evaluate('AID-01', { aids, new_aid_cents: cents }, on)
  return answer.ok ? answer.value : null
}
