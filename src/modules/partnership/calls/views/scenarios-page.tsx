import { formatEuros } from '#kernel/cents.ts'
import { ErrorSummary, type FormState, RadioField, TextField } from '#web/form.tsx'
import { formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { Application } from '../applications.rules.ts'
import { methods } from '../arbitration.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import { sumOf } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import { hiddenLast, toNumber } from '../ranking.rules.ts'
import type { Judged } from '../scenarios.actions.ts'
import type { Scenario } from '../scenarios.queries.ts'
import { byId } from './file-names.ts'

export interface ScenariosPageProps {
  readonly judged: Judged
  readonly scenarios: readonly Scenario[]
  readonly applications: readonly Application[]
  readonly state: FormState
}

type Part = ScenariosPageProps & { readonly shell: Shell; readonly t: CallsWords }

/** Ways to share the money, side by side, file by file; people choose. */
export function ScenariosPage(props: ScenariosPageProps & { readonly shell: Shell }) {
  const { shell, judged, scenarios, state } = props
  const { call } = judged.offer
  const t = callsWords(shell.locale)
  const canChange = call.status === 'jury' && judged.isComplete
  return (
    <Page shell={shell} title={t('scenarios.title')} width="wide">
      <p class="crumb">
        <a href={callsPaths.ranking(call.code)}>{t('ranking.title')}</a>
      </p>
      <h1>{t('scenarios.title')}</h1>
      <p class="lead">{t('scenarios.lead')}</p>
      {call.status === 'jury' && !judged.isComplete ? (
        <p class="alert">{t('error.jury_not_complete')}</p>
      ) : null}
      {scenarios.length === 0 ? <p class="empty">{t('scenarios.empty')}</p> : <SideBySide {...props} t={t} />}
      {canChange ? (
        <section class="card" aria-labelledby="nouveau">
          <h2 id="nouveau">{t('scenarios.add')}</h2>
          <form method="post" action={callsPaths.scenarios(call.code)} noValidate>
            <ErrorSummary state={state} locale={shell.locale} />
            <TextField name="nom" label={t('scenarios.name')} state={state} required />
            <RadioField
              name="methode"
              label={t('scenarios.method')}
              state={state}
              choices={methods.map((value) => ({
                value,
                label: t(`method.${value}`),
                hint: t(`method.${value}_how`),
              }))}
            />
            <TextField
              name="plancher"
              label={t('scenarios.floor')}
              hint={t('scenarios.floor_hint')}
              inputMode="decimal"
              size="short"
              state={state}
            />
            <button class="button" type="submit">
              {t('scenarios.add')}
            </button>
          </form>
        </section>
      ) : null}
    </Page>
  )
}

function SideBySide({ judged, scenarios, applications, shell, t }: Part) {
  const { call, envelopes } = judged.offer
  const names = byId(applications)
  const money = sumOf(envelopes.map(({ cents }) => cents))
  const given = (scenario: Scenario, id?: string) =>
    sumOf(
      scenario.lines
        .filter(({ applicationId }) => id === undefined || applicationId === id)
        .map(({ cents }) => cents),
    )
  const euros = (cents: number) => formatEuros(cents, shell.locale)
  return (
    <TableScroll label={t('scenarios.title')}>
      <table>
        <HiddenCaption>{t('scenarios.title')}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t('received.project')}</th>
            <th scope="col" class="number">
              {t('ranking.mark')}
            </th>
            <th scope="col" class="number">
              {t('received.asked')}
            </th>
            {scenarios.map((scenario) => (
              <th scope="col" class="number">
                <a href={callsPaths.scenario(call.code, scenario.id)}>{scenario.name}</a>
                <br />
                <span class="muted">{t(`method.${scenario.method}`)}</span>{' '}
                {scenario.isChosen ? <span class="badge">{t('scenarios.chosen')}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hiddenLast(judged.ranking, judged.setAside).map((row) => {
            const isHidden = judged.setAside.has(row.id)
            const mark = row.mean ? formatNumber(toNumber(row.mean), shell.locale, 3) : '–'
            const money = (cents: number) => (cents > 0 ? euros(cents) : '–')
            return (
              <tr>
                <th scope="row">
                  {row.number}. {names.get(row.id)?.title}
                </th>
                <td class="number">{isHidden ? t('ranking.hidden') : mark}</td>
                <td class="number">{euros(row.requestedCents)}</td>
                {scenarios.map((scenario) => (
                  <td class="number">{isHidden ? t('ranking.hidden') : money(given(scenario, row.id))}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('scenarios.total')}</th>
            <td />
            <td class="number">{euros(money)}</td>
            {scenarios.map((scenario) => (
              <td class="number">
                <strong>{euros(given(scenario))}</strong>
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('scenarios.left')}</th>
            <td />
            <td />
            {scenarios.map((scenario) => (
              <td class="number">{euros(money - given(scenario))}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('scenarios.winners')}</th>
            <td />
            <td />
            {scenarios.map((scenario) => (
              <td class="number">{new Set(scenario.lines.map(({ applicationId }) => applicationId)).size}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </TableScroll>
  )
}
