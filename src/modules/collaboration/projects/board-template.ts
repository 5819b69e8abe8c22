import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import { insertColumns, takeNumbers } from './board.queries.ts'
import { insertCards } from './cards.queries.ts'
import { keysAfter } from './order-key.rules.ts'
import { newId } from './projects.queries.ts'
import { insertMilestone } from './sheet.queries.ts'
import { type TemplateKind, templateOf } from './templates.rules.ts'

/** Writes the board of a template in a project that has none, inside the caller's transaction. */
export async function insertTemplate(
  { db, clock, locale }: Pick<Context, 'db' | 'clock' | 'locale'>,
  projectId: string,
  kind: TemplateKind,
  startsOn: CalendarDate,
): Promise<void> {
  const template = templateOf(kind, locale)
  const keys = keysAfter(null, Math.max(template.columns.length, template.cards.length))
  const keyAt = (index: number) => assertDefined(keys[index], 'a key for each place')
  const columns = template.columns.map((column, index) => ({
    ...column,
    id: newId(),
    position: keyAt(index),
  }))
  await insertColumns(db, projectId, columns)
  const first = await takeNumbers(db, projectId, template.cards.length)
  const columnId = assertDefined(columns[0], 'a template has columns').id
  await insertCards(
    db,
    projectId,
    template.cards.map(({ title, due_days }, index) => ({
      id: newId(),
      number: first + index,
      columnId,
      position: keyAt(index),
      title,
      dueOn: addDays(startsOn, due_days),
    })),
    clock.now(),
  )
  for (const { title, due_days } of template.milestones)
    await insertMilestone(db, projectId, { id: newId(), title, dueOn: addDays(startsOn, due_days) })
}
