import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Role } from '#kernel/roles.ts'
import type { Answer } from '#modules/steering/law/rules.public.ts'
import { calendarFault, isAsking } from './calendar.rules.ts'
import {
  type Barred,
  barredVote,
  type Campaign,
  lawfulElectorates,
  levelAnswer,
  publicityAnswer,
} from './legal.rules.ts'
import type { Process, ProcessStatus } from './processes.rules.ts'

/** The official acts of a process after its draft. */
export const processActs = ['sign', 'open', 'extend', 'close', 'answer', 'abandon'] as const
export type ProcessAct = (typeof processActs)[number]

interface Transition {
  readonly from: readonly ProcessStatus[]
  readonly to: ProcessStatus | null
  /** Roles that may act, in the order in which they are looked for. */
  readonly roles: readonly Role[]
}

/** draft → signed → open → closed → answered; given up from anywhere before the end. */
export const processTransitions: Readonly<Record<ProcessAct, Transition>> = {
  // What is promised binds the town: the mayor signs, under the council's deliberation where it names one.
  sign: { from: ['draft'], to: 'signed', roles: ['mayor'] },
  open: { from: ['signed'], to: 'open', roles: ['mayor', 'director_general', 'manager'] },
  extend: { from: ['signed', 'open'], to: null, roles: ['mayor', 'director_general'] },
  close: { from: ['open'], to: 'closed', roles: ['mayor', 'director_general', 'manager'] },
  answer: { from: ['closed'], to: 'answered', roles: ['mayor'] },
  abandon: { from: ['draft', 'signed', 'open'], to: 'abandoned', roles: ['mayor', 'director_general'] },
}

export function isProcessAct(text: string): text is ProcessAct {
  return processActs.some((act) => act === text)
}

/** What a draft still lacks before anybody may sign it. */
export type Lack =
  | 'decider'
  | 'phases'
  | 'calendar'
  | 'promise'
  | 'publicity'
  | 'level'
  | 'electorate'
  | 'barred'

export interface Readiness {
  readonly lacks: readonly Lack[]
  readonly publicity: Answer
  readonly level: Answer
  readonly barred: Barred | null
}

/** Whether the process can be promised to people on that day, and what is missing. */
export function readinessOf(process: Process, campaigns: readonly Campaign[], on: CalendarDate): Readiness {
  const publicity = publicityAnswer(process, on)
  const level = levelAnswer(process, on)
  const barred = barredVote(process, campaigns)
  const lacking: Readonly<Record<Lack, boolean>> = {
    decider: process.deciderName === '',
    phases: process.phases.length === 0 || !asksSomething(process),
    calendar: calendarFault(process.phases) !== null,
    promise: !process.points.some(({ kind }) => kind === 'promise'),
    publicity: publicity.status !== 'allowed',
    level: level.status !== 'allowed',
    electorate: !lawfulElectorates(process.form).includes(process.electorate),
    barred: barred !== null,
  }
  const lacks = (Object.keys(lacking) as Lack[]).filter((lack) => lacking[lack])
  return { lacks, publicity, level, barred }
}

/** People who are only informed are asked nothing; every other level needs a phase in which they are. */
function asksSomething({ engagement, phases }: Process): boolean {
  return engagement === 'inform' || phases.some(({ kind }) => isAsking(kind))
}

export const outcomes = ['kept', 'partly', 'not_kept'] as const
export type Outcome = (typeof outcomes)[number]

/** What the decider says of one promise at the end. */
export interface PointAnswer {
  readonly pointId: string
  readonly outcome: Outcome
  readonly reason: string
}
