import { unitName } from '#modules/steering/evidence/evidence.public.ts'
import type { MeasureLine } from '#modules/steering/measures/measures.public.ts'
import type { Block } from './document.rules.ts'
import { type NoteDesk, withoutStop } from './note-source.ts'

/** Where every figure comes from: each line of each measure with its band, its years and its source. */
export function writeSources(desk: NoteDesk): Block[] {
  return [
    { kind: 'heading', level: 1, text: desk.t('sources.title'), newPage: true },
    { kind: 'paragraph', text: desk.t('sources.note'), look: 'quiet' },
    ...desk.source.measures.flatMap(({ file }): Block[] => [
      { kind: 'heading', level: 2, text: file.measure.title },
      { kind: 'list', look: 'quiet', items: file.lines.map((line) => lineText(desk, line)) },
    ]),
  ]
}

function lineText(desk: NoteDesk, line: MeasureLine): string {
  const write = (value: number) => (line.unit === 'cents' ? desk.euros(value) : desk.number(value))
  const grade = line.grade ? ` (${desk.m(`grade.${line.grade}`)})` : ''
  const unit =
    line.unit === 'cents' ? '' : `\u00a0${unitName(line.unit, desk.source.locale, line.likely)}${grade}`
  const when =
    line.lastYear === null
      ? desk.m('line.once', { year: line.firstYear })
      : desk.m('line.yearly', { from: line.firstYear, to: line.lastYear })
  return desk.t('line', {
    kind: desk.m(`kind.${line.kind}`),
    label: line.label,
    figures: desk.band(line, write) + unit,
    when,
    source: sourceText(line),
  })
}

function sourceText({ source }: MeasureLine): string {
  const details = [source.reference, source.year].filter((detail) => detail !== null)
  const text = withoutStop(source.text)
  return details.length > 0 ? `${text} (${details.join(', ')})` : text
}
