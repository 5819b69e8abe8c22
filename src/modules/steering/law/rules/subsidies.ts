import type { AnyRule } from '../rule.rules.ts'
import { silenceRule } from './subsidy-silence.ts'

export const subsidyRules: readonly AnyRule[] = [silenceRule]
