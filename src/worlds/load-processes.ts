import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import type { Context } from '#infra/context.ts'
import { projectFile } from '#infra/project-files.ts'
import { inTransaction } from '#infra/transaction.ts'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import type { Role } from '#kernel/roles.ts'
import {
  answerProcess,
  closeProcess,
  countByHand,
  findProcessBySlug,
  importPopulation,
  keepPoint,
  openProcess,
  type Process,
  prepareProcess,
  recordCost,
  savePhases,
  savePoints,
  saveTerms,
  signProcess,
} from '#modules/participation/processes/processes.public.ts'
import { findMeasure } from '#modules/steering/measures/measures.public.ts'
import type { ProcessRecord, processesFile } from '../../db/worlds/world-files.ts'
import { expected, type LoadedPeople } from './load-accounts.ts'
import type { DemoWorld } from './read-world.ts'

/** Loads the districts, the reference population and the processes of a world, each act on its day by whom its role allows. */
export async function loadProcesses(
  context: Context,
  world: DemoWorld,
  { population, processes }: z.infer<typeof processesFile>,
  people: LoadedPeople,
): Promise<void> {
  const { file, source, year, on } = population
  const bytes = new Uint8Array(readFileSync(projectFile('db', 'worlds', world, file)))
  const director = acting(context, people, 'director_general', on)
  expected(await importPopulation(director, { bytes, source, year }), file)
  for (const record of processes) await loadProcess(context, record, people)
}

async function loadProcess(context: Context, record: ProcessRecord, people: LoadedPeople): Promise<void> {
  const [first, ...later] = record.acts
  const { role, on } = assertDefined(first, `${record.title} was prepared`)
  const preparer = acting(context, people, role, on)
  const { slug } = expected(await prepareProcess(preparer, record), record.title)
  await writeDraft(preparer, slug, record)
  const counter = acting(context, people, 'director_general', null)
  for (const act of later) {
    // The close records how many came: they are counted before.
    if (act.act === 'close') await count(counter, slug, record)
    await takeAct(acting(context, people, act.role, act.on), slug, act)
  }
  await count(counter, slug, record)
  if (record.answers) await answer(acting(context, people, 'mayor', record.answers.on), slug, record.answers)
}

/** Acts for the holder of that role, on that day; today when it is null. */
function acting(context: Context, people: LoadedPeople, role: Role, on: string | null): Context {
  const clock = on === null ? context.clock : { ...context.clock, today: () => calendarDate(on) }
  return { ...context, actor: people.holding(role), clock }
}

async function writeDraft(context: Context, slug: string, record: ProcessRecord): Promise<void> {
  const { db } = context
  const version = async () => (await loaded(db, slug)).version
  const terms = {
    measureId:
      record.measure === null
        ? null
        : assertDefined(await findMeasure(db, record.measure), record.measure).id,
    decider: record.decider,
    deciderName: record.decider_name,
    decisionOn: dayOrNull(record.decision_on),
    decisionWithoutOn: dayOrNull(record.decision_without_on),
    refusalReasoning: record.refusal_reasoning,
    procedure: record.procedure,
    information: record.information,
    timeReason: record.time_reason,
    resultsPlan: record.results_plan,
    resultsOn: dayOrNull(record.results_on),
    electorate: record.electorate,
    minimumAge: record.minimum_age,
    moderation: record.moderation,
    answerDays: record.answer_days,
  }
  expected(await saveTerms(context, slug, await version(), terms, record.districts), `${slug}: terms`)
  const phases = record.phases.map(({ kind, title, from, to }) => ({
    id: null,
    kind,
    title,
    startsOn: calendarDate(from),
    endsOn: calendarDate(to),
  }))
  expected(await savePhases(context, slug, await version(), phases), `${slug}: phases`)
  const points = [
    ...record.promises.map(({ statement, responsible, due_on }) => ({
      kind: 'promise' as const,
      statement,
      responsible,
      dueOn: calendarDate(due_on),
    })),
    ...record.out_of_scope.map((statement) => ({
      kind: 'out_of_scope' as const,
      statement,
      responsible: '',
      dueOn: null,
    })),
  ]
  expected(await savePoints(context, slug, await version(), points), `${slug}: points`)
}

async function takeAct(context: Context, slug: string, act: ProcessRecord['acts'][number]): Promise<void> {
  const process = await loaded(context.db, slug)
  const taking = { version: process.version, reason: act.reason ?? '', deliberationId: null }
  const what = `${slug}: ${act.act}`
  if (act.act === 'sign') expected(await signProcess(context, slug, taking), what)
  if (act.act === 'open') expected(await openProcess(context, slug, taking), what)
  if (act.act === 'close') expected(await closeProcess(context, slug, taking), what)
  if (act.act === 'keep') {
    const point = assertDefined(process.points[(act.point ?? 0) - 1], `${what} has its point`)
    expected(await keepPoint(context, slug, point.id, taking), what)
  }
}

/** Time, money and people, as the forms count them; what was counted already is not counted again. */
async function count(context: Context, slug: string, record: ProcessRecord): Promise<void> {
  const process = await loaded(context.db, slug)
  const phaseId = (number: number | null) =>
    number === null ? null : (process.phases[number - 1]?.id ?? null)
  for (const [index, cost] of record.costs.entries()) {
    const base = {
      processId: process.id,
      phaseId: phaseId(cost.phase),
      day: calendarDate(cost.day),
      label: cost.label,
      document: cost.document ?? '',
      source: { kind: 'world', id: `${slug} ${index}` },
    }
    const minutes = cost.minutes ?? 0
    const recorded = await inTransaction(context.db, (tx) => {
      const inside = { ...context, db: tx }
      if (cost.kind === 'budget')
        return recordCost(inside, { ...base, kind: cost.kind, cents: Math.round(Number(cost.euros) * 100) })
      if (cost.kind === 'resident_hours') return recordCost(inside, { ...base, kind: cost.kind, minutes })
      return recordCost(inside, { ...base, kind: cost.kind, minutes, grade: cost.grade ?? 'B' })
    })
    expected(recorded, `${slug}: ${cost.label}`)
  }
  for (const [index, { day, channel, district, age, gender, people }] of record.counts.entries())
    expected(
      await countByHand(
        context,
        process,
        { day: calendarDate(day), channel, districtId: district, ageBand: age, gender, people },
        `${slug} ${index}`,
      ),
      `${slug}: count ${index}`,
    )
}

async function answer(
  context: Context,
  slug: string,
  answers: NonNullable<ProcessRecord['answers']>,
): Promise<void> {
  const process = await loaded(context.db, slug)
  const promised = process.points.filter(({ kind }) => kind === 'promise')
  const answered = await answerProcess(context, slug, {
    version: process.version,
    reason: answers.reason,
    deliberationId: null,
    decidedOn: calendarDate(answers.decided_on),
    answers: answers.outcomes.map(([outcome, reason], index) => ({
      pointId: assertDefined(promised[index], `${slug} has as many promises as answers`).id,
      outcome,
      reason,
    })),
  })
  expected(answered, `${slug}: answers`)
}

async function loaded(db: Context['db'], slug: string): Promise<Process> {
  return assertDefined(await findProcessBySlug(db, slug), `${slug} was loaded`)
}

function dayOrNull(day: string | null) {
  return day === null ? null : calendarDate(day)
}
