import { SelectField, TextArea, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { describeKind, lineKindCodes, sections } from '../line-kinds.rules.ts'
import { measuresPaths } from '../measures.paths.ts'
import { confidences, grades } from '../measures.rules.ts'
import { type MeasuresWords, measuresWords } from '../measures.words.ts'
import { ItemForm, type ItemPageProps } from './item-form.tsx'

export function LinePage({ shell, measure, id, state }: ItemPageProps & { readonly shell: Shell }) {
  const t = measuresWords(shell.locale)
  const action = id === null ? measuresPaths.newLine(measure.code) : measuresPaths.line(measure.code, id)
  const title = id === null ? t('line.new_title') : t('line.edit_title')
  return (
    <ItemForm shell={shell} measure={measure} id={id} state={state} title={title} action={action}>
      <SelectField name="nature" label={t('form.kind')} state={state} required choices={kindChoices(t)} />
      <TextField name="libelle" label={t('form.label')} state={state} required />
      <fieldset class="field-group">
        <legend>{t('line.column_figures')}</legend>
        <p class="field-hint">{t('form.figures_hint')}</p>
        <TextField name="bas" label={t('form.low')} inputMode="decimal" size="short" state={state} required />
        <TextField
          name="probable"
          label={t('form.likely')}
          inputMode="decimal"
          size="short"
          state={state}
          required
        />
        <TextField
          name="haut"
          label={t('form.high')}
          inputMode="decimal"
          size="short"
          state={state}
          required
        />
      </fieldset>
      <TextField name="unite" label={t('form.unit')} hint={t('form.unit_hint')} size="short" state={state} />
      <SelectField
        name="section"
        label={t('form.section')}
        hint={t('form.section_hint')}
        empty="–"
        state={state}
        choices={sections.map((section) => ({ value: section, label: t(`section.${section}`) }))}
      />
      <SelectField
        name="categorie"
        label={t('form.grade')}
        hint={t('form.grade_hint')}
        empty="–"
        state={state}
        choices={grades.map((grade) => ({ value: grade, label: t(`grade.${grade}`) }))}
      />
      <TextField
        name="premiere_annee"
        label={t('form.first_year')}
        hint={t('form.first_year_hint')}
        inputMode="numeric"
        size="short"
        state={state}
        required
      />
      <TextField
        name="derniere_annee"
        label={t('form.last_year')}
        hint={t('form.last_year_hint')}
        inputMode="numeric"
        size="short"
        state={state}
      />
      <TextArea
        name="source"
        label={t('form.source')}
        hint={t('form.source_hint')}
        rows={3}
        state={state}
        required
      />
      <TextField name="source_reference" label={t('form.source_reference')} state={state} />
      <TextField
        name="source_annee"
        label={t('form.source_year')}
        inputMode="numeric"
        size="short"
        state={state}
      />
      <TextField name="responsable" label={t('form.owner')} state={state} />
      <SelectField
        name="confiance"
        label={t('form.confidence')}
        state={state}
        required
        choices={confidences.map((level) => ({ value: level, label: t(`confidence.${level}`) }))}
      />
    </ItemForm>
  )
}

function kindChoices(t: MeasuresWords) {
  return lineKindCodes.map((kind) => ({
    value: kind,
    label: t(`kind.${kind}`),
    group: describeKind(kind).direction === 'cost' ? t('form.cost_kinds') : t('form.gain_kinds'),
  }))
}
