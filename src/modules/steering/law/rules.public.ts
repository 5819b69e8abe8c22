/**
 * The pure door of the law: answers without pages, for the command line, the benchmark and the rules of other modules.
 * What it exports never leads to a page or a route; `law.public.ts` is the door of the site.
 */
export { municipalLastRounds } from './calendars/elections.ts'
export { isPublicHoliday } from './calendars/public-holidays.ts'
export { type Answer, type EvaluateRefusal, evaluate } from './evaluate.rules.ts'
export { expectedOf, type FactSpec, type FactSpecs } from './facts.rules.ts'
export { answerJson, type FactJson, factsJson, ruleJson } from './law-json.rules.ts'
export { allRules, findRule } from './registry.rules.ts'
export { type RuleReview, rulesToReview } from './review.rules.ts'
export type { AnyRule, Confidence, RuleValue, RuleVersion, Status, Step } from './rule.rules.ts'
export { type LeadField, leadFields } from './rules/cooperation-lead.ts'
export { type Superseded, supersededThreshold } from './superseded.rules.ts'
