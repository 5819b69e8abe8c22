import { ErrorSummary, FileField, type FormState } from '#web/form.tsx'
import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { callsPaths } from '../calls.paths.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import type { FollowedAgreement, ListedPage } from '../papers.queries.ts'
import { missingPages } from '../papers.rules.ts'

export interface PapersPageProps {
  readonly waiting: readonly ListedPage[]
  readonly aside: readonly ListedPage[]
  readonly agreements: readonly FollowedAgreement[]
  readonly state: FormState
}

type Part = PapersPageProps & { readonly shell: Shell; readonly t: CallsWords }

/** Signed papers come back in a pile: they are scanned together, filed by their codes, and what is left is looked at here. */
export function PapersPage(props: PapersPageProps & { readonly shell: Shell }) {
  const { shell, waiting, aside, state } = props
  const t = callsWords(shell.locale)
  const part = { ...props, t }
  return (
    <Page shell={shell} title={t('papers.title')} width="wide">
      <p class="crumb">
        <a href={callsPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('papers.title')}</h1>
      <p class="lead">{t('papers.lead')}</p>
      <form method="post" action={callsPaths.papers()} encType="multipart/form-data" class="card" noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <FileField
          name="fichiers"
          label={t('papers.files')}
          hint={t('papers.files_hint')}
          accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff"
          takesSeveral
          required
          state={state}
        />
        <button class="button" type="submit">
          {t('papers.send')}
        </button>
      </form>
      <section aria-labelledby="a-classer">
        <h2 id="a-classer">{t('papers.to_file')}</h2>
        {waiting.length === 0 ? <p class="empty">{t('papers.none_to_file')}</p> : null}
        <PageList {...part} pages={waiting} />
      </section>
      <Agreements {...part} />
      {aside.length === 0 ? null : (
        <details>
          <summary>{t('papers.aside', { count: aside.length })}</summary>
          <PageList {...part} pages={aside} />
        </details>
      )}
    </Page>
  )
}

function PageList({ pages, shell, t }: Part & { readonly pages: readonly ListedPage[] }) {
  return (
    <ul class="rows">
      {pages.map((page) => (
        <li>
          <a href={callsPaths.page(page.scanId, page.position)}>
            {t('papers.page_of_scan', { page: page.position, name: page.scanName })}
          </a>
          <br />
          <span class="muted">
            {page.fault ? t(`papers.fault.${page.fault}`) : ''}{' '}
            {t('papers.received', { instant: formatInstant(page.receivedAt, shell.locale) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Agreements under way: those with pages that have not come back first. */
function Agreements({ agreements, t }: Part) {
  const rows = agreements
    .map((agreement) => ({ ...agreement, missing: missingPages(agreement.filed, agreement.pages ?? 0) }))
    .toSorted((a, b) => Number(isWhole(a)) - Number(isWhole(b)))
  const lacking = rows.filter((row) => !isWhole(row)).length
  return (
    <section aria-labelledby="conventions">
      <h2 id="conventions">{t('papers.agreements')}</h2>
      {rows.length === 0 ? (
        <p class="empty">{t('papers.no_agreement')}</p>
      ) : (
        <p>{lacking === 0 ? t('papers.none_lacks') : t('papers.lacking', { count: lacking })}</p>
      )}
      {rows.length === 0 ? null : (
        <TableScroll label={t('papers.agreements')} stack>
          <table>
            <HiddenCaption>{t('papers.agreements')}</HiddenCaption>
            <thead>
              <tr>
                <th scope="col">{t('received.project')}</th>
                <th scope="col">{t('papers.call')}</th>
                <th scope="col">{t('papers.pages')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={callsPaths.application(row.callCode, row.applicationId)}>
                      {row.number}. {row.title}
                    </a>
                    <br />
                    <span class="muted">{row.applicantName}</span>
                  </th>
                  <td data-label={t('papers.call')}>{row.callTitle}</td>
                  <td data-label={t('papers.pages')}>
                    <span class="badge" data-state={isWhole(row) ? 'met' : 'unmet'}>
                      {row.pages === null
                        ? t('papers.nothing_back')
                        : row.missing.length === 0
                          ? t('papers.all_back', { count: row.pages })
                          : t('papers.missing', { pages: row.missing.join(', '), count: row.pages })}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  )
}

function isWhole(row: { readonly pages: number | null; readonly missing: readonly number[] }): boolean {
  return row.pages !== null && row.missing.length === 0
}
