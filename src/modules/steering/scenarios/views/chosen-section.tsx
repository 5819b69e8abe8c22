import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import { measuresPaths } from '#modules/steering/measures/measures.public.ts'
import { formatShare } from '#web/formats.ts'
import { TableScroll } from '#web/table.tsx'
import type { ScenarioReport } from '../scenario-report.ts'
import type { ScenariosWords } from '../scenarios.words.ts'
import { valueText } from './figures.ts'

interface SectionProps {
  readonly report: ScenarioReport
  readonly t: ScenariosWords
  readonly locale: Locale
}

/** The measures of the portfolio, with what their value is made of. */
export function ChosenSection({ report, t, locale }: SectionProps) {
  const starts = report.solution?.answer.starts ?? {}
  const chosen = report.candidates.filter(({ file }) => Object.hasOwn(starts, file.measure.code))
  const insight = report.solution?.insight ?? null
  const core = insight?.core
  const euros = (cents: number) => formatEuros(cents, locale, { whole: true })
  return (
    <section aria-labelledby="choisies">
      <h2 id="choisies">{t('chosen.title')}</h2>
      {chosen.length === 0 ? (
        <p class="empty">{t('chosen.none')}</p>
      ) : (
        <TableScroll label={t('chosen.title')}>
          <table class="table">
            <caption>{t('parts.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('choices.column_measure')}</th>
                <th scope="col" class="number">
                  {t('chosen.column_start')}
                </th>
                <th scope="col" class="number">
                  {t('parts.cash')}
                </th>
                <th scope="col" class="number">
                  {t('parts.time')}
                </th>
                <th scope="col" class="number">
                  {t('parts.other')}
                </th>
                <th scope="col" class="number">
                  {t('chosen.column_value')}
                </th>
                {core ? (
                  <th scope="col" class="number">
                    {t('chosen.column_core')}
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {chosen.map(({ file: { measure }, parts, value }) => (
                <tr>
                  <th scope="row">
                    <span class="badge" data-part={measure.part}>
                      {measure.part}
                    </span>{' '}
                    <a href={measuresPaths.show(measure.code)}>{measure.title}</a>
                  </th>
                  <td class="number">{starts[measure.code]}</td>
                  <td class="number">{euros(parts.cash)}</td>
                  <td class="number">{euros(parts.time)}</td>
                  <td class="number">{euros(parts.other)}</td>
                  <td class="number">{valueText(value, locale)}</td>
                  {core ? <td class="number">{formatShare(core[measure.code] ?? 0, locale)}</td> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <p class="muted">
        {t('chosen.value_hint')} {insight ? t('chosen.core_hint', { draws: insight.coreDraws }) : null}
      </p>
    </section>
  )
}
