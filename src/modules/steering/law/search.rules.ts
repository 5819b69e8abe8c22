import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { foldText } from '#kernel/plain-text.ts'
import { type AnyRule, type RuleVersion, type Theme, themes } from './rule.rules.ts'

export interface RuleSearch {
  readonly search?: string | undefined
  readonly theme?: string | undefined
}

/** Rules whose words hold every word searched, without accents or capitals, by theme in the order of the themes. */
export function searchRules(
  rules: readonly AnyRule[],
  { search = '', theme }: RuleSearch,
  locale: Locale,
  themeName: (theme: Theme) => string,
): readonly (readonly [Theme, readonly AnyRule[]])[] {
  const wanted = foldText(search).split(' ').filter(Boolean)
  return themes.flatMap((name) => {
    if (theme && theme !== name) return []
    const found = rules.filter((rule) => {
      if (rule.theme !== name) return false
      const text = searchText(rule, locale, themeName(name))
      return wanted.every((word) => text.includes(word))
    })
    return found.length === 0 ? [] : [[name, found] as const]
  })
}

function searchText(rule: AnyRule, locale: Locale, themeName: string): string {
  const versions = rule.versions.flatMap(({ statement, article }) => [statement[locale], article])
  return foldText([rule.id, rule.title[locale], themeName, ...versions].join(' '))
}

/** The version in force that day; else the one that comes next; else the last there was. */
export function versionOn(rule: AnyRule, on: CalendarDate): RuleVersion<never> | undefined {
  const isOver = ({ to }: RuleVersion<never>) => to !== null && to < on
  return rule.versions.find((version) => !isOver(version)) ?? rule.versions.at(-1)
}
