import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asElection, type PlainElection, plainElections } from '../test/random-elections.ts'
import { textbookShares } from '../test/textbook-shares.ts'
import {
  breakTies,
  budgetEndowment,
  checkPrices,
  compileProfile,
  countElection,
  countRules,
  effectiveSupport,
  ejrPlusViolations,
  equalShares,
  equalSharesAddOne,
  fraction,
  fundedSupport,
  type Profile,
  type Satisfaction,
} from './index.ts'

const settings = { numRuns: 400, seed: 4 }

function byId(profile: Profile) {
  return breakTies(profile, { by: 'lexicographic' })
}

const measures: readonly [Satisfaction, PlainElection['voteType']][] = [
  ['cost', 'approval'],
  ['card', 'approval'],
  ['cardinal', 'cumulative'],
  ['borda', 'ordinal'],
]

describe.each(measures)('equal shares with %s satisfaction', (satisfaction, voteType) => {
  test('buys what the definition says, in its order', () => {
    fc.assert(
      fc.property(plainElections(voteType), (plain) => {
        const profile = compileProfile(asElection(plain), satisfaction)
        const endowment = fraction(BigInt(plain.budget), BigInt(plain.votes.length))
        const { selected } = equalShares(profile, budgetEndowment(profile), byId(profile))
        expect(selected).toEqual(textbookShares(plain, satisfaction === 'cost', endowment))
      }),
      settings,
    )
  })

  test('with one more unit a voter: the outcome of the step-by-step rule', () => {
    fc.assert(
      fc.property(plainElections(voteType), (plain) => {
        const profile = compileProfile(asElection(plain), satisfaction)
        const { selected, steps } = equalSharesAddOne(
          profile,
          { start: 'exact', exhaustive: 'supported' },
          byId(profile),
        )
        expect({ selected, steps }).toEqual(stepByStep(plain, profile, satisfaction === 'cost'))
      }),
      settings,
    )
  })

  test('leaves exact prices behind: nobody overspends, all is paid, no other project can be paid', () => {
    fc.assert(
      fc.property(plainElections(voteType), (plain) => {
        const profile = compileProfile(asElection(plain), satisfaction)
        expect(checkPrices(profile, equalShares(profile, budgetEndowment(profile), byId(profile)))).toEqual(
          [],
        )
      }),
      settings,
    )
  })
})

function stepByStep(plain: PlainElection, profile: Profile, isCost: boolean) {
  const costOf = (selected: readonly number[]) =>
    selected.reduce((sum, project) => sum + plain.costs[project]!, 0)
  let kept: number[] = []
  for (let steps = 1; ; steps++) {
    const total = BigInt(plain.budget + (steps - 1) * plain.votes.length)
    const next = textbookShares(plain, isCost, fraction(total, BigInt(plain.votes.length)))
    if (costOf(next) > plain.budget) return { selected: kept, steps }
    const left = plain.budget - costOf(next)
    const fits = plain.costs.some(
      (cost, project) => cost <= left && profile.votes[project]! > 0 && !next.includes(project),
    )
    if (!fits) return { selected: next, steps }
    kept = next
  }
}

describe('every rule', () => {
  const elections = fc.oneof(...measures.map(([, voteType]) => plainElections(voteType)))

  test('stays within the budget and funds nothing twice', () => {
    fc.assert(
      fc.property(elections, (plain) => {
        const election = asElection(plain)
        for (const rule of countRules(election.voteType)) {
          const { selected } = countElection(election, rule, { by: 'votes' })
          expect(new Set(selected).size).toBe(selected.length)
          expect(selected.reduce((sum, project) => sum + plain.costs[project]!, 0)).toBeLessThanOrEqual(
            plain.budget,
          )
        }
      }),
      settings,
    )
  })

  test('does not depend on the order of the ballots', () => {
    fc.assert(
      fc.property(elections, fc.infiniteStream(fc.nat()), (plain, keys) => {
        const keyed = plain.votes.map((vote) => ({ vote, key: keys.next().value ?? 0 }))
        const shuffled = { ...plain, votes: keyed.sort((a, b) => a.key - b.key).map(({ vote }) => vote) }
        for (const rule of countRules(plain.voteType))
          expect(outcome(shuffled, rule)).toEqual(outcome(plain, rule))
      }),
      settings,
    )
  })

  test('does not depend on names that sort alike', () => {
    fc.assert(
      fc.property(elections, (plain) => {
        for (const rule of countRules(plain.voteType))
          expect(outcome(plain, rule, (project) => `É${project}/x`)).toEqual(outcome(plain, rule))
      }),
      settings,
    )
  })
})

