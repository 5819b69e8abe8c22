export { type Answer, type EvaluateRefusal, evaluate } from './evaluate.rules.ts'
export { expectedOf, type FactSpec, type FactSpecs } from './facts.rules.ts'
export { allRules, findRule } from './registry.rules.ts'
export {
  type AnyRule,
  type Confidence,
  type RuleValue,
  type RuleVersion,
  type Status,
  type Step,
  type Theme,
  themes,
} from './rule.rules.ts'
export { sources } from './sources.ts'
