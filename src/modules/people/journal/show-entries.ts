import type { Context } from '#infra/context.ts'
import type { Locale } from '#kernel/locale.ts'
import { type JournalRow, listLatestActs } from './journal.queries.ts'
import type { ShownAct, ShownEntry } from './journal-entry.rules.ts'

/** A thing that acts are about, for a reader who may see it. */
export interface ActSubject {
  readonly label: string
  readonly href: string
  nameAct(act: string): string
}

/** How a module shows the things that its acts are about: those that this reader may see, by identity. */
export interface JournalSubjects {
  readonly kind: string
  find(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, ActSubject>>
}

/** What other modules say of their own acts and roles, since the journal knows none of them. */
export interface JournalReaders {
  readonly subjects: readonly JournalSubjects[]
  nameRole(role: string, locale: Locale): string
}

/** The subjects that the reader may see, by kind and identity: one question a kind. */
export async function findSubjects(
  context: Context,
  { subjects }: JournalReaders,
  acts: readonly { readonly subjectKind: string; readonly subjectId: string }[],
): Promise<(kind: string, id: string) => ActSubject | undefined> {
  const kinds = Map.groupBy(acts, (act) => act.subjectKind)
  const found = new Map<string, ReadonlyMap<string, ActSubject>>()
  for (const reader of subjects) {
    const ids = new Set(kinds.get(reader.kind)?.map((act) => act.subjectId))
    if (ids.size > 0) found.set(reader.kind, await reader.find(context, [...ids]))
  }
  return (kind, id) => found.get(kind)?.get(id)
}

/** The rows as this reader sees them. */
export async function showEntries(
  context: Context,
  readers: JournalReaders,
  rows: readonly JournalRow[],
): Promise<ShownEntry[]> {
  const subjectOf = await findSubjects(context, readers, rows)
  return rows.map((row) => {
    const subject = subjectOf(row.subjectKind, row.subjectId)
    const { seq, entryHash, actedOn } = row
    return { seq, entryHash, actedOn, act: subject ? showAct(row, subject, readers, context.locale) : null }
  })
}

/** How far back the latest acts are looked for: most acts of the services are withheld from visitors. */
const looked = 150

/** The acts of the latest days that this reader may see, at most `count`: what is withheld from them is left out. */
export async function latestEntries(
  context: Context,
  readers: JournalReaders,
  count: number,
): Promise<ShownEntry[]> {
  const rows = await listLatestActs(context.db, looked)
  const entries = await showEntries(context, readers, rows)
  return entries.filter((entry) => entry.act !== null).slice(0, count)
}

function showAct(row: JournalRow, subject: ActSubject, readers: JournalReaders, locale: Locale): ShownAct {
  return {
    name: subject.nameAct(row.act),
    subject: row.subjectLabel,
    href: subject.href,
    actorName: row.actorName,
    capacity: readers.nameRole(row.actorRole, locale),
    reason: row.reason,
  }
}
