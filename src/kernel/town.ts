/** The town that this site serves. */
export interface Town {
  readonly name: string
  readonly siren: string
  readonly population: number
  readonly departmentCode: string
  readonly inseeCode: string | null
  /** The town's one colour, `#rrggbb`. */
  readonly colour: string
  /** A fictional town says so on every page and in every export. */
  readonly isFictional: boolean
  /** A demo world has known accounts and a page to sign in with them; a real town never has. */
  readonly isDemo: boolean
  readonly neighbourCodes: readonly string[]
  readonly intermunicipalSiren: string | null
}
