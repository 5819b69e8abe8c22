import type { AnyRule } from '../rule.rules.ts'
import { scicCapitalRule } from './scic-capital.ts'

export const scicRules: readonly AnyRule[] = [scicCapitalRule]
