import { formatEuros } from '#kernel/cents.ts'
import { lawPaths } from '#modules/steering/law/law.public.ts'
import { CheckField, emptyForm } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { GrantImport } from '../grant-imports.actions.ts'
import type { OrganisationImport } from '../organisation-imports.actions.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'
import { Proposals } from './proposals-table.tsx'

export function ImportCrumb({ t }: { t: OrganisationsWords }) {
  return (
    <p class="crumb">
      <a href={organisationsPaths.imports()}>{t('imports.title')}</a>
    </p>
  )
}

export type Preview =
  | { readonly kind: 'organisations'; readonly plan: OrganisationImport }
  | { readonly kind: 'grants'; readonly plan: GrantImport }

export interface Sent {
  readonly fileName: string
  readonly content: string
}

export function SentBack({ kind, fileName, content }: Sent & { kind: Preview['kind'] }) {
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

type PreviewProps = Sent & { readonly shell: Shell; readonly preview: Preview }

/** What a file would do: created, changed, refused. Nothing is written yet. */
export function PreviewPage(props: PreviewProps) {
  const { shell, fileName } = props
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('import.preview_title', { file: fileName })} width="wide">
      <ImportCrumb t={t} />
      <h1>{t('import.preview_title', { file: fileName })}</h1>
      <PreviewContent {...props} />
    </Page>
  )
}

/** The same, under the title of a page that was shown while the file was read. */
export function PreviewContent({ shell, preview, fileName, content }: PreviewProps) {
  const t = organisationsWords(shell.locale)
  const { reading } = preview.plan
  const { truncatedColumn } = reading
  // Numbers that a program proposed have a table of their own.
  const faults = reading.faults.filter(({ code }) => code !== 'identifier_proposed')
  const sent = { kind: preview.kind, fileName, content }
  return (
    <>
      <p class="lead">
        {preview.kind === 'grants'
          ? grantSummary(preview.plan, t, shell)
          : organisationSummary(preview.plan, t)}
      </p>
      {truncatedColumn === null ? null : (
        <p class="alert">
          {truncatedColumn.column} :{' '}
          {t('file.truncated_column', { count: truncatedColumn.passingKey, all: truncatedColumn.numbers })}
        </p>
      )}
      {preview.kind === 'grants' ? <GrantNotes plan={preview.plan} t={t} shell={shell} /> : null}
      {preview.kind === 'organisations' && preview.plan.sharedRna.length > 0 ? (
        <p class="alert">
          {t('import.shared_rna', {
            list: preview.plan.sharedRna
              .map(({ rna, sirens }) => `${rna} (${sirens.join(', ')})`)
              .join(' ; '),
          })}
        </p>
      ) : null}
      <Remarks remarks={faults} count={faults.length} kind="fault" t={t} />
      {preview.kind === 'organisations' ? (
        <Proposals proposals={preview.plan.proposals} shell={shell} />
      ) : null}
      {preview.kind === 'organisations' ? <Changes plan={preview.plan} t={t} /> : null}
      <Remarks remarks={reading.doubts} count={reading.doubtsCount} kind="doubt" t={t} />
      {reading.accepted === 0 ? (
        <p class="empty">{t('import.nothing')}</p>
      ) : (
        <form method="post" action={organisationsPaths.confirmImport()}>
          <SentBack {...sent} />
          {reading.faults.length > 0 ? (
            <CheckField name="garder" label={t('import.keep')} state={emptyForm} />
          ) : null}
          <button class="button" type="submit">
            {t('import.confirm')}
          </button>
        </form>
      )}
      <form method="post" action={organisationsPaths.importColumns()}>
        <SentBack {...sent} />
        <button class="button-quiet" type="submit">
          {t('import.other_columns')}
        </button>
      </form>
    </>
  )
}

/** Who gave, and bodies that the file spells in several ways. */
function GrantNotes({ plan, t, shell }: { plan: GrantImport; t: OrganisationsWords; shell: Shell }) {
  return (
    <>
      {plan.grantors.map(({ column, siren, sirets, state }) => (
        <p class={state === 'broken' ? 'alert' : 'muted'}>
          {column} : {t(`grantor.${state}`, { siren, sirets: sirets.join(', ') })}
        </p>
      ))}
      {plan.passing.map(({ rule, threshold, above, linesAbove }) =>
        above > 0 ? (
          <p>
            {t(`import.passing_${rule}`, {
              count: above,
              threshold: formatEuros(threshold, shell.locale),
              lines: linesAbove,
            })}{' '}
            <a href={lawPaths.rule(rule)}>{rule}</a>
          </p>
        ) : null,
      )}
      {plan.spelled.length > 0 ? (
        <section class="card" aria-labelledby="orthographes">
          <h2 id="orthographes">{t('import.spelled', { count: plan.spelled.length })}</h2>
          <p>{t('import.spelled_lead')}</p>
          <ul>
            {plan.spelled.slice(0, mostShown).map(({ number, spellings }) => (
              <li>
                {number} : {spellings.join(' ; ')}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function organisationSummary({ counts, reading }: OrganisationImport, t: OrganisationsWords): string {
  return t('import.summary_organisations', { ...counts, refused: reading.faults.length })
}

function grantSummary(
  { reading, bodies, isKnownFile }: GrantImport,
  t: OrganisationsWords,
  shell: Shell,
): string {
  if (isKnownFile) return t('import.known')
  return t('import.summary_grants', {
    lines: reading.accepted,
    sum: formatEuros(reading.sum, shell.locale),
    known: bodies.known,
    created: bodies.made,
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
  count,
  kind,
  t,
}: {
  remarks: readonly (Faults | Doubts)[number][]
  count: number
  kind: 'fault' | 'doubt'
  t: OrganisationsWords
}) {
  if (remarks.length === 0) return null
  const title = t(kind === 'fault' ? 'import.faults' : 'import.doubts', { count })
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
      {count > mostShown ? <p class="muted">{t('scdl.more', { count: count - mostShown })}</p> : null}
    </section>
  )
}

type Code = (Faults | Doubts)[number]['code']

function remedyOf(kind: 'fault' | 'doubt', code: Code, t: OrganisationsWords): string {
  const fault = kind === 'fault' ? faultCodes.find((each) => each === code) : undefined
  if (fault) return t(`fault.${fault}`)
  const doubt = doubtCodes.find((each) => each === code)
  return doubt ? t(`doubt.${doubt}`) : code
}

const faultCodes = [
  'amount_missing',
  'amount_unreadable',
  'amount_ambiguous',
  'amount_negative',
  'amount_huge',
  'beneficiary_missing',
  'day_unreadable',
  'name_missing',
  'name_long',
  'identifier_missing',
  'identifier_unreadable',
  'identifier_proposed',
  'register_unreadable',
  'court_missing',
  'court_unknown',
] as const
const doubtCodes = [
  'siret_unreadable',
  'siret_recovered',
  'siren_only',
  'siret_of_another',
  'rna_unreadable',
  'rna_in_siret',
  'siren_in_rna',
  'register_in_rna',
  'register_unreadable',
  'court_missing',
  'court_unknown',
  'day_unreadable',
  'point_unreadable',
] as const
