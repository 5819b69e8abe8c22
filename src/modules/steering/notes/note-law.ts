import { answerText, lawWords, supersededText } from '#modules/steering/law/law.public.ts'
import {
  type LegalCheck,
  legalChecks,
  type Risk,
  severityOf,
} from '#modules/steering/measures/measures.public.ts'
import { formatDay } from '#web/formats.ts'
import { type Block, type NotePart, noteParts } from './document.rules.ts'
import { type NoteDesk, type NoteSource, withoutStop } from './note-source.ts'

interface Numbered {
  /** Its number in the annex, which the body refers to. */
  readonly number: number
  readonly part: NotePart
  readonly measure: string
}

export type LegalRisk = Numbered & { readonly risk: Risk }

type Answered = LegalCheck & {
  readonly rule: NonNullable<LegalCheck['rule']>
  readonly answer: NonNullable<LegalCheck['answer']>
}

export type LegalAnswer = Numbered & { readonly check: Answered }

/** What the law asks of the measures kept: risks with their text, then rules with their answer at their date. */
export interface NoteLaw {
  readonly risks: readonly LegalRisk[]
  readonly answers: readonly LegalAnswer[]
}

/** Numbers follow the order of the annex: parts in order, the gravest risks of each first. */
export function lawOf({ measures }: NoteSource): NoteLaw {
  const risks = measures
    .flatMap(({ file }) =>
      file.risks
        .filter(({ kind }) => kind === 'legal')
        .map((risk) => ({ part: file.measure.part, measure: file.measure.title, risk })),
    )
    .sort(
      (a, b) =>
        noteParts.indexOf(a.part) - noteParts.indexOf(b.part) || severityOf(b.risk) - severityOf(a.risk),
    )
  const answers = measures.flatMap(({ file }) =>
    legalChecks(file)
      .filter(isAnswered)
      .map((check) => ({ part: file.measure.part, measure: file.measure.title, check })),
  )
  return {
    risks: risks.map((risk, index) => ({ ...risk, number: index + 1 })),
    answers: answers.map((answer, index) => ({ ...answer, number: risks.length + index + 1 })),
  }
}

/** A rule that reads the facts given and is still ours. */
function isAnswered(check: LegalCheck): check is Answered {
  return check.rule !== null && check.answer !== null
}

/** What the body says of the law in one part: what to settle first, one line each, and where the rest stands. */
export function writeLawLines({ t, source: { locale } }: NoteDesk, law: NoteLaw, part: NotePart): Block[] {
  const answers = law.answers.filter((answer) => answer.part === part)
  const risks = law.risks.filter((risk) => risk.part === part)
  if (answers.length + risks.length === 0) return []
  const toSettle = answers.filter(({ check: { answer } }) => isToSettle(answer.status))
  const items = toSettle.map(({ number, measure, check: { rule, answer } }) =>
    t('law.to_settle', {
      rule: rule.title[locale],
      measure,
      status: lawWords(locale)(`status.${answer.status}`).toLowerCase(),
      date: formatDay(answer.on, locale),
      number,
    }),
  )
  const rest = t('law.rest', { risks: risks.length, answers: answers.length })
  return [{ kind: 'facts', facts: [{ term: t('law.term'), items: [...items, rest] }] }]
}

function isToSettle(status: string): boolean {
  return status === 'forbidden' || status === 'warning' || status === 'unknown'
}

/** The annex: every legal risk with its text, every rule with its article, its date and what it answers. */
export function writeLawAnnex(desk: NoteDesk, law: NoteLaw): Block[] {
  if (law.risks.length + law.answers.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: desk.t('law.title'), newPage: true },
    ...riskTable(desk, law.risks),
    ...answerTable(desk, law.answers),
  ]
}

function riskTable({ t }: NoteDesk, risks: readonly LegalRisk[]): Block[] {
  if (risks.length === 0) return []
  return [
    {
      kind: 'table',
      caption: t('law.risks'),
      columns: [
        { text: t('column.number'), width: 6 },
        { text: t('column.risk'), width: 29 },
        { text: t('column.measure'), width: 19 },
        { text: t('column.mitigation'), width: 23 },
        { text: t('column.text'), width: 23 },
      ],
      rows: risks.map(({ number, measure, risk }) => [
        String(number),
        t('law.risk', { statement: withoutStop(risk.statement), severity: severityOf(risk) }),
        measure,
        risk.mitigation || t('risk.no_mitigation'),
        risk.source ?? '–',
      ]),
    },
  ]
}

function answerTable({ t, source: { locale } }: NoteDesk, answers: readonly LegalAnswer[]): Block[] {
  if (answers.length === 0) return []
  return [
    {
      kind: 'table',
      caption: t('law.answers'),
      columns: [
        { text: t('column.number'), width: 6 },
        { text: t('column.rule'), width: 22 },
        { text: t('column.measure'), width: 18 },
        { text: t('column.on'), width: 12 },
        { text: t('column.answer'), width: 24 },
        { text: t('column.article'), width: 18 },
      ],
      rows: answers.map(({ number, measure, check: { rule, answer, superseded } }) => [
        String(number),
        t('law.rule', { rule: rule.title[locale], version: answer.version ?? rule.id }),
        measure,
        formatDay(answer.on, locale),
        [
          answerText(answer, locale),
          superseded ? supersededText(superseded, answer, locale) : '',
          answer.confidence === 'to_verify' ? t('law.to_verify') : '',
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
        answer.article,
      ]),
    },
  ]
}
