import {
  breakTies,
  type Counted,
  compareOutcomes,
  countAllRules,
  ejrPlusViolations,
  explainLosers,
  explainPayments,
  formatFraction,
  fundedSupport,
  type Loser,
  satisfactionReport,
  type TieRule,
} from '@faire-commune/participatory-budget'

/** Ballots and groups of fewer people are only shown together: a rare ballot could be somebody's. */
const SMALLEST_SHOWN = 5

/** Losers name at most this many projects that took their supporters' money. */
const PROJECTS_NAMED = 5

/**
 * What `--report` adds to a count, in currency and with ids: enough to re-do it by hand.
 *
 * @param warnings what was odd in the file, in words.
 */
export function reportCount(counted: Counted, ties: TieRule, warnings: readonly string[]) {
  const { profile, selected, shares } = counted
  const { election } = profile
  const idOf = (project: number) => election.projects[project]?.id ?? ''
  const { all, exclusionRatio, histogram, gini } = satisfactionReport(election, selected, SMALLEST_SHOWN)
  const isApproval = election.voteType === 'approval'
  return {
    warnings,
    endowment: shares === null ? null : formatFraction(shares.endowment, election.decimals),
    steps: shares !== null && 'steps' in shares ? shares.steps : null,
    payments:
      shares === null
        ? null
        : explainPayments(profile, shares, SMALLEST_SHOWN).map((payment) => ({
            ...payment,
            project: idOf(payment.project),
            /** In percent of the cost: how far above what was needed. */
            effectiveSupport: fundedSupport(profile, shares, payment.project, breakTies(profile, ties)),
          })),
    /** Added by the greedy completion. */
    completed: shares === null ? [] : selected.slice(shares.selected.length).map(idOf),
    losers: explainLosers(profile, selected, shares).map((loser) => withIds(loser, idOf)),
    satisfaction: { ...all, exclusionRatio, histogram, gini },
    ejr_plus_up_to_one_violations_cost: isApproval
      ? ejrPlusViolations(profile, selected).map(({ project, voters }) => ({
          project: idOf(project),
          voters,
        }))
      : null,
    other_rules: compareOutcomes([
      counted,
      ...countAllRules(election, ties).filter(({ rule }) => rule !== counted.rule),
    ]),
  }
}

export type CountReport = ReturnType<typeof reportCount>

function withIds(loser: Loser, idOf: (project: number) => string) {
  const project = idOf(loser.project)
  if (loser.why !== 'supporters short') return { ...loser, project }
  const spentOn = loser.spentOn
    .slice(0, PROJECTS_NAMED)
    .map((spent) => ({ project: idOf(spent.project), amount: spent.amount }))
  return { ...loser, project, spentOn }
}

export function reportInWords(report: CountReport): string[] {
  const { warnings, endowment, payments, losers, satisfaction } = report
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  return [
    ...warnings.map((warning) => `Warning: ${warning}`),
    ...(endowment === null ? [] : [`Every voter starts with ${endowment}${stepsInWords(report.steps)}.`]),
    ...(payments ?? []).map(
      ({ project, price, supporters, short, effectiveSupport }) =>
        `  ${project}: ${supporters} supporters pay ${price.toFixed(2)} each${short > 0 ? `, ${short} of them what they have left` : ''} (could pay ${Math.floor(effectiveSupport)} % of the cost)`,
    ),
    ...(report.completed.length > 0
      ? [`Completed greedily, with what was left: ${report.completed.join(', ')}`]
      : []),
    'Not funded:',
    ...losers.map(loserInWords),
    `With at least one funded project: ${satisfaction.withProject} of ${satisfaction.voters} voters; without: ${percent(satisfaction.exclusionRatio)}.`,
    ...fairnessInWords(report),
    'Compared with other rules:',
    ...report.other_rules.map(
      ({ rule, projects, cost, votersWithProject }) =>
        `  ${rule}: ${projects} projects, ${cost}, ${votersWithProject} voters with a project`,
    ),
  ]
}

function stepsInWords(steps: number | null): string {
  return steps === null ? '' : ` (step ${steps} of adding one)`
}

function loserInWords(loser: CountReport['losers'][number]): string {
  if (loser.why === 'no supporter') return `  ${loser.project}: nobody supports it`
  if (loser.why === 'rule ended') return `  ${loser.project}: would fit, but the rule ended before`
  if (loser.why === 'budget spent')
    return `  ${loser.project}: ${loser.missing.toFixed(2)} missing in the budget`
  const spent = loser.spentOn.map(({ project, amount }) => `${project} ${amount.toFixed(0)}`).join(', ')
  return `  ${loser.project}: ${loser.missing.toFixed(2)} missing (${Math.floor(loser.effectiveSupport)} % at best); its supporters spent on ${spent || 'nothing'}`
}

function fairnessInWords({ ejr_plus_up_to_one_violations_cost: violations }: CountReport): string[] {
  if (violations === null) return []
  if (violations.length === 0)
    return ['No group was left with less than its part of the budget (EJR+ up to one).']
  return violations.map(
    ({ project, voters }) =>
      `  ${voters} supporters of ${project} deserved it by their part of the budget (EJR+ up to one)`,
  )
}
