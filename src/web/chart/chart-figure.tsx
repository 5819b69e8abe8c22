import type { ComponentChildren } from 'preact'
import type { Locale } from '#kernel/locale.ts'
import { webWords } from '../web-words.ts'

export interface LegendItem {
  readonly look: 'promised' | 'measured' | 'band' | 'within' | 'outside' | 'unfavourable' | 'favourable'
  readonly label: string
}

export interface ChartFigureProps {
  /** Says the finding, not the kind of chart: `The budget is back in balance in 2031`. */
  readonly title: string
  /** How to read it, and where it comes from. */
  readonly note?: string | undefined
  readonly legend?: readonly LegendItem[]
  readonly locale: Locale
  /** The same data as a table: nobody depends on the picture. */
  readonly table: ComponentChildren
  readonly children: ComponentChildren
}

/** What every chart has around it: its finding as title, how to read it, its legend, and the table behind it. */
export function ChartFigure({ title, note, legend = [], locale, table, children }: ChartFigureProps) {
  const t = webWords(locale)
  return (
    <figure class="chart">
      <figcaption>
        <h3 class="chart-title">{title}</h3>
        {note ? <p class="chart-note">{note}</p> : null}
      </figcaption>
      {legend.length > 0 ? (
        <ul class="chart-legend">
          {legend.map(({ look, label }) => (
            <li>
              <span class="chart-key" data-look={look} aria-hidden="true" />
              {label}
            </li>
          ))}
        </ul>
      ) : null}
      {children}
      <details class="chart-table">
        <summary>{t('chart_table')}</summary>
        {table}
      </details>
    </figure>
  )
}
