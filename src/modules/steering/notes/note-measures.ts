import { unitName } from '#modules/steering/evidence/evidence.public.ts'
import { type Band, describeKind, type MeasureLine } from '#modules/steering/measures/measures.public.ts'
import { formatDay, formatShare } from '#web/formats.ts'
import { type Block, type NoteFact, noteParts } from './document.rules.ts'
import { thresholdText } from './note-decisions.ts'
import { type NoteLaw, writeLawLines } from './note-law.ts'
import { writeRisks } from './note-risks.ts'
import { type NoteDesk, type NoteMeasure, withoutStop } from './note-source.ts'

/** The three parts, each with its measures (A) and their limits and risks (B). */
export function writeParts(desk: NoteDesk, law: NoteLaw): Block[] {
  return noteParts.flatMap((part) => {
    const measures = desk.source.measures.filter(({ file }) => file.measure.part === part)
    const title: Block = { kind: 'heading', level: 1, text: desk.t(`part.${part}`), part }
    if (measures.length === 0) return [title, { kind: 'paragraph', text: desk.t('part_none') }]
    return [
      title,
      { kind: 'heading', level: 2, text: desk.t('a'), part },
      ...measures.flatMap((measure) => writeMeasure(desk, measure)),
      { kind: 'heading', level: 2, text: desk.t('b'), part },
      ...writeRisks(desk, measures, law),
      ...writeLawLines(desk, law, part),
    ]
  })
}

function writeMeasure(desk: NoteDesk, measure: NoteMeasure): Block[] {
  const { measure: sheet } = measure.file
  return [
    { kind: 'heading', level: 3, text: sheet.title },
    { kind: 'paragraph', text: sheet.objective },
    { kind: 'paragraph', text: termsText(desk, measure), look: 'quiet' },
    ...figuresOf(desk, measure),
    { kind: 'facts', facts: [...resultOf(desk, measure), ...conditionsOf(desk, measure)] },
    ...measuredOf(desk, measure),
  ]
}

/** Calendar, pilot, public service, level of engagement: a short sentence each. */
function termsText({ t, m }: NoteDesk, { file: { measure }, startYear }: NoteMeasure): string {
  const isRunning = measure.status === 'running'
  return [
    t(isRunning ? 'terms.running' : 'terms.start', {
      year: isRunning ? measure.startsOn.slice(0, 4) : startYear,
    }),
    t('terms.pilot', { pilot: measure.pilot || t('nobody') }),
    t('terms.service', { service: m(`relation.${measure.publicServiceRelation}`) }),
    t('terms.engagement', { level: m(`engagement.${measure.engagementLevel}`).toLowerCase() }),
  ].join(' ')
}

/** Costs then gains over the life of the measure, one row each: money, hours, what is in no budget, the rest line by line. */
function figuresOf(desk: NoteDesk, { file: { lines } }: NoteMeasure): Block[] {
  const { t } = desk
  if (lines.length === 0) return [{ kind: 'paragraph', text: t('figures.none') }]
  return [
    {
      kind: 'table',
      caption: t('figures.caption'),
      columns: [
        { text: t('column.nature'), width: 10 },
        { text: t('column.line'), width: 44 },
        { text: t('column.likely'), width: 19, isNumber: true },
        { text: t('column.range'), width: 27, isNumber: true },
      ],
      rows: [...rowsOf(desk, lines, 'cost'), ...rowsOf(desk, lines, 'gain')],
    },
  ]
}

function rowsOf(desk: NoteDesk, all: readonly MeasureLine[], direction: 'cost' | 'gain'): string[][] {
  const { t } = desk
  const lines = all.filter(({ kind }) => describeKind(kind).direction === direction)
  const row = (label: string, band: Band, unit: string) => [
    t(`figures.${direction}`),
    label,
    writeIn(desk, unit, band.likely),
    rangeIn(desk, unit, band),
  ]
  const sums = (['money', 'hours', 'avoided'] as const).flatMap((family) => {
    const chosen = lines.filter((line) => familyOf(line) === family)
    const unit = family === 'hours' ? 'hours' : 'cents'
    return chosen.length === 0 ? [] : [row(t(`figures.${direction}_${family}`), lifeOf(chosen), unit)]
  })
  const others = lines
    .filter((line) => familyOf(line) === 'other')
    .map((line) => row(line.label, line, line.unit))
  return [...sums, ...others]
}

