import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { assertDefined } from '#kernel/assert.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { ownCalendar } from './calendars.actions.ts'
import { nameOf } from './delivery.ts'
import { addressOfPerson } from './event-draft.rules.ts'
import type { ImportedObject } from './import-file.rules.ts'
import { listObjectRows } from './objects.queries.ts'
import { takeCalendars, writeObjects } from './objects-writing.queries.ts'
import { windowAround } from './occurrences.rules.ts'
import { prepareObject } from './prepare.ts'

export interface Imported {
  readonly added: number
  readonly replaced: number
  /** Events of which the person has a newer version, or an invitation that answers for itself. */
  readonly left: number
  /** Titles of those whose rule has no end or cannot be followed. */
  readonly refused: readonly string[]
}

/**
 * Brings the events of a file into the person's own calendar, all in one transaction. The same file brought again changes nothing:
 * an event is known by its UID. Nobody is invited by it.
 */
export async function importObjects(
  context: Context,
  objects: readonly ImportedObject[],
): Promise<Result<Imported, 'not_found'>> {
  const { actor, clock } = context
  const own = await ownCalendar(context)
  if (!actor || !own) return refuse('not_found')
  return inTransaction(context.db, async (db): Promise<Result<Imported, 'not_found'>> => {
    const taken = await takeCalendars(db, [own.id])
    const calendar = assertDefined(taken.get(own.id), 'the calendar was just asked for')
    const known = new Map((await listObjectRows(db, own.id)).map((object) => [object.uid, object]))
    const window = windowAround(clock.now())
    const refused: string[] = []
    let [replaced, left] = [0, 0]
    const prepared = objects.flatMap(({ read, text, title }) => {
      const before = known.get(read.uid)
      if (before && (before.originId !== null || before.text === text)) {
        left += 1
        return []
      }
      const made = prepareObject(read, {
        calendar,
        name: before?.name ?? nameOf(read.uid),
        text,
        originId: null,
        createdBy: actor.id,
        reader: addressOfPerson(actor.email),
        window,
        accounts: new Map(),
      })
      if (!made.ok) {
        refused.push(title)
        return []
      }
      if (before) replaced += 1
      return [made.value]
    })
    await writeObjects(db, prepared, clock.now())
    return ok({ added: prepared.length - replaced, replaced, left, refused })
  })
}
