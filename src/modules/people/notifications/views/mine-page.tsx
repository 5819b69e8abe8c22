import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { notificationsPaths } from '../notifications.paths.ts'
import type { ToldNotice } from '../notifications.queries.ts'
import { notificationsWords } from '../notifications.words.ts'
import { Choices, type ChoicesProps } from './choices.tsx'

export function MinePage({
  shell,
  notices,
  ...choices
}: ChoicesProps & { readonly notices: readonly ToldNotice[]; readonly shell: Shell }) {
  const t = notificationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('mine.title')}>
      <h1>{t('mine.title')}</h1>
      <p class="lead">{t('mine.lead')}</p>
      {notices.length === 0 ? <p>{t('mine.none')}</p> : null}
      <ul class="stack">
        {notices.map((notice) => (
          <li>
            <a href={notice.path}>{notice.text[shell.locale]}</a>{' '}
            {notice.isRead ? null : <span class="badge">{t('mine.new')}</span>}{' '}
            <span class="muted">{formatInstant(notice.writtenAt, shell.locale)}</span>
          </li>
        ))}
      </ul>
      {notices.some((notice) => !notice.isRead) ? (
        <form method="post" action={notificationsPaths.mine()}>
          <button class="button-quiet" type="submit">
            {t('mine.read_all')}
          </button>
        </form>
      ) : null}
      <Choices shell={shell} {...choices} />
    </Page>
  )
}
