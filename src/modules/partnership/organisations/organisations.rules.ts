import type { FileGrant } from './grant-file.rules.ts'

export const schemes = ['siren', 'siret', 'rna', 'alsace_moselle'] as const
export type Scheme = (typeof schemes)[number]

export interface Identifier {
  readonly scheme: Scheme
  readonly value: string
}

/** What the town knows of an organisation before a file of grants is read: what names it. */
export interface KnownOrganisation {
  readonly id: string
  /** The record that this one gave way to. */
  readonly mergedInto: string | null
  readonly identifiers: readonly Identifier[]
}

/** Finds a body by the numbers of a row of a file. */
export function indexKnown(known: readonly KnownOrganisation[]) {
  const bySiren = new Map<string, KnownOrganisation>()
  const byRna = new Map<string, KnownOrganisation[]>()
  for (const organisation of known)
    for (const { scheme, value } of organisation.identifiers) {
      if (scheme === 'siren') bySiren.set(value, organisation)
      if (scheme === 'rna') byRna.set(value, [...(byRna.get(value) ?? []), organisation])
    }
  return {
    find({ siren, rna }: { readonly siren: string | null; readonly rna: string | null }) {
      const named = siren === null ? undefined : bySiren.get(siren)
      if (named) return named
      const carriers = rna === null ? [] : (byRna.get(rna) ?? [])
      // Records that were merged are one body.
      const bodies = new Set(carriers.map(({ id, mergedInto }) => mergedInto ?? id))
      const only = carriers.find(({ mergedInto }) => mergedInto === null) ?? carriers[0]
      if (!only || bodies.size > 1) return null
      const itsSiren = only.identifiers.find((each) => each.scheme === 'siren')
      return siren === null || itsSiren === undefined ? only : null
    },
  }
}

/** The grants of one body in a file, with what names it there. */
export interface PlannedBeneficiary {
  readonly id: string | null
  /** Its first spelling in the file. */
  readonly name: string
  readonly spellings: readonly string[]
  readonly identifiers: readonly Identifier[]
  readonly grants: readonly FileGrant[]
}

/**
 * Whose grants a file holds: bodies by their SIREN, else by their RNA. Rows without any number are one body where the file
 * spells it the same way, and a new one: a person will say whether it is one that the town knows.
 */
export function planBeneficiaries(
  grants: readonly FileGrant[],
  known: readonly KnownOrganisation[],
): readonly PlannedBeneficiary[] {
  const index = indexKnown(known)
  const groups = Map.groupBy(grants, (grant) => sirenOf(grant) ?? grant.rna ?? `name:${grant.name}`)
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows
    if (!first) return []
    const siren = sirenOf(first)
    const rna = rows.find((row) => row.rna !== null)?.rna ?? null
    const sirets = rows.flatMap(({ siret }) => (siret.kind === 'valid' ? [siret.siret] : []))
    const identifiers: Identifier[] = [
      ...(siren === null ? [] : [{ scheme: 'siren' as const, value: siren }]),
      ...(rna === null ? [] : [{ scheme: 'rna' as const, value: rna }]),
      ...[...new Set(sirets)].map((value) => ({ scheme: 'siret' as const, value })),
    ]
    return [
      {
        id: index.find({ siren, rna })?.id ?? null,
        name: first.name,
        spellings: [...new Set(rows.map((row) => row.name))],
        identifiers,
        grants: rows,
      },
    ]
  })
}

function sirenOf({ siret }: FileGrant): string | null {
  return siret.kind === 'valid' || siret.kind === 'recovered' ? siret.siren : null
}
