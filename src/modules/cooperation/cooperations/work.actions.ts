import type { Context } from '#infra/context.ts'
import { ok, refuse } from '#kernel/result.ts'
import { type Changing, changing, type Outcome } from './changing.actions.ts'
import { accessTo, canWriteMeetings, partyOf } from './cooperations.permissions.ts'
import { presentParties } from './cooperations.rules.ts'
import {
  findTaskParty,
  insertDecision,
  insertMeeting,
  insertTask,
  type Meeting,
  type SharedDecision,
  type SharedTask,
  updateTaskDone,
} from './work.queries.ts'

/** What all the parties write together; each line says who wrote it, and for whom. */
function writing(
  context: Context,
  slug: string,
  write: (changing: Changing, byName: string) => Outcome,
): Outcome {
  return changing(context, slug, null, canWriteMeetings, (change) => {
    const party = partyOf(change.standpoint, change.cooperation)
    const person = change.context.actor?.name ?? ''
    return write(change, party ? `${person} (${party.name})` : person)
  })
}

interface Keyed {
  readonly formKey: string
}

export function addMeeting(
  context: Context,
  slug: string,
  { formKey, ...meeting }: Keyed & Pick<Meeting, 'heldOn' | 'title' | 'minutes'>,
): Outcome {
  return writing(context, slug, async ({ context: { db }, cooperation }, byName) => {
    await insertMeeting(db, cooperation.id, meeting, { formKey, byName })
    return ok(null)
  })
}

export function addDecision(
  context: Context,
  slug: string,
  { formKey, ...decision }: Keyed & Pick<SharedDecision, 'decidedOn' | 'statement'>,
): Outcome {
  return writing(context, slug, async ({ context: { db, clock }, cooperation }, byName) => {
    if (decision.decidedOn > clock.today()) return refuse('decided_in_the_future')
    await insertDecision(db, cooperation.id, decision, { formKey, byName })
    return ok(null)
  })
}

export function addTask(
  context: Context,
  slug: string,
  { formKey, ...task }: Keyed & Pick<SharedTask, 'partyId' | 'label' | 'dueOn'>,
): Outcome {
  return writing(context, slug, async ({ context: { db }, cooperation, standpoint }, byName) => {
    if (!presentParties(cooperation, standpoint.today).some(({ id }) => id === task.partyId))
      return refuse('not_found')
    await insertTask(db, cooperation.id, task, { formKey, byName })
    return ok(null)
  })
}

/** A task is done by the party that it waits for, or noted so by the town. */
export function finishTask(context: Context, slug: string, taskId: string): Outcome {
  return writing(context, slug, async ({ context: { db, clock }, cooperation, standpoint }) => {
    const partyId = await findTaskParty(db, cooperation.id, taskId)
    const isTheirs =
      accessTo(standpoint, cooperation) === 'town' || partyOf(standpoint, cooperation)?.id === partyId
    if (partyId === null || !isTheirs) return refuse('not_found')
    await updateTaskDone(db, taskId, clock.today())
    return ok(null)
  })
}
