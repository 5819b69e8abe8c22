import type { MeasureAssessment } from '#modules/steering/measures/measures.public.ts'
import { formatShare } from '#web/formats.ts'
import type { Block } from './document.rules.ts'
import { type NoteDesk, periodOf, totalOf } from './note-source.ts'

/** The measures side by side, to the euro. */
export function writeComparison(desk: NoteDesk): Block[] {
  const { source, t } = desk
  return [
    { kind: 'heading', level: 1, text: t('comparison.title') },
    {
      kind: 'table',
      caption: t('comparison.caption', periodOf(source)),
      columns: [
        { text: t('column.measure'), width: 18.6 },
        { text: t('column.start'), width: 7.2, isNumber: true },
        { text: t('column.operating'), width: 16, isNumber: true },
        { text: t('column.investment'), width: 15.6, isNumber: true },
        { text: t('column.hours'), width: 8.6, isNumber: true },
        { text: t('column.npv'), width: 12, isNumber: true },
        { text: t('column.range'), width: 14, isNumber: true },
        { text: t('column.chance'), width: 8, isNumber: true },
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
        desk.euros(totalOf(source, (takes) => takes.operating)),
        desk.euros(totalOf(source, (takes) => takes.investment)),
        desk.number(totalOf(source, (takes) => takes.hours)),
        '',
        '',
        '',
      ],
    },
    {
      kind: 'list',
      look: 'quiet',
      items: [
        t('comparison.note_net'),
        t('comparison.note_npv'),
        t('comparison.note_effect', { price: desk.short(source.scenario.effectPointCents) }),
      ],
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
        { text: t('column.measure'), width: 25 },
        { text: t('column.npv'), width: 13, isNumber: true },
        { text: t('column.range'), width: 16, isNumber: true },
        { text: t('column.chance'), width: 9, isNumber: true },
        { text: t('column.reason'), width: 37 },
      ],
      rows: source.leftOut.map(({ title, assessment, reason }) => [
        title,
        ...resultCells(desk, assessment),
        reason,
      ]),
    },
  ]
}

/** Net present value, its band, and the share of the draws in which gains pass costs. */
function resultCells(desk: NoteDesk, { analysis, chance }: MeasureAssessment): string[] {
  return [
    analysis ? desk.euros(analysis.netPresentValue.likely) : '–',
    analysis ? desk.range(analysis.netPresentValue, desk.euros) : '–',
    chance ? formatShare(chance.probability, desk.source.locale) : '–',
  ]
}
