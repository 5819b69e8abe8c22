import { CheckField, ErrorSummary, type FormState, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { type LimitField, limitFields, limitName } from '../scenarios.inputs.ts'
import { scenariosPaths } from '../scenarios.paths.ts'
import { type ScenariosWords, scenariosWords } from '../scenarios.words.ts'

export function NewScenarioPage({ shell, state }: { readonly shell: Shell; readonly state: FormState }) {
  const t = scenariosWords(shell.locale)
  return (
    <Page shell={shell} title={t('new.title')}>
      <p class="crumb">
        <a href={scenariosPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('new.title')}</h1>
      <form method="post" action={scenariosPaths.new()} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextField name="titre" label={t('form.title')} state={state} required />
        <YearFields t={t} state={state} />
        <button class="button" type="submit">
          {t('new.submit')}
        </button>
      </form>
    </Page>
  )
}

function YearFields({ t, state }: { t: ScenariosWords; state: FormState }) {
  return (
    <>
      <TextField
        name="premiere_annee"
        label={t('form.first_year')}
        inputMode="numeric"
        size="short"
        state={state}
        required
      />
      <TextField
        name="annees"
        label={t('form.years')}
        inputMode="numeric"
        size="short"
        state={state}
        required
      />
    </>
  )
}

export interface FramePageProps {
  readonly code: string
  readonly title: string
  readonly years: readonly number[]
  readonly state: FormState
}

export function FramePage({ shell, code, title, years, state }: FramePageProps & { readonly shell: Shell }) {
  const t = scenariosWords(shell.locale)
  return (
    <Page shell={shell} title={t('frame.title')} width="wide">
      <p class="crumb">
        <a href={scenariosPaths.list()}>{t('list.title')}</a> ·{' '}
        <a href={scenariosPaths.show(code)}>{title}</a>
      </p>
      <h1>{t('frame.title')}</h1>
      <form method="post" action={scenariosPaths.frame(code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        <TextField name="titre" label={t('form.title')} state={state} required />
        <TextArea name="resume" label={t('form.summary')} rows={2} state={state} />
        <YearFields t={t} state={state} />
        <CheckField name="report" label={t('form.carry_over')} state={state} />
        <fieldset class="field">
          <legend>{t('form.weights')}</legend>
          <p class="field-hint">{t('form.weights_hint')}</p>
          {(['argent', 'temps', 'autre'] as const).map((name) => (
            <TextField
              name={`poids_${name}`}
              label={t(`form.weight_${weightOf[name]}`)}
              inputMode="numeric"
              size="short"
              state={state}
              required
            />
          ))}
        </fieldset>
        <TextField
          name="point_effet"
          label={t('form.effect_point')}
          hint={t('form.effect_point_hint')}
          inputMode="decimal"
          size="short"
          state={state}
          required
        />
        <LimitsTable t={t} years={years} state={state} />
        <p class="button-row">
          <button class="button" type="submit">
            {t('form.save')}
          </button>
          <a href={scenariosPaths.show(code)}>{t('form.back')}</a>
        </p>
      </form>
      <form method="post" action={scenariosPaths.removal(code)}>
        <button class="button-quiet" type="submit">
          {t('remove')}
        </button>
      </form>
    </Page>
  )
}

const weightOf = { argent: 'cash', temps: 'time', autre: 'rest' } as const

function LimitsTable({ t, years, state }: { t: ScenariosWords; years: readonly number[]; state: FormState }) {
  return (
    <TableScroll label={t('form.limits')} stack>
      <table class="table table-form">
        <caption>
          {t('form.limits')} <span class="muted">{t('form.limits_hint')}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('column.year')}</th>
            {limitFields.map((field) => (
              <th scope="col" class="number">
                {t(`limit.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr>
              <th scope="row">{year}</th>
              {limitFields.map((field) => (
                <td data-label={t(`limit.${field}`)} class="number">
                  <LimitInput t={t} field={field} year={year} state={state} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function LimitInput({
  t,
  field,
  year,
  state,
}: {
  t: ScenariosWords
  field: LimitField
  year: number
  state: FormState
}) {
  const name = limitName(field, year)
  const error = state.errors[name]
  return (
    <>
      <input
        id={name}
        name={name}
        type="text"
        inputMode="decimal"
        class="input-short number"
        value={state.values[name]}
        aria-label={`${t(`limit.${field}`)} ${year}`}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
      />
      {error ? (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </>
  )
}
