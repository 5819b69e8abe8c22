import {
  CheckField,
  type Choice,
  ErrorSummary,
  type FormState,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { projectsPaths } from '../projects.paths.ts'
import { projectsWords } from '../projects.words.ts'
import { templateKinds } from '../templates.rules.ts'

export interface ProjectFormProps {
  /** Code of the project that is rewritten; null for a new one. */
  readonly code: string | null
  readonly formKey: string
  readonly measures: readonly Choice[]
  readonly state: FormState
}

export function ProjectFormPage(props: ProjectFormProps & { readonly shell: Shell }) {
  const { shell, code, state, measures, formKey } = props
  const t = projectsWords(shell.locale)
  const title = code === null ? t('form.new_title') : t('form.edit_title')
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={code === null ? projectsPaths.list() : projectsPaths.show(code)}>
          {code === null ? t('list.title') : t('form.back')}
        </a>
      </p>
      <h1>{title}</h1>
      {code === null ? <p class="lead">{t('form.new_lead')}</p> : null}
      <form method="post" action={code === null ? projectsPaths.new() : projectsPaths.edit(code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="cle" value={formKey} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        <TextField name="titre" label={t('form.title')} state={state} required />
        <TextArea name="but" label={t('form.purpose')} hint={t('form.purpose_hint')} state={state} required />
        {code === null ? (
          <>
            <TextField
              name="service"
              label={t('form.service')}
              hint={t('form.service_hint')}
              state={state}
              required
            />
            <RadioField
              name="modele"
              label={t('form.template')}
              state={state}
              choices={templateKinds.map((value) => ({
                value,
                label: t(`template.${value}`),
                hint: t(`template.${value}_hint`),
              }))}
              required
            />
          </>
        ) : null}
        <TextField name="debut" type="date" label={t('form.starts_on')} size="short" state={state} required />
        <TextField name="fin" type="date" label={t('form.ends_on')} size="short" state={state} />
        <SelectField
          name="mesure"
          label={t('form.measure')}
          hint={t('form.measure_hint')}
          empty={t('form.no_measure')}
          choices={measures}
          state={state}
        />
        <TextField name="budget" label={t('form.budget')} inputMode="decimal" size="short" state={state} />
        <TextField
          name="heures"
          label={t('form.hours')}
          hint={t('form.hours_hint')}
          size="short"
          state={state}
        />
        <CheckField
          name="reserve"
          label={t('form.restricted')}
          hint={t('form.restricted_hint')}
          state={state}
        />
        <button class="button" type="submit">
          {t(code === null ? 'form.create' : 'form.save')}
        </button>
      </form>
    </Page>
  )
}
