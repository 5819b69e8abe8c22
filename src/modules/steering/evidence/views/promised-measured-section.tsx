import { formatDay } from '#web/formats.ts'
import type { InLanguage } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { Alert } from '../alerts.rules.ts'
import { evidencePaths } from '../evidence.paths.ts'
import { type EvidenceWords, evidenceWords } from '../evidence.words.ts'
import type { Comparison, LineComparison, Total } from '../promises.rules.ts'
import { AlertList } from './alert-list.tsx'
import { formatBand, formatEstimate, formatGap, formatMeasured } from './quantities.ts'

export interface PromisedMeasuredProps {
  readonly code: string
  /** Whether the measure was decided: before, its lines are estimates. */
  readonly isPromised: boolean
  readonly comparison: Comparison
  readonly alerts: readonly Alert[]
  readonly canRecord: boolean
  /** Alerts are the town's own list of work. */
  readonly showAlerts: boolean
  readonly shell: InLanguage
}

/** Promised beside measured, to date and at the horizon, with the gap explained line by line. */
export function PromisedMeasuredSection(props: PromisedMeasuredProps) {
  const { code, isPromised, comparison, alerts, canRecord, showAlerts, shell } = props
  const t = evidenceWords(shell.locale)
  const hasFacts = comparison.lines.some((line) => line.facts > 0)
  return (
    <section aria-labelledby="promis-et-mesure">
      <h2 id="promis-et-mesure">{t('section.title')}</h2>
      {isPromised ? null : <p class="muted">{t('section.not_promised')}</p>}
      {showAlerts && alerts.length > 0 ? (
        <div class="card">
          <h3>{t('section.alerts')}</h3>
          <AlertList alerts={alerts} shell={shell} t={t} />
        </div>
      ) : null}
      {isPromised || hasFacts ? (
        <>
          <p class="muted">{t('section.note', { day: formatDay(comparison.on, shell.locale) })}</p>
          <TotalsTable totals={comparison.totals} shell={shell} t={t} />
          <LinesTable lines={comparison.lines} shell={shell} t={t} />
        </>
      ) : null}
      <p class="button-row">
        {canRecord ? (
          <a class="button" href={evidencePaths.new(code)}>
            {t('section.record')}
          </a>
        ) : null}
        <a href={evidencePaths.ledger(code)}>{t('section.ledger')}</a>
      </p>
    </section>
  )
}

interface TableProps {
  readonly shell: InLanguage
  readonly t: EvidenceWords
}

function Headings({ first, last, t }: { first: string; last: string | null; t: EvidenceWords }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col" class="number">
          <span class="promised">{t('column.promised')}</span>
        </th>
        <th scope="col" class="number">
          <span class="measured">{t('column.measured')}</span>
        </th>
        <th scope="col" class="number">
          {t('column.gap')}
        </th>
        <th scope="col" class="number">
          {t('column.horizon_promised')}
        </th>
        <th scope="col" class="number">
          {t('column.horizon_projected')}
        </th>
        {last === null ? null : <th scope="col">{last}</th>}
      </tr>
    </thead>
  )
}

function TotalsTable({ totals, shell, t }: TableProps & { readonly totals: readonly Total[] }) {
  if (totals.length === 0) return null
  return (
    <TableScroll label={t('section.totals')} stack>
      <table class="table">
        <caption>{t('section.totals')}</caption>
        <Headings first={t('column.nature')} last={null} t={t} />
        <tbody>
          {totals.map((total) => {
            const estimate = (value: number) => formatEstimate(value, total.unit, shell.locale)
            return (
              <tr>
                <th scope="row">{t(`total.${total.direction}.${total.family}`)}</th>
                <td class="number" data-label={t('column.promised')}>
                  {estimate(total.promised.likely)}
                </td>
                <td class="number" data-label={t('column.measured')}>
                  {formatMeasured(total.measured, total.unit, shell.locale)}
                </td>
                <td class="number" data-label={t('column.gap')}>
                  {formatGap(total.gap, total.unit, shell.locale)}
                </td>
                <td class="number" data-label={t('column.horizon_promised')}>
                  {estimate(total.horizonPromised.likely)}
                  <span class="sub">{formatBand(total.horizonPromised, total.unit, shell.locale, t)}</span>
                </td>
                <td class="number" data-label={t('column.horizon_projected')}>
                  {estimate(total.projected)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}

function LinesTable({ lines, shell, t }: TableProps & { readonly lines: readonly LineComparison[] }) {
  if (lines.length === 0) return <p class="empty">{t('section.no_lines')}</p>
  return (
    <TableScroll label={t('section.lines')} stack>
      <table class="table">
        <caption>{t('section.lines')}</caption>
        <Headings first={t('column.line')} last={t('column.reading')} t={t} />
        <tbody>
          {lines.map((line) => (
            <LineRow line={line} shell={shell} t={t} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function LineRow({ line, shell, t }: TableProps & { readonly line: LineComparison }) {
  const { unit, horizon } = line
  const estimate = (value: number) => formatEstimate(value, unit, shell.locale)
  const band = (figures: LineComparison['promised']) => formatBand(figures, unit, shell.locale, t)
  return (
    <tr>
      <th scope="row">
        {line.label}
        <span class="sub">
          {t(`direction.${line.direction}`)}
          {line.lineId === null ? ` · ${t('line.unplanned')}` : ''}
        </span>
      </th>
      <td class="number" data-label={t('column.promised')}>
        {estimate(line.promised.likely)}
        <span class="sub">{band(line.promised)}</span>
      </td>
      <td class="number" data-label={t('column.measured')}>
        {line.facts === 0 ? '–' : formatMeasured(line.measured, unit, shell.locale)}
        <span class="sub">{line.facts === 0 ? '' : t('line.facts', { count: line.facts })}</span>
      </td>
      <td class="number" data-label={t('column.gap')}>
        {formatGap(line.gap, unit, shell.locale)}
      </td>
      <td class="number" data-label={t('column.horizon_promised')}>
        {estimate(horizon.promised.likely)}
        <span class="sub">{band(horizon.promised)}</span>
      </td>
      <td class="number" data-label={t('column.horizon_projected')}>
        {estimate(horizon.projected)}
        <span class="sub">{t(`basis.${horizon.basis}`)}</span>
      </td>
      <td data-label={t('column.reading')}>
        <span class="badge" data-state={badgeState[line.reading]}>
          {t(`reading.${line.reading}`)}
        </span>
        <span class="sub">{explain(line, shell, t)}</span>
      </td>
    </tr>
  )
}

/** States that the style sheet already knows by colour, here said in words too. */
const badgeState = {
  awaited: 'pending',
  silent: 'late',
  as_promised: 'met',
  better: 'met',
  worse: 'unmet',
} as const

/** The gap in one sentence: how far out of the band, and which way is good. */
function explain(line: LineComparison, shell: InLanguage, t: EvidenceWords): string {
  const { measured, promised, unit, direction, reading, horizon } = line
  const amount = (value: number) => formatEstimate(Math.abs(value), unit, shell.locale)
  if (line.lineId === null) return t(`explain.unplanned_${direction}`)
  if (reading === 'worse' || reading === 'better') {
    const beyond = measured > promised.high ? measured - promised.high : promised.low - measured
    return t(`explain.${reading}_${direction}`, { amount: amount(beyond) })
  }
  if (reading === 'as_promised' && (horizon.reading === 'worse' || horizon.reading === 'better'))
    return t(`explain.forecast_${horizon.reading}`, { amount: amount(horizon.gap) })
  return line.lastDay === null ? '' : t('explain.last', { day: formatDay(line.lastDay, shell.locale) })
}