function familyOf(line: MeasureLine): 'money' | 'hours' | 'avoided' | 'other' {
  if (line.unit === 'cents') return line.section === null ? 'avoided' : 'money'
  return line.unit === 'hours' && line.grade !== null ? 'hours' : 'other'
}

/** A quantity with its unit. */
function writeIn(desk: NoteDesk, unit: string, value: number): string {
  return unit === 'cents'
    ? desk.euros(value)
    : `${desk.number(value)}\u00a0${unitName(unit, desk.source.locale, value)}`
}

/** Low to high, with the unit once: `60 à 350 personnes`. */
function rangeIn(desk: NoteDesk, unit: string, band: Band): string {
  if (unit === 'cents' || band.low === band.high) return desk.range(band, desk.euros)
  return `${desk.range(band, desk.number)}\u00a0${unitName(unit, desk.source.locale, band.high)}`
}

/** Sum over all the years in which the lines occur. */
function lifeOf(lines: readonly MeasureLine[]): Band {
  const sum = (read: (line: MeasureLine) => number) =>
    lines.reduce(
      (total, line) => total + read(line) * ((line.lastYear ?? line.firstYear) - line.firstYear + 1),
      0,
    )
  return { low: sum((line) => line.low), likely: sum((line) => line.likely), high: sum((line) => line.high) }
}

function resultOf(desk: NoteDesk, { assessment }: NoteMeasure): NoteFact[] {
  const { t } = desk
  const { analysis, chance } = assessment
  if (!analysis || !chance) return []
  const year = analysis.cash.payback.year
  const sentences = [
    t('result.npv', { npv: desk.band(analysis.netPresentValue, desk.short) }),
    t('result.chance', { chance: formatShare(chance.probability, desk.source.locale) }),
    year === null ? t('result.payback_never') : t('result.payback', { year }),
  ]
  return [{ term: t('result.term'), items: [sentences.join(' ')] }]
}

function conditionsOf(desk: NoteDesk, { assessment }: NoteMeasure): NoteFact[] {
  const { t, m } = desk
  if (assessment.conditions.length === 0) return []
  const items = assessment.conditions.map((now) =>
    t(now.condition.blocking ? 'condition.blocking' : 'condition.item', {
      statement: withoutStop(now.condition.statement),
      threshold: thresholdText(desk, now),
      due: formatDay(now.condition.dueOn, desk.source.locale),
      state: m(`condition.state_${now.state}`).toLowerCase(),
    }),
  )
  return [{ term: t('condition.term'), items }]
}

/** What was promised by now beside what was measured, with the gap and the day from which the promise counts. */
function measuredOf(desk: NoteDesk, { measured }: NoteMeasure): Block[] {
  const { t, source } = desk
  if (measured.length === 0) return []
  return [
    {
      kind: 'table',
      caption: t('measured.caption', { date: formatDay(source.date, source.locale) }),
      columns: [
        { text: t('column.line'), width: 33 },
        { text: t('column.promised'), width: 16, isNumber: true },
        { text: t('column.measured'), width: 15, isNumber: true },
        { text: t('column.gap'), width: 15, isNumber: true },
        { text: t('column.since'), width: 21, isNumber: true },
      ],
      rows: measured.map(({ line, since }) => [
        line.label,
        line.lineId === null ? t('measured.unplanned') : writeIn(desk, line.unit, line.promised.likely),
        writeIn(desk, line.unit, line.measured),
        `${line.gap > 0 ? '+' : ''}${writeIn(desk, line.unit, line.gap)}`,
        since === null ? '–' : formatDay(since, source.locale),
      ]),
    },
  ]
}
