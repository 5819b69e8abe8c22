import { formatEuros, formatEurosPlain, cents as toCents } from '#kernel/cents.ts'
import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Application } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import { sumOf } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'
import { toNumber } from '../ranking.rules.ts'
import type { Judged } from '../scenarios.actions.ts'
import type { Scenario } from '../scenarios.queries.ts'
import { byId } from './file-names.ts'

export interface ScenarioPageProps {
  readonly judged: Judged
  readonly scenario: Scenario
  readonly applications: readonly Application[]
  readonly refused: FormState | null
}

/** One scenario: its amounts changed by hand, then proposed to the council. */
export function ScenarioPage({
  shell,
  judged,
  scenario,
  applications,
  refused,
}: ScenarioPageProps & { readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  const { call, envelopes } = judged.offer
  const names = byId(applications)
  const given = (id: string) =>
    sumOf(scenario.lines.filter(({ applicationId }) => applicationId === id).map(({ cents }) => cents))
  const shown = judged.ranking.filter(({ id }) => !judged.setAside.has(id))
  const state: FormState = refused ?? {
    values: {
      version: String(scenario.version),
      ...Object.fromEntries(
        shown
          .filter(({ id }) => given(id) > 0)
          .map(({ id }) => [`montant_${id}`, formatEurosPlain(toCents(given(id)))]),
      ),
    },
    errors: {},
  }
  const money = sumOf(envelopes.map(({ cents }) => cents))
  const total = sumOf(scenario.lines.map(({ cents }) => cents))
  const isOpen = call.status === 'jury'
  return (
    <Page shell={shell} title={scenario.name}>
      <p class="crumb">
        <a href={callsPaths.scenarios(call.code)}>{t('scenarios.title')}</a>
      </p>
      <h1>{scenario.name}</h1>
      <p class="lead">
        {t(`method.${scenario.method}`)}.{' '}
        {t('scenarios.sum', {
          total: formatEuros(total, shell.locale),
          money: formatEuros(money, shell.locale),
          left: formatEuros(money - total, shell.locale),
        })}
      </p>
      <ul>
        {envelopes.map((envelope) => (
          <li>
            {envelope.label} :{' '}
            {formatEuros(
              sumOf(
                scenario.lines.filter((line) => line.envelope === envelope.number).map(({ cents }) => cents),
              ),
              shell.locale,
            )}{' '}
            / {formatEuros(envelope.cents, shell.locale)}
          </li>
        ))}
      </ul>
      <form method="post" action={callsPaths.scenario(call.code, scenario.id)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        {judged.setAside.size > 0 ? <p>{t('scenarios.set_aside', { count: judged.setAside.size })}</p> : null}
        {shown.map((row) => (
          <TextField
            name={`montant_${row.id}`}
            label={`${row.number}. ${names.get(row.id)?.title ?? ''}`}
            hint={t('scenarios.row', {
              asked: formatEuros(row.requestedCents, shell.locale),
              mark: row.mean ? formatNumber(toNumber(row.mean), shell.locale, 3) : '–',
            })}
            inputMode="decimal"
            size="short"
            state={state}
          />
        ))}
        {isOpen ? (
          <button class="button-quiet" type="submit">
            {t('scenarios.save')}
          </button>
        ) : null}
      </form>
      {isOpen && scenario.lines.length > 0 ? (
        <form method="post" action={callsPaths.scenarioChoice(call.code, scenario.id)}>
          <p>{t('scenarios.propose_note')}</p>
          <button class="button" type="submit">
            {t('scenarios.propose')}
          </button>
        </form>
      ) : null}
    </Page>
  )
}
