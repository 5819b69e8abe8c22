import type { Profile } from './compile-profile.ts'
import type { SharesOutcome } from './equal-shares.ts'

/**
 * Checks the price system that a count by equal shares leaves behind, in whole numbers: nobody pays more than the endowment, each bought
 * project is paid exactly, and the supporters of a project that was not bought have less than its cost left (so it is
 * priceable). Answers what is wrong; nothing where all is right.
 *
 * Source: Peters and Skowron, "Proportionality and the Limits of Welfarism" (2020). Cost: O(rounds × entries) in long integers.
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * checkPrices(profile, equalShares(profile, budgetEndowment(profile), breakTies(profile, { by: 'votes' }))) // → []
 */
export function checkPrices(profile: Profile, { run }: SharesOutcome): string[] {
  const { state, ledger } = run
  const wrong: string[] = []
  const whole = ledger.denominator()
  // Spent and left together are what everybody started with: both sides over the same denominator.
  let left = 0n
  profile.voters.forEach((people, ballot) => {
    const money = ledger.budget(ballot)
    if (money < 0n) wrong.push(`the voters of ballot ${ballot} paid more than they had`)
    left += BigInt(people) * money
  })
  const spent = state.order.reduce((sum, project) => sum + BigInt(profile.cost[project]!), 0n)
  const scale = whole / BigInt(state.endowment.voters)
  const people = profile.voters.reduce((sum, voters) => sum + BigInt(voters), 0n)
  if (left + spent * whole !== people * state.endowment.total * scale) wrong.push('payments and costs differ')
  for (let project = 0; project < profile.cost.length; project++) {
    if (state.roundOf[project]! >= 0 || profile.votes[project] === 0 || profile.cost[project] === 0) continue
    if (moneyOfSupporters(profile, project, ledger) >= BigInt(profile.cost[project]!) * whole)
      wrong.push(`the supporters of ${profile.election.projects[project]?.id} can still pay it`)
  }
  return wrong
}

function moneyOfSupporters(
  profile: Profile,
  project: number,
  ledger: SharesOutcome['run']['ledger'],
): bigint {
  const { groupOf, entryOf, ballot, people } = profile
  let money = 0n
  for (let entry = entryOf[groupOf[project]!]!; entry < entryOf[groupOf[project + 1]!]!; entry++)
    money += BigInt(people[entry]!) * ledger.budget(ballot[entry]!)
  return money
}
