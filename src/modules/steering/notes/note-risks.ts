import { type Risk, severityOf } from '#modules/steering/measures/measures.public.ts'
import type { Block } from './document.rules.ts'
import type { NoteLaw } from './note-law.ts'
import type { NoteDesk, NoteMeasure } from './note-source.ts'

/** What the mayor asks first comes first; the law, which has its annex, last. */
const kindOrder: readonly Risk['kind'][] = [
  'political',
  'participation',
  'management',
  'financial',
  'security',
  'legal',
]

/** Of each kind the note gives the gravest; the rest is on the measures' own pages, and all legal ones in the annex. */
const mostRisks = 3

/** Risks of a part's measures by kind, the gravest first. Of a legal one the body gives the place in the annex. */
export function writeRisks(desk: NoteDesk, measures: readonly NoteMeasure[], law: NoteLaw): Block[] {
  const { t, m } = desk
  const risks = measures
    .flatMap(({ file }) => file.risks.map((risk) => ({ risk, measure: file.measure.title })))
    .sort((a, b) => severityOf(b.risk) - severityOf(a.risk))
  if (risks.length === 0) return [{ kind: 'paragraph', text: t('b_none') }]
  const listed = kindOrder.flatMap((kind) =>
    risks.filter(({ risk }) => risk.kind === kind).slice(0, mostRisks),
  )
  return [
    {
      kind: 'table',
      caption: t('risks.caption', { most: mostRisks }),
      columns: [
        { text: t('column.nature'), width: 16 },
        { text: t('column.risk'), width: 30 },
        { text: t('column.measure'), width: 19 },
        { text: t('column.severity'), width: 9 },
        { text: t('column.mitigation'), width: 26 },
      ],
      rows: listed.map(({ risk, measure }) => [
        m(`risk.${risk.kind}`),
        risk.statement,
        measure,
        t('risks.severity', { severity: severityOf(risk) }),
        risk.kind === 'legal' ? t('law.see', { number: numberOf(law, risk) }) : mitigationOf(t, risk),
      ]),
    },
  ]
}

function mitigationOf(t: NoteDesk['t'], risk: Risk): string {
  return risk.mitigation || t('risk.no_mitigation')
}

function numberOf(law: NoteLaw, risk: Risk): number {
  return law.risks.find((known) => known.risk.id === risk.id)?.number ?? 0
}
