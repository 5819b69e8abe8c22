import { describe, expect, test } from 'vitest'
import { aboveFloor, drawFromEnvelopes, skipAndFill, strictRanking } from './arbitration.rules.ts'
import { bestSum } from './best-sum.ts'
import { jurorMeans, rankApplications, type SubmittedReview, toNumber } from './ranking.rules.ts'

const criteria = [40, 30, 20, 10].map((weight, index) => ({
  number: index + 1,
  label: `C${index + 1}`,
  weight,
  scale: '0 to 10',
  highest: 10,
}))
const files = Array.from({ length: 60 }, (_, index) => index + 1)
const jurors = [1, 2, 3, 4, 5]

/** The acceptance case P7: sixty applications, five jurors, marks by a formula, recusals where (i + 4j) mod 15 = 0. */
const candidates = files.map((number) => ({
  id: String(number),
  number,
  requestedCents: (1500 + 500 * ((13 * number) % 27)) * 100,
  receivedAt: new Date(0),
}))
const reviews: SubmittedReview[] = files.flatMap((i) =>
  jurors
    .filter((j) => (i + 4 * j) % 15 !== 0)
    .map((j) => ({
      applicationId: String(i),
      accountId: String(j),
      marks: [1, 2, 3, 4].map((k) => ({ criterion: k, mark: (7 * i + 3 * j + 5 * k + i * j) % 11 })),
    })),
)
const ranking = rankApplications(candidates, reviews, criteria, 'receipt')
const numbers = (rows: readonly { readonly applicationId: string }[]) =>
  rows.map(({ applicationId }) => Number(applicationId))
const total = (rows: readonly { readonly cents: number }[]) =>
  rows.reduce((sum, { cents }) => sum + cents, 0) / 100

describe('P7, sixty applications and five jurors', () => {
  test('twenty recusals leave 280 reviews; 496 500 € are asked', () => {
    expect(reviews).toHaveLength(280)
    expect(candidates.reduce((sum, { requestedCents }) => sum + requestedCents, 0)).toBe(496_500_00)
  })

  test('the ranking, with its ties', () => {
    const first = ranking
      .slice(0, 12)
      .map(({ number, place, mean }) => [number, place, mean && toNumber(mean)])
    expect(first).toEqual([
      [1, 1, 5.68],
      [12, 1, 5.68],
      [23, 1, 5.68],
      [34, 1, 5.68],
      [45, 1, 5.68],
      [18, 6, 5.675],
      [29, 7, 5.65],
      [25, 8, 5.575],
      [7, 9, 5.425],
      [56, 9, 5.425],
      [51, 11, 5.4],
      [3, 12, 5.275],
    ])
    const last = ranking.slice(-3)
    expect(last.map(({ number, mean }) => [number, mean && toNumber(mean)])).toEqual([
      [35, 3.8],
      [46, 3.8],
      [57, 3.8],
    ])
    expect(new Set(ranking.filter(({ isTied }) => isTied).map(({ place }) => place)).size).toBe(10)
    expect(aboveFloor(ranking, 500)).toHaveLength(31)
    const means = ranking.map(({ mean }) => (mean ? toNumber(mean) : 0))
    expect(means.reduce((sum, mean) => sum + mean, 0) / 60).toBeCloseTo(4.8837, 4)
  })

  test('the means of the jurors; the fourth is severe', () => {
    const means = jurorMeans(reviews, criteria)
    expect(means.map(({ mean }) => Number(mean.toFixed(3)))).toEqual([5.036, 5.025, 4.977, 4.4, 4.934])
    expect(means.map(({ leaning }) => leaning)).toEqual([null, null, null, 'severe', null])
  })

  test('strict ranking stops at file 29 with 50 000 €; skip-and-fill from 5 goes to 58 500 €', () => {
    const strict = strictRanking(ranking, 60_000_00)
    expect([numbers(strict), total(strict)]).toEqual([[1, 12, 23, 34, 45, 18], 50_000])
    const filled = skipAndFill(aboveFloor(ranking, 500), 60_000_00)
    expect([numbers(filled), total(filled)]).toEqual([[1, 12, 23, 34, 45, 18, 25, 7], 58_500])
  })

  test('the solver finds a set of more points than either, within the money', async () => {
    const best = await bestSum(aboveFloor(ranking, 500), 60_000_00)
    const points = (rows: typeof best) =>
      rows.reduce((sum, row) => {
        const mean = ranking.find(({ id }) => id === row.applicationId)?.mean
        return sum + (mean ? toNumber(mean) : 0)
      }, 0)
    expect(total(best)).toBeLessThanOrEqual(60_000)
    expect(points(best)).toBeGreaterThan(points(skipAndFill(aboveFloor(ranking, 500), 60_000_00)))
  })
})

test('an award that one envelope cannot pay is paid by two', () => {
  const envelopes = [
    { number: 1, label: 'A', cents: 100 },
    { number: 2, label: 'B', cents: 50 },
  ]
  expect(
    drawFromEnvelopes(
      [
        { applicationId: 'x', cents: 80 },
        { applicationId: 'y', cents: 60 },
      ],
      envelopes,
    ),
  ).toEqual([
    { applicationId: 'x', envelope: 1, cents: 80 },
    { applicationId: 'y', envelope: 1, cents: 20 },
    { applicationId: 'y', envelope: 2, cents: 40 },
  ])
  expect(drawFromEnvelopes([{ applicationId: 'x', cents: 151 }], envelopes)).toBeNull()
})
