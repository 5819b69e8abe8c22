import type { Profile } from '../compile-profile.ts'
import type { Election, Satisfaction } from '../types.ts'

const FITS: Readonly<Record<Satisfaction, readonly Election['voteType'][]>> = {
  cost: ['approval'],
  card: ['approval'],
  cardinal: ['cumulative', 'scoring'],
  borda: ['ordinal'],
}

/** What one point is worth by a measure. Throws a RangeError where it does not fit the ballots. */
export function measure(
  { election, cost }: Pick<Profile, 'election' | 'cost'>,
  satisfaction: Satisfaction,
): Pick<Profile, 'satisfaction' | 'worth'> {
  if (!FITS[satisfaction].includes(election.voteType))
    throw new RangeError(`${satisfaction} satisfaction does not fit ${election.voteType} ballots`)
  return { satisfaction, worth: satisfaction === 'cost' ? cost : new Float64Array(cost.length).fill(1) }
}

/** The same election seen through another measure that fits its ballots: its supporters need not be laid out again. */
export function measuredBy(profile: Profile, satisfaction: Satisfaction): Profile {
  return { ...profile, ...measure(profile, satisfaction) }
}
