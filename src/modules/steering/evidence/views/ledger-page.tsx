import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { webWords } from '#web/web-words.ts'
import { evidencePaths, ledgerFormats } from '../evidence.paths.ts'
import type { Fact } from '../evidence.rules.ts'
import { type EvidenceWords, evidenceWords } from '../evidence.words.ts'
import type { PromisedMeasure } from '../promises.rules.ts'
import { formatMeasured } from './quantities.ts'

export interface LedgerPageProps {
  readonly measure: Pick<PromisedMeasure, 'code' | 'title' | 'conditions'>
  readonly rows: readonly Fact[]
  readonly next: string | null
  readonly after: string | undefined
  readonly canRecord: boolean
  readonly showRecorders: boolean
  canReverse(fact: Fact): boolean
}

/** Everything recorded on a measure, corrections included: nothing is ever rewritten here. */
export function LedgerPage(props: LedgerPageProps & { readonly shell: Shell }) {
  const { shell, measure, rows, canRecord } = props
  const t = evidenceWords(shell.locale)
  return (
    <Page shell={shell} title={t('ledger.title')} width="wide">
      <p class="crumb">
        <a href={evidencePaths.measure(measure.code)}>{measure.title}</a>
      </p>
      <h1>{t('ledger.title')}</h1>
      <p class="lead">{t('ledger.lead')}</p>
      {canRecord ? (
        <p class="button-row">
          <a class="button" href={evidencePaths.new(measure.code)}>
            {t('section.record')}
          </a>
          <a href={evidencePaths.import()}>{t('import.title')}</a>
        </p>
      ) : null}
      {rows.length === 0 ? <p class="empty">{t('ledger.empty')}</p> : <FactsTable {...props} t={t} />}
      <Pager {...props} />
      <p class="muted">
        {t('ledger.export')}{' '}
        {ledgerFormats.map((format) => (
          <>
            <a href={evidencePaths.exportOne(measure.code, format)}>{format.toUpperCase()}</a>{' '}
          </>
        ))}
      </p>
    </Page>
  )
}

type FactsTableProps = LedgerPageProps & { readonly shell: Shell; readonly t: EvidenceWords }

function FactsTable({ rows, t, ...props }: FactsTableProps) {
  return (
    <TableScroll label={t('ledger.caption')} stack>
      <table class="table">
        <caption>{t('ledger.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ledger.column_day')}</th>
            <th scope="col">{t('ledger.column_fact')}</th>
            <th scope="col" class="number">
              {t('ledger.column_quantity')}
            </th>
            <th scope="col">{t('ledger.column_source')}</th>
            <th scope="col">{t('ledger.column_state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((fact) => (
            <FactRow fact={fact} rows={rows} t={t} {...props} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function FactRow({
  fact,
  t,
  shell,
  measure,
  showRecorders,
  canReverse,
}: FactsTableProps & { readonly fact: Fact }) {
  const origin = t(`source.${isKnownSource(fact.sourceKind) ? fact.sourceKind : 'other'}`)
  const name = nameOf(fact, measure.conditions)
  return (
    <tr>
      <td data-label={t('ledger.column_day')}>
        <time datetime={fact.day}>{formatDay(fact.day, shell.locale)}</time>
      </td>
      <th scope="row">
        {name}
        <span class="sub">
          {t(`kind.${fact.kind}`)}
          {fact.kind !== 'indicator' && fact.lineId === null ? ` · ${t('line.unplanned')}` : ''}
        </span>
      </th>
      <td class="number" data-label={t('ledger.column_quantity')}>
        {formatMeasured(fact.quantity, fact.unit, shell.locale)}
      </td>
      <td data-label={t('ledger.column_source')}>
        {fact.document || origin}
        <span class="sub">
          {[fact.note, showRecorders ? fact.recordedByName : ''].filter(Boolean).join(' · ')}
        </span>
      </td>
      <td data-label={t('ledger.column_state')}>
        {fact.reversesId !== null ? t('ledger.reversal') : null}
        {fact.reversedById !== null ? t('ledger.reversed') : null}
        {fact.reversesId === null && fact.reversedById === null && canReverse(fact) ? (
          <a
            href={evidencePaths.reversal(measure.code, fact.id)}
            aria-label={`${t('ledger.reverse')} : ${name}, ${formatDay(fact.day, shell.locale)}`}
          >
            {t('ledger.reverse')}
          </a>
        ) : null}
      </td>
    </tr>
  )
}

/** An indicator is named by the condition that it decides, else by its code. */
function nameOf(fact: Fact, conditions: PromisedMeasure['conditions']): string {
  if (fact.lineLabel !== null) return fact.lineLabel
  return conditions.find(({ indicator }) => indicator === fact.indicator)?.statement ?? fact.indicator ?? ''
}

function isKnownSource(kind: string): kind is 'form' | 'file' | 'reversal' {
  return kind === 'form' || kind === 'file' || kind === 'reversal'
}

function Pager({ shell, measure, next, after }: LedgerPageProps & { readonly shell: Shell }) {
  const t = webWords(shell.locale)
  if (next === null && !after) return null
  return (
    <p class="pager">
      {after ? <a href={evidencePaths.ledger(measure.code)}>{t('previous_page')}</a> : null}{' '}
      {next ? <a href={evidencePaths.ledger(measure.code, next)}>{t('next_page')}</a> : null}
    </p>
  )
}
