import { SelectField, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { mostPhases } from '../calendar.rules.ts'
import { rowsShown } from '../draft-rows.rules.ts'
import { phaseKinds } from '../processes.rules.ts'
import { processesWords } from '../processes.words.ts'
import { DraftForm, type DraftFormProps } from './draft-form.tsx'

/** One block a phase, and two empty ones; a block that is emptied is taken away. */
export function PhasesPage({ shell, process, state }: DraftFormProps & { readonly shell: Shell }) {
  const t = processesWords(shell.locale)
  const filled = Math.max(process.phases.length, highestRow(state.values) + 1)
  return (
    <DraftForm process={process} part="calendrier" state={state} shell={shell}>
      {Array.from({ length: rowsShown(filled, mostPhases) }, (_, row) => (
        <fieldset class="field-group">
          <legend>{t('phases.row', { number: row + 1 })}</legend>
          <input type="hidden" name={`id-${row}`} value={state.values[`id-${row}`] ?? ''} />
          <div class="field-columns">
            <SelectField
              name={`nature-${row}`}
              label={t('phases.kind')}
              state={state}
              choices={phaseKinds.map((kind) => ({ value: kind, label: t(`phase.${kind}`) }))}
            />
            <TextField name={`titre-${row}`} label={t('phases.title')} state={state} />
            <TextField
              name={`debut-${row}`}
              label={t('phases.from')}
              type="date"
              size="short"
              state={state}
            />
            <TextField name={`fin-${row}`} label={t('phases.to')} type="date" size="short" state={state} />
          </div>
        </fieldset>
      ))}
    </DraftForm>
  )
}

/** Last row in which something was typed: a refused form comes back whole. */
export function highestRow(values: Readonly<Record<string, string | undefined>>): number {
  return Object.entries(values).reduce((highest, [name, value]) => {
    const row = /^(?:titre|debut|fin|promesse|responsable|echeance)-(\d{1,2})$/.exec(name)?.[1]
    return row !== undefined && value ? Math.max(highest, Number(row)) : highest
  }, -1)
}
