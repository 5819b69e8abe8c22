import type { Context } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { insertMerge, insertNotDuplicate, listComparables, undoMergeRow } from './duplicates.queries.ts'
import { type Comparison, compare } from './duplicates.rules.ts'
import { roleOfImporter } from './organisations.permissions.ts'

type Outcome<Value> = Promise<Result<Value, 'not_found'>>

/** Two standing records side by side; null when one of them does not stand. */
export async function comparePair({ db }: Context, one: string, other: string): Promise<Comparison | null> {
  const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
  if (!isId(one) || !isId(other) || one === other) return null
  const found = await listComparables(db, [one, other])
  const [first, second] = [found.find(({ id }) => id === one), found.find(({ id }) => id === other)]
  return first && second ? compare(first, second) : null
}

/** A person says that two records are one body: an official act, which can be undone. Never done by a program. */
export async function merge(
  context: Context,
  absorbedId: string,
  intoId: string,
  reason: string,
): Outcome<null> {
  const role = roleOfImporter(context.actor)
  if (role === null) return refuse('not_found')
  try {
    return await inTransaction(context.db, async (tx): Outcome<null> => {
      const by = context.actor?.name ?? ''
      const absorbed = await insertMerge(tx, absorbedId, intoId, by, context.clock.now(), reason)
      if (!absorbed) return refuse('not_found')
      await recordAct(
        { ...context, db: tx },
        {
          act: 'merge',
          subjectKind: 'organisation',
          subjectId: intoId,
          subjectLabel: 'Organisation',
          role,
          reason,
          details: { absorbed: absorbedId },
        },
      )
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('not_found')
    throw error
  }
}

export async function undoMerge(context: Context, mergeId: string): Outcome<{ readonly absorbedId: string }> {
  const role = roleOfImporter(context.actor)
  if (role === null) return refuse('not_found')
  return inTransaction(context.db, async (tx): Outcome<{ readonly absorbedId: string }> => {
    const undone = await undoMergeRow(tx, mergeId, context.actor?.name ?? '', context.clock.now())
    if (!undone) return refuse('not_found')
    await recordAct(
      { ...context, db: tx },
      {
        act: 'undo_merge',
        subjectKind: 'organisation',
        subjectId: undone.intoId,
        subjectLabel: 'Organisation',
        role,
        details: { absorbed: undone.absorbedId },
      },
    )
    return ok(undone)
  })
}

/** A person says that two records are two bodies: nobody is asked again. */
export async function tellApart(context: Context, one: string, other: string, reason: string): Outcome<null> {
  if (roleOfImporter(context.actor) === null) return refuse('not_found')
  if (!(await comparePair(context, one, other))) return refuse('not_found')
  await insertNotDuplicate(context.db, [one, other], context.actor?.name ?? '', context.clock.now(), reason)
  return ok(null)
}
