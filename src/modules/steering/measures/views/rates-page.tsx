import { formatEuros } from '#kernel/cents.ts'
import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatDay, formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { measuresPaths } from '../measures.paths.ts'
import { type MeasuresWords, measuresWords } from '../measures.words.ts'
import type { DiscountRate, HourlyRate } from '../rates.queries.ts'
import { ratedGrades } from '../rates.rules.ts'

export interface RatesPageProps {
  readonly hourlyRates: readonly HourlyRate[]
  readonly discountRates: readonly DiscountRate[]
  readonly canSet: boolean
  readonly hourly: FormState
  readonly discount: FormState
}

export function RatesPage(props: RatesPageProps & { readonly shell: Shell }) {
  const { shell, hourlyRates, discountRates, canSet, hourly, discount } = props
  const t = measuresWords(shell.locale)
  return (
    <Page shell={shell} title={t('rates.title')} width="wide">
      <p class="crumb">
        <a href={measuresPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('rates.title')}</h1>
      <p class="lead">{t('rates.lead')}</p>
      <RateTable
        title={t('rates.hourly')}
        t={t}
        rows={hourlyRates.map((rate) => ({
          name: t(`rates.grade_${rate.grade}`),
          value: formatEuros(rate.cents, shell.locale),
          from: formatDay(rate.validFrom, shell.locale),
          source: rate.source,
        }))}
      />
      {canSet ? <HourlyForm state={hourly} t={t} shell={shell} /> : null}
      <RateTable
        title={t('rates.discount')}
        t={t}
        rows={discountRates.map((rate) => ({
          name: t('rates.discount_name'),
          value: `${formatNumber(rate.basisPoints / 100, shell.locale)} %`,
          from: formatDay(rate.validFrom, shell.locale),
          source: rate.source,
        }))}
      />
      {canSet ? <DiscountForm state={discount} t={t} shell={shell} /> : null}
    </Page>
  )
}

interface RateRow {
  readonly name: string
  readonly value: string
  readonly from: string
  readonly source: string
}

function RateTable({ title, t, rows }: { title: string; t: MeasuresWords; rows: readonly RateRow[] }) {
  return (
    <TableScroll label={title} stack>
      <table class="table">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('rates.column_name')}</th>
            <th scope="col" class="number">
              {t('rates.column_value')}
            </th>
            <th scope="col">{t('rates.column_from')}</th>
            <th scope="col">{t('rates.column_source')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{row.name}</th>
              <td data-label={t('rates.column_value')} class="number">
                {row.value}
              </td>
              <td data-label={t('rates.column_from')}>
                <span class="together">{row.from}</span>
              </td>
              <td data-label={t('rates.column_source')}>{row.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

interface FormProps {
  readonly state: FormState
  readonly t: MeasuresWords
  readonly shell: Shell
}

function HourlyForm({ state, t, shell }: FormProps) {
  return (
    <form method="post" action={`${measuresPaths.rates()}/horaires`} noValidate>
      <h2>{t('rates.new_hourly')}</h2>
      <ErrorSummary state={state} locale={shell.locale} />
      <SelectField
        name="categorie"
        label={t('rates.column_name')}
        choices={ratedGrades.map((grade) => ({ value: grade, label: t(`rates.grade_${grade}`) }))}
        state={state}
        required
      />
      <TextField
        name="montant"
        label={t('rates.amount')}
        inputMode="decimal"
        size="short"
        state={state}
        required
      />
      <TextField
        name="valable_horaire"
        label={t('rates.column_from')}
        type="date"
        size="short"
        state={state}
        required
      />
      <TextField name="source_horaire" label={t('rates.column_source')} state={state} required />
      <button class="button" type="submit">
        {t('form.save')}
      </button>
    </form>
  )
}

function DiscountForm({ state, t, shell }: FormProps) {
  return (
    <form method="post" action={`${measuresPaths.rates()}/actualisation`} noValidate>
      <h2>{t('rates.new_discount')}</h2>
      <ErrorSummary state={state} locale={shell.locale} />
      <TextField
        name="taux"
        label={t('rates.percent')}
        inputMode="decimal"
        size="short"
        state={state}
        required
      />
      <TextField
        name="valable_actualisation"
        label={t('rates.column_from')}
        type="date"
        size="short"
        state={state}
        required
      />
      <TextField name="source_actualisation" label={t('rates.column_source')} state={state} required />
      <button class="button" type="submit">
        {t('form.save')}
      </button>
    </form>
  )
}
