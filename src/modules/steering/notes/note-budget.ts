import type { LimitName } from '@faire-commune/portfolio'
import type { Block, BudgetPicture } from './document.rules.ts'
import type { NoteDesk } from './note-source.ts'

const grades = ['A', 'B', 'C'] as const

/** The budget of each year: its picture, then the same figures with their limits. */
export function writeBudget(desk: NoteDesk): Block[] {
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
        ? t('budget.finding', { year: years[together.indexOf(most)] ?? 0, amount: desk.short(most) })
        : t('budget.finding_gain'),
    years,
    series,
    limitLabel: t('budget.limit'),
    tick: desk.short,
  }
}
