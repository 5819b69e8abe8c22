import { TableScroll } from '#web/table.tsx'
import type { LackingValue } from '../keys.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { fileFormats } from '../statement-formats.rules.ts'
import type { StatementText } from '../statement-text.ts'
import { Lacking } from './keys-page.tsx'
import { Fact, type InShell, ServicePage } from './pieces.tsx'

export interface StatementPageProps {
  readonly file: ServiceFile
  readonly year: number
  /** What the statement says; null where nothing can be computed yet. */
  readonly text: StatementText | null
  readonly isIssued: boolean
  /** Sentence that says why it cannot be issued; null when it can. */
  readonly closed: string | null
  readonly lacking: readonly LackingValue[]
  readonly canIssue: boolean
  readonly canKeep: boolean
}

export function StatementPage(props: StatementPageProps & InShell) {
  const { shell, file, year, text, isIssued, closed, lacking, canIssue, canKeep } = props
  const t = sharedServicesWords(shell.locale)
  const { code } = file.service
  return (
    <ServicePage shell={shell} service={file.service} title={t('statement.title', { year })}>
      <p>
        <span class="badge" data-state={isIssued ? 'met' : 'pending'}>
          {t(isIssued ? 'statement.issued' : 'statement.provisional')}
        </span>
      </p>
      {lacking.length > 0 ? <Lacking file={file} lacking={lacking} t={t} /> : null}
      {closed === null ? null : <p class="alert">{closed}</p>}
      {text === null ? null : <Body text={text} />}
      {text !== null && isIssued ? (
        <section aria-labelledby="refaire">
          <h2 id="refaire">{t('statement.recompute')}</h2>
          <p>{t('statement.recompute_lead')}</p>
          <p>
            <code class="wrap">{`faire-commune shared-service split etat-${code}-${year}.json --json`}</code>
          </p>
          <ul>
            {fileFormats.map((format) => (
              <li>
                <a href={paths.statementFile(code, year, format)}>{t(`format.${format}`)}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <p>
        <a href={paths.payments(code, year)}>{t('payments.title', { year })}</a>
      </p>
      {!isIssued && canKeep ? (
        <p>
          <a href={paths.costs(code, year)}>{t('years.costs', { year })}</a>
        </p>
      ) : null}
      {!isIssued && canIssue && closed === null && text !== null ? (
        <form method="post" action={paths.statement(code, year)}>
          <p>{t('statement.issue_lead')}</p>
          <button class="button" type="submit">
            {t('statement.issue', { year })}
          </button>
        </form>
      ) : null}
    </ServicePage>
  )
}

function Body({ text }: { text: StatementText }) {
  return (
    <>
      <dl class="facts">
        {text.facts.map(([term, value]) => (
          <Fact term={term}>{value}</Fact>
        ))}
      </dl>
      {text.tables.map((table) => (
        <TableScroll label={table.caption} stack>
          <table class="table">
            <caption>{table.caption}</caption>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th scope="col" class={column.isNumber ? 'number' : undefined}>
                    {column.text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(([first, ...cells]) => (
                <tr>
                  <th scope="row">{first}</th>
                  {cells.map((cell, index) => (
                    <td
                      class={table.columns[index + 1]?.isNumber ? 'number' : undefined}
                      data-label={table.columns[index + 1]?.text}
                    >
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            {table.total ? (
              <tfoot>
                <tr>
                  <th scope="row">{table.total[0]}</th>
                  {table.total.slice(1).map((cell, index) => (
                    <td
                      class={table.columns[index + 1]?.isNumber ? 'number' : undefined}
                      data-label={cell === '' ? undefined : table.columns[index + 1]?.text}
                    >
                      {cell}
                    </td>
                  ))}
                </tr>
              </tfoot>
            ) : null}
          </table>
        </TableScroll>
      ))}
      <p class="muted">{text.remainder}</p>
    </>
  )
}
