import {
  type Counted,
  countElection,
  type Election,
  explainLosers,
  explainPayments,
  formatFraction,
  readPb,
  satisfactionReport,
  type TieRule,
  type VoteType,
} from '@faire-commune/participatory-budget'
import { z } from 'zod'
import { countingRuleOf, type Edition, ruleFamilies } from './editions.rules.ts'

/** Groups of fewer people are never shown apart. */
const smallestShown = 5
/** Projects named as where the supporters' money went. */
const projectsNamed = 3

const amount = z.number()

/** Why a project won or lost. Amounts are in cents; `each` may have parts of a cent. */
export const whySchema = z.discriminatedUnion('kind', [
  /** Its turn came and the envelope was enough: `left` before it. */
  z.object({ kind: z.literal('won_turn'), left: amount }),
  /** Its supporters paid for it from their equal parts: `each`, or what they had left for `short` of them. */
  z.object({ kind: z.literal('won_shares'), each: amount, payers: z.number(), short: z.number() }),
  /** With the money that equal shares had left. */
  z.object({ kind: z.literal('won_completion'), left: amount }),
  z.object({ kind: z.literal('lost_nobody') }),
  z.object({ kind: z.literal('lost_envelope'), left: amount, missing: amount }),
  z.object({
    kind: z.literal('lost_shares'),
    left: amount,
    missing: amount,
    spentOn: z.array(z.object({ reference: z.string(), amount })),
  }),
  z.object({ kind: z.literal('lost_rule_ended'), left: amount }),
])
export type Why = z.infer<typeof whySchema>

/** What a rule gives, for the comparison. */
const ruleOutcome = z.object({
  rule: z.string(),
  projects: z.number(),
  spentCents: z.number(),
  /** Voters with at least one of the projects they voted for. */
  withProject: z.number(),
  selected: z.array(z.string()),
})
export type RuleOutcome = z.infer<typeof ruleOutcome>

export const outcomeSchema = z.object({
  rule: z.string(),
  seed: z.string().nullable(),
  /** What each voter had to spend, in currency, as a fraction; null where the rule gives nobody a part. */
  endowment: z.string().nullable(),
  withProject: z.number(),
  meanProjects: z.number(),
  /** Voters by how many of their projects won: 0, 1, 2… */
  histogram: z.array(z.number()),
  ties: z.array(z.object({ candidates: z.array(z.string()), chosen: z.string(), by: z.string() })),
  rules: z.array(ruleOutcome),
})
export type Outcome = z.infer<typeof outcomeSchema>

export interface ProjectOutcome {
  readonly reference: string
  readonly supporters: number
  readonly points: number
  readonly rank: number | null
  readonly why: Why
}

export interface AreaCount {
  readonly ballots: number
  readonly spentCents: number
  readonly outcome: Outcome
  readonly projects: readonly ProjectOutcome[]
}

export function tieRuleOf(edition: Pick<Edition, 'ties'>, seed: string | null): TieRule {
  return edition.ties === 'seed' ? { by: 'seed', seed: seed ?? '' } : { by: edition.ties }
}

/**
 * Counts a published file by the rule chosen beforehand, and by those that could have been chosen for information. What is published
 * is what was counted: anybody who counts the same file finds the same. Throws for a file that was not written here.
 */
export function countFile(bytes: Uint8Array, rule: string, ties: TieRule): AreaCount {
  const reading = readPb(bytes, { duplicateVoters: 'refuse', groups: [], maxProblems: 1 })
  if (!reading.ok) throw new Error(`impossible: ${JSON.stringify(reading.problems)}`)
  const { election } = reading
  const chosen = countElection(election, rule, ties)
  const others = candidateRules(election.voteType).filter((candidate) => candidate !== rule)
  return describe(chosen, [chosen, ...others.map((other) => countElection(election, other, ties))], ties)
}

/** What a town may choose for such ballots, and the other rule of the field that gives every voter the same weight. */
function candidateRules(voteType: VoteType): string[] {
  const ballot = voteType === 'ordinal' ? 'ranking' : voteType === 'approval' ? 'approval' : 'points'
  const rules = ruleFamilies.map((family) => countingRuleOf(family, ballot))
  return voteType === 'approval' ? [...rules, 'phragmen'] : rules
}

