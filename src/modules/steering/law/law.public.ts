export { answerText, supersededText } from './answer-text.ts'
export { type Answer, type EvaluateRefusal, evaluate } from './evaluate.rules.ts'
export { expectedOf, type FactSpec, type FactSpecs } from './facts.rules.ts'
export { lawOpenApi } from './law.openapi.ts'
export { lawPaths } from './law.paths.ts'
export { faultSentences, lawRoutes } from './law.routes.ts'
export { type LawWords, lawWords } from './law.words.ts'
export { answerJson, type FactJson, factsJson, ruleJson } from './law-json.rules.ts'
export { askRule, dayField, type Question, typeQuestion } from './question.rules.ts'
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
export { type Superseded, supersededThreshold } from './superseded.rules.ts'
export { valueText } from './value-text.ts'
export { FactFields } from './views/fact-fields.tsx'
