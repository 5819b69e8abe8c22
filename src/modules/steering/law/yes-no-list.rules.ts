import { type Condition, condition } from './checklist.rules.ts'
import { fact } from './facts.rules.ts'

/** Words of each condition, in French then English, as they read when it is met. */
type Words = Readonly<Record<string, readonly [fr: string, en: string]>>
type YesNo = ReturnType<typeof fact.yesNo>

export interface YesNoList<Name extends string> {
  /** One yes/no fact for each condition. */
  readonly facts: { readonly [Key in Name]: YesNo }
  conditions(given: { readonly [Key in Name]: boolean }): readonly Condition[]
}

/** Conditions that are each asked for as one yes/no fact: the same words serve the question and the answer. */
export function yesNoList<const List extends Words>(words: List): YesNoList<keyof List & string> {
  type Name = keyof List & string
  const entries = Object.entries(words)
  return {
    facts: Object.fromEntries(entries.map(([name, [fr, en]]) => [name, fact.yesNo(fr, en)])) as {
      readonly [Key in Name]: YesNo
    },
    conditions: (given) => entries.map(([name, [fr, en]]) => condition(name, given[name as Name], fr, en)),
  }
}
