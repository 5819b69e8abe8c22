import type { AnyRule } from '../rule.rules.ts'
import { cooperationBodyRules } from './cooperation-bodies.ts'
import { cooperationFormRules } from './cooperation-forms.ts'
import { cooperationLeadRules } from './cooperation-lead.ts'
import { cooperationPowerRules } from './cooperation-powers.ts'
import { refundRule } from './cooperation-refund.ts'
import { cooperationRenewalRules } from './cooperation-renewal.ts'
import { cooperationServiceRules } from './cooperation-services.ts'
import { sharingKeyRule } from './cooperation-sharing.ts'

export const cooperationRules: readonly AnyRule[] = [
  ...cooperationPowerRules,
  ...cooperationLeadRules,
  ...cooperationBodyRules,
  ...cooperationServiceRules,
  refundRule,
  ...cooperationRenewalRules,
  ...cooperationFormRules,
  sharingKeyRule,
]
