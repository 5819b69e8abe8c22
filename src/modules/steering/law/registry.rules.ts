import type { AnyRule } from './rule.rules.ts'
import { ptceRules } from './rules/ptce.ts'
import { scicRules } from './rules/scic.ts'
import { socialEconomyRules } from './rules/social-economy.ts'
import { subsidyRules } from './rules/subsidies.ts'

/** Every rule of the product, one file a theme: the only place where a new file is named. */
export const allRules: readonly AnyRule[] = [
  ...scicRules,
  ...socialEconomyRules,
  ...ptceRules,
  ...subsidyRules,
]

const byId: ReadonlyMap<string, AnyRule> = new Map(allRules.map((rule) => [rule.id, rule]))

export function findRule(id: string): AnyRule | null {
  return byId.get(id) ?? null
}
