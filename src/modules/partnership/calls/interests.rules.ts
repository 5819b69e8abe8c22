/** Why a member steps aside: an interest of their own; a seat in the body without a basis in law, which shields from nothing; or a seat that a law gives. */
export const interestGrounds = ['own_interest', 'appointed', 'appointed_by_law'] as const
export type InterestGround = (typeof interestGrounds)[number]

export interface NamedInterest {
  readonly applicationId: string
  readonly memberName: string
  readonly link: string
  readonly ground: InterestGround
}

export interface InterestedMember extends NamedInterest {
  /** Declared by the member, who sat on the jury and was set aside there. */
  readonly isFromJury: boolean
}

interface JuryReview {
  readonly applicationId: string
  readonly accountId: string
  readonly state: string
  readonly recusalReason: string
}

interface Person {
  readonly id: string
  readonly name: string
}

/** The interests of a decision: those that were named, and the links that elected jurors declared before they read. */
export function interestsOf(
  named: readonly NamedInterest[],
  reviews: readonly JuryReview[],
  elected: readonly Person[],
): InterestedMember[] {
  const names = new Map(elected.map(({ id, name }) => [id, name]))
  const declared = reviews.flatMap(({ applicationId, accountId, state, recusalReason }) => {
    const memberName = state === 'recused' ? names.get(accountId) : undefined
    return memberName === undefined
      ? []
      : [{ applicationId, memberName, link: recusalReason, ground: 'own_interest' as const }]
  })
  const keyOf = (each: NamedInterest) => `${each.applicationId} ${foldName(each.memberName)}`
  const known = new Set(named.map(keyOf))
  const isDeclared = new Set(declared.map(keyOf))
  return [
    ...named.map((each) => ({ ...each, isFromJury: isDeclared.has(keyOf(each)) })),
    ...declared.filter((each) => !known.has(keyOf(each))).map((each) => ({ ...each, isFromJury: true })),
  ]
}

/** Interested members who marked that very file in the jury: they took part in its preparation (SUB-16). */
export function membersWhoJudged(
  interested: readonly InterestedMember[],
  reviews: readonly JuryReview[],
  elected: readonly Person[],
): InterestedMember[] {
  const names = new Map(elected.map(({ id, name }) => [id, foldName(name)]))
  const judged = new Set(
    reviews
      .filter(({ state }) => state === 'started' || state === 'submitted')
      .map(({ applicationId, accountId }) => `${applicationId} ${names.get(accountId) ?? ''}`),
  )
  return interested.filter(({ applicationId, memberName }) =>
    judged.has(`${applicationId} ${foldName(memberName)}`),
  )
}

/** Interested members whom the deliberation does not record as having stepped aside. */
export function membersWhoStayed(
  interested: readonly InterestedMember[],
  recusals: readonly { readonly memberName: string }[],
): InterestedMember[] {
  const aside = new Set(recusals.map(({ memberName }) => foldName(memberName)))
  return interested.filter(({ memberName }) => !aside.has(foldName(memberName)))
}

/** A name as two people write it: without accents, capitals and double spaces. */
function foldName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}
