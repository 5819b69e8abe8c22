import { formatEuros } from '#kernel/cents.ts'
import { formatDay, formatNumber } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import type { CashFigures, TownFigures } from '../home.rules.ts'
import type { HomeWords } from '../home.words.ts'

interface KeyFiguresProps {
  readonly figures: TownFigures
  readonly shell: Shell
  readonly t: HomeWords
}

/** Four figures, each with its band, its source and its day: what was announced is hollow, what was recorded solid. */
export function KeyFigures({ figures, shell, t }: KeyFiguresProps) {
  const { on, decided, cost, gain } = figures
  const euros = (amount: number) => formatEuros(amount, shell.locale, { whole: true })
  const band = ({ whole }: CashFigures) =>
    t('figures.band', { low: euros(whole.low), high: euros(whole.high) })
  const note = t('figures.planned_note', { date: formatDay(on, shell.locale) })
  return (
    <dl class="figures">
      <Figure
        look="measured"
        term={t('figures.decided')}
        value={formatNumber(decided.I + decided.II + decided.III, shell.locale)}
        note={t('figures.decided_note')}
      />
      <Figure
        look="promised"
        term={t('figures.cost')}
        value={euros(cost.whole.likely)}
        band={band(cost)}
        note={note}
      />
      <Figure
        look="promised"
        term={t('figures.gain')}
        value={euros(gain.whole.likely)}
        band={band(gain)}
        note={note}
      />
      <Figure
        look="measured"
        term={t('figures.spent')}
        value={figures.facts === 0 ? '–' : euros(cost.measured)}
        band={
          figures.facts === 0
            ? undefined
            : t('figures.spent_band', { low: euros(cost.toDate.low), high: euros(cost.toDate.high) })
        }
        note={measuredNote(figures, shell, t)}
      />
    </dl>
  )
}

function measuredNote({ facts, lastFact }: TownFigures, shell: Shell, t: HomeWords): string {
  if (lastFact === null) return t('figures.nothing_measured')
  return t('figures.measured_note', { count: facts, last: formatDay(lastFact, shell.locale) })
}

interface FigureProps {
  readonly look: 'promised' | 'measured'
  readonly term: string
  readonly value: string
  readonly band?: string | undefined
  readonly note: string
}

function Figure({ look, term, value, band, note }: FigureProps) {
  return (
    <div class={`figure figure-${look}`}>
      <dt>{term}</dt>
      <dd>
        <span class="figure-value">{value}</span>
        {band ? <span class="figure-band">{band}</span> : null}
        <span class="figure-note">{note}</span>
      </dd>
    </div>
  )
}
