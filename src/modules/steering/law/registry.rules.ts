import type { AnyRule } from './rule.rules.ts'
import { advertisingRules } from './rules/advertising.ts'
import { aidGrantRules } from './rules/aid-grant.ts'
import { aidRegisterRules } from './rules/aid-register.ts'
import { cooperationRules } from './rules/cooperation.ts'
import { councilRules } from './rules/council.ts'
import { crowdfundingRules } from './rules/crowdfunding.ts'
import { deMinimisRules } from './rules/de-minimis.ts'
import { digitalRules } from './rules/digital.ts'
import { economicAidRules } from './rules/economic-aid.ts'
import { guaranteeRules } from './rules/guarantees.ts'
import { loanRules } from './rules/loans.ts'
import { openDataRules } from './rules/open-data.ts'
import { participationRules } from './rules/participation.ts'
import { patronageRules } from './rules/patronage.ts'
import { ownShareRules, premisesRules } from './rules/premises.ts'
import { procurementRules } from './rules/procurement.ts'
import { ptceRules } from './rules/ptce.ts'
import { scicRules } from './rules/scic.ts'
import { socialEconomyRules } from './rules/social-economy.ts'
import { staffRules } from './rules/staff.ts'
import { subsidyRules } from './rules/subsidies.ts'

/** Every rule of the product, one file a theme: the only place where a new file is named. */
export const allRules: readonly AnyRule[] = [
  ...scicRules,
  ...socialEconomyRules,
  ...ptceRules,
  ...subsidyRules,
  ...patronageRules,
  ...crowdfundingRules,
  ...loanRules,
  ...guaranteeRules,
  ...ownShareRules,
  ...advertisingRules,
  ...premisesRules,
  ...deMinimisRules,
  ...aidGrantRules,
  ...aidRegisterRules,
  ...economicAidRules,
  ...procurementRules,
  ...cooperationRules,
  ...participationRules,
  ...councilRules,
  ...openDataRules,
  ...digitalRules,
  ...staffRules,
]

const byId: ReadonlyMap<string, AnyRule> = new Map(allRules.map((rule) => [rule.id, rule]))

export function findRule(id: string): AnyRule | null {
  return byId.get(id) ?? null
}
