export const schemes = ['siren', 'siret', 'rna', 'alsace_moselle'] as const
export type Scheme = (typeof schemes)[number]

export interface Identifier {
  readonly scheme: Scheme
  readonly value: string
}

/** What the town knows of an organisation: what names it. */
export interface KnownOrganisation {
  readonly id: string
  /** The record that this one gave way to. */
  readonly mergedInto: string | null
  readonly identifiers: readonly Identifier[]
}
