import type { AnyRule } from '../rule.rules.ts'
import { subsidyAccountRules } from './subsidy-accounts.ts'
import { subsidyAgreementRules } from './subsidy-agreement.ts'
import { subsidyGrantRules } from './subsidy-grant.ts'
import { subsidyInterestRules } from './subsidy-interests.ts'
import { subsidyOpenDataRules } from './subsidy-open-data.ts'
import { silenceRule } from './subsidy-silence.ts'

export const subsidyRules: readonly AnyRule[] = [
  ...subsidyGrantRules,
  ...subsidyAgreementRules,
  ...subsidyAccountRules,
  ...subsidyOpenDataRules,
  silenceRule,
  ...subsidyInterestRules,
]
