import { TextArea, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { mostPoints, rowsShown } from '../draft-rows.rules.ts'
import { processesWords } from '../processes.words.ts'
import { DraftForm, type DraftFormProps } from './draft-form.tsx'
import { highestRow } from './phases-page.tsx'

/** The promise, one block a point: what, who, by when; then what is out of scope, one a line. */
export function PointsPage({ shell, process, state }: DraftFormProps & { readonly shell: Shell }) {
  const t = processesWords(shell.locale)
  const promised = process.points.filter(({ kind }) => kind === 'promise').length
  const filled = Math.max(promised, highestRow(state.values) + 1)
  return (
    <DraftForm process={process} part="promesse" state={state} shell={shell}>
      {Array.from({ length: rowsShown(filled, mostPoints) }, (_, row) => (
        <fieldset class="field-group">
          <legend>{t('points.row', { number: row + 1 })}</legend>
          <TextArea name={`promesse-${row}`} label={t('points.statement')} rows={2} state={state} />
          <div class="field-columns">
            <TextField name={`responsable-${row}`} label={t('points.responsible')} state={state} />
            <TextField
              name={`echeance-${row}`}
              label={t('points.due_on')}
              type="date"
              size="short"
              state={state}
            />
          </div>
        </fieldset>
      ))}
      <TextArea
        name="hors_sujet"
        label={t('points.out_of_scope')}
        hint={t('points.out_of_scope_hint')}
        state={state}
      />
    </DraftForm>
  )
}
