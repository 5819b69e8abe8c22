import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { agentGrades, type CostRow, costKinds } from '../meter.rules.ts'
import { processesPaths } from '../processes.paths.ts'
import { type ProcessesWords, processesWords } from '../processes.words.ts'
import { hours, MeterFigures, type MeterSectionProps } from './meter-section.tsx'

export interface MeterPageProps extends Omit<MeterSectionProps, 'shell'> {
  readonly rows: readonly CostRow[]
  readonly rates: readonly { readonly grade: string; readonly cents: number }[]
  /** Lines of the measure that a spending may answer. */
  readonly lines: readonly string[]
  readonly canCount: boolean
  /** Names of agents stay inside the town. */
  readonly showRecorders: boolean
  readonly formKey: string
  readonly today: CalendarDate
  readonly state: FormState
}

export function MeterPage(props: MeterPageProps & { readonly shell: Shell }) {
  const { shell, process, totals, rates } = props
  const t = processesWords(shell.locale)
  return (
    <Page shell={shell} title={`${t('meter.title')} – ${process.title}`} width="wide">
      <article data-part="I">
        <p class="crumb">
          <a href={processesPaths.list()}>{t('list.title')}</a> ·{' '}
          <a href={processesPaths.show(process.slug)}>{process.title}</a>
        </p>
        <h1>{t('meter.title')}</h1>
        <p class="lead">{t('meter.lead')}</p>
        <MeterFigures {...props} />
        <p class="muted">
          {t('meter.rates', {
            rates: rates.map(({ grade, cents }) => `${grade} ${formatEuros(cents, shell.locale)}`).join(', '),
          })}
        </p>
        {totals.byPhase.size > 0 ? <PhaseTable {...props} t={t} /> : null}
        <Rows {...props} t={t} />
        {props.canCount ? <CostForm {...props} t={t} /> : null}
      </article>
    </Page>
  )
}

type Inside = MeterPageProps & { readonly shell: Shell; readonly t: ProcessesWords }

function PhaseTable({ process, totals, shell, t }: Inside) {
  const phases = [...process.phases.map(({ id, title }) => ({ id: id as string | null, title }))]
  const lines = [...phases, { id: null, title: t('hours.no_phase') }].filter(({ id }) =>
    totals.byPhase.get(id),
  )
  return (
    <TableScroll label={t('meter.by_phase')}>
      <table class="table">
        <caption>{t('meter.by_phase')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('hours.phase')}</th>
            <th scope="col" class="number">
              {t('meter.agents')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, title }) => (
            <tr>
              <th scope="row">{title}</th>
              <td class="number">{t('meter.hours', { hours: hours(totals.byPhase.get(id) ?? 0, shell) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

/** What was counted, latest first; a correction stands beside what it takes back. */
function Rows({ process, rows, canCount, showRecorders, shell, t }: Inside) {
  if (rows.length === 0) return <p class="empty">{t('meter.none')}</p>
  return (
    <TableScroll label={t('meter.rows')} stack>
      <table class="table">
        <caption>{t('meter.rows')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('meter.what')}</th>
            <th scope="col">{t('meter.day')}</th>
            <th scope="col" class="number">
              {t('meter.quantity')}
            </th>
            <th scope="col">{t('meter.proof')}</th>
            {canCount ? <th scope="col">{t('meter.correct')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                {row.isReversal
                  ? t('meter.reversal', { what: t(`cost.${row.kind}`) })
                  : t(`cost.${row.kind}`)}
                {row.grade ? ` ${row.grade}` : ''}
                <span class="sub">
                  {[row.label, row.reason, showRecorders ? row.recordedBy : ''].filter(Boolean).join(' · ')}
                </span>
              </th>
              <td data-label={t('meter.day')}>{formatDay(row.day, shell.locale)}</td>
              <td class="number" data-label={t('meter.quantity')}>
                {row.cents === null
                  ? t('meter.hours', { hours: hours(row.minutes ?? 0, shell) })
                  : formatEuros(row.cents, shell.locale)}
              </td>
              <td data-label={t('meter.proof')}>{row.document || '–'}</td>
              {canCount ? (
                <td data-label={t('meter.correct')}>
                  {row.isReversal || row.isReversed ? (
                    '–'
                  ) : (
                    <ReversalForm slug={process.slug} row={row} t={t} />
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function ReversalForm({
  slug,
  row,
  t,
}: {
  readonly slug: string
  readonly row: CostRow
  readonly t: ProcessesWords
}) {
  return (
    <details>
      <summary>{t('meter.take_back')}</summary>
      <form method="post" action={processesPaths.costReversal(slug, row.id)}>
        <label for={`motif-${row.id}`}>{t('meter.take_back_reason')}</label>
        <input id={`motif-${row.id}`} name="motif" type="text" required />
        <button class="button-quiet" type="submit">
          {t('meter.take_back')}
        </button>
      </form>
    </details>
  )
}

/** Money, or time that the two-press form cannot say: another day, several people, residents. */
function CostForm({ process, lines, formKey, state, shell, t }: Inside) {
  return (
    <form method="post" action={processesPaths.spending(process.slug)} class="card" noValidate>
      <h2 id="saisie">{t('cost.title')}</h2>
      <ErrorSummary state={state} locale={shell.locale} />
      <input type="hidden" name="cle" value={formKey} />
      <div class="field-columns">
        <SelectField
          name="nature"
          label={t('cost.kind')}
          state={state}
          choices={costKinds.map((kind) => ({ value: kind, label: t(`cost.${kind}`) }))}
        />
        <TextField
          name="quantite"
          label={t('cost.quantity')}
          hint={t('cost.quantity_hint')}
          inputMode="decimal"
          size="short"
          state={state}
          required
        />
        <TextField name="jour" label={t('meter.day')} type="date" size="short" state={state} required />
        <SelectField
          name="phase"
          label={t('hours.phase')}
          empty={t('hours.no_phase')}
          state={state}
          choices={process.phases.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <SelectField
          name="categorie"
          label={t('hours.grade')}
          hint={t('cost.grade_hint')}
          empty={t('cost.no_grade')}
          state={state}
          choices={agentGrades.map((grade) => ({ value: grade, label: t('hours.grade_name', { grade }) }))}
        />
        <TextField name="libelle" label={t('cost.label')} hint={t('cost.label_hint')} state={state} />
        <TextField name="document" label={t('cost.document')} hint={t('cost.document_hint')} state={state} />
      </div>
      {lines.length > 0 ? (
        <SelectField
          name="ligne"
          label={t('cost.line')}
          hint={t('cost.line_hint')}
          empty={t('cost.no_line')}
          state={state}
          choices={lines.map((line) => ({ value: line, label: line }))}
        />
      ) : null}
      <p class="muted">{t('cost.final')}</p>
      <button class="button" type="submit">
        {t('cost.record')}
      </button>
    </form>
  )
}
