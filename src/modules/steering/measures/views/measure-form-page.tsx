import { engagementLevels } from '#kernel/engagement.ts'
import { ErrorSummary, type FormState, RadioField, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { measuresPaths } from '../measures.paths.ts'
import { parts, publicServiceRelations } from '../measures.rules.ts'
import { measuresWords } from '../measures.words.ts'

export interface MeasureFormProps {
  /** Code of the measure that is edited; null for a new one. */
  readonly code: string | null
  readonly state: FormState
}

export function MeasureFormPage({ shell, code, state }: MeasureFormProps & { readonly shell: Shell }) {
  const t = measuresWords(shell.locale)
  const title = code === null ? t('form.new_title') : t('form.edit_title')
  return (
    <Page shell={shell} title={title}>
      <h1>{title}</h1>
      <form method="post" action={code === null ? measuresPaths.new() : measuresPaths.edit(code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        <TextField name="titre" label={t('form.title')} state={state} required />
        <SelectField
          name="partie"
          label={t('form.part')}
          state={state}
          required
          choices={parts.map((part) => ({ value: part, label: t(`part.${part}`) }))}
        />
        <TextField name="theme" label={t('form.theme')} state={state} required />
        <TextArea
          name="objectif"
          label={t('form.objective')}
          hint={t('form.objective_hint')}
          state={state}
          required
        />
        <TextField name="pilote" label={t('form.pilot')} state={state} />
        <TextField name="commanditaire" label={t('form.sponsor')} state={state} />
        <RadioField
          name="service_public"
          label={t('form.relation')}
          state={state}
          required
          choices={publicServiceRelations.map((relation) => ({
            value: relation,
            label: t(`relation.${relation}`),
          }))}
        />
        <TextArea
          name="service_public_raison"
          label={t('form.relation_reason')}
          rows={2}
          state={state}
          required
        />
        <SelectField
          name="engagement"
          label={t('form.engagement')}
          state={state}
          required
          choices={engagementLevels.map((level) => ({ value: level, label: t(`engagement.${level}`) }))}
        />
        <TextArea name="engagement_portee" label={t('form.engagement_commitment')} rows={2} state={state} />
        <TextField name="debut" label={t('form.starts_on')} type="date" size="short" state={state} required />
        <TextField name="fin" label={t('form.ends_on')} type="date" size="short" state={state} />
        <button class="button" type="submit">
          {code === null ? t('form.propose') : t('form.save')}
        </button>
      </form>
    </Page>
  )
}
