import type { Criterion, TieRule } from './calls.rules.ts'

/** An exact fraction; the denominator is positive. Marks are compared and averaged without any rounding. */
export interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.top * b.bottom - b.top * a.bottom
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

/** The nearest decimal number, for reading only. */
export function toNumber({ top, bottom }: Fraction): number {
  return Number((top * 1_000_000n) / bottom) / 1_000_000
}

export interface Mark {
  readonly criterion: number
  readonly mark: number
}

/** A review that was submitted: all its marks. */
export interface SubmittedReview {
  readonly applicationId: string
  readonly accountId: string
  readonly marks: readonly Mark[]
}

/** The mark out of ten of one review: each criterion by its weight, whatever its own highest mark. */
export function weightedMark(criteria: readonly Criterion[], marks: readonly Mark[]): Fraction {
  const scale = criteria.reduce((product, { highest }) => product * BigInt(highest), 1n)
  let top = 0n
  for (const { number, weight, highest } of criteria) {
    const mark = marks.find(({ criterion }) => criterion === number)?.mark ?? 0
    top += BigInt(weight) * BigInt(mark) * 10n * (scale / BigInt(highest))
  }
  const whole = criteria.reduce((sum, { weight }) => sum + BigInt(weight), 0n)
  return { top, bottom: (whole === 0n ? 1n : whole) * scale }
}

export function meanOf(fractions: readonly Fraction[]): Fraction | null {
  const [first] = fractions
  if (!first) return null
  const bottom = first.bottom
  // Marks of one call have the same denominator.
  const top = fractions.reduce((sum, fraction) => sum + (fraction.top * bottom) / fraction.bottom, 0n)
  return { top, bottom: bottom * BigInt(fractions.length) }
}

export interface Candidate {
  readonly id: string
  readonly number: number
  readonly requestedCents: number
  readonly receivedAt: Date
}

export interface RankedApplication extends Candidate {
  /** Mean of its reviews, out of ten; null when nobody has reviewed it. */
  readonly mean: Fraction | null
  readonly reviews: number
  readonly lowest: Fraction | null
  readonly highest: Fraction | null
  /** 1 for the first; files with the same mean have the same place. */
  readonly place: number
  readonly isTied: boolean
}

/** Files from the best mean to the lowest; with the same mean, in the order of the rule that the call announced. */
export function rankApplications(
  candidates: readonly Candidate[],
  reviews: readonly SubmittedReview[],
  criteria: readonly Criterion[],
  tieRule: TieRule,
): RankedApplication[] {
  const byApplication = Map.groupBy(reviews, ({ applicationId }) => applicationId)
  const scored = candidates.map((candidate) => {
    const marks = (byApplication.get(candidate.id) ?? []).map((review) =>
      weightedMark(criteria, review.marks),
    )
    const sorted = marks.toSorted(compareFractions)
    return {
      ...candidate,
      mean: meanOf(marks),
      reviews: marks.length,
      lowest: sorted[0] ?? null,
      highest: sorted.at(-1) ?? null,
    }
  })
  const ordered = scored.toSorted(
    (a, b) => compareMeans(b.mean, a.mean) || compareByRule(a, b, tieRule) || a.number - b.number,
  )
  return ordered.map((row, index) => ({
    ...row,
    place: ordered.findIndex((other) => compareMeans(other.mean, row.mean) === 0) + 1,
    isTied: ordered.some((other, place) => place !== index && compareMeans(other.mean, row.mean) === 0),
  }))
}

/** For a reader who may not see how some files were judged: these come last, by their number, as their place would tell. */
export function hiddenLast(
  ranking: readonly RankedApplication[],
  hidden: ReadonlySet<string>,
): RankedApplication[] {
  const aside = ranking.filter(({ id }) => hidden.has(id))
  return [...ranking.filter(({ id }) => !hidden.has(id)), ...aside.toSorted((a, b) => a.number - b.number)]
}

function compareMeans(a: Fraction | null, b: Fraction | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1
  return compareFractions(a, b)
}

function compareByRule(a: Candidate, b: Candidate, rule: TieRule): number {
  switch (rule) {
    case 'receipt':
      return a.receivedAt.getTime() - b.receivedAt.getTime()
    case 'smaller_request':
      return a.requestedCents - b.requestedCents
    case 'larger_request':
      return b.requestedCents - a.requestedCents
  }
}

export interface JurorMean {
  readonly accountId: string
  readonly mean: number
  readonly reviews: number
  /** Far below, or far above, the jurors in the middle. */
  readonly leaning: 'severe' | 'generous' | null
}

const leastDeviation = 0.25

/**
 * The mean that each juror gave. One who stands three times farther from the median than jurors usually do is named: not a fault,
 * something that the jury should know before it ranks.
 */
export function jurorMeans(reviews: readonly SubmittedReview[], criteria: readonly Criterion[]): JurorMean[] {
  const means = [...Map.groupBy(reviews, ({ accountId }) => accountId)].map(([accountId, own]) => {
    const mean = meanOf(own.map(({ marks }) => weightedMark(criteria, marks)))
    return { accountId, mean: mean ? toNumber(mean) : 0, reviews: own.length }
  })
  const middle = median(means.map(({ mean }) => mean))
  const usual = median(means.map(({ mean }) => Math.abs(mean - middle)))
  const far = Math.max(leastDeviation, 3 * usual)
  return means.map((juror) => {
    const deviation = juror.mean - middle
    const leaning = Math.abs(deviation) <= far ? null : deviation < 0 ? 'severe' : 'generous'
    return { ...juror, leaning }
  })
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2
}
