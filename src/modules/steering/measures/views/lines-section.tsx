import type { InLanguage } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { isDraft } from '../life-cycle.rules.ts'
import { describeKind } from '../line-kinds.rules.ts'
import { measuresPaths } from '../measures.paths.ts'
import type { Measure, MeasureLine } from '../measures.rules.ts'
import { type MeasuresWords, measuresWords } from '../measures.words.ts'
import { formatLineFigures } from './figures.ts'

export interface LinesSectionProps {
  readonly measure: Measure
  readonly lines: readonly MeasureLine[]
  readonly canEdit: boolean
  readonly shell: InLanguage
}

/** Costs, then gains, each line with its figures and where they come from. */
export function LinesSection({ measure, lines, canEdit, shell }: LinesSectionProps) {
  const t = measuresWords(shell.locale)
  const of = (direction: 'cost' | 'gain') =>
    lines.filter((line) => describeKind(line.kind).direction === direction)
  return (
    <section aria-labelledby="couts-et-gains">
      <h2 id="couts-et-gains">{t('page.figures')}</h2>
      <p class="muted">{t('page.figures_note')}</p>
      {lines.length === 0 ? <p class="empty">{t('page.no_lines')}</p> : null}
      <LinesTable
        title={t('page.costs')}
        lines={of('cost')}
        measure={measure}
        canEdit={canEdit}
        shell={shell}
        t={t}
      />
      <LinesTable
        title={t('page.gains')}
        lines={of('gain')}
        measure={measure}
        canEdit={canEdit}
        shell={shell}
        t={t}
      />
      {isDraft(measure.status) ? null : <p class="muted">{t('page.frozen')}</p>}
      {canEdit ? (
        <p>
          <a class="button" href={measuresPaths.newLine(measure.code)}>
            {t('page.add_line')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

type LinesTableProps = LinesSectionProps & { readonly title: string; readonly t: MeasuresWords }

function LinesTable({ title, lines, measure, canEdit, shell, t }: LinesTableProps) {
  if (lines.length === 0) return null
  return (
    <TableScroll label={title}>
      <table class="table">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('line.column_label')}</th>
            <th scope="col" class="column-words">
              {t('line.column_when')}
            </th>
            <th scope="col" class="number">
              {t('line.column_figures')}
            </th>
            <th scope="col">{t('line.column_source')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <th scope="row">
                {canEdit ? <a href={measuresPaths.line(measure.code, line.id)}>{line.label}</a> : line.label}
                <span class="sub">{natureOf(line, t)}</span>
              </th>
              <td>{whenOf(line, t)}</td>
              <td class="number">{formatLineFigures(line, shell.locale)}</td>
              <td>
                <SourceOf line={line} t={t} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function natureOf(line: MeasureLine, t: MeasuresWords): string {
  const details = [
    t(`kind.${line.kind}`),
    line.section && line.kind !== line.section && t(`section.${line.section}`),
    line.grade && t(`grade.${line.grade}`),
  ]
  return details.filter(Boolean).join(', ')
}

function whenOf(line: MeasureLine, t: MeasuresWords): string {
  return line.lastYear === null
    ? t('line.once', { year: line.firstYear })
    : t('line.yearly', { from: line.firstYear, to: line.lastYear })
}

function SourceOf({ line, t }: { line: MeasureLine; t: MeasuresWords }) {
  const { text, reference, year } = line.source
  const isAddress = reference?.startsWith('https://') ?? false
  const details = [
    isAddress ? null : reference,
    year,
    t('line.confidence', { level: t(`confidence.${line.confidence}`) }),
    line.owner,
  ]
  return (
    <>
      {isAddress && reference ? <a href={reference}>{text}</a> : text}
      <span class="sub">{details.filter(Boolean).join(' · ')}</span>
    </>
  )
}
