import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction } from '#infra/transaction.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { Role } from '#kernel/roles.ts'
import { cancelCommitment, deliver, promise } from '#modules/participation/commitments/commitments.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { hasDeliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import { calendarFault, isAsking } from './calendar.rules.ts'
import { listCampaigns } from './campaigns.queries.ts'
import { reserveAnswer } from './legal.rules.ts'
import { recordAttendance } from './meter.actions.ts'
import { subject } from './processes.actions.ts'
import { processesPaths } from './processes.paths.ts'
import { canSeeProcess, roleForAct } from './processes.permissions.ts'
import type { Process } from './processes.rules.ts'
import { lockProcess, raiseVersion, updatePhaseEnd, updateStatus } from './processes.writes.queries.ts'
import { type ProcessAct, readinessOf } from './promise.rules.ts'

export type ActRefusal =
  | 'not_found'
  | 'act_closed'
  | 'changed_meanwhile'
  | 'not_ready'
  | 'barred'
  | 'reserve_reason_missing'
  | 'reason_missing'
  | 'deliberation_unknown'
  | 'phase_unknown'
  | 'extension_shorter'
  | 'extension_collides'
  | 'promise_in_the_past'

export interface ActTaking {
  readonly version: number
  readonly reason: string
  readonly deliberationId: string | null
}

/** A process being changed by an act, locked, with the role that gives the right. */
export interface Acting {
  readonly context: Context
  readonly process: Process
  readonly role: Role
}

type Outcome = Promise<Result<null, ActRefusal>>

/** Signs the promise: from now on nobody rewrites it, and what it owes is kept until delivered. */
export function signProcess(context: Context, slug: string, taking: ActTaking): Outcome {
  return act(context, slug, 'sign', taking, async ({ context: inside, process }) => {
    const { db, clock } = inside
    const today = clock.today()
    const { lacks } = readinessOf(process, await listCampaigns(db), today)
    if (lacks.includes('barred')) return refuse('barred')
    if (lacks.length > 0) return refuse('not_ready')
    if (process.points.some(({ dueOn }) => dueOn !== null && dueOn < today))
      return refuse('promise_in_the_past')
    if (!(await updateStatus(db, process.id, taking.version, 'signed', { signed_on: today })))
      return refuse('changed_meanwhile')
    await promiseAll(inside, process)
    return ok(null)
  })
}

/** Each point, and the answers at the end, are owed by their day. */
async function promiseAll(context: Context, process: Process): Promise<void> {
  const path = processesPaths.show(process.slug)
  for (const { id, kind, statement, responsible, dueOn } of process.points)
    if (kind === 'promise' && dueOn !== null)
      await promise(context, {
        kind: 'deadline',
        sourceKind: pointKind,
        sourceId: id,
        label: statement.slice(0, 300),
        path,
        responsible,
        responsibleId: process.createdBy,
        dueOn,
        processId: process.id,
      })
  if (process.resultsOn !== null)
    await promise(context, {
      ...answersKey(process),
      label: process.title,
      path,
      responsible: process.deciderName,
      responsibleId: process.createdBy,
      dueOn: process.resultsOn,
      processId: process.id,
    })
}

export const pointKind = 'process_point'

export function answersKey(process: Pick<Process, 'id'>) {
  return { kind: 'process_answer', sourceKind: 'process', sourceId: process.id } as const
}

/** Opens a signed process, outside the days that the law bars to its ballot. */
export function openProcess(context: Context, slug: string, taking: ActTaking): Outcome {
  return act(context, slug, 'open', taking, async ({ context: inside, process }) => {
    const { db, clock } = inside
    const today = clock.today()
    const campaigns = await listCampaigns(db)
    const { lacks } = readinessOf(process, campaigns, today)
    if (lacks.includes('barred')) return refuse('barred')
    if (lacks.length > 0) return refuse('not_ready')
    if (reserveAnswer(today, campaigns) && taking.reason === '') return refuse('reserve_reason_missing')
    const moved = await updateStatus(db, process.id, taking.version, 'open', { opened_on: today })
    return moved ? ok(null) : refuse('changed_meanwhile')
  })
}

export interface Extension extends ActTaking {
  readonly phaseId: string
  readonly endsOn: CalendarDate
}

/** Gives people more time in a phase: the one thing of a signed process that changes. */
export function extendPhase(context: Context, slug: string, extension: Extension): Outcome {
  return act(context, slug, 'extend', extension, async ({ context: inside, process }) => {
    const { db } = inside
    const at = process.phases.findIndex(({ id }) => id === extension.phaseId)
    const phase = process.phases[at]
    if (!phase) return refuse('phase_unknown')
    if (extension.reason === '') return refuse('reason_missing')
    if (extension.endsOn <= phase.endsOn) return refuse('extension_shorter')
    const phases = process.phases.with(at, { ...phase, endsOn: extension.endsOn })
    if (calendarFault(phases)) return refuse('extension_collides')
    const { barred } = readinessOf({ ...process, phases }, await listCampaigns(db), phase.startsOn)
    if (barred) return refuse('barred')
    await updatePhaseEnd(db, phase.id, extension.endsOn)
    return (await raiseVersion(db, process.id, extension.version)) ? ok(null) : refuse('changed_meanwhile')
  })
}

