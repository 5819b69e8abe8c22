import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryProblem } from '../test/arbitrary-problem.ts'
import { checkPortfolio } from './check-portfolio.ts'
import { compileProblem, startsOf } from './compile-problem.ts'
import { searchLocally } from './local-search.ts'
import { describeNeighbourhood } from './neighbourhood.ts'
import { seededRandom } from './seeded-random.ts'

test('what is found breaks nothing, and is worth what it is said to be', () => {
  let found = 0
  fc.assert(
    fc.property(arbitraryProblem({ measures: 12, years: 3, starts: 3 }), fc.nat(), (problem, seed) => {
      const compiled = compileProblem(problem)
      const near = describeNeighbourhood(compiled, null)
      const options = { rounds: 200, random: seededRandom(seed), wishes: null, shouldStop: () => false }
      const choice = searchLocally(near, options)
      if (choice === null) return
      found++
      const starts = startsOf(
        compiled,
        choice.columns.filter((column) => column >= 0),
      )
      const { broken, value } = checkPortfolio(problem, starts)
      expect(broken).toEqual([])
      expect(choice.units / 10 ** compiled.decimals).toBeCloseTo(value, 6)
    }),
    { numRuns: 300 },
  )
  expect(found).toBeGreaterThan(100)
})
