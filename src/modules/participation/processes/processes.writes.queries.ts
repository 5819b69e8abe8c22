import { randomUUID } from 'node:crypto'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'
import { findProcessBySlug } from './processes.queries.ts'
import type { Phase, Process, ProcessStatus, ProcessTerms, PromisePoint } from './processes.rules.ts'
import type { PointAnswer } from './promise.rules.ts'

/** The first lines of a draft; the rest is written afterwards. */
export type ProcessSeed = Pick<
  ProcessTerms,
  'title' | 'theme' | 'summary' | 'form' | 'engagement' | 'decider' | 'electorate'
>

export async function insertProcess(
  tx: Database,
  slug: string,
  seed: ProcessSeed,
  createdBy: string | null,
): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('processes')
    .values({
      id,
      slug,
      title: seed.title,
      theme: seed.theme,
      summary: seed.summary,
      form: seed.form,
      engagement: seed.engagement,
      decider: seed.decider,
      electorate: seed.electorate,
      created_by: createdBy,
      search_text: searchText(seed),
    })
    .execute()
  return id
}

/** The process, locked until the end of the transaction: two people who change it go one after the other. */
export async function lockProcess(tx: Database, slug: string): Promise<Process | null> {
  // The row is locked first: what is read afterwards is what the one before left.
  await tx.selectFrom('processes').select('id').where('slug', '=', slug).forUpdate().execute()
  return findProcessBySlug(tx, slug)
}

/** Rewrites terms of a draft and raises its version. */
export async function updateTerms(tx: Database, process: Process, terms: ProcessTerms): Promise<void> {
  await tx
    .updateTable('processes')
    .set({
      title: terms.title,
      theme: terms.theme,
      summary: terms.summary,
      measure_id: terms.measureId,
      form: terms.form,
      engagement: terms.engagement,
      decider: terms.decider,
      decider_name: terms.deciderName,
      decision_on: terms.decisionOn,
      decision_without_on: terms.decisionWithoutOn,
      refusal_reasoning: terms.refusalReasoning,
      procedure: terms.procedure,
      information: terms.information,
      time_reason: terms.timeReason,
      results_plan: terms.resultsPlan,
      results_on: terms.resultsOn,
      electorate: terms.electorate,
      minimum_age: terms.minimumAge,
      moderation: terms.moderation,
      answer_days: terms.answerDays,
      version: process.version + 1,
      search_text: searchText(terms),
    })
    .where('id', '=', process.id)
    .execute()
}

export async function replaceDistricts(
  tx: Database,
  processId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.deleteFrom('process_districts').where('process_id', '=', processId).execute()
  if (ids.length > 0)
    await tx
      .insertInto('process_districts')
      .values(ids.map((id) => ({ process_id: processId, district_id: id })))
      .execute()
}

/** A phase or a point as a draft gives it: with its id when it was there already. */
export type Drafted<Part extends { readonly id: string }> = Omit<Part, 'id'> & { readonly id: string | null }

/** Phases that stay keep their id, since time may have been logged on them. */
export async function replacePhases(
  tx: Database,
  { id: processId, phases: before }: Process,
  phases: readonly Drafted<Phase>[],
): Promise<void> {
  const kept = idsKept(before, phases)
  const gone = before.map(({ id }) => id).filter((id) => !kept.has(id))
  if (gone.length > 0) await tx.deleteFrom('process_phases').where('id', 'in', gone).execute()
  for (const [position, phase] of phases.entries()) {
    const row = {
      process_id: processId,
      // Beyond every place in use, so that two phases may change places.
      position: before.length + phases.length + position,
      kind: phase.kind,
      title: phase.title,
      starts_on: phase.startsOn,
      ends_on: phase.endsOn,
    }
    const id = phase.id !== null && kept.has(phase.id) ? phase.id : randomUUID()
    await tx
      .insertInto('process_phases')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
  }
  for (const [position, row] of (await phaseIdsInOrder(tx, processId)).entries())
    await tx.updateTable('process_phases').set({ position }).where('id', '=', row).execute()
}

function idsKept(
  before: readonly { id: string }[],
  after: readonly { id: string | null }[],
): ReadonlySet<string> {
  const known = new Set(before.map(({ id }) => id))
  return new Set(after.flatMap(({ id }) => (id !== null && known.has(id) ? [id] : [])))
}

async function phaseIdsInOrder(tx: Database, processId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('process_phases')
    .select('id')
    .where('process_id', '=', processId)
    .orderBy('position')
    .execute()
  return rows.map(({ id }) => id)
}

/** Points of a draft have nothing behind them yet: they are written anew. */
export async function replacePoints(
  tx: Database,
  processId: string,
  points: readonly Omit<PromisePoint, 'id'>[],
): Promise<void> {
  await tx.deleteFrom('process_points').where('process_id', '=', processId).execute()
  if (points.length === 0) return
  await tx
    .insertInto('process_points')
    .values(
      points.map(({ kind, statement, responsible, dueOn }, position) => ({
        id: randomUUID(),
        process_id: processId,
        position,
        kind,
        statement,
        responsible,
        due_on: dueOn,
      })),
    )
    .execute()
}

/** What each status leaves on the process, beside its name. */
interface Moved {
  readonly signed_on?: CalendarDate
  readonly opened_on?: CalendarDate
  readonly closed_on?: CalendarDate
  readonly answered_on?: CalendarDate
  readonly decided_on?: CalendarDate
  readonly abandoned_on?: CalendarDate
  readonly abandoned_reason?: string
}

/** Moves the process on if nobody did since that version; answers whether it did. */
export async function updateStatus(
  tx: Database,
  id: string,
  version: number,
  status: ProcessStatus,
  moved: Moved,
): Promise<boolean> {
  const result = await tx
    .updateTable('processes')
    .set({ status, ...moved, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function updatePhaseEnd(tx: Database, phaseId: string, endsOn: CalendarDate): Promise<void> {
  await tx.updateTable('process_phases').set({ ends_on: endsOn }).where('id', '=', phaseId).execute()
}

/** Raises the version if nobody did since that one; answers whether it did. */
export async function raiseVersion(tx: Database, id: string, version: number): Promise<boolean> {
  const result = await tx
    .updateTable('processes')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function insertAnswers(
  tx: Database,
  processId: string,
  answers: readonly PointAnswer[],
  actId: string,
  on: CalendarDate,
): Promise<void> {
  await tx
    .insertInto('process_answers')
    .values(
      answers.map(({ pointId, outcome, reason }) => ({
        point_id: pointId,
        process_id: processId,
        outcome,
        reason,
        answered_on: on,
        act_id: actId,
      })),
    )
    .execute()
}

/** Whether something was already counted on the process: its measure then stays. */
export async function hasCosts(tx: Database, processId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('process_costs')
    .select('id')
    .where('process_id', '=', processId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function searchText({ title, theme, summary }: Pick<ProcessTerms, 'title' | 'theme' | 'summary'>): string {
  return foldText(`${title} ${theme} ${summary}`)
}
