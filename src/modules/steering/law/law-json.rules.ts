import type { Locale } from '#kernel/locale.ts'
import type { Answer } from './evaluate.rules.ts'
import type { FactSpecs } from './facts.rules.ts'
import type { AnyRule } from './rule.rules.ts'
import { sources } from './sources.ts'

/** A rule as other programs read it, with every version in both languages. */
export function ruleJson(rule: AnyRule) {
  return {
    id: rule.id,
    theme: rule.theme,
    title: rule.title,
    anchor: rule.anchor,
    versions: rule.versions.map((version) => ({
      version: version.version,
      statement: version.statement,
      article: version.article,
      from: version.from,
      to: version.to,
      source: version.sources.map((key) => sources[key]),
      confidence: version.confidence,
      to_verify: version.toVerify ?? null,
      reviewed_on: version.reviewedOn,
    })),
  }
}

export interface FactJson {
  readonly name: string
  readonly type: string
  readonly unit: string | null
  readonly required: boolean
  readonly meaning: string
  readonly options?: readonly string[]
  readonly items?: readonly FactJson[]
}

/** What a rule asks for, in one language. */
export function factsJson(specs: FactSpecs, locale: Locale): readonly FactJson[] {
  return Object.entries(specs).map(([name, spec]) => ({
    name,
    type: spec.type,
    unit: spec.unit,
    required: spec.required,
    meaning: spec.meaning[locale],
    ...('options' in spec ? { options: spec.options } : {}),
    ...('items' in spec ? { items: factsJson(spec.items, locale) } : {}),
  }))
}

/** The answer as other programs read it: these keys, in this order, are a promise. */
export function answerJson(found: Answer, locale: Locale) {
  return {
    rule: found.rule,
    version: found.version,
    on: found.on,
    status: found.status,
    value: found.value,
    unit: found.unit,
    threshold: found.threshold,
    excess: found.excess,
    cure: found.cure?.[locale] ?? null,
    article: found.article,
    confidence: found.confidence,
    steps: found.steps.map(({ name, value, unit, text }) => ({ name, value, unit, text: text[locale] })),
    next_change: found.nextChange,
    missing: found.missing,
  }
}
