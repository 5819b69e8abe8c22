import { formatDay, formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { moderationReasons } from '../charter.rules.ts'
import type { LogLine, QueueLine } from '../moderation.queries.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import { type ProposalsWords, proposalsWords } from '../proposals.words.ts'

/** What waits for a moderator. */
export function QueuePage({ shell, rows }: { readonly shell: Shell; readonly rows: readonly QueueLine[] }) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('queue.title')}>
      <h1>{t('queue.title')}</h1>
      <p class="lead">{t('queue.lead')}</p>
      {rows.length === 0 ? <p class="empty">{t('queue.empty')}</p> : null}
      <ul class="proposals">
        {rows.map((row) => (
          <li class="card">
            <h2>
              <a href={addressOf(row)}>{row.title}</a>
            </h2>
            <p>
              <span class="badge">{row.isWaiting ? t('queue.waiting') : t(`queue.${whatOf(row)}`)}</span>{' '}
              {row.reports > 0 ? t('queue.reports', { count: row.reports }) : ''}
              {row.reasons.length > 0
                ? ` : ${row.reasons.map((reason) => reasonName(reason, t)).join(', ')}`
                : ''}
            </p>
            <blockquote>{row.excerpt}</blockquote>
            <p class="muted">{formatInstant(row.since, shell.locale)}</p>
          </li>
        ))}
      </ul>
      <p>
        <a href={proposalsPaths.surges()}>{t('surges.title')}</a>
        {' · '}
        <a href={proposalsPaths.moderationLog()}>{t('log.title')}</a>
      </p>
    </Page>
  )
}

function whatOf({ commentId }: QueueLine): 'proposal' | 'comment' {
  return commentId === null ? 'proposal' : 'comment'
}

function addressOf({ number, commentId }: QueueLine): string {
  return `${proposalsPaths.show(number)}${commentId === null ? '' : `#avis-${commentId}`}`
}

function reasonName(text: string, t: ProposalsWords): string {
  const reason = moderationReasons.find((known) => known === text)
  return reason ? t(`reason.${reason}`) : text
}

/** The public log: what was moderated, when and why; never whose words, nor the words. */
export function LogPage({
  shell,
  rows,
  next,
  isFirst,
}: {
  readonly shell: Shell
  readonly rows: readonly LogLine[]
  readonly next: string | null
  readonly isFirst: boolean
}) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('log.title')} width="wide">
      <h1>{t('log.title')}</h1>
      <p class="lead">{t('log.lead')}</p>
      <p>
        <a href={proposalsPaths.charter()}>{t('charter.title')}</a>
      </p>
      {rows.length === 0 ? (
        <p class="empty">{t('log.empty')}</p>
      ) : (
        <TableScroll label={t('log.title')} stack>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t('log.day')}</th>
                <th scope="col">{t('log.process')}</th>
                <th scope="col">{t('log.what')}</th>
                <th scope="col">{t('log.decision')}</th>
                <th scope="col">{t('log.reason')}</th>
                <th scope="col">{t('log.reply')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">{formatDay(row.decidedOn, shell.locale)}</th>
                  <td data-label={t('log.process')}>{row.process}</td>
                  <td data-label={t('log.what')}>{t(`queue.${row.what}`)}</td>
                  <td data-label={t('log.decision')}>{t(`log.${row.decision}`)}</td>
                  <td data-label={t('log.reason')}>{row.reason ? t(`reason.${row.reason}`) : '–'}</td>
                  <td data-label={t('log.reply')}>{t(row.hasReply ? 'log.replied' : 'log.not_replied')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <Pager
        first={isFirst ? null : proposalsPaths.moderationLog()}
        next={next && `${proposalsPaths.moderationLog()}?suite=${next}`}
        locale={shell.locale}
      />
    </Page>
  )
}
