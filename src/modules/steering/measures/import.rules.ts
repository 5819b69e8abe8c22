import type { RuleDraft } from './legal-rules.rules.ts'
import { isDraft } from './life-cycle.rules.ts'
import type { MeasureSheet } from './measures.rules.ts'
import type { MeasuresFileReading, ReadMeasure } from './measures-file.rules.ts'
import { isSameContent, type MeasureContent } from './records.rules.ts'

/** A measure as a file carries it. */
export type StoredSheet = MeasureSheet & { readonly rules: readonly RuleDraft[] }

/** What an import does to one measure. */
export type ImportChange = 'created' | 'changed' | 'unchanged'

export interface PlannedImport {
  readonly change: ImportChange
  readonly content: MeasureContent
}

/** What an import would do, said before it is done. */
export interface ImportPlan {
  readonly imports: readonly PlannedImport[]
  readonly faults: MeasuresFileReading['faults']
}

/**
 * Compares a file with the measures there are, by code. A decided measure is what was promised: a file that says
 * something else about it is at fault, one that says the same changes nothing.
 */
export function planImport(
  reading: MeasuresFileReading,
  existing: ReadonlyMap<string, StoredSheet>,
): ImportPlan {
  const planned = reading.measures.map((read) => ({ read, change: changeFor(read, existing) }))
  const frozen = planned.filter(({ change }) => change === 'frozen')
  return {
    imports: planned.flatMap(({ read, change }) =>
      change === 'frozen' ? [] : [{ change, content: read.content }],
    ),
    faults: [
      ...reading.faults,
      ...frozen.map(({ read }) => ({
        place: read.place,
        code: 'frozen' as const,
        found: read.content.draft.code,
      })),
    ],
  }
}

function changeFor(
  { content }: ReadMeasure,
  existing: ReadonlyMap<string, StoredSheet>,
): ImportChange | 'frozen' {
  const sheet = existing.get(content.draft.code)
  if (!sheet) return 'created'
  if (isSameContent(content, contentOfSheet(sheet))) return 'unchanged'
  return isDraft(sheet.measure.status) ? 'changed' : 'frozen'
}

export function contentOfSheet({ measure, lines, risks, conditions, rules }: StoredSheet): MeasureContent {
  return { draft: measure, lines, risks, conditions, rules }
}

export function countChanges(plan: ImportPlan): Readonly<Record<ImportChange, number>> {
  const counts = { created: 0, changed: 0, unchanged: 0 }
  for (const { change } of plan.imports) counts[change]++
  return counts
}
