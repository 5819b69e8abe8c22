import type { AnyRule } from '../rule.rules.ts'
import { councilActRules } from './council-acts.ts'
import { councilMeetingRules } from './council-meetings.ts'

export const councilRules: readonly AnyRule[] = [...councilMeetingRules, ...councilActRules]