function describe(chosen: Counted, all: readonly Counted[], ties: TieRule): AreaCount {
  const { election } = chosen.profile
  const idOf = (project: number) => election.projects[project]?.id ?? ''
  const { all: satisfied, histogram } = satisfactionReport(election, chosen.selected, smallestShown)
  return {
    ballots: election.voters,
    spentCents: spentBy(election, chosen.selected),
    outcome: {
      rule: chosen.rule,
      seed: ties.by === 'seed' ? ties.seed : null,
      endowment: chosen.shares === null ? null : formatFraction(chosen.shares.endowment, election.decimals),
      withProject: satisfied.withProject,
      meanProjects: satisfied.meanProjects,
      histogram: [...histogram],
      ties: chosen.ties.map(({ candidates, chosen: first, by }) => ({
        candidates: candidates.map(idOf),
        chosen: idOf(first),
        by: by.startsWith('seed:') ? 'seed' : by,
      })),
      rules: all.map((counted) => ({
        rule: counted.rule,
        projects: counted.selected.length,
        spentCents: spentBy(election, counted.selected),
        withProject: satisfactionReport(election, counted.selected, smallestShown).all.withProject,
        selected: counted.selected.map(idOf),
      })),
    },
    projects: projectsOf(chosen),
  }
}

function projectsOf(chosen: Counted): ProjectOutcome[] {
  const { election } = chosen.profile
  const supporters = supportOf(election)
  const reasons = new Map([...winnersOf(chosen), ...losersOf(chosen)])
  return election.projects.map(({ id }, project) => {
    const why = reasons.get(project)
    if (!why) throw new Error(`impossible: project ${id} neither won nor lost`)
    const rank = chosen.selected.indexOf(project)
    return {
      reference: id,
      supporters: supporters.people[project] ?? 0,
      points: supporters.points[project] ?? 0,
      rank: rank === -1 ? null : rank + 1,
      why,
    }
  })
}

/** How many people named each project, and how many points it got. */
function supportOf({ projects, ballots }: Election) {
  const people = new Array<number>(projects.length).fill(0)
  const points = new Array<number>(projects.length).fill(0)
  ballots.voters.forEach((voters, ballot) => {
    const end = ballots.start[ballot + 1] ?? 0
    for (let at = ballots.start[ballot] ?? 0; at < end; at += 1) {
      const project = ballots.project[at] ?? 0
      const given = ballots.points[at] ?? 0
      if (given > 0) people[project] = (people[project] ?? 0) + voters
      points[project] = (points[project] ?? 0) + voters * given
    }
  })
  return { people, points }
}

function* winnersOf({ profile, selected, shares }: Counted): Generator<[number, Why]> {
  const { election } = profile
  const payments = shares === null ? [] : explainPayments(profile, shares, smallestShown)
  const paid = new Map(payments.map((payment) => [payment.project, payment]))
  let left = election.budget
  for (const project of selected) {
    const payment = paid.get(project)
    if (payment)
      yield [
        project,
        {
          kind: 'won_shares',
          each: payment.price * 100,
          payers: payment.supporters,
          short: payment.short,
        },
      ]
    else
      yield [
        project,
        { kind: shares === null ? 'won_turn' : 'won_completion', left: toCents(election, left) },
      ]
    left -= election.projects[project]?.cost ?? 0
  }
}

function* losersOf({ profile, selected, shares }: Counted): Generator<[number, Why]> {
  const idOf = (project: number) => profile.election.projects[project]?.id ?? ''
  for (const loser of explainLosers(profile, selected, shares)) {
    if (loser.why === 'no supporter') yield [loser.project, { kind: 'lost_nobody' }]
    else if (loser.why === 'rule ended')
      yield [loser.project, { kind: 'lost_rule_ended', left: currencyToCents(loser.left) }]
    else if (loser.why === 'budget spent')
      yield [
        loser.project,
        {
          kind: 'lost_envelope',
          left: currencyToCents(loser.left),
          missing: currencyToCents(loser.missing),
        },
      ]
    else
      yield [
        loser.project,
        {
          kind: 'lost_shares',
          left: currencyToCents(loser.left),
          missing: currencyToCents(loser.missing),
          spentOn: loser.spentOn.slice(0, projectsNamed).map((spent) => ({
            reference: idOf(spent.project),
            amount: currencyToCents(spent.amount),
          })),
        },
      ]
  }
}

function spentBy(election: Election, selected: readonly number[]): number {
  const spent = selected.reduce((sum, project) => sum + (election.projects[project]?.cost ?? 0), 0)
  return toCents(election, spent)
}

/** Money of the file, whole units of its smallest coin, in cents. */
function toCents({ decimals }: Election, money: number): number {
  return Math.round(money * 10 ** (2 - decimals))
}

function currencyToCents(money: number): number {
  return Math.round(money * 100)
}
