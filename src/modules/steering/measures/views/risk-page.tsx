import { SelectField, TextArea, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { measuresPaths } from '../measures.paths.ts'
import { riskKinds } from '../measures.rules.ts'
import { measuresWords } from '../measures.words.ts'
import { ItemForm, type ItemPageProps } from './item-form.tsx'

const scale = ['1', '2', '3', '4']

export function RiskPage({ shell, measure, id, state }: ItemPageProps & { readonly shell: Shell }) {
  const t = measuresWords(shell.locale)
  const action = id === null ? measuresPaths.newRisk(measure.code) : measuresPaths.risk(measure.code, id)
  const title = id === null ? t('risk.new_title') : t('risk.edit_title')
  const levels = scale.map((value) => ({ value, label: value }))
  return (
    <ItemForm shell={shell} measure={measure} id={id} state={state} title={title} action={action}>
      <SelectField
        name="nature"
        label={t('form.risk_kind')}
        state={state}
        required
        choices={riskKinds.map((kind) => ({ value: kind, label: t(`risk.${kind}`) }))}
      />
      <TextArea name="enonce" label={t('form.statement')} state={state} required />
      <SelectField name="probabilite" label={t('form.probability')} state={state} required choices={levels} />
      <SelectField name="gravite" label={t('form.impact')} state={state} required choices={levels} />
      <TextArea name="parade" label={t('form.mitigation')} state={state} />
      <TextField name="responsable" label={t('form.item_owner')} state={state} />
      <TextField name="source" label={t('form.risk_source')} state={state} />
    </ItemForm>
  )
}
