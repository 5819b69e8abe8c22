import type { Done } from '@faire-commune/dav'
import { inTransaction } from '#infra/transaction.ts'
import { ok, refuse } from '#kernel/result.ts'
import {
  type CalendarObject,
  deleteObject,
  type ObjectRefusal,
  type OpenCalendar,
  putObject,
} from '../calendars/calendars.public.ts'
import type { DeviceContext } from './calendar-tree.ts'
import { objectRefusal } from './object-refusal.ts'

/**
 * Takes an object from one calendar to another, or gives it another name, all or nothing. An invitation stays where it was
 * received: taken away from there, it would be declined.
 */
export async function moveObject(
  context: DeviceContext,
  from: { readonly calendar: OpenCalendar; readonly object: CalendarObject },
  to: { readonly calendar: OpenCalendar; readonly name: string },
): Promise<Done> {
  if (from.object.originId !== null) return { ok: false, refusal: 'forbidden' }
  const moved = await inTransaction<null, ObjectRefusal>(context.db, async (db) => {
    const within = { ...context, db }
    const removed = await deleteObject(within, from.calendar.id, from.object.name)
    if (!removed.ok) return removed
    const put = await putObject(within, to.calendar.id, to.name, { text: from.object.text })
    return put.ok ? ok(null) : refuse(put.refusal)
  })
  return moved.ok ? { ok: true } : objectRefusal(context, moved.refusal)
}
