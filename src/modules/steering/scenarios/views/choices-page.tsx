import { ErrorSummary, type FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { scenariosPaths } from '../scenarios.paths.ts'
import { stances } from '../scenarios.rules.ts'
import { type ScenariosWords, scenariosWords } from '../scenarios.words.ts'

/** What the forms of a scenario name a measure by. */
export interface MeasureChoice {
  readonly code: string
  readonly title: string
  readonly part: string
}

export interface ChoicesPageProps {
  readonly code: string
  readonly title: string
  readonly measures: readonly MeasureChoice[]
  readonly state: FormState
}

export function ChoicesPage(props: ChoicesPageProps & { readonly shell: Shell }) {
  const { shell, code, title, measures, state } = props
  const t = scenariosWords(shell.locale)
  return (
    <Page shell={shell} title={t('choices.title')} width="wide">
      <p class="crumb">
        <a href={scenariosPaths.list()}>{t('list.title')}</a> ·{' '}
        <a href={scenariosPaths.show(code)}>{title}</a>
      </p>
      <h1>{t('choices.title')}</h1>
      <p class="lead">{t('choices.lead')}</p>
      <form method="post" action={scenariosPaths.choices(code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        <TableScroll label={t('choices.title')} stack>
          <table class="table table-form">
            <HiddenCaption>{t('choices.title')}</HiddenCaption>
            <thead>
              <tr>
                <th scope="col">{t('choices.column_measure')}</th>
                <th scope="col">{t('choices.column_stance')}</th>
                <th scope="col">{t('choices.column_years')}</th>
              </tr>
            </thead>
            <tbody>
              {measures.map((measure) => (
                <ChoiceRow t={t} measure={measure} state={state} />
              ))}
            </tbody>
          </table>
        </TableScroll>
        <p class="button-row">
          <button class="button" type="submit">
            {t('form.save')}
          </button>
          <a href={scenariosPaths.show(code)}>{t('form.back')}</a>
        </p>
      </form>
    </Page>
  )
}

function ChoiceRow({ t, measure, state }: { t: ScenariosWords; measure: MeasureChoice; state: FormState }) {
  const { code, title, part } = measure
  const years = `annees-${code}`
  const error = state.errors[years]
  const chosen = state.values[`choix-${code}`] ?? 'free'
  return (
    <tr>
      <th scope="row">
        <span class="badge" data-part={part}>
          {part}
        </span>{' '}
        {title}
      </th>
      <td data-label={t('choices.column_stance')}>
        <select name={`choix-${code}`} aria-label={t('choices.stance_for', { title })}>
          {stances.map((stance) => (
            <option value={stance} selected={stance === chosen}>
              {t(`stance.${stance}`)}
            </option>
          ))}
        </select>
      </td>
      <td data-label={t('choices.column_years')}>
        <input
          id={years}
          name={years}
          type="text"
          inputMode="numeric"
          value={state.values[years]}
          aria-label={t('choices.years_for', { title })}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? `${years}-error` : undefined}
        />
        {error ? (
          <p class="field-error" id={`${years}-error`}>
            {error}
          </p>
        ) : null}
      </td>
    </tr>
  )
}
