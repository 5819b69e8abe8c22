import type { Locale } from '#kernel/locale.ts'
import { type Choice, ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { evidencePaths } from '../evidence.paths.ts'
import { type EvidenceWords, evidenceWords } from '../evidence.words.ts'
import type { PromisedMeasure } from '../promises.rules.ts'
import { unitName } from '../unit-names.ts'

export interface FactPageProps {
  readonly measure: PromisedMeasure
  readonly state: FormState
}

export function FactPage({ shell, measure, state }: FactPageProps & { readonly shell: Shell }) {
  const t = evidenceWords(shell.locale)
  return (
    <Page shell={shell} title={t('form.title')}>
      <p class="crumb">
        <a href={evidencePaths.measure(measure.code)}>{measure.title}</a>
      </p>
      <h1>{t('form.title')}</h1>
      <p class="lead">{t('form.lead')}</p>
      <form method="post" action={evidencePaths.new(measure.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="cle" value={state.values.cle} />
        <SelectField
          name="objet"
          label={t('form.about')}
          empty={t('form.about_empty')}
          state={state}
          required
          choices={choicesOf(measure, shell.locale, t)}
        />
        <TextField
          name="quantite"
          label={t('form.quantity')}
          hint={t('form.quantity_hint')}
          inputMode="decimal"
          size="short"
          state={state}
          required
        />
        <TextField name="jour" label={t('form.day')} type="date" size="short" state={state} required />
        <TextField name="document" label={t('form.document')} hint={t('form.document_hint')} state={state} />
        <TextArea name="note" label={t('form.note')} hint={t('form.note_hint')} rows={2} state={state} />
        <fieldset class="field-group">
          <legend>{t('form.unplanned')}</legend>
          <p class="field-hint">{t('form.unplanned_hint')}</p>
          <TextField name="libelle" label={t('form.label')} hint={t('form.label_hint')} state={state} />
          <TextField
            name="unite"
            label={t('form.unit')}
            hint={t('form.unit_hint')}
            size="short"
            state={state}
          />
        </fieldset>
        <p class="muted">{t('form.final')}</p>
        <p class="button-row">
          <button class="button" type="submit">
            {t('form.record')}
          </button>
          <a href={evidencePaths.ledger(measure.code)}>{t('form.back')}</a>
        </p>
      </form>
    </Page>
  )
}

/** What the measure promised first, each with its unit; then what it did not. */
function choicesOf({ lines, conditions }: PromisedMeasure, locale: Locale, t: EvidenceWords): Choice[] {
  const linesOf = (direction: 'cost' | 'gain') =>
    lines
      .filter((line) => line.direction === direction)
      .map((line) => ({
        value: `line:${line.id}`,
        label: `${line.label} (${unitName(line.unit, locale)})`,
        group: t(`form.${direction}s`),
      }))
  const indicators = [...new Map(conditions.map((condition) => [condition.indicator, condition])).values()]
  return [
    ...linesOf('cost'),
    ...linesOf('gain'),
    ...indicators.map(({ indicator, statement, unit }) => ({
      value: `indicator:${indicator}`,
      label: `${statement} (${unitName(unit, locale)})`,
      group: t('form.indicators'),
    })),
    ...(['cost', 'gain', 'indicator'] as const).map((kind) => ({
      value: kind,
      label: t(`form.other_${kind}`),
      group: t('form.others'),
    })),
  ]
}
