import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generatePool } from '../bench/generate-pool.ts'
import { chancesOf, drawPanel, type Lottery, leximin, loadSolver, seededRandom, stopwatch } from './index.ts'

const small: Lottery = {
  seats: 1,
  totalWeight: 1_000_000_000_000,
  panels: [
    { weight: 250_000_000_000, members: ['p1'] },
    { weight: 750_000_000_000, members: ['p2'] },
  ],
}

describe('drawPanel', () => {
  it('takes the panel that holds the last twelve digits of the hash', async () => {
    // printf %s faire-commune | sha256sum, in decimal: computed apart.
    const number = BigInt(`0x${createHash('sha256').update('faire-commune').digest('hex')}`)
    const ticket = Number(String(number).slice(-12))
    const { selected, steps } = await drawPanel(small, 'faire-commune')
    expect(selected).toEqual([ticket < 250_000_000_000 ? 'p1' : 'p2'])
    expect(steps.map(({ value }) => value).slice(0, 4)).toEqual([
      'faire-commune',
      number.toString(16).padStart(64, '0'),
      String(number),
      String(ticket),
    ])
  })

  it('draws the same panel for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (seed) => {
        expect(await drawPanel(small, seed)).toEqual(await drawPanel(small, seed))
      }),
      { numRuns: 30, seed: 4 },
    )
  })

  it('refuses weights that do not add up', async () => {
    await expect(drawPanel({ ...small, totalWeight: 999 }, 'x')).rejects.toThrow('add up')
  })

  it('draws panels as often as their weights say (chi-square)', async () => {
    const weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    const lottery: Lottery = {
      seats: 1,
      totalWeight: 55,
      panels: weights.map((weight) => ({ weight, members: [`p${weight}`] })),
    }
    const draws = 5500
    const counts = new Map<string, number>()
    for (let i = 0; i < draws; i++) {
      const { selected } = await drawPanel(lottery, `tirage ${i}`)
      counts.set(selected[0]!, (counts.get(selected[0]!) ?? 0) + 1)
    }
    const distance = weights.reduce((sum, weight) => {
      const due = (draws * weight) / 55
      return sum + ((counts.get(`p${weight}`) ?? 0) - due) ** 2 / due
    }, 0)
    // 9 degrees of freedom: 27.9 is exceeded once in a thousand.
    expect(distance).toBeLessThan(27.9)
  })

  it('draws people as often as their computed chances say', async () => {
    const problem = generatePool(60, 10, 3, 2)
    const highs = await loadSolver()
    const outcome = leximin(highs, problem, { random: seededRandom(1), timeLeft: stopwatch(20) })
    if (outcome.status !== 'ok') throw new Error('the generated pool has panels')
    const chances = chancesOf(problem, outcome.lottery)
    const draws = 4000
    const counts = new Map<string, number>()
    for (let i = 0; i < draws; i++) {
      for (const id of (await drawPanel(outcome.lottery, `seance ${i}`)).selected) {
        counts.set(id, (counts.get(id) ?? 0) + 1)
      }
    }
    // Each count is binomial: of 60, none lies five standard deviations away.
    for (const [person, { id }] of problem.people.entries()) {
      const due = draws * chances[person]!
      const deviation = Math.sqrt(due * (1 - chances[person]!)) + 1
      expect(Math.abs((counts.get(id) ?? 0) - due)).toBeLessThan(5 * deviation)
    }
  })
})
