import type { CalendarDate } from '#kernel/calendar-date.ts'
import { type FormState, SelectField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { lawPaths, type RuleFilter } from '../law.paths.ts'
import { type LawWords, lawWords } from '../law.words.ts'
import type { AnyRule, Theme } from '../rule.rules.ts'
import { versionOn } from '../search.rules.ts'

export interface LawListProps {
  readonly found: readonly (readonly [Theme, readonly AnyRule[]])[]
  readonly filter: RuleFilter
  /** Themes that have a rule. */
  readonly themes: readonly Theme[]
  readonly today: CalendarDate
  readonly canReview: boolean
}

export function LawListPage({
  shell,
  found,
  filter,
  themes,
  today,
  canReview,
}: LawListProps & { shell: Shell }) {
  const t = lawWords(shell.locale)
  const count = found.reduce((sum, [, rules]) => sum + rules.length, 0)
  return (
    <Page shell={shell} title={t('list.title')}>
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      {canReview ? (
        <p>
          <a class="button-quiet" href={lawPaths.review()}>
            {t('review.title')}
          </a>
        </p>
      ) : null}
      <Filters filter={filter} themes={themes} t={t} />
      {count === 0 ? (
        <p class="empty">{t('list.empty')}</p>
      ) : (
        <p role="status">{t('list.count', { count })}</p>
      )}
      {found.map(([theme, rules]) => (
        <ThemeRules theme={theme} rules={rules} today={today} shell={shell} t={t} />
      ))}
      <p class="muted">
        {t('list.open_data')} <a href={lawPaths.api()}>JSON</a> · <a href={lawPaths.openApi()}>OpenAPI</a>
      </p>
    </Page>
  )
}

function Filters({ filter, themes, t }: { filter: RuleFilter; themes: readonly Theme[]; t: LawWords }) {
  const state: FormState = { values: { q: filter.search, theme: filter.theme }, errors: {} }
  return (
    <search>
      <form method="get" action={lawPaths.list()} class="filters">
        <TextField name="q" label={t('list.search')} type="search" state={state} />
        <SelectField
          name="theme"
          label={t('list.theme')}
          empty={t('list.all_themes')}
          state={state}
          choices={themes.map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))}
        />
        <button class="button" type="submit">
          {t('list.apply')}
        </button>
      </form>
    </search>
  )
}

function ThemeRules({
  theme,
  rules,
  today,
  shell,
  t,
}: {
  theme: Theme
  rules: readonly AnyRule[]
  today: CalendarDate
  shell: Shell
  t: LawWords
}) {
  return (
    <section aria-labelledby={`theme-${theme}`}>
      <h2 id={`theme-${theme}`}>{t(`theme.${theme}`)}</h2>
      <ul class="law-rules">
        {rules.map((rule) => {
          const version = versionOn(rule, today)
          return (
            <li>
              <a href={lawPaths.rule(rule.id)}>{rule.title[shell.locale]}</a>{' '}
              <span class="muted">{rule.id}</span>
              <span class="sub">
                {version?.statement[shell.locale]} <span lang="fr">({version?.article})</span>
                {version?.confidence === 'to_verify' ? ` ${t('confidence.to_verify')}` : ''}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
