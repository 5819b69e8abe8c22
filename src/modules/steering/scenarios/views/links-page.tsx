import { formatEuros } from '#kernel/cents.ts'
import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { scenariosPaths } from '../scenarios.paths.ts'
import type { Scenario } from '../scenarios.rules.ts'
import { type ScenariosWords, scenariosWords } from '../scenarios.words.ts'
import type { MeasureChoice } from './choices-page.tsx'

export interface LinksPageProps {
  readonly scenario: Scenario
  readonly measures: readonly MeasureChoice[]
  /** The form of a link, and the form of a bonus, when one comes back refused. */
  readonly linkState: FormState
  readonly synergyState: FormState
}

export function LinksPage(props: LinksPageProps & { readonly shell: Shell }) {
  const { shell, scenario, measures, linkState, synergyState } = props
  const t = scenariosWords(shell.locale)
  const titles = new Map(measures.map(({ code, title }) => [code, title]))
  const titleOf = (code: string) => titles.get(code) ?? code
  return (
    <Page shell={shell} title={t('links.title')} width="wide">
      <p class="crumb">
        <a href={scenariosPaths.list()}>{t('list.title')}</a> ·{' '}
        <a href={scenariosPaths.show(scenario.code)}>{scenario.title}</a>
      </p>
      <h1>{t('links.title')}</h1>
      <p class="lead">{t('links.lead')}</p>
      <LinkList scenario={scenario} titleOf={titleOf} t={t} />
      <LinkForm code={scenario.code} measures={measures} state={linkState} t={t} shell={shell} />
      <h2>{t('synergy.title')}</h2>
      <SynergyList scenario={scenario} titleOf={titleOf} t={t} shell={shell} />
      <SynergyForm code={scenario.code} measures={measures} state={synergyState} t={t} shell={shell} />
      <p>
        <a href={scenariosPaths.show(scenario.code)}>{t('form.back')}</a>
      </p>
    </Page>
  )
}

interface ListProps {
  readonly scenario: Scenario
  readonly titleOf: (code: string) => string
  readonly t: ScenariosWords
}

function LinkList({ scenario, titleOf, t }: ListProps) {
  if (scenario.links.length === 0) return <p class="empty">{t('links.none')}</p>
  return (
    <ul class="rows">
      {scenario.links.map((link) => (
        <li>
          <p>
            {t(`links.${link.kind}`, { measure: titleOf(link.measure), other: titleOf(link.other) })}
            {link.reason ? <span class="sub">{link.reason}</span> : null}
          </p>
          <form method="post" action={scenariosPaths.linkRemoval(scenario.code)}>
            <input type="hidden" name="lien" value={link.kind} />
            <input type="hidden" name="mesure" value={link.measure} />
            <input type="hidden" name="autre" value={link.other} />
            <button class="button-quiet" type="submit">
              {t('form.remove')}
              <span class="hidden-text"> {titleOf(link.measure)}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}

interface AddProps {
  readonly code: string
  readonly measures: readonly MeasureChoice[]
  readonly state: FormState
  readonly t: ScenariosWords
  readonly shell: Shell
}

function LinkForm({ code, measures, state, t, shell }: AddProps) {
  const choices = measures.map((measure) => ({ value: measure.code, label: measure.title }))
  return (
    <form method="post" action={scenariosPaths.links(code)} noValidate>
      <h2>{t('links.add_title')}</h2>
      <ErrorSummary state={state} locale={shell.locale} />
      <SelectField name="mesure" label={t('links.measure')} choices={choices} empty="" state={state} />
      <SelectField
        name="lien"
        label={t('links.kind')}
        choices={[
          { value: 'requires', label: t('links.kind_requires') },
          { value: 'excludes', label: t('links.kind_excludes') },
        ]}
        state={state}
      />
      <SelectField name="autre" label={t('links.other')} choices={choices} empty="" state={state} />
      <TextField name="motif" label={t('links.reason')} state={state} />
      <button class="button" type="submit">
        {t('form.add')}
      </button>
    </form>
  )
}

function SynergyList({ scenario, titleOf, t, shell }: ListProps & { readonly shell: Shell }) {
  if (scenario.synergies.length === 0) return <p class="empty">{t('synergy.none')}</p>
  return (
    <ul class="rows">
      {scenario.synergies.map(({ id, label, value, measures }) => (
        <li>
          <p>
            {t('synergy.line', {
              label,
              value: formatEuros(Math.round(value * 100), shell.locale),
              measures: measures.map(titleOf).join(' + '),
            })}
          </p>
          <form method="post" action={scenariosPaths.synergyRemoval(scenario.code)}>
            <input type="hidden" name="bonus" value={id} />
            <button class="button-quiet" type="submit">
              {t('form.remove')}
              <span class="hidden-text"> {label}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}

function SynergyForm({ code, measures, state, t, shell }: AddProps) {
  const ticked = new Set((state.values.mesures ?? '').split(','))
  const error = state.errors.mesures
  return (
    <form method="post" action={scenariosPaths.synergies(code)} noValidate>
      <h2>{t('synergy.add_title')}</h2>
      <ErrorSummary state={state} locale={shell.locale} />
      <TextField name="libelle" label={t('synergy.label')} state={state} />
      <TextField name="valeur" label={t('synergy.value')} inputMode="decimal" size="short" state={state} />
      <fieldset
        class={error ? 'field field-wrong' : 'field'}
        id="mesures"
        aria-describedby={error ? 'mesures-error' : undefined}
      >
        <legend>{t('synergy.measures')}</legend>
        <div class="choice-columns">
          {measures.map(({ code: measure, title }) => (
            <div class="choice">
              <input
                type="checkbox"
                id={`mesures-${measure}`}
                name="mesures"
                value={measure}
                checked={ticked.has(measure)}
              />
              <label for={`mesures-${measure}`}>{title}</label>
            </div>
          ))}
        </div>
        {error ? (
          <p class="field-error" id="mesures-error">
            {error}
          </p>
        ) : null}
      </fieldset>
      <button class="button" type="submit">
        {t('form.add')}
      </button>
    </form>
  )
}
