import {
  type AnyRule,
  dayField,
  FactFields,
  lawPaths,
  lawWords,
  valueText,
} from '#modules/steering/law/law.public.ts'
import { TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import type { DerivedFact } from '../legal-rules.rules.ts'
import { measuresPaths } from '../measures.paths.ts'
import { measuresWords } from '../measures.words.ts'
import { ItemForm, type ItemPageProps } from './item-form.tsx'

export interface RuleFactsProps extends ItemPageProps {
  readonly rule: AnyRule
  /** What the lines say where a field is left blank. */
  readonly derived: readonly DerivedFact[]
}

export function RuleFactsPage({
  shell,
  measure,
  id,
  state,
  rule,
  derived,
}: RuleFactsProps & { shell: Shell }) {
  const { locale } = shell
  const t = measuresWords(locale)
  const action =
    id === null ? measuresPaths.newRule(measure.code, rule.id) : measuresPaths.rule(measure.code, id)
  const title = `${rule.title[locale]} (${rule.id})`
  return (
    <ItemForm shell={shell} measure={measure} id={id} state={state} title={title} action={action}>
      <p>
        {t('law.facts_lead')} <a href={lawPaths.rule(rule.id)}>{t('law.read_rule')}</a>
      </p>
      <TextField
        name={dayField}
        label={lawWords(locale)(`anchor.${rule.anchor}`)}
        type="date"
        size="short"
        state={state}
        required
      />
      <FactFields
        specs={rule.facts}
        state={state}
        locale={locale}
        notes={Object.fromEntries(
          derived.map(({ name, value, year }) => [
            name,
            t(year === null ? 'law.derived' : 'law.derived_year', {
              value: valueText(value, rule.facts[name]?.unit ?? null, locale),
              year: year ?? '',
            }),
          ]),
        )}
      />
    </ItemForm>
  )
}
