import { add, divide, floor, isZero, parseRational, type Rational, zero } from './rational.rules.ts'

/** What a unit cost is made of (CGCT D5211-16): staff, supplies, renewal of goods, attached contracts. The rest is overhead. */
export const costNatures = ['personnel', 'supplies', 'renewal', 'contracts', 'overhead'] as const
export type CostNature = (typeof costNatures)[number]

export interface CostDraft {
  readonly year: number
  readonly nature: CostNature
  readonly label: string
  readonly cents: number
  readonly isCounted: boolean
  /** Why an overhead is strictly linked to the service. */
  readonly linkedProof: string
}

export interface Cost extends CostDraft {
  readonly id: string
  readonly recordedByName: string
}

/** CGCT D5211-16 keeps out what is not strictly linked to the service: an overhead counts only with its proof. */
export function isRefusedCost({ nature, isCounted, linkedProof }: CostDraft): boolean {
  return nature === 'overhead' && isCounted && linkedProof === ''
}

export function countedCents(costs: readonly Pick<Cost, 'cents' | 'isCounted'>[]): bigint {
  return costs.reduce((sum, { cents, isCounted }) => (isCounted ? sum + BigInt(cents) : sum), 0n)
}

/** Unit cost in cents, rounded half up, for people to read; shares are computed from the exact fraction. */
export function unitCostCents(totalCents: bigint, units: string): number | null {
  const whole = parseRational(units) ?? zero
  if (isZero(whole)) return null
  return Number(floor(add(divide({ numerator: totalCents, denominator: 1n }, whole), half)))
}

const half: Rational = { numerator: 1n, denominator: 2n }
