import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { callsPaths } from '../calls.paths.ts'
import { callsWords } from '../calls.words.ts'
import type { MineRow } from '../mine.queries.ts'
import type { WaitingInvitation } from '../parts.queries.ts'
import { ApplicationBadge } from './application-badge.tsx'

export interface MinePageProps {
  readonly rows: readonly MineRow[]
  readonly invitations: readonly WaitingInvitation[]
}

export function MinePage({ shell, rows, invitations }: MinePageProps & { readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  return (
    <Page shell={shell} title={t('mine.title')}>
      <h1>{t('mine.title')}</h1>
      {invitations.map((invitation) => (
        <section class="alert">
          <p>
            {t(invitation.asHolder ? 'mine.to_hold' : 'mine.to_join', {
              title: invitation.title || t('mine.untitled'),
              call: invitation.callTitle,
            })}
          </p>
          <form method="post" action={callsPaths.acceptance(invitation.applicationId)}>
            <button class="button" type="submit">
              {t('mine.accept')}
            </button>
          </form>
        </section>
      ))}
      {rows.length === 0 ? (
        <p class="empty">
          {t('mine.empty')} <a href={callsPaths.list()}>{t('list.title')}</a>
        </p>
      ) : null}
      <ul class="rows">
        {rows.map((row) => (
          <li>
            <p>
              <a href={callsPaths.application(row.callCode, row.id)}>{row.title || t('mine.untitled')}</a>
              <br />
              <span class="muted">
                {row.callTitle}
                {row.status === 'draft'
                  ? `, ${t('mine.until', { instant: formatInstant(row.closesAt, shell.locale) })}`
                  : `, ${t('mine.number', { number: row.number ?? 0 })}`}
              </span>
            </p>
            <ApplicationBadge status={row.status} shell={shell} />
          </li>
        ))}
      </ul>
    </Page>
  )
}
