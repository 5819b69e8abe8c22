import type { Lottery } from './lottery.ts'
import { type Person, quotaName, quotaTest, type SortitionProblem } from './problem.ts'

/**
 * Checks a published lottery against the rules, person by person, and tells every breach in a sentence; an empty list is a
 * lottery in order. It shares nothing with the computation that made the lottery, on purpose.
 *
 * Cost: panels × seats × quotas.
 *
 * @example
 * checkLottery(problem, lottery) // ['panel 3: 4 of genre femme, where 5 to 6 are due']
 */
export function checkLottery(problem: SortitionProblem, lottery: Lottery): string[] {
  const byId = new Map(problem.people.map((person) => [person.id, person]))
  const sum = lottery.panels.reduce((total, { weight }) => total + weight, 0)
  const breaches = lottery.panels.flatMap(({ weight, members }, index) => {
    const people = members.flatMap((id) => byId.get(id) ?? [])
    const found = [...memberBreaches(problem, members, people.length), ...limitBreaches(problem, people)]
    if (!Number.isSafeInteger(weight) || weight <= 0)
      found.push(`the weight ${weight} is no whole number above 0`)
    return found.map((breach) => `panel ${index + 1}: ${breach}`)
  })
  return sum === lottery.totalWeight
    ? breaches
    : [...breaches, `the weights add up to ${sum}, not ${lottery.totalWeight}`]
}

function memberBreaches(problem: SortitionProblem, members: readonly string[], known: number): string[] {
  const seats = problem.panelSize - problem.seated.length
  const breaches: string[] = []
  if (members.length !== seats) breaches.push(`${members.length} members for ${seats} seats`)
  if (new Set(members).size !== members.length) breaches.push('somebody sits twice')
  if (known !== members.length) breaches.push('somebody is not in the pool')
  return breaches
}

function limitBreaches(problem: SortitionProblem, people: readonly Person[]): string[] {
  const all = [...problem.seated, ...people]
  const quotas = problem.quotas.flatMap((quota) => {
    const held = all.filter(quotaTest(quota)).length
    if (held >= quota.min && held <= quota.max) return []
    const { category, feature } = quotaName(quota)
    return [`${held} of ${category} ${feature}, where ${quota.min} to ${quota.max} are due`]
  })
  const { perHousehold } = problem
  if (perHousehold === null) return quotas
  const crowded = [...Map.groupBy(people, ({ household }) => household)].filter(([household, members]) => {
    const seated = problem.seated.filter((person) => person.household === household).length
    return household !== null && members.length + seated > perHousehold
  })
  return [
    ...quotas,
    ...crowded.map(([, members]) => `${members.map(({ id }) => id).join(', ')} share a household`),
  ]
}
