import type { Database } from '#infra/database.ts'
import type { RuleDraft } from './legal-rules.rules.ts'
import { type Edited, nextPosition } from './measure-items.queries.ts'

export async function insertRule(tx: Database, measureId: string, draft: RuleDraft): Promise<void> {
  await tx
    .insertInto('measure_rules')
    .values({
      measure_id: measureId,
      position: await nextPosition(tx, 'measure_rules', measureId),
      rule: draft.rule,
      ...ruleColumns(draft),
    })
    .execute()
}

/** False when that measure does not name the rule under this identity and version. */
export async function updateRule(
  tx: Database,
  measureId: string,
  { id, version }: Edited,
  draft: RuleDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('measure_rules')
    .set({ ...ruleColumns(draft), version: version + 1 })
    .where('id', '=', id)
    .where('measure_id', '=', measureId)
    .where('version', '=', version)
    .where('rule', '=', draft.rule)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export function ruleColumns({ on, facts }: RuleDraft) {
  return { applies_on: on, facts: JSON.stringify(facts) }
}
