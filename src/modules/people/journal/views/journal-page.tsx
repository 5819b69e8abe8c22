import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { webWords } from '#web/web-words.ts'
import { journalPaths } from '../journal.paths.ts'
import { type JournalWords, journalWords } from '../journal.words.ts'
import type { ShownAct, ShownEntry } from '../journal-entry.rules.ts'

export interface JournalPageProps {
  readonly entries: readonly ShownEntry[]
  /** Number that the next page starts before; null on the last page. */
  readonly next: number | null
  readonly isFirstPage: boolean
  readonly head: { readonly seq: number; readonly entryHash: string }
  readonly chainPageSize: number
}

export function JournalPage(props: JournalPageProps & { readonly shell: Shell }) {
  const { shell, entries } = props
  const t = journalWords(shell.locale)
  return (
    <Page shell={shell} title={t('title')} width="wide">
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      {entries.length === 0 ? <p class="empty">{t('empty')}</p> : <EntryTable {...props} t={t} />}
      <Pager {...props} />
      <Verification {...props} t={t} />
    </Page>
  )
}

function EntryTable({ entries, shell, t }: JournalPageProps & { shell: Shell; t: JournalWords }) {
  const columns = ['column_act', 'column_actor', 'column_day', 'column_number', 'column_hash'] as const
  return (
    <>
      <TableScroll label={t('title')} stack>
        <table class="table">
          <caption>{t('caption')}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" class={column === 'column_number' ? 'number' : undefined}>
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map(({ seq, entryHash, actedOn, act }) => (
              <tr id={`acte-${seq}`}>
                <th scope="row" class={act ? undefined : 'muted'}>
                  {act ? <Act act={act} t={t} /> : t('withheld')}
                </th>
                <td data-label={t('column_actor')}>{act ? <Actor act={act} /> : '–'}</td>
                <td data-label={t('column_day')}>
                  <time datetime={actedOn}>{formatDay(actedOn, shell.locale)}</time>
                </td>
                <td data-label={t('column_number')} class="number">
                  {seq}
                </td>
                <td data-label={t('column_hash')}>
                  <code title={entryHash}>{entryHash.slice(0, 12)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p class="muted">{t('withheld_note')}</p>
    </>
  )
}

function Act({ act, t }: { readonly act: ShownAct; readonly t: JournalWords }) {
  return (
    <>
      <strong>{act.name}</strong> <a href={act.href}>{act.subject}</a>
      {act.reason ? <span class="sub">{t('reason', { reason: act.reason })}</span> : null}
    </>
  )
}

function Actor({ act }: { readonly act: ShownAct }) {
  return (
    <>
      {act.actorName} <span class="sub">{act.capacity}</span>
    </>
  )
}

function Pager({ shell, next, isFirstPage }: JournalPageProps & { shell: Shell }) {
  const t = webWords(shell.locale)
  if (next === null && isFirstPage) return null
  return (
    <p class="pager">
      {isFirstPage ? null : <a href={journalPaths.list()}>{t('previous_page')}</a>}{' '}
      {next === null ? null : <a href={journalPaths.list(next)}>{t('next_page')}</a>}
    </p>
  )
}

function Verification({ head, chainPageSize, t }: JournalPageProps & { t: JournalWords }) {
  return (
    <section aria-labelledby="verifier">
      <h2 id="verifier">{t('verify_title')}</h2>
      <p>{t('verify_text')}</p>
      {head.seq > 0 ? (
        <p>
          {t('verify_last', { seq: head.seq })}
          <br />
          <code class="wrap">{head.entryHash}</code>
        </p>
      ) : null}
      <p>{t('verify_keep')}</p>
      <p>{t('verify_how')}</p>
      <p>
        <a href={journalPaths.chain()}>{t('verify_download', { size: chainPageSize })}</a>
      </p>
    </section>
  )
}
