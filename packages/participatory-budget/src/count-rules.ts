import type { Election, Satisfaction } from './types.ts'

const MEASURES: Readonly<Record<Election['voteType'], readonly Satisfaction[]>> = {
  approval: ['cost', 'card'],
  cumulative: ['cardinal'],
  scoring: ['cardinal'],
  ordinal: ['borda'],
}

/**
 * The names of the rules that fit an election's ballots: those `countElection` takes.
 *
 * `greedy-U`; `mes-U`, equal shares alone; `mes-U+greedy`, completed by greedy; `mes-U-add1`, completed by one more unit of
 * currency a voter as pabutools does; `mes-U-add1u`, then by greedy; `phragmen`; `tool-cost-add1` and `tool-cost-add1u`, as
 * equalshares.net does.
 *
 * @example
 * countRules('ordinal') // → ['greedy-borda', 'mes-borda', 'mes-borda+greedy', 'mes-borda-add1', 'mes-borda-add1u']
 */
export function countRules(voteType: Election['voteType']): string[] {
  const byMeasure = MEASURES[voteType].flatMap((measure) => [
    `greedy-${measure}`,
    ...['', '+greedy', '-add1', '-add1u'].map((completion) => `mes-${measure}${completion}`),
  ])
  return voteType === 'approval' ? [...byMeasure, 'phragmen', 'tool-cost-add1', 'tool-cost-add1u'] : byMeasure
}
