import { ErrorSummary, type FormState, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { mostCriteria, mostEnvelopes } from '../calls.inputs.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'

/** Rows already filled, and a few more. */
function rowsShown(state: FormState, field: string, most: number, spare: number): number[] {
  const filled = Array.from({ length: most }, (_, index) => index + 1).filter(
    (index) => (state.values[`${field}_${index}`] ?? '') !== '',
  )
  const last = Math.max(0, ...filled)
  return Array.from({ length: Math.min(most, Math.max(last + 1, spare)) }, (_, index) => index + 1)
}

export function GridPage({
  shell,
  call,
  state,
}: {
  readonly shell: Shell
  readonly call: Call
  readonly state: FormState
}) {
  const t = callsWords(shell.locale)
  return (
    <Page shell={shell} title={t('grid.title')}>
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('grid.title')}</h1>
      <p class="lead">{t('grid.lead')}</p>
      <form method="post" action={callsPaths.grid(call.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        <h2>{t('grid.criteria')}</h2>
        {rowsShown(state, 'critere', mostCriteria, 3).map((index) => (
          <fieldset class="field-group">
            <legend>{t('grid.criterion_number', { number: index })}</legend>
            <TextField name={`critere_${index}`} label={t('grid.criterion')} state={state} />
            <TextField
              name={`poids_${index}`}
              label={t('grid.weight_percent')}
              inputMode="numeric"
              size="short"
              state={state}
            />
            <TextField
              name={`maximum_${index}`}
              label={t('grid.highest')}
              hint={t('grid.highest_hint')}
              inputMode="numeric"
              size="short"
              state={state}
            />
            <TextArea
              name={`echelle_${index}`}
              label={t('grid.scale')}
              hint={t('grid.scale_hint')}
              rows={2}
              state={state}
            />
          </fieldset>
        ))}
        <h2>{t('grid.envelopes')}</h2>
        {rowsShown(state, 'enveloppe', mostEnvelopes, 1).map((index) => (
          <fieldset class="field-group">
            <legend>{t('grid.envelope_number', { number: index })}</legend>
            <TextField name={`enveloppe_${index}`} label={t('grid.envelope')} state={state} />
            <TextField
              name={`montant_${index}`}
              label={t('grid.amount')}
              inputMode="decimal"
              size="short"
              state={state}
            />
          </fieldset>
        ))}
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </Page>
  )
}
