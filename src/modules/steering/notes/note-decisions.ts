import { unitName } from '#modules/steering/evidence/evidence.public.ts'
import type { MeasureAssessment } from '#modules/steering/measures/measures.public.ts'
import { formatDay } from '#web/formats.ts'
import type { Block } from './document.rules.ts'
import { type NoteDesk, type NoteMeasure, withoutStop } from './note-source.ts'

type ConditionNow = MeasureAssessment['conditions'][number]

export type OpenCondition = ConditionNow & { readonly measure: string }

/** Blocking conditions that are not met, the earliest due first. */
export function openConditions(measures: readonly NoteMeasure[]): OpenCondition[] {
  return measures
    .flatMap(({ file, assessment }) =>
      assessment.conditions
        .filter(({ condition, state }) => condition.blocking && state !== 'met')
        .map((open) => ({ ...open, measure: file.measure.title })),
    )
    .sort((a, b) => compareDays(a.condition.dueOn, b.condition.dueOn))
}

function compareDays(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** What a condition asks, in figures: `au moins 1 600 personnes`. */
export function thresholdText({ m, number, source }: NoteDesk, { condition }: ConditionNow): string {
  return m(`condition.${condition.comparison}`, {
    threshold: number(condition.threshold),
    unit: unitName(condition.unit, source.locale, condition.threshold),
  })
}

/** One list of what must be true before anything starts: what, of which measure, when, who. */
export function writeBlockingConditions(desk: NoteDesk): Block[] {
  const { t, m, source } = desk
  const open = openConditions(source.measures)
  const title: Block = { kind: 'heading', level: 1, text: t('blocking.title') }
  if (open.length === 0) return [title, { kind: 'paragraph', text: t('blocking.none') }]
  return [
    title,
    { kind: 'paragraph', text: t('blocking.lead') },
    {
      kind: 'table',
      caption: t('blocking.caption', { date: formatDay(source.date, source.locale) }),
      columns: [
        { text: t('column.condition'), width: 34 },
        { text: t('column.measure'), width: 25 },
        { text: t('column.due'), width: 19 },
        { text: t('column.owner'), width: 22 },
      ],
      rows: open.map((now) => [
        t('blocking.condition', {
          statement: withoutStop(now.condition.statement),
          threshold: thresholdText(desk, now),
        }),
        now.measure,
        t('blocking.due', {
          date: formatDay(now.condition.dueOn, source.locale),
          state: m(`condition.state_${now.state}`).toLowerCase(),
        }),
        now.condition.owner || t('nobody'),
      ]),
    },
  ]
}

/** What waits for the council comes first, then what may start, what goes on, what must still be assessed. */
const order = ['assessed', 'decided', 'running', 'idea'] as const

export function writeDecisions({ t, source }: NoteDesk): Block[] {
  return [
    { kind: 'heading', level: 1, text: t('decisions.title') },
    ...order.flatMap((status): Block[] => {
      const measures = source.measures.filter(({ file }) => file.measure.status === status)
      if (measures.length === 0) return []
      return [
        { kind: 'heading', level: 2, text: t(`decision.${status}`) },
        {
          kind: 'list',
          items: measures.map(({ file: { measure }, startYear }) =>
            t(status === 'running' ? 'decision.since' : 'decision.start', {
              measure: measure.title,
              year: status === 'running' ? measure.startsOn.slice(0, 4) : startYear,
            }),
          ),
        },
      ]
    }),
  ]
}
