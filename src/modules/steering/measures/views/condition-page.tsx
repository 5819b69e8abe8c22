import { CheckField, SelectField, TextArea, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { measuresPaths } from '../measures.paths.ts'
import { measuresWords } from '../measures.words.ts'
import { ItemForm, type ItemPageProps } from './item-form.tsx'

const comparisons = ['at_least', 'at_most'] as const

export function ConditionPage({ shell, measure, id, state }: ItemPageProps & { readonly shell: Shell }) {
  const t = measuresWords(shell.locale)
  const action =
    id === null ? measuresPaths.newCondition(measure.code) : measuresPaths.condition(measure.code, id)
  const title = id === null ? t('condition.new_title') : t('condition.edit_title')
  return (
    <ItemForm shell={shell} measure={measure} id={id} state={state} title={title} action={action}>
      <TextArea name="enonce" label={t('form.statement')} state={state} required />
      <TextField
        name="indicateur"
        label={t('form.indicator')}
        hint={t('form.indicator_hint')}
        state={state}
        required
      />
      <SelectField
        name="sens"
        label={t('form.comparison')}
        state={state}
        required
        choices={comparisons.map((value) => ({ value, label: t(`form.comparison_${value}`) }))}
      />
      <TextField
        name="seuil"
        label={t('form.threshold')}
        inputMode="decimal"
        size="short"
        state={state}
        required
      />
      <TextField name="unite" label={t('form.unit')} size="short" state={state} required />
      <TextField name="echeance" label={t('form.due_on')} type="date" size="short" state={state} required />
      <TextField name="responsable" label={t('form.item_owner')} state={state} />
      <CheckField name="bloquante" label={t('form.blocking')} state={state} />
    </ItemForm>
  )
}
