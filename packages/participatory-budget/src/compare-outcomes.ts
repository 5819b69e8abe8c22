import type { Counted } from './count-election.ts'
import { ejrPlusViolations } from './ejr-plus-violations.ts'
import { formatMoney } from './format-money.ts'
import { satisfactionReport } from './satisfaction-report.ts'

export interface ComparedRule {
  readonly rule: string
  readonly projects: number
  readonly cost: string
  readonly votersWithProject: number
  readonly exclusionRatio: number
  readonly meanProjects: number
  readonly gini: number
  /** Projects that break EJR+ up to one, with cost satisfaction; null for ballots with points or ranks. */
  readonly ejrPlusViolations: number | null
  /** Projects that this rule funds and the first one does not. */
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

/**
 * Several counts of the same election side by side, each against the first.
 *
 * Cost: O(entries × log entries) a rule.
 *
 * @example
 * const rules = ['greedy-cost', 'mes-cost'].map((rule) => countElection(exampleElection(), rule, { by: 'votes' }))
 * compareOutcomes(rules).map(({ rule, votersWithProject, lost }) => [rule, votersWithProject, lost])
 * // → [['greedy-cost', 7, []], ['mes-cost', 6, ['cour']]]
 */
export function compareOutcomes(counts: readonly Counted[]): ComparedRule[] {
  const [first] = counts
  return counts.map((counted) => {
    const { rule, profile, selected } = counted
    const { election, cost } = profile
    const { all, exclusionRatio, gini } = satisfactionReport(election, selected, Number.POSITIVE_INFINITY)
    const idOf = (project: number) => election.projects[project]?.id ?? ''
    const before = first?.selected ?? []
    return {
      rule,
      projects: selected.length,
      cost: formatMoney(
        selected.reduce((sum, project) => sum + cost[project]!, 0),
        election.decimals,
      ),
      votersWithProject: all.withProject,
      exclusionRatio,
      meanProjects: all.meanProjects,
      gini,
      ejrPlusViolations:
        election.voteType === 'approval' ? ejrPlusViolations(profile, selected).length : null,
      gained: selected.filter((project) => !before.includes(project)).map(idOf),
      lost: before.filter((project) => !selected.includes(project)).map(idOf),
    }
  })
}
