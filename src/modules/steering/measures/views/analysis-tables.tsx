import { formatNumber } from '#web/formats.ts'
import type { InLanguage } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { Analysis, Swing } from '../analysis.rules.ts'
import type { MeasuresWords } from '../measures.words.ts'
import type { RadarAxis } from '../radar.rules.ts'
import type { Chance } from '../uncertainty.rules.ts'
import { allHours, type Band } from '../yearly-effect.rules.ts'
import { formatEuroBand, wholeEuros } from './figures.ts'

interface TableProps {
  readonly shell: InLanguage
  readonly t: MeasuresWords
}

export function YearTable({ analysis, shell, t }: TableProps & { readonly analysis: Analysis }) {
  const hours = (band: Band) => (band.likely === 0 ? '–' : formatNumber(band.likely, shell.locale, 0))
  return (
    <TableScroll label={t('analysis.years')}>
      <table class="table">
        <caption>
          {t('analysis.years')} <span class="muted">{t('analysis.years_note')}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('analysis.column_year')}</th>
            <th scope="col" class="number">
              {t('analysis.column_operating')}
            </th>
            <th scope="col" class="number">
              {t('analysis.column_investment')}
            </th>
            <th scope="col" class="number">
              {t('analysis.column_hours_needed')}
            </th>
            <th scope="col" class="number">
              {t('analysis.column_hours_freed')}
            </th>
            <th scope="col" class="number">
              {t('analysis.column_cumulated')}
            </th>
          </tr>
        </thead>
        <tbody>
          {analysis.years.map((year, index) => (
            <tr>
              <th scope="row">{year.year}</th>
              <td class="number">{formatEuroBand(year.operating, shell.locale)}</td>
              <td class="number">{formatEuroBand(year.investment, shell.locale)}</td>
              <td class="number">{hours(allHours(year.hoursNeeded))}</td>
              <td class="number">{hours(allHours(year.hoursFreed))}</td>
              <td class="number">
                {wholeEuros(analysis.cash.curve[index]?.cumulated.likely ?? 0, shell.locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

export function TornadoTable({ swings, shell, t }: TableProps & { readonly swings: readonly Swing[] }) {
  if (swings.length === 0) return null
  return (
    <TableScroll label={t('analysis.tornado')}>
      <table class="table">
        <caption>{t('analysis.tornado')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('analysis.column_line')}</th>
            <th scope="col" class="number">
              {t('analysis.column_low')}
            </th>
            <th scope="col" class="number">
              {t('analysis.column_high')}
            </th>
          </tr>
        </thead>
        <tbody>
          {swings.map((swing) => (
            <tr>
              <th scope="row">{swing.label}</th>
              <td class="number">{wholeEuros(swing.low, shell.locale)}</td>
              <td class="number">{wholeEuros(swing.high, shell.locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

/** The five axes with every question behind them, asked or computed. */
export function RadarTable({ radar, shell, t }: TableProps & { readonly radar: readonly RadarAxis[] }) {
  const score = (value: number | null) =>
    value === null ? t('analysis.not_rated') : formatNumber(value, shell.locale, 1)
  return (
    <TableScroll label={t('analysis.radar')}>
      <table class="table">
        <caption>
          {t('analysis.radar')} <span class="muted">{t('analysis.radar_note')}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('analysis.column_axis')}</th>
            <th scope="col">{t('analysis.column_question')}</th>
            <th scope="col" class="number">
              {t('analysis.column_score')}
            </th>
          </tr>
        </thead>
        {radar.map((axis) => (
          <tbody>
            <tr class="row-total">
              <th scope="rowgroup" colSpan={2}>
                {t(`axis.${axis.axis}`)}
              </th>
              <td class="number">{score(axis.score)}</td>
            </tr>
            {axis.items.map((item) => (
              <tr>
                <td />
                <td>{t(`question.${item.code}`)}</td>
                <td class="number">{score(item.score)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </TableScroll>
  )
}

/** What the draws say: the result that is passed nine, five and one times out of ten. */
export function ChanceTable({ chance, shell, t }: TableProps & { readonly chance: Chance }) {
  const rows = [
    ['chart.tenth', chance.tenth],
    ['chart.median', chance.median],
    ['chart.ninetieth', chance.ninetieth],
  ] as const
  return (
    <table class="table">
      <caption>{t('chart.column_result')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('chart.column_result')}</th>
          <th scope="col" class="number">
            {t('chart.column_amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([word, amount]) => (
          <tr>
            <th scope="row">{t(word)}</th>
            <td class="number">{wholeEuros(amount, shell.locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
