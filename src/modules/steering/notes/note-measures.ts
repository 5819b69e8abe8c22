import { unitName } from '#modules/steering/evidence/evidence.public.ts'
import { answerText, supersededText } from '#modules/steering/law/law.public.ts'
import {
  type Band,
  describeKind,
  legalChecks,
  type MeasureLine,
  type Risk,
  severityOf,
} from '#modules/steering/measures/measures.public.ts'
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
          term: t('fact.terms'),
          text: t('fact.terms_text', {
            service: m(`relation.${sheet.publicServiceRelation}`).toLowerCase(),
            engagement: m(`engagement.${sheet.engagementLevel}`).toLowerCase(),
          }),
        },
        { term: t('fact.costs'), text: totalOf(desk, measure, 'cost') },
        { term: t('fact.gains'), text: totalOf(desk, measure, 'gain') },
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

/** What the lines of one direction come to over the life of the measure: money first, then hours, then the rest. */
function totalOf(desk: NoteDesk, { file }: NoteMeasure, direction: 'cost' | 'gain'): string {
  const lines = file.lines.filter((line) => describeKind(line.kind).direction === direction)
  const money = lines.filter((line) => line.unit === 'cents' && line.section !== null)
  const avoided = lines.filter((line) => line.unit === 'cents' && line.section === null)
  const hours = lines.filter((line) => line.unit === 'hours' && line.grade !== null)
  const others = lines.filter((line) => line.unit !== 'cents' && line.grade === null)
  const texts = [
    ...(money.length > 0
      ? [desk.t(`total.${direction}_money`, { amount: desk.band(lifeOf(money), desk.euros) })]
      : []),
    ...(hours.length > 0
      ? [desk.t(`total.${direction}_hours`, { hours: desk.band(lifeOf(hours), desk.number) })]
      : []),
    ...(avoided.length > 0
      ? [desk.t(`total.${direction}_avoided`, { amount: desk.band(lifeOf(avoided), desk.euros) })]
      : []),
    ...others.map((line) =>
      desk.t('pair', {
        label: line.label,
        text: `${desk.band(line, desk.number)} ${unitName(line.unit, desk.source.locale, line.likely)}`,
      }),
    ),
  ]
  return texts.length === 0 ? desk.t('fact.none') : `${texts.join(desk.t('separator'))}.`
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

function measuredText(desk: NoteDesk, { measured }: NoteMeasure): string {
  const write = (value: number, unit: string) =>
    unit === 'cents'
      ? desk.euros(value)
      : `${desk.number(value)} ${unitName(unit, desk.source.locale, value)}`
  const texts = measured.map((line) =>
    desk.t(line.lineId === null ? 'measured.unplanned' : 'measured.line', {
      label: line.label,
      measured: write(line.measured, line.unit),
      promised: write(line.promised.likely, line.unit),
    }),
  )
  return `${texts.join(desk.t('separator'))}.`
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
        npv: desk.band(analysis.netPresentValue, desk.thousands),
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
        unit: unitName(condition.unit, desk.source.locale, condition.threshold),
      }),
      due: formatDay(condition.dueOn, desk.source.locale),
      state: m(`condition.state_${state}`).toLowerCase(),
    }),
  )
  return [{ term: t('fact.conditions'), text: `${texts.join(desk.t('separator'))}.` }]
}

/** What the mayor asks first comes first; the law, which is long, last. */
const kindOrder: readonly Risk['kind'][] = [
  'political',
  'participation',
  'management',
  'financial',
  'security',
  'legal',
]

/** Of the other kinds the note gives the gravest; the rest is on the measures' own pages. */
const mostRisks = 3

/** Risks of the part's measures, the gravest first; legal ones all, with their text, then what the law says today. */
function writeRisks(desk: NoteDesk, measures: readonly NoteMeasure[]): Block[] {
  const { t, m } = desk
  const risks = measures
    .flatMap(({ file }) => file.risks.map((risk) => ({ risk, title: file.measure.title })))
    .sort((a, b) => severityOf(b.risk) - severityOf(a.risk))
  const law = writeChecks(desk, measures)
  if (risks.length === 0 && law.length === 0) return [{ kind: 'paragraph', text: t('b_none') }]
  const present = new Set(risks.map(({ risk }) => risk.kind))
  if (law.length > 0) present.add('legal')
  const kinds = kindOrder.filter((kind) => present.has(kind))
  const listed = (kind: Risk['kind']) => {
    const all = risks.filter(({ risk }) => risk.kind === kind)
    return kind === 'legal' ? all : all.slice(0, mostRisks)
  }
  return kinds.flatMap((kind): Block[] => [
    { kind: 'heading', level: 3, text: m(`risk.${kind}`) },
    {
      kind: 'list',
      items: [
        ...listed(kind).map(({ risk, title }) => riskText(desk, risk, title)),
        ...(kind === 'legal' ? law : []),
      ],
    },
  ])
}

function riskText({ t }: NoteDesk, risk: Risk, title: string): string {
  return [
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
    .trim()
}

/** What each rule named by a measure answers at its date, with the threshold that older documents may still quote. */
function writeChecks({ source: { locale }, t }: NoteDesk, measures: readonly NoteMeasure[]): string[] {
  return measures.flatMap(({ file }) =>
    legalChecks(file).flatMap(({ rule, answer, superseded }) => {
      if (!rule || !answer) return []
      const check = t('law.check', {
        rule: rule.title[locale],
        version: answer.version ?? rule.id,
        measure: file.measure.title,
        date: formatDay(answer.on, locale),
        answer: answerText(answer, locale),
        article: answer.article,
      })
      return [
        [
          check,
          superseded ? supersededText(superseded, answer, locale) : '',
          answer.confidence === 'to_verify' ? t('law.to_verify') : '',
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
      ]
    }),
  )
}
