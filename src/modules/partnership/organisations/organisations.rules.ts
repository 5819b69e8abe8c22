import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { FileGrant } from './grant-file.rules.ts'
import type { FileOrganisation, OrganisationValues } from './organisation-file.rules.ts'

export const schemes = ['siren', 'siret', 'rna', 'alsace_moselle'] as const
export type Scheme = (typeof schemes)[number]

export interface Identifier {
  readonly scheme: Scheme
  readonly value: string
}

/** What the town knows of an organisation before a file is read: enough to say what the file would change. */
export interface KnownOrganisation {
  readonly id: string
  /** The record that this one gave way to. */
  readonly mergedInto: string | null
  readonly isActive: boolean
  readonly identifiers: readonly Identifier[]
  /** The layer of imports. */
  readonly values: Readonly<Partial<Record<ValueField, string>>>
}

export const valueFields = ['name', 'acronym', 'legal_form', 'activity', 'ess', 'size', 'founded_on'] as const
export type ValueField = (typeof valueFields)[number]

/** An organisation as a file would leave it. */
export interface PlannedOrganisation {
  /** Null for one that is not known yet. */
  readonly id: string | null
  readonly isActive: boolean
  readonly closedOn: CalendarDate | null
  readonly identifiers: readonly Identifier[]
  readonly values: Readonly<Record<ValueField, string>>
  readonly change: 'created' | 'changed' | 'unchanged'
  /** Known as active, or new, and closed in the file. */
  readonly isClosing: boolean
}

/**
 * What a file of organisations would do. A body is known by its SIREN, else by the number of the RNA that one known body
 * carries and no other SIREN contradicts; never by its name. Two rows with one SIREN are one body: the last one speaks.
 */
export function planOrganisations(
  file: readonly FileOrganisation[],
  known: readonly KnownOrganisation[],
): readonly PlannedOrganisation[] {
  const index = indexKnown(known)
  const distinct = new Map(file.map((row) => [row.siren ?? `rna:${row.rna}`, row]))
  return [...distinct.values()].map((row) => planOne(row, index.find(row)))
}

function planOne(row: FileOrganisation, known: KnownOrganisation | null): PlannedOrganisation {
  const identifiers = identifiersOf(row)
  const values = valuesOf(row.name, row.values)
  const isSame =
    known !== null &&
    known.isActive === row.isActive &&
    identifiers.every((each) => known.identifiers.some((held) => isSameNumber(held, each))) &&
    valueFields.every((field) => (known.values[field] ?? '') === values[field])
  return {
    id: known?.id ?? null,
    isActive: row.isActive,
    closedOn: row.closedOn,
    identifiers,
    values,
    change: known === null ? 'created' : isSame ? 'unchanged' : 'changed',
    isClosing: !row.isActive && (known === null || known.isActive),
  }
}

function identifiersOf(row: Pick<FileOrganisation, 'siren' | 'siret' | 'rna'>): Identifier[] {
  return (['siren', 'siret', 'rna'] as const).flatMap((scheme) => {
    const value = row[scheme]
    return value === null ? [] : [{ scheme, value }]
  })
}

function valuesOf(name: string, values: OrganisationValues): Record<ValueField, string> {
  const { acronym, legalForm, activity, ess, size, founded } = values
  return { name, acronym, legal_form: legalForm, activity, ess, size, founded_on: founded }
}

const isSameNumber = (one: Identifier, other: Identifier) =>
  one.scheme === other.scheme && one.value === other.value

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
      ...identifiersOf({ siren, siret: null, rna }),
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