/** Closes the process: nobody proposes or votes any more. Before the announced day, somebody says why. */
export function closeProcess(context: Context, slug: string, taking: ActTaking): Outcome {
  return act(context, slug, 'close', taking, async ({ context: inside, process }) => {
    const { db, clock } = inside
    const today = clock.today()
    const isEarly = process.phases.some(({ kind, endsOn }) => isAsking(kind) && endsOn >= today)
    if (isEarly && taking.reason === '') return refuse('reason_missing')
    if (!(await updateStatus(db, process.id, taking.version, 'closed', { closed_on: today })))
      return refuse('changed_meanwhile')
    await recordAttendance(inside, process)
    return ok(null)
  })
}

/** Gives the process up, with its reason; what was owed is no longer, and says why. */
export function abandonProcess(context: Context, slug: string, taking: ActTaking): Outcome {
  return act(context, slug, 'abandon', taking, async ({ context: inside, process }) => {
    const { db, clock } = inside
    const { reason } = taking
    if (reason === '') return refuse('reason_missing')
    const moved = { abandoned_on: clock.today(), abandoned_reason: reason }
    if (!(await updateStatus(db, process.id, taking.version, 'abandoned', moved)))
      return refuse('changed_meanwhile')
    for (const { id } of process.points)
      await cancelCommitment(inside, { kind: 'deadline', sourceKind: pointKind, sourceId: id, reason })
    await cancelCommitment(inside, { ...answersKey(process), reason })
    return ok(null)
  })
}

/** A promise that was kept on the way: its commitment is delivered, with the reason where it is late. */
export function keepPoint(
  context: Context,
  slug: string,
  pointId: string,
  taking: Pick<ActTaking, 'reason'>,
): Promise<Result<null, 'not_found' | 'commitment_reason_missing'>> {
  return inTransaction<null, 'not_found' | 'commitment_reason_missing'>(context.db, async (tx) => {
    const inside = { ...context, db: tx }
    const process = await lockProcess(tx, slug)
    const role = process && roleForPoints(context, process)
    if (!process || !role || !process.points.some(({ id }) => id === pointId)) return refuse('not_found')
    const delivered = await deliver(inside, {
      kind: 'deadline',
      sourceKind: pointKind,
      sourceId: pointId,
      on: context.clock.today(),
      reason: taking.reason,
      role,
    })
    return delivered.ok ? ok(null) : delivered
  })
}

/** The role under which the person may say that a promise was kept; null when they may not. */
export function roleForPoints(
  { actor }: Pick<Context, 'actor'>,
  process: Pick<Process, 'status'>,
): Role | null {
  if (!['signed', 'open', 'closed'].includes(process.status)) return null
  const order: readonly Role[] = ['director_general', 'manager', 'mayor']
  return order.find((role) => actor?.roles.has(role)) ?? null
}

/** Does an act on a process that it locks: rights, deliberation, the change, then the act and its entry in the journal. */
async function act(
  context: Context,
  slug: string,
  name: ProcessAct,
  taking: ActTaking,
  change: (acting: Acting) => Outcome,
): Outcome {
  return inTransaction(context.db, async (tx) => {
    const found = await lockForAct({ ...context, db: tx }, slug, name, taking)
    if (!found.ok) return found
    const changed = await change(found.value)
    if (!changed.ok) return changed
    const { process, role, context: inside } = found.value
    await recordAct(inside, { act: name, ...subject(process), role, ...grounds(taking) })
    return ok(null)
  })
}

export function grounds({ deliberationId, reason }: Pick<ActTaking, 'deliberationId' | 'reason'>) {
  return { deliberationId, reason }
}

/** The process, locked, when this person may do that act on the version that they saw. */
export async function lockForAct(
  context: Context & { readonly db: Database },
  slug: string,
  name: ProcessAct,
  { version, deliberationId }: Pick<ActTaking, 'version' | 'deliberationId'>,
): Promise<Result<Acting, ActRefusal>> {
  const process = await lockProcess(context.db, slug)
  if (!process || !canSeeProcess(context.actor, process)) return refuse('not_found')
  const role = roleForAct(context.actor, process, name)
  if (role === null) return refuse('act_closed')
  if (process.version !== version) return refuse('changed_meanwhile')
  if (deliberationId !== null && !(await hasDeliberation(context.db, deliberationId)))
    return refuse('deliberation_unknown')
  return ok({ context, process, role })
}
