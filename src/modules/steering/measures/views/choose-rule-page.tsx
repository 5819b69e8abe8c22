import { allRules, lawPaths, lawWords } from '#modules/steering/law/law.public.ts'
import { ErrorSummary, type FormState, SelectField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { measuresPaths } from '../measures.paths.ts'
import { measuresWords } from '../measures.words.ts'

export interface ChooseRuleProps {
  readonly measure: { readonly code: string; readonly title: string }
  /** Rules that the measure names already. */
  readonly named: ReadonlySet<string>
  readonly state: FormState
}

export function ChooseRulePage({ shell, measure, named, state }: ChooseRuleProps & { shell: Shell }) {
  const { locale } = shell
  const t = measuresWords(locale)
  const law = lawWords(locale)
  const choices = allRules
    .filter(({ id }) => !named.has(id))
    .map(({ id, title, theme }) => ({
      value: id,
      label: `${title[locale]} (${id})`,
      group: law(`theme.${theme}`),
    }))
  return (
    <Page shell={shell} title={t('law.choose_title')}>
      <p class="crumb">
        <a href={measuresPaths.show(measure.code)}>{measure.title}</a>
      </p>
      <h1>{t('law.choose_title')}</h1>
      <p>
        {t('law.choose_lead')} <a href={lawPaths.list()}>{law('list.title')}</a>
      </p>
      <ErrorSummary state={state} locale={locale} />
      <form method="get" action={measuresPaths.newRule(measure.code)} noValidate>
        <SelectField
          name="regle"
          label={t('law.rule')}
          empty={t('law.choose_empty')}
          state={state}
          choices={choices}
          required
        />
        <p class="button-row">
          <button class="button" type="submit">
            {t('law.choose')}
          </button>
          <a href={measuresPaths.show(measure.code)}>{t('form.back')}</a>
        </p>
      </form>
    </Page>
  )
}