function outcome(plain: PlainElection, rule: string, idOf?: (project: number) => string) {
  const { selected, ties } = countElection(asElection(plain, idOf), rule, { by: 'lexicographic' })
  return { selected, ties: ties.map(({ round, candidates, chosen }) => ({ round, candidates, chosen })) }
}

describe('what the reports say', () => {
  test('equal shares with cost satisfaction never breaks EJR+ up to one', () => {
    fc.assert(
      fc.property(plainElections('approval'), (plain) => {
        const profile = compileProfile(asElection(plain), 'cost')
        const { selected } = equalShares(profile, budgetEndowment(profile), byId(profile))
        expect(ejrPlusViolations(profile, selected)).toEqual([])
      }),
      settings,
    )
  })

  test('effective support: below 100 exactly for the projects that were not bought, and what a recount finds', () => {
    fc.assert(
      fc.property(plainElections('approval'), (plain) => {
        const profile = compileProfile(asElection(plain), 'cost')
        const outcome = equalShares(profile, budgetEndowment(profile), byId(profile))
        const support = effectiveSupport(profile, outcome)
        const recount = recountSupport(plain, outcome.selected)
        for (let project = 0; project < plain.costs.length; project++) {
          if (outcome.selected.includes(project)) expect(support[project]).toBe(100)
          else expect(support[project]).toBeCloseTo(recount[project]!, 6)
        }
      }),
      settings,
    )
  })

  test('support of a funded project: at least 100, and what a recount without it finds', () => {
    fc.assert(
      fc.property(plainElections('approval'), (plain) => {
        const profile = compileProfile(asElection(plain), 'cost')
        const outcome = equalShares(profile, budgetEndowment(profile), byId(profile))
        for (const project of outcome.selected) {
          const without = plain.votes.map((vote) => vote.filter(([listed]) => listed !== project))
          const endowment = fraction(BigInt(plain.budget), BigInt(plain.votes.length))
          const order = textbookShares({ ...plain, votes: without }, true, endowment)
          const support = fundedSupport(profile, outcome, project, byId(profile))
          expect(support).toBeGreaterThanOrEqual(100)
          expect(support).toBeCloseTo(recountSupport(plain, order)[project]!, 6)
        }
      }),
      { numRuns: 60, seed: 4 },
    )
  })
})

/** Effective support by its definition, voter by voter, for cost satisfaction and a known order of purchase. */
function recountSupport({ budget, costs, votes }: PlainElection, order: readonly number[]): number[] {
  const money = votes.map(() => budget / votes.length)
  const best = costs.map(() => 0)
  const supports = (voter: number, project: number) => votes[voter]!.some(([listed]) => listed === project)
  const note = (rate: number) =>
    costs.forEach((cost, project) => {
      const sum = money.reduce(
        (all, left, voter) => all + (supports(voter, project) ? Math.min(left, rate * cost) : 0),
        0,
      )
      best[project] = Math.max(best[project]!, (100 * sum) / cost)
    })
  for (const project of order) {
    let [low, high] = [0, 1e6]
    for (let step = 0; step < 200; step++) {
      const rate = (low + high) / 2
      const paid = money.reduce(
        (all, left, voter) => all + (supports(voter, project) ? Math.min(left, rate) : 0),
        0,
      )
      if (paid < costs[project]! * (1 - 1e-13)) low = rate
      else high = rate
    }
    note(high / costs[project]!)
    money.forEach((left, voter) => {
      if (supports(voter, project)) money[voter] = left - Math.min(left, high)
    })
  }
  note(Number.POSITIVE_INFINITY)
  return best
}
