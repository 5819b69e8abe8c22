import type { Database } from '#infra/database.ts'
import { listComparables } from './duplicates.queries.ts'
import { type Comparable, type Comparison, compare, findCandidates } from './duplicates.rules.ts'
import { findByNumber } from './organisation-book.queries.ts'
import type { Proposal } from './organisation-file.rules.ts'

// Files in which a program proposed the number of an organisation from its name. A likeness of names never joins two bodies:
// a person reads what agrees and what differs.

export interface JudgedProposal extends Pick<Proposal, 'line' | 'name' | 'siren'> {
  /** Whether the directory has that SIREN. */
  readonly isKnown: boolean
  /** What the file says of the organisation, beside what the register says of the SIREN: the directory's record, else the row. */
  readonly comparison: Comparison
  /** Records of the directory that look like it, the likeliest first. */
  readonly candidates: readonly Comparison[]
}

const mostCandidates = 3

export async function judgeProposals(
  db: Database,
  proposals: readonly Proposal[],
): Promise<readonly JudgedProposal[]> {
  if (proposals.length === 0) return []
  const records = await listComparables(db, null)
  const byId = new Map(records.map((each) => [each.id, each]))
  const alike = likelyRecords(proposals, records)
  const judged: JudgedProposal[] = []
  for (const { line, name, siren, said, register } of proposals) {
    const known = await findByNumber(db, { scheme: 'siren', value: siren })
    const record = known === null ? undefined : byId.get(known.id)
    judged.push({
      line,
      name,
      siren,
      isKnown: record !== undefined,
      comparison: compare(said, record ?? register),
      candidates: (alike.get(said.id) ?? [])
        .filter(({ other }) => other.id !== record?.id)
        .slice(0, mostCandidates),
    })
  }
  return judged
}

function likelyRecords(
  proposals: readonly Proposal[],
  records: readonly Comparable[],
): ReadonlyMap<string, readonly Comparison[]> {
  const places = new Map(proposals.map(({ said }) => [said.id, said]))
  // Pairs of records are the work of the page of duplicates; here one of the two is of the file.
  const found = findCandidates([...places.values(), ...records], new Set(), Number.POSITIVE_INFINITY)
  const pairs = found.flatMap(({ one, other }) => {
    if (places.has(one.id) === places.has(other.id)) return []
    return [places.has(one.id) ? compare(one, other) : compare(other, one)]
  })
  return Map.groupBy(pairs, ({ one }) => one.id)
}
