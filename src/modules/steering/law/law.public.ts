export { type Answer, type EvaluateRefusal, evaluate } from './evaluate.rules.ts'
export { typeFacts } from './fact-form.rules.ts'
export { expectedOf, type FactSpec, type FactSpecs } from './facts.rules.ts'
export { lawOpenApi } from './law.openapi.ts'
export { lawPaths } from './law.paths.ts'
export { lawRoutes } from './law.routes.ts'
export { type LawWords, lawWords } from './law.words.ts'
export { answerJson, type FactJson, factsJson, ruleJson } from './law-json.rules.ts'
export { allRules, findRule } from './registry.rules.ts'
export { type RuleReview, rulesToReview } from './review.rules.ts'
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
