/** A feature somebody has: in the category `age`, the feature `25-39`. Compared without case and outer spaces. */
export interface Trait {
  readonly category: string
  readonly feature: string
}

/** How many of a panel have *all* these traits: one trait is the usual quota, two or more an intersection. */
export interface Quota {
  readonly traits: readonly Trait[]
  /** Whole number ≥ 0. */
  readonly min: number
  /** Whole number ≥ min. */
  readonly max: number
  /** How far the limits may be moved when no panel fits: `min` down to the first, `max` up to the second. Null: anywhere. */
  readonly flex: { readonly min: number; readonly max: number } | null
}

/** Somebody who accepted to be drawn, or who sits already. */
export interface Person {
  readonly id: string
  /** One feature by category. */
  readonly features: Readonly<Record<string, string>>
  /** People with the same text live together; null where households do not matter or the address is unknown. */
  readonly household: string | null
}

/** What is drawn: a panel of `panelSize`, within every quota, with at most `perHousehold` of one household. */
export interface SortitionProblem {
  /** Who may be drawn. */
  readonly people: readonly Person[]
  /** Who sits already, counts in every limit and is not drawn: those who stay when others are replaced. */
  readonly seated: readonly Person[]
  /** With those who sit already. */
  readonly panelSize: number
  readonly quotas: readonly Quota[]
  /** Null: no limit. */
  readonly perHousehold: number | null
}

/** The form in which two features or categories are the same. */
export function normalised(text: string): string {
  return text.trim().toLowerCase()
}

/** Name of a quota's category and feature, `genre & age` and `femme & 16-24` for an intersection. */
export function quotaName(quota: Quota): Trait {
  return {
    category: quota.traits.map((trait) => trait.category).join(' & '),
    feature: quota.traits.map((trait) => trait.feature).join(' & '),
  }
}

/** Whether somebody has every trait of a quota. */
export function quotaTest(quota: Quota): (person: Person) => boolean {
  const wanted = quota.traits.map(({ category, feature }) => ({ category, feature: normalised(feature) }))
  return ({ features }) =>
    wanted.every(({ category, feature }) => normalised(features[category] ?? '') === feature)
}
