import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { type InShell, partyName, ServicePage } from './pieces.tsx'

export interface LineFormProps {
  readonly file: ServiceFile
  readonly state: FormState
}

export function LineFormPage({ shell, file, state }: LineFormProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  const { code } = file.service
  return (
    <ServicePage shell={shell} service={file.service} title={t('lines.new')} width="reading">
      <p class="lead">{t('lines.new_lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={paths.newLine(code)}>
        <input type="hidden" name="cle" value={state.values.cle} />
        <SelectField
          name="partie"
          label={t('field.party')}
          empty={t('field.choose')}
          choices={file.parties.map((party) => ({ value: party.id, label: partyName(party, t) }))}
          state={state}
          required
        />
        <SelectField
          name="unite"
          label={t('lines.unit')}
          empty={t('field.choose')}
          choices={file.units.map((unit) => ({ value: unit.id, label: unit.label }))}
          state={state}
          required
        />
        <TextField name="jour" label={t('lines.day')} type="date" size="short" state={state} required />
        <TextField
          name="quantite"
          label={t('lines.quantity')}
          inputMode="decimal"
          size="short"
          state={state}
          required
        />
        <TextField
          name="preuve"
          label={t('lines.proof')}
          hint={t('lines.proof_hint')}
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('lines.record')}
        </button>
      </form>
      <p class="muted">
        <a href={paths.importLines(code)}>{t('lines.import')}</a>
      </p>
    </ServicePage>
  )
}
