import type { AnyRule } from '../rule.rules.ts'
import { companyGiftRule } from './patronage-company.ts'
import { patronageGiftRules } from './patronage-gifts.ts'
import { individualGiftRule } from './patronage-individual.ts'
import { patronageReceiptRules } from './patronage-receipts.ts'

export const patronageRules: readonly AnyRule[] = [
  companyGiftRule,
  individualGiftRule,
  ...patronageGiftRules,
  ...patronageReceiptRules,
]
