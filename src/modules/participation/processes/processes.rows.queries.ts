import { z } from 'zod'
import { calendarDate } from '#kernel/calendar-date.ts'
import { engagementLevels } from '#kernel/engagement.ts'
import {
  deciders,
  electorates,
  moderations,
  type Phase,
  type Process,
  type PromisePoint,
  phaseKinds,
  processForms,
  processStatuses,
} from './processes.rules.ts'

export const processColumns = [
  'processes.id',
  'processes.slug',
  'processes.title',
  'processes.theme',
  'processes.summary',
  'processes.measure_id',
  'processes.form',
  'processes.engagement',
  'processes.decider',
  'processes.decider_name',
  'processes.decision_on',
  'processes.decision_without_on',
  'processes.refusal_reasoning',
  'processes.procedure',
  'processes.information',
  'processes.time_reason',
  'processes.results_plan',
  'processes.results_on',
  'processes.electorate',
  'processes.minimum_age',
  'processes.moderation',
  'processes.answer_days',
  'processes.status',
  'processes.signed_on',
  'processes.opened_on',
  'processes.closed_on',
  'processes.answered_on',
  'processes.decided_on',
  'processes.abandoned_on',
  'processes.abandoned_reason',
  'processes.version',
  'processes.created_by',
] as const

const day = z.string().transform(calendarDate)

const processRow = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  theme: z.string(),
  summary: z.string(),
  measure_id: z.string().nullable(),
  form: z.enum(processForms),
  engagement: z.enum(engagementLevels),
  decider: z.enum(deciders),
  decider_name: z.string(),
  decision_on: day.nullable(),
  decision_without_on: day.nullable(),
  refusal_reasoning: z.string(),
  procedure: z.string(),
  information: z.string(),
  time_reason: z.string(),
  results_plan: z.string(),
  results_on: day.nullable(),
  electorate: z.enum(electorates),
  minimum_age: z.number(),
  moderation: z.enum(moderations),
  answer_days: z.number(),
  status: z.enum(processStatuses),
  signed_on: day.nullable(),
  opened_on: day.nullable(),
  closed_on: day.nullable(),
  answered_on: day.nullable(),
  decided_on: day.nullable(),
  abandoned_on: day.nullable(),
  abandoned_reason: z.string(),
  version: z.number(),
  created_by: z.string().nullable(),
  phases: z.array(z.unknown()),
  points: z.array(z.unknown()),
  districts: z.array(z.object({ id: z.string(), name: z.string(), population: z.number() })),
})

export function readProcess(input: unknown): Process {
  const row = processRow.parse(input)
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    theme: row.theme,
    summary: row.summary,
    measureId: row.measure_id,
    form: row.form,
    engagement: row.engagement,
    decider: row.decider,
    deciderName: row.decider_name,
    decisionOn: row.decision_on,
    decisionWithoutOn: row.decision_without_on,
    refusalReasoning: row.refusal_reasoning,
    procedure: row.procedure,
    information: row.information,
    timeReason: row.time_reason,
    resultsPlan: row.results_plan,
    resultsOn: row.results_on,
    electorate: row.electorate,
    minimumAge: row.minimum_age,
    moderation: row.moderation,
    answerDays: row.answer_days,
    status: row.status,
    signedOn: row.signed_on,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    answeredOn: row.answered_on,
    decidedOn: row.decided_on,
    abandonedOn: row.abandoned_on,
    abandonedReason: row.abandoned_reason,
    version: row.version,
    createdBy: row.created_by,
    phases: row.phases.map(readPhase),
    points: row.points.map(readPoint),
    districts: row.districts,
  }
}

const phaseRow = z.object({
  id: z.string(),
  kind: z.enum(phaseKinds),
  title: z.string(),
  starts_on: day,
  ends_on: day,
})

export function readPhase(input: unknown): Phase {
  const { starts_on, ends_on, ...row } = phaseRow.parse(input)
  return { ...row, startsOn: starts_on, endsOn: ends_on }
}

const pointRow = z.object({
  id: z.string(),
  kind: z.enum(['promise', 'out_of_scope']),
  statement: z.string(),
  responsible: z.string(),
  due_on: day.nullable(),
})

export function readPoint(input: unknown): PromisePoint {
  const { due_on, ...row } = pointRow.parse(input)
  return { ...row, dueOn: due_on }
}
