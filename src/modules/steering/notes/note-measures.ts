import { describeKind, type MeasureLine, severityOf } from '#modules/steering/measures/measures.public.ts'
import { formatDay, formatShare } from '#web/formats.ts'
import type { Block, NotePart } from './document.rules.ts'
import type { NoteDesk, NoteMeasure } from './note-source.ts'

const parts: readonly NotePart[] = ['I', 'II', 'III']

/** The three parts, each with its measures (A) and their limits and risks (B). */
export function writeParts(desk: NoteDesk): Block[] {
  return parts.flatMap((part) => {
    const measures = desk.source.measures.filter(({ file }) => file.measure.part === part)
    const title: Block = { kind: 'heading', level: 1, text: desk.t(`part.${part}`), part }
    if (measures.length === 0) return [title, { kind: 'paragraph', text: desk.t('part_none') }]
    return [
      title,
      { kind: 'heading', level: 2, text: desk.t('a'), part },
      ...measures.flatMap((measure) => writeMeasure(desk, measure)),
      { kind: 'heading', level: 2, text: desk.t('b'), part },
      ...writeRisks(desk, measures),
    ]
  })
}

function writeMeasure(desk: NoteDesk, measure: NoteMeasure): Block[] {
  const { t, m } = desk
  const { measure: sheet } = measure.file
  return [
    { kind: 'heading', level: 3, text: sheet.title },
    { kind: 'paragraph', text: sheet.objective },
    {
      kind: 'facts',
      facts: [
        { term: t('fact.start'), text: calendarOf(desk, measure) },
        {
          term: t('fact.service'),
          text: joined(m(`relation.${sheet.publicServiceRelation}`), sheet.publicServiceReason),
        },
        {
          term: t('fact.engagement'),
          text: joined(m(`engagement.${sheet.engagementLevel}`), sheet.engagementCommitment),
        },
        { term: t('fact.costs'), text: linesOf(desk, measure, 'cost') },
        { term: t('fact.gains'), text: linesOf(desk, measure, 'gain') },
        ...resultOf(desk, measure),
        ...conditionsOf(desk, measure),
        ...(measure.measured.length > 0
          ? [{ term: t('fact.measured'), text: measuredText(desk, measure) }]
          : []),
      ],
    },
  ]
}

function calendarOf({ t }: NoteDesk, { file, startYear }: NoteMeasure): string {
  const pilot = file.measure.pilot || t('fact.no_pilot')
  const isRunning = file.measure.status === 'running'
  const year = isRunning ? file.measure.startsOn.slice(0, 4) : String(startYear)
  return t(isRunning ? 'fact.start_running' : 'fact.start_text', { year, pilot })
}

function joined(first: string, second: string): string {
  return second === '' ? `${first}.` : `${first}. ${second}`
}

function linesOf(desk: NoteDesk, { file }: NoteMeasure, direction: 'cost' | 'gain'): string {
  const lines = file.lines.filter((line) => describeKind(line.kind).direction === direction)
  if (lines.length === 0) return desk.t('fact.none')
  return `${lines.map((line) => lineText(desk, line)).join(' ; ')}.`
}

function lineText(desk: NoteDesk, line: MeasureLine): string {
  const { t, m } = desk
  const write = (value: number) => (line.unit === 'cents' ? desk.euros(value) : desk.number(value))
  const unit = line.unit === 'cents' ? '' : ` ${unitOf(desk, line)}`
  const when =
    line.lastYear === null
      ? m('line.once', { year: line.firstYear })
      : m('line.yearly', { from: line.firstYear, to: line.lastYear })
  return t('line', {
    label: line.label,
    figures: desk.band(line, write) + unit,
    when,
    source: desk.cite(sourceText(line)),
  })
}

function measuredText(desk: NoteDesk, { measured }: NoteMeasure): string {
  const write = (value: number, unit: string) =>
    unit === 'cents' ? desk.euros(value) : `${desk.number(value)} ${unitName(desk, unit)}`
  const texts = measured.map((line) =>
    desk.t(line.lineId === null ? 'measured.unplanned' : 'measured.line', {
      label: line.label,
      measured: write(line.measured, line.unit),
      promised: write(line.promised.likely, line.unit),
    }),
  )
  return `${texts.join(' ; ')}.`
}

function unitOf(desk: NoteDesk, line: MeasureLine): string {
  const name = unitName(desk, line.unit)
  return line.unit === 'hours' && line.grade ? `${name} (${desk.m(`grade.${line.grade}`)})` : name
}

function unitName({ m }: NoteDesk, unit: string): string {
  return unit === 'hours' || unit === 'weeks' ? m(`unit.${unit}`) : unit
}

function sourceText({ source }: MeasureLine): string {
  const details = [source.reference, source.year].filter((detail) => detail !== null)
  const text = source.text.replace(/\.$/, '')
  return details.length > 0 ? `${text} (${details.join(', ')})` : text
}

function resultOf(desk: NoteDesk, { assessment }: NoteMeasure) {
  const { t } = desk
  const { analysis, chance } = assessment
  if (!analysis || !chance) return []
  const year = analysis.cash.payback.year
  return [
    {
      term: t('fact.result'),
      text: t('fact.result_text', {
        npv: desk.band(analysis.netPresentValue, desk.euros),
        chance: formatShare(chance.probability, desk.source.locale),
        payback: year === null ? t('fact.payback_never') : t('fact.payback_year', { year }),
      }),
    },
  ]
}

function conditionsOf(desk: NoteDesk, { assessment }: NoteMeasure) {
  const { t, m } = desk
  if (assessment.conditions.length === 0) return []
  const texts = assessment.conditions.map(({ condition, state }) =>
    t('fact.condition', {
      statement: condition.statement.replace(/\.$/, ''),
      threshold: m(`condition.${condition.comparison}`, {
        threshold: desk.number(condition.threshold),
        unit: condition.unit,
      }),
      due: formatDay(condition.dueOn, desk.source.locale),
      state: m(`condition.state_${state}`).toLowerCase(),
    }),
  )
  return [{ term: t('fact.conditions'), text: `${texts.join(' ; ')}.` }]
}

/** Risks of the part's measures, the gravest first; legal ones with their text. */
function writeRisks(desk: NoteDesk, measures: readonly NoteMeasure[]): Block[] {
  const { t, m } = desk
  const risks = measures
    .flatMap(({ file }) => file.risks.map((risk) => ({ risk, title: file.measure.title })))
    .sort((a, b) => severityOf(b.risk) - severityOf(a.risk))
  if (risks.length === 0) return [{ kind: 'paragraph', text: t('b_none') }]
  const kinds = [...new Set(risks.map(({ risk }) => risk.kind))]
  return kinds.flatMap((kind): Block[] => [
    { kind: 'heading', level: 3, text: m(`risk.${kind}`) },
    {
      kind: 'list',
      items: risks
        .filter(({ risk }) => risk.kind === kind)
        .map(({ risk, title }) =>
          [
            t('risk', {
              statement: risk.statement.replace(/\.$/, ''),
              measure: title,
              severity: severityOf(risk),
              mitigation: risk.mitigation
                ? t('risk.mitigation', { mitigation: risk.mitigation })
                : t('risk.no_mitigation'),
            }),
            risk.source ? t('risk.source', { source: risk.source.replace(/\.$/, '') }) : '',
          ]
            .join(' ')
            .trim(),
        ),
    },
  ])
}
