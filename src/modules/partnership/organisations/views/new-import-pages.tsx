import { ErrorSummary, FileField, type FormState, RadioField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { GrantField } from '../grant-file.rules.ts'
import type { OrganisationField } from '../organisation-file.rules.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { organisationsWords } from '../organisations.words.ts'
import { ImportCrumb, type Preview, type Sent, SentBack } from './preview-page.tsx'

/** Choosing a file and what it holds. */
export function NewImportPage({ shell, state }: { shell: Shell; state: FormState }) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('import.title')}>
      <ImportCrumb t={t} />
      <h1>{t('import.title')}</h1>
      <p class="lead">{t('import.lead')}</p>
      <form method="post" action={organisationsPaths.newImport()} enctype="multipart/form-data" noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <RadioField
          name="nature"
          label={t('imports.kind')}
          state={state.values.nature ? state : { ...state, values: { nature: 'organisations' } }}
          required
          choices={(['organisations', 'grants'] as const).map((kind) => ({
            value: kind,
            label: t(`imports.kind_${kind}`),
            hint: t(`import.${kind}_hint`),
          }))}
        />
        <FileField
          name="fichier"
          label={t('import.file')}
          hint={t('import.file_hint')}
          accept=".csv,.txt,.xlsx"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('import.check')}
        </button>
      </form>
    </Page>
  )
}

/** Which column is which, where the headers do not say it; kept for the next file with the same ones. */
export function ColumnsPage({
  shell,
  kind,
  fields,
  headers,
  chosen,
  fileName,
  content,
}: Sent & {
  shell: Shell
  kind: Preview['kind']
  fields: readonly (GrantField | OrganisationField)[]
  headers: readonly string[]
  chosen: Readonly<Record<string, number>>
}) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('import.columns_title')}>
      <ImportCrumb t={t} />
      <h1>{t('import.columns_title')}</h1>
      <p class="lead">{t(kind === 'grants' ? 'import.columns_lead_grants' : 'import.columns_lead')}</p>
      <form method="post" action={organisationsPaths.readImport()}>
        <SentBack kind={kind} fileName={fileName} content={content} />
        {fields.map((field) => (
          <div class="field">
            <label for={`colonne_${field}`}>{t(`file_field.${field}`)}</label>
            <select id={`colonne_${field}`} name={`colonne_${field}`}>
              <option value="">{t('import.no_column')}</option>
              {headers.map((header, index) =>
                header.trim() === '' ? null : (
                  <option value={index} selected={chosen[field] === index}>
                    {header}
                  </option>
                ),
              )}
            </select>
          </div>
        ))}
        <button class="button" type="submit">
          {t('import.read_again')}
        </button>
      </form>
    </Page>
  )
}
