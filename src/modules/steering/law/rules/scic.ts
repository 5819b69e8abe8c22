import type { AnyRule } from '../rule.rules.ts'
import { scicCapitalRule } from './scic-capital.ts'
import { scicDutyRules } from './scic-duties.ts'
import { scicMemberRules } from './scic-members.ts'
import { scicMoneyRules } from './scic-money.ts'

export const scicRules: readonly AnyRule[] = [
  scicCapitalRule,
  ...scicMemberRules,
  ...scicMoneyRules,
  ...scicDutyRules,
]
