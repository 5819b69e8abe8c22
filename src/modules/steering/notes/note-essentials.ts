import { calendarDate } from '#kernel/calendar-date.ts'
import { formatDay, formatShare } from '#web/formats.ts'
import type { EssentialFigure, EssentialsBlock } from './document.rules.ts'
import { openConditions } from './note-decisions.ts'
import { type NoteDesk, type NoteMeasure, periodOf } from './note-source.ts'

/** First page: three figures, the recommendation, and the one thing that the mayor must decide. */
export function writeEssentials(desk: NoteDesk): EssentialsBlock {
  const { t } = desk
  return {
    kind: 'essentials',
    title: t('essential.title'),
    figures: [moneyFigure(desk, 'operating'), moneyFigure(desk, 'investment'), hoursFigure(desk)],
    points: [
      { term: t('essential.recommendation'), text: recommendation(desk) },
      { term: t('essential.decision'), text: decision(desk) },
    ],
  }
}

type Band = NoteMeasure['bands']['hours']

/** All measures at their low figures together, or all at their high ones: the widest band that the estimates allow. */
function together({ measures }: NoteDesk['source'], read: (bands: NoteMeasure['bands']) => Band): Band {
  const sum = (figure: keyof Band) => measures.reduce((total, { bands }) => total + read(bands)[figure], 0)
  return { low: sum('low'), likely: sum('likely'), high: sum('high') }
}

/** Spending is said as spending and a gain as a gain: nobody has to read a sign. */
function moneyFigure(desk: NoteDesk, section: 'operating' | 'investment'): EssentialFigure {
  const { low, likely, high } = together(desk.source, (bands) => bands[section])
  const isGain = likely > 0
  const band = isGain ? { low, likely, high } : { low: 0 - high, likely: 0 - likely, high: 0 - low }
  const label = desk.t(`essential.${section}_${isGain ? 'gain' : 'cost'}`)
  return figure(desk, label, band, desk.short)
}

function hoursFigure(desk: NoteDesk): EssentialFigure {
  const band = together(desk.source, (bands) => bands.hours)
  const hours = (value: number) => desk.t('essential.hours_value', { hours: desk.number(threeDigits(value)) })
  return figure(desk, desk.t('essential.hours'), band, hours)
}

function figure(
  { t, source }: NoteDesk,
  label: string,
  { low, likely, high }: Band,
  write: (value: number) => string,
): EssentialFigure {
  const period = periodOf(source)
  return {
    label,
    value: write(likely),
    band:
      low === high
        ? t('essential.no_band', period)
        : t('essential.band', { low: write(low), high: write(high), ...period }),
    source: t('essential.source', {
      count: source.measures.length,
      date: formatDay(source.date, source.locale),
    }),
  }
}

function threeDigits(value: number): number {
  return Number(value.toPrecision(3))
}

function recommendation({ t, source }: NoteDesk): string {
  const { scenario, measures, locale } = source
  const choice = t('essential.recommend', {
    scenario: scenario.title,
    count: measures.length,
    all: scenario.candidates,
  })
  return `${choice} ${proofText(t, scenario.isProven, scenario.gap, locale)}`
}

function proofText(
  t: NoteDesk['t'],
  isProven: boolean,
  gap: number | null,
  locale: NoteDesk['source']['locale'],
): string {
  if (isProven) return t('essential.proof_optimal')
  return gap === null
    ? t('essential.proof_none')
    : t('essential.proof_gap', { gap: formatShare(gap, locale) })
}

/** The first act that is the mayor's: what waits for the council, else for the services, else for a launch. */
function decision(desk: NoteDesk): string {
  const { t, source } = desk
  for (const status of ['assessed', 'idea', 'decided'] as const) {
    const waiting = source.measures.filter(({ file }) => file.measure.status === status)
    if (waiting.length > 0)
      return t(`essential.decide_${status}`, { count: waiting.length, date: deadlineOf(desk, waiting) })
  }
  return t('essential.decide_running')
}

/** The first due day of a blocking condition of theirs that is still to come, else the first of January of their start. */
function deadlineOf({ source }: NoteDesk, waiting: readonly NoteMeasure[]): string {
  const due = openConditions(waiting)
    .map(({ condition }) => condition.dueOn)
    .filter((day) => day >= source.date)
  const starts = waiting.map(({ startYear }) => calendarDate(`${startYear}-01-01`))
  const [first = source.date] = [...due, ...starts].filter((day) => day >= source.date).sort()
  return formatDay(first, source.locale)
}
