import { type Choice, ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import { movingYears } from '../movements.rules.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { legalForms, type SharedService } from '../shared-services.rules.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import type { InShell } from './pieces.tsx'

export interface ServiceFormProps {
  /** Null for a new one. */
  readonly service: SharedService | null
  readonly state: FormState
  readonly measures: readonly Choice[]
}

export function ServiceFormPage({ shell, service, state, measures }: ServiceFormProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  const title = service ? t('form.edit_title', { title: service.title }) : t('form.new_title')
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={service ? paths.show(service.code) : paths.list()}>{service?.title ?? t('list.title')}</a>
      </p>
      <h1>{title}</h1>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={service ? paths.edit(service.code) : paths.new()}>
        {service ? <input type="hidden" name="version" value={state.values.version} /> : null}
        <TextField name="titre" label={t('field.title')} state={state} required />
        <TextArea
          name="objet"
          label={t('field.purpose')}
          hint={t('field.purpose_hint')}
          state={state}
          required
        />
        <SelectField
          name="forme"
          label={t('field.form')}
          hint={t('field.form_hint')}
          state={state}
          required
          choices={legalForms.map((value) => ({ value, label: t(`form.${value}`) }))}
        />
        <TextField
          name="annee_reference"
          label={t('field.baseline_year')}
          hint={t('field.baseline_year_hint')}
          inputMode="numeric"
          size="short"
          state={state}
          required
        />
        <SelectField
          name="mesure"
          label={t('field.measure')}
          hint={t('field.measure_hint')}
          state={state}
          empty={t('field.no_measure')}
          choices={measures}
        />
        <TextArea
          name="fiche_impact"
          label={t('field.impact')}
          hint={t('field.impact_hint')}
          state={state}
          rows={6}
        />
        <TextField
          name="delai_reponse"
          label={t('field.answer_days')}
          hint={t('field.answer_days_hint')}
          inputMode="numeric"
          size="short"
          state={state}
          required
        />
        <SelectField
          name="mouvements"
          label={t('field.moving_year')}
          hint={t('field.moving_year_hint')}
          state={state}
          required
          choices={movingYears.map((value) => ({ value, label: t(`moving_year.${value}`) }))}
        />
        <TextField
          name="preavis"
          label={t('field.notice_months')}
          hint={t('field.notice_months_hint')}
          inputMode="numeric"
          size="short"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </Page>
  )
}
