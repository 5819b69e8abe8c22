import { ErrorSummary, type FormState } from '#web/form.tsx'
import { TableScroll } from '#web/table.tsx'
import { gapYears } from '../outcomes.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { forecastGap } from '../shared-services.rules.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { GapChart } from './gap-chart.tsx'
import { euros, type InShell, ServicePage, signedEuros } from './pieces.tsx'

export interface ForecastPageProps {
  readonly file: ServiceFile
  readonly state: FormState
  readonly canEdit: boolean
  /** How many years the form has. */
  readonly years: number
}

type Props = ForecastPageProps & InShell

export function ForecastPage({ shell, file, state, canEdit, years }: Props) {
  const t = sharedServicesWords(shell.locale)
  return (
    <ServicePage shell={shell} service={file.service} title={t('forecast.title')}>
      <p class="lead">{t('forecast.lead')}</p>
      {file.forecast.length > 0 ? (
        <>
          <GapChart years={gapYears(file.forecast, null, [])} shell={shell} />
          <Forecast file={file} shell={shell} t={t} />
        </>
      ) : (
        <p class="empty">{t('forecast.empty')}</p>
      )}
      {canEdit ? (
        <>
          <h2>{t('forecast.write')}</h2>
          <ErrorSummary state={state} locale={shell.locale} />
          <form method="post" action={paths.forecast(file.service.code)}>
            <input type="hidden" name="vu" value={state.values.vu} />
            <TableScroll label={t('forecast.write')} stack>
              <table class="table table-form">
                <thead>
                  <tr>
                    <th scope="col">{t('forecast.year')}</th>
                    <th scope="col">{t('forecast.running')}</th>
                    <th scope="col">{t('forecast.transition')}</th>
                    <th scope="col">{t('forecast.without')}</th>
                  </tr>
                </thead>
                <tbody>
                  {Array.from({ length: years }, (_, index) => index + 1).map((number) => (
                    <tr>
                      <th scope="row">{t('forecast.nth', { number })}</th>
                      {(['avec', 'passage', 'sans'] as const).map((kind) => {
                        const name = `${kind}_${number}`
                        const error = state.errors[name]
                        return (
                          <td>
                            <input
                              id={name}
                              name={name}
                              inputMode="decimal"
                              class="input-short number"
                              aria-label={t(`forecast.field_${kind}`, { number })}
                              aria-invalid={error ? 'true' : undefined}
                              aria-describedby={error ? `${name}-error` : undefined}
                              value={state.values[name]}
                            />
                            {error ? (
                              <span class="field-error" id={`${name}-error`}>
                                {error}
                              </span>
                            ) : null}
                          </td>
                        )
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableScroll>
            <button class="button" type="submit">
              {t('form.save')}
            </button>
          </form>
        </>
      ) : null}
    </ServicePage>
  )
}

function Forecast({
  file,
  shell,
  t,
}: InShell & { readonly file: ServiceFile; readonly t: SharedServicesWords }) {
  return (
    <TableScroll label={t('forecast.caption')} stack>
      <table class="table">
        <caption>{t('forecast.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('forecast.year')}</th>
            <th scope="col" class="number">
              {t('forecast.running')}
            </th>
            <th scope="col" class="number">
              {t('forecast.transition')}
            </th>
            <th scope="col" class="number">
              {t('forecast.without')}
            </th>
            <th scope="col" class="number">
              {t('forecast.gap')}
            </th>
          </tr>
        </thead>
        <tbody>
          {file.forecast.map((year) => (
            <tr>
              <th scope="row">{t('forecast.nth', { number: year.number })}</th>
              <td class="number" data-label={t('forecast.running')}>
                {euros(year.runningCents, shell.locale)}
              </td>
              <td class="number" data-label={t('forecast.transition')}>
                {euros(year.transitionCents, shell.locale)}
              </td>
              <td class="number" data-label={t('forecast.without')}>
                {euros(year.withoutCents, shell.locale)}
              </td>
              <td class="number" data-label={t('forecast.gap')}>
                <span class="promised">{signedEuros(forecastGap(year), shell.locale)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
