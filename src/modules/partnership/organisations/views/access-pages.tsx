import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Officer } from '../officers.queries.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { organisationsWords } from '../organisations.words.ts'

/** What a link from a mail opens: the button lets in, looking does nothing. */
export function AccessPage({ shell, token, officer }: { shell: Shell; token: string; officer: Officer }) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('access.title', { name: officer.organisationName })}>
      <h1>{t('access.title', { name: officer.organisationName })}</h1>
      <p class="lead">{t('access.lead', { person: officer.name })}</p>
      <form method="post" action={organisationsPaths.access(token)}>
        <button class="button" type="submit">
          {t('access.enter')}
        </button>
      </form>
    </Page>
  )
}

export function ExpiredPage({ shell }: { shell: Shell }) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('access.expired')}>
      <h1>{t('access.expired')}</h1>
      <p class="lead">{t('access.expired_text')}</p>
      <p>
        <a href={organisationsPaths.list()}>{t('list.title')}</a>
      </p>
    </Page>
  )
}
