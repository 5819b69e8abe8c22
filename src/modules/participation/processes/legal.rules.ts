import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import type { EngagementLevel } from '#kernel/engagement.ts'
import { type Answer, evaluate } from '#modules/steering/law/rules.public.ts'
import { longestAsking_days } from './calendar.rules.ts'
import type { Electorate, Phase, Process, ProcessForm } from './processes.rules.ts'

/** Days that leave people time without anybody having to say why; the law only asks for a reasonable time (CRPA L131-1). */
export const plainTime_days = 15

/** A national, European or local campaign, known from the decree that convenes voters. */
export interface Campaign {
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
}

const lawLevels: Readonly<Record<EngagementLevel, string>> = {
  inform: 'inform',
  consult: 'consult',
  involve: 'concert',
  collaborate: 'co_build',
  codecide: 'decide',
}
const lawDeciders = {
  council: 'council',
  mayor: 'mayor_by_delegation',
  referendum: 'valid_referendum',
} as const

/** What CRPA L131-1 asks of the process (rule PAR-13), on the day that it opens. */
export function publicityAnswer(process: Process, on: CalendarDate): Answer {
  return ask(
    'PAR-13',
    {
      publishes_procedure: process.procedure !== '',
      gives_useful_information: process.information !== '',
      leaves_reasonable_time:
        longestAsking_days(process.phases) >= plainTime_days || process.timeReason !== '',
      publishes_results: process.resultsPlan !== '' && process.resultsOn !== null,
    },
    on,
  )
}

/** Whether the promised level can be kept by whoever decides (rule PAR-19). */
export function levelAnswer(process: Process, on: CalendarDate): Answer {
  return ask(
    'PAR-19',
    {
      level: lawLevels[process.engagement],
      decider: lawDeciders[process.decider],
      says_when_decided: process.decisionOn !== null,
      says_how_refusal_is_reasoned: process.refusalReasoning !== '',
    },
    on,
  )
}

/** A day on which the process may not do what it plans, and the rule that says so. */
export interface Barred {
  readonly on: CalendarDate
  readonly answer: Answer
}

/** The first day of a vote on which the law bars ballots of that form; null when every day is free. */
export function barredVote(
  process: Pick<Process, 'form' | 'phases'>,
  campaigns: readonly Campaign[],
): Barred | null {
  if (!isLegalBallot(process.form)) return null
  const votes = process.phases.filter(({ kind }) => kind === 'vote')
  for (const vote of votes) {
    const barred = firstBarredDay(vote, campaigns)
    if (barred) return barred
  }
  return null
}

/** A referendum and a consultation of voters have the same barred days (CGCT LO1112-6, L1112-17 and following). */
export function isLegalBallot(form: ProcessForm): boolean {
  return form === 'referendum' || form === 'consultation'
}

/** Asks on the first day, then on each later day where the answer changes. */
function firstBarredDay({ startsOn, endsOn }: Phase, campaigns: readonly Campaign[]): Barred | null {
  const facts = { campaigns: campaigns.map(({ startsOn: from, endsOn: to }) => ({ from, to })) }
  for (let on: CalendarDate | null = startsOn; on !== null && on <= endsOn; ) {
    const answer: Answer = ask('PAR-07', facts, on)
    if (answer.status === 'forbidden') return { on, answer }
    on = answer.nextChange
  }
  return null
}

/**
 * Whether the months before an election hold that day (rule ADV-02): a process may then open, since the law bars praise and
 * not information, but somebody says why it cannot wait. Null outside these months.
 */
export function reserveAnswer(on: CalendarDate, campaigns: readonly Campaign[]): Answer | null {
  const next = campaigns
    .map(({ endsOn }) => endsOn)
    .filter((day) => day >= on)
    .sort()[0]
  const answer = ask(
    'ADV-02',
    { kind: 'achievements_campaign', ...(next === undefined ? {} : { ballot_on: next }) },
    on,
  )
  return answer.status === 'forbidden' ? answer : null
}

/** Whose rules say who may take part: the code for its ballots, the council for the rest (rule PAR-08). */
export function lawfulElectorates(form: ProcessForm): readonly Electorate[] {
  return isLegalBallot(form) ? ['voters'] : ['everyone', 'residents', 'voters']
}

/** The answer about one person, for the page that explains: a minor or a foreigner who lives here. */
export function electorateAnswer(form: ProcessForm, on: CalendarDate): Answer {
  const process = isLegalBallot(form) ? form : 'participatory_budget'
  return ask(
    'PAR-08',
    { process, nationality: 'other', roll: 'none', is_admitted_by_council_rules: true },
    on,
  )
}

/** Day by which each contribution has its answer; null without a phase of proposals. */
export function answersDueOn(process: Pick<Process, 'phases' | 'answerDays'>): CalendarDate | null {
  const last = process.phases
    .filter(({ kind }) => kind === 'proposals')
    .map(({ endsOn }) => endsOn)
    .sort()
    .at(-1)
  return last === undefined ? null : addDays(last, process.answerDays)
}

function ask(rule: string, facts: Readonly<Record<string, unknown>>, on: CalendarDate): Answer {
  const found = evaluate(rule, facts, on)
  if (!found.ok) throw new Error(`impossible: ${rule} refuses ${JSON.stringify(found.refusal)}`)
  return found.value
}
