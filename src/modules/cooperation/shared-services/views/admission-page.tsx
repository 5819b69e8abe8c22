import { CheckField, ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { AuthorityFields } from './authority-fields.tsx'
import { type InShell, ServicePage } from './pieces.tsx'

export interface AdmissionPageProps {
  readonly file: ServiceFile
  readonly state: FormState
}

/** A party comes into a service that runs. */
export function AdmissionPage({ shell, file, state }: AdmissionPageProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  const { service } = file
  return (
    <ServicePage shell={shell} service={service} title={t('admission.title')} width="reading">
      <p class="lead">{t('admission.lead')}</p>
      <p>{t(`moving_year.${service.movingYear}_means`)}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={paths.admission(service.code)}>
        <AuthorityFields shell={shell} state={state} />
        {shell.town.isDemo ? <CheckField name="fictive" label={t('field.fictional')} state={state} /> : null}
        <TextField
          name="entre_le"
          label={t('field.joins_on')}
          type="date"
          size="short"
          state={state}
          required
        />
        <TextField
          name="deliberation"
          label={t('field.deliberation')}
          hint={t('admission.deliberation_hint')}
          size="short"
          state={state}
          required
        />
        <TextField
          name="decide_le"
          label={t('field.decided_on')}
          type="date"
          size="short"
          state={state}
          required
        />
        <TextField
          name="accord"
          label={t('admission.agreement')}
          hint={t('admission.agreement_hint')}
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('admission.do')}
        </button>
      </form>
    </ServicePage>
  )
}
