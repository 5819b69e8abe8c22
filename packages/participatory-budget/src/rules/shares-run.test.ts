import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asElection } from '../../test/random-elections.ts'
import { breakTies } from '../break-ties.ts'
import { compileProfile } from '../compile-profile.ts'
import { countAllRules } from '../count-all-rules.ts'
import { type Counted, countElection } from '../count-election.ts'
import { explainPayments } from '../explain-payments.ts'
import { SharesRun } from './shares-run.ts'

const PROJECTS = 14

/** Larger than those of the other tests: what is carried from one count to the next is only of use where many projects compete. */
const elections = fc.record({
  voteType: fc.constant('approval' as const),
  budget: fc.integer({ min: 200, max: 900 }),
  costs: fc.array(fc.integer({ min: 20, max: 200 }), { minLength: PROJECTS, maxLength: PROJECTS }),
  votes: fc.array(
    fc
      .uniqueArray(fc.integer({ min: 0, max: PROJECTS - 1 }), { minLength: 1, maxLength: 8 })
      .map((list) => list.map((project) => [project, 1] as const)),
    { minLength: 30, maxLength: 40 },
  ),
})

test('a count after others finds what a fresh one finds', () => {
  fc.assert(
    fc.property(elections, fc.constantFrom('cost', 'card'), (plain, satisfaction) => {
      const profile = compileProfile(asElection(plain), satisfaction)
      const ties = breakTies(profile, { by: 'lexicographic' })
      const run = new SharesRun(profile, ties, [])
      for (let step = 0; step < 25; step++) {
        const endowment = {
          total: BigInt(plain.budget + step * plain.votes.length),
          voters: plain.votes.length,
        }
        const fresh = new SharesRun(profile, ties, [])
        expect([...run.count(endowment)]).toEqual([...fresh.count(endowment)])
        expect(run.ties).toEqual(fresh.ties)
      }
    }),
    { numRuns: 120, seed: 4 },
  )
})

test('all rules counted together are each as counted alone, with its own payments', () => {
  fc.assert(
    fc.property(elections, (plain) => {
      const election = asElection(plain)
      for (const together of countAllRules(election, { by: 'votes' })) {
        const alone = countElection(election, together.rule, { by: 'votes' })
        expect([together.selected, together.ties]).toEqual([alone.selected, alone.ties])
        expect(together.shares?.endowment).toEqual(alone.shares?.endowment)
        expect(payments(together)).toEqual(payments(alone))
      }
    }),
    { numRuns: 60, seed: 4 },
  )
})

/** By project in order of purchase: how many people paid, and what each of its points cost, to the ninth digit. */
function payments({ profile, shares }: Counted) {
  if (shares === null) return []
  return explainPayments(profile, shares, 1).map(({ project, supporters, short, price }) => ({
    project,
    supporters,
    short,
    price: price.toPrecision(9),
  }))
}
