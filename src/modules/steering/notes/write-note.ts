import type { LimitName } from '@faire-commune/portfolio'
import type { MeasureAssessment } from '#modules/steering/measures/measures.public.ts'
import { formatDay, formatShare } from '#web/formats.ts'
import type { Block, BudgetPicture, NoteDocument } from './document.rules.ts'
import { writeAnnex } from './note-annex.ts'
import { writeParts } from './note-measures.ts'
import { type NoteDesk, type NoteSource, openDesk } from './note-source.ts'

/** Writes the note to the mayor: the same figures for its page, its word file and its PDF. */
export function writeNote(source: NoteSource): NoteDocument {
  const desk = openDesk(source)
  const { t } = desk
  const { town, author, mayor, date, locale } = source
  const blocks = [
    ...writeIntroduction(desk),
    ...writeParts(desk),
    ...writeComparison(desk),
    ...writeBudget(desk),
    ...writeDecisions(desk),
    ...writeAnnex(desk),
  ]
  return {
    locale,
    title: t('title'),
    letterhead: {
      sender: [author.name, author.title, t('town_line', { town: town.name })].filter((line) => line !== ''),
      placeAndDate: t('place_date', { town: town.name, date: formatDay(date, locale) }),
      addressee: mayor ? t('addressee', { name: mayor.name, title: mayor.title }) : t('addressee_unknown'),
    },
    subject: t('subject', { scenario: source.scenario.title, ...period(source) }),
    warning: town.isFictional ? t('warning', { town: town.name }) : null,
    blocks,
  }
}

function period({ scenario: { years } }: NoteSource): { from: number; to: number } {
  return { from: years[0] ?? 0, to: years.at(-1) ?? 0 }
}

function writeIntroduction(desk: NoteDesk): Block[] {
  const { source, t } = desk
  const { scenario, measures } = source
  const sum = (read: (takes: (typeof measures)[number]['takes']) => number) =>
    measures.reduce((total, measure) => total + read(measure.takes), 0)
  const proof = scenario.isProven
    ? t('intro.proof_optimal')
    : scenario.gap === null
      ? ''
      : t('intro.proof_gap', { gap: formatShare(scenario.gap, source.locale) })
  const choice = t('intro.choice', { count: measures.length, all: scenario.candidates, ...period(source) })
  const money = t('intro.money', {
    operating: desk.euros(sum((takes) => takes.operating)),
    investment: desk.euros(sum((takes) => takes.investment)),
    hours: desk.number(sum((takes) => takes.hours)),
  })
  return [
    { kind: 'paragraph', text: t('intro.wish') },
    {
      kind: 'paragraph',
      text: t('intro.scenario', { scenario: scenario.title, summary: scenario.summary }).trim(),
    },
    { kind: 'paragraph', text: [choice, money, proof].filter((sentence) => sentence !== '').join(' ') },
    { kind: 'paragraph', text: t('intro.estimates'), look: 'quiet' },
    { kind: 'paragraph', text: t('intro.plan') },
    { kind: 'list', items: [t('plan.I'), t('plan.II'), t('plan.III')] },
  ]
}

function writeComparison(desk: NoteDesk): Block[] {
  const { source, t } = desk
  const total = (read: (takes: (typeof source.measures)[number]['takes']) => number) =>
    source.measures.reduce((sum, { takes }) => sum + read(takes), 0)
  return [
    { kind: 'heading', level: 1, text: t('comparison.title') },
    {
      kind: 'table',
      caption: t('comparison.caption', period(source)),
      columns: [
        { text: t('column.measure'), width: 24 },
        { text: t('column.start'), width: 8, isNumber: true },
        { text: t('column.operating'), width: 17, isNumber: true },
        { text: t('column.investment'), width: 16, isNumber: true },
        { text: t('column.hours'), width: 9, isNumber: true },
        { text: t('column.npv'), width: 19, isNumber: true },
        { text: t('column.chance'), width: 9, isNumber: true },
      ],
      rows: source.measures.map(({ file, assessment, startYear, takes }) => [
        file.measure.title,
        String(startYear),
        desk.euros(takes.operating),
        desk.euros(takes.investment),
        desk.number(takes.hours),
        ...resultCells(desk, assessment),
      ]),
      total: [
        t('column.total'),
        '',
        desk.euros(total((takes) => takes.operating)),
        desk.euros(total((takes) => takes.investment)),
        desk.number(total((takes) => takes.hours)),
        '',
        '',
      ],
    },
    {
      kind: 'paragraph',
      text: t('comparison.note', { price: desk.euros(source.scenario.effectPointCents) }),
      look: 'quiet',
    },
    ...writeLeftOut(desk),
  ]
}

