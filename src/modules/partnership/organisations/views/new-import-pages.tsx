import { formatEuros } from '#kernel/cents.ts'
import { CheckField, ErrorSummary, emptyForm, FileField, type FormState, RadioField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { GrantImport, OrganisationImport } from '../file-imports.actions.ts'
import type { GrantField } from '../grant-file.rules.ts'
import type { OrganisationField } from '../organisation-file.rules.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'

/** Choosing a file and what it holds. */
export function NewImportPage({ shell, state }: { shell: Shell; state: FormState }) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('import.title')}>
      <Crumb t={t} />
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

function Crumb({ t }: { t: OrganisationsWords }) {
  return (
    <p class="crumb">
      <a href={organisationsPaths.imports()}>{t('imports.title')}</a>
    </p>
  )
}

export type Preview =
  | { readonly kind: 'organisations'; readonly plan: OrganisationImport }
  | { readonly kind: 'grants'; readonly plan: GrantImport }

interface Sent {
  readonly fileName: string
  readonly content: string
}

function SentBack({ kind, fileName, content }: Sent & { kind: Preview['kind'] }) {
  return (
    <>
      <input type="hidden" name="nature" value={kind} />
      <input type="hidden" name="nom" value={fileName} />
      <input type="hidden" name="contenu" value={content} />
    </>
  )
}

/** Rows of each list: enough to see whether the file was understood. */
const mostShown = 50

/** What a file would do: created, changed, refused. Nothing is written yet. */
export function PreviewPage({
  shell,
  preview,
  fileName,
  content,
}: Sent & { shell: Shell; preview: Preview }) {
  const t = organisationsWords(shell.locale)
  const { reading } = preview.plan
  const sent = { kind: preview.kind, fileName, content }
  return (
    <Page shell={shell} title={t('import.preview_title', { file: fileName })} width="wide">
      <Crumb t={t} />
      <h1>{t('import.preview_title', { file: fileName })}</h1>
      <p class="lead">
        {preview.kind === 'grants'
          ? grantSummary(preview.plan, t, shell)
          : organisationSummary(preview.plan, t)}
      </p>
      {reading.truncatedColumn !== null ? (
        <p class="alert">
          {reading.truncatedColumn} : {t('file.truncated_column')}
        </p>
      ) : null}
      {preview.kind === 'organisations' && preview.plan.sharedRna.length > 0 ? (
        <p class="alert">
          {t('import.shared_rna', {
            list: preview.plan.sharedRna
              .map(({ rna, sirens }) => `${rna} (${sirens.join(', ')})`)
              .join(' ; '),
          })}
        </p>
      ) : null}
      <Remarks remarks={reading.faults} kind="fault" t={t} />
      {preview.kind === 'organisations' ? <Changes plan={preview.plan} t={t} /> : null}
      <Remarks remarks={reading.doubts} kind="doubt" t={t} />
      <form method="post" action={organisationsPaths.confirmImport()}>
        <SentBack {...sent} />
        {reading.faults.length > 0 ? (
          <CheckField name="garder" label={t('import.keep')} state={emptyForm} />
        ) : null}
        <button class="button" type="submit">
          {t('import.confirm')}
        </button>
      </form>
      <form method="post" action={organisationsPaths.importColumns()}>
        <SentBack {...sent} />
        <button class="button-quiet" type="submit">
          {t('import.other_columns')}
        </button>
      </form>
    </Page>
  )
}

function organisationSummary({ counts, reading }: OrganisationImport, t: OrganisationsWords): string {
  return t('import.summary_organisations', { ...counts, refused: reading.faults.length })
}

function grantSummary(
  { reading, beneficiaries, isKnownFile }: GrantImport,
  t: OrganisationsWords,
  shell: Shell,
): string {
  if (isKnownFile) return t('import.known')
  return t('import.summary_grants', {
    lines: reading.grants.length,
    sum: formatEuros(reading.sum, shell.locale),
    known: beneficiaries.filter((each) => each.id !== null).length,
    created: beneficiaries.filter((each) => each.id === null).length,
    refused: reading.faults.length,
  })
}

function Changes({ plan, t }: { plan: OrganisationImport; t: OrganisationsWords }) {
  const { firstChanges, counts } = plan
  if (firstChanges.length === 0) return null
  const more = counts.created + counts.changed - firstChanges.length
  return (
    <>
      <h2>{t('import.changes')}</h2>
      <TableScroll label={t('import.changes')} stack>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('column.name')}</th>
              <th scope="col">{t('column.number')}</th>
              <th scope="col">{t('import.what')}</th>
            </tr>
          </thead>
          <tbody>
            {firstChanges.map((each) => (
              <tr>
                <th scope="row">{each.name}</th>
                <td data-label={t('column.number')}>{each.numbers.join(', ')}</td>
                <td data-label={t('import.what')}>
                  {t(each.change === 'created' ? 'import.created' : 'import.changed')}
                  {each.isClosing ? `, ${t('import.closing')}` : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {more > 0 ? <p class="muted">{t('scdl.more', { count: more })}</p> : null}
    </>
  )
}

type Faults = Preview['plan']['reading']['faults']
type Doubts = Preview['plan']['reading']['doubts']

function Remarks({
  remarks,
  kind,
  t,
}: {
  remarks: Faults | Doubts
  kind: 'fault' | 'doubt'
  t: OrganisationsWords
}) {
  if (remarks.length === 0) return null
  const title = t(kind === 'fault' ? 'import.faults' : 'import.doubts', { count: remarks.length })
  return (
    <section class={kind === 'fault' ? 'error-summary' : 'card'} aria-labelledby={`remarques-${kind}`}>
      <h2 id={`remarques-${kind}`}>{title}</h2>
      <TableScroll label={title}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('import.column_line')}</th>
              <th scope="col">{t('import.column_column')}</th>
              <th scope="col">{t('import.column_found')}</th>
              <th scope="col">{t('import.column_remedy')}</th>
            </tr>
          </thead>
          <tbody>
            {remarks.slice(0, mostShown).map(({ line, column, found, code }) => (
              <tr>
                <td>{line}</td>
                <td>{column}</td>
                <td>{found}</td>
                <td>{remedyOf(kind, code, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

type Code = (Faults | Doubts)[number]['code']

function remedyOf(kind: 'fault' | 'doubt', code: Code, t: OrganisationsWords): string {
  const faults = [
    'amount_missing',
    'amount_unreadable',
    'amount_ambiguous',
    'amount_negative',
    'beneficiary_missing',
    'day_unreadable',
    'name_missing',
    'identifier_missing',
    'identifier_unreadable',
  ] as const
  const doubts = [
    'siret_unreadable',
    'siret_recovered',
    'siret_of_another',
    'rna_unreadable',
    'day_unreadable',
    'point_unreadable',
  ] as const
  const fault = kind === 'fault' ? faults.find((each) => each === code) : undefined
  if (fault) return t(`fault.${fault}`)
  const doubt = doubts.find((each) => each === code)
  return doubt ? t(`doubt.${doubt}`) : code
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
      <Crumb t={t} />
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
