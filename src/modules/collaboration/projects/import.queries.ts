import type { Database } from '#infra/database.ts'

/** What hangs on imported cards, written many rows a statement: a board of thousands is brought in within seconds. */
export interface ImportedHangs {
  readonly labels: readonly { readonly cardId: string; readonly name: string }[]
  readonly assignees: readonly { readonly cardId: string; readonly accountId: string }[]
  readonly items: readonly {
    readonly id: string
    readonly cardId: string
    readonly position: number
    readonly body: string
    readonly isDone: boolean
  }[]
  readonly comments: readonly { readonly id: string; readonly cardId: string; readonly body: string }[]
  readonly needs: readonly (readonly [card: string, needed: string])[]
}

/** The protocol takes 65,535 values a statement. */
const batch = 2000

export async function insertHangs(
  tx: Database,
  projectId: string,
  hangs: ImportedHangs,
  by: { readonly accountId: string; readonly at: Date },
): Promise<void> {
  const labels = await labelIds(tx, projectId, [...new Set(hangs.labels.map(({ name }) => name))])
  await inBatches(
    hangs.labels.flatMap(({ cardId, name }) => {
      const label_id = labels.get(name)
      return label_id ? [{ project_id: projectId, card_id: cardId, label_id }] : []
    }),
    (rows) => tx.insertInto('card_labels').values(rows).execute(),
  )
  await inBatches(
    hangs.assignees.map(({ cardId, accountId }) => ({
      project_id: projectId,
      card_id: cardId,
      account_id: accountId,
    })),
    (rows) => tx.insertInto('card_assignees').values(rows).execute(),
  )
  await inBatches(
    hangs.items.map(({ cardId, isDone, ...item }) => ({ ...item, card_id: cardId, is_done: isDone })),
    (rows) => tx.insertInto('checklist_items').values(rows).execute(),
  )
  await inBatches(
    hangs.comments.map(({ id, cardId, body }) => ({
      id,
      card_id: cardId,
      body,
      author_id: by.accountId,
      written_at: by.at,
    })),
    (rows) => tx.insertInto('card_comments').values(rows).execute(),
  )
  await inBatches(
    hangs.needs.map(([card_id, needs_id]) => ({ project_id: projectId, card_id, needs_id })),
    (rows) => tx.insertInto('card_needs').values(rows).execute(),
  )
}

async function inBatches<Row>(
  rows: readonly Row[],
  insert: (some: Row[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += batch) await insert(rows.slice(at, at + batch))
}

/** Labels of the project by name; those that it did not have are made. */
async function labelIds(
  tx: Database,
  projectId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  await inBatches(
    names.map((name) => ({ project_id: projectId, name })),
    (rows) =>
      tx
        .insertInto('project_labels')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['project_id', 'name']).doNothing())
        .execute(),
  )
  const rows = await tx
    .selectFrom('project_labels')
    .select(['id', 'name'])
    .where('project_id', '=', projectId)
    .execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}