function writeLeftOut(desk: NoteDesk): Block[] {
  const { source, t } = desk
  if (source.leftOut.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: t('out.title') },
    {
      kind: 'table',
      caption: t('out.caption'),
      columns: [
        { text: t('column.measure'), width: 27 },
        { text: t('column.npv'), width: 22, isNumber: true },
        { text: t('column.chance'), width: 10, isNumber: true },
        { text: t('column.reason'), width: 41 },
      ],
      rows: source.leftOut.map(({ title, assessment, reason }) => [
        title,
        ...resultCells(desk, assessment),
        reason,
      ]),
    },
  ]
}

/** Net present value with its band, and the share of the draws in which gains pass costs. */
function resultCells(desk: NoteDesk, { analysis, chance }: MeasureAssessment): string[] {
  return [
    analysis ? desk.band(analysis.netPresentValue, desk.euros) : '–',
    chance ? formatShare(chance.probability, desk.source.locale) : '–',
  ]
}

const grades = ['A', 'B', 'C'] as const

function writeBudget(desk: NoteDesk): Block[] {
  const { source, t } = desk
  const line = (limit: LimitName, year: number, grade: (typeof grades)[number] | null = null) =>
    source.balance.find((item) => item.limit === limit && item.year === year && item.grade === grade)
  const cell = (item: ReturnType<typeof line>, write: (value: number) => string) =>
    item === undefined
      ? '–'
      : item.available === null
        ? write(item.used)
        : t('budget.of', { used: write(item.used), limit: write(item.available) })
  return [
    { kind: 'heading', level: 1, text: t('budget.title') },
    { kind: 'picture', picture: budgetPicture(desk) },
    {
      kind: 'table',
      caption: t('budget.caption'),
      columns: [
        { text: t('column.year'), width: 8 },
        { text: t('budget.operating'), width: 24, isNumber: true },
        { text: t('budget.investment'), width: 24, isNumber: true },
        ...grades.map((grade) => ({ text: t(`column.hours_${grade}`), width: 14, isNumber: true })),
      ],
      rows: source.scenario.years.map((year) => [
        String(year),
        cell(line('operating_cents', year), desk.euros),
        cell(line('investment_cents', year), desk.euros),
        ...grades.map((grade) => cell(line('staff_hours', year, grade), desk.number)),
      ]),
    },
  ]
}

function budgetPicture(desk: NoteDesk): BudgetPicture {
  const { source, t } = desk
  const { years } = source.scenario
  const of = (limit: 'operating_cents' | 'investment_cents') =>
    years.map((year) => source.balance.find((line) => line.limit === limit && line.year === year))
  const series = (['operating', 'investment'] as const).map((look) => {
    const lines = of(`${look}_cents`)
    return {
      label: t(`budget.${look}`),
      look,
      amounts: lines.map((line) => line?.used ?? 0),
      limits: lines.map((line) => line?.available ?? null),
    }
  })
  const together = years.map((_, index) =>
    series.reduce((sum, { amounts }) => sum + (amounts[index] ?? 0), 0),
  )
  const most = Math.max(...together)
  return {
    title:
      most > 0
        ? t('budget.finding', { year: years[together.indexOf(most)] ?? 0, amount: desk.euros(most) })
        : t('budget.finding_gain'),
    years,
    series,
    limitLabel: t('budget.limit'),
    tick: (cents) => `${desk.number(cents / 100_000)} k€`,
  }
}

function writeDecisions(desk: NoteDesk): Block[] {
  const { source, t } = desk
  const items = source.measures.map(({ file, assessment, startYear }) => {
    const { measure } = file
    if (!isOpen(measure.status)) return ''
    const year = measure.status === 'idea' ? startYear - 1 : startYear
    const decision = t(`decision.${measure.status}`, { measure: measure.title, year })
    const blocking = assessment.conditions
      .filter(({ condition, state }) => condition.blocking && state !== 'met')
      .map(({ condition }) => t('decision.blocking', { statement: condition.statement.replace(/\.$/, '') }))
    return [decision, ...blocking].join(' ')
  })
  return [
    { kind: 'heading', level: 1, text: t('decisions.title') },
    { kind: 'list', ordered: true, items: items.filter((item) => item !== '') },
  ]
}

function isOpen(status: string): status is 'idea' | 'assessed' | 'decided' | 'running' {
  return status === 'idea' || status === 'assessed' || status === 'decided' || status === 'running'
}
