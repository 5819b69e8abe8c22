import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { moderationReasons } from '../charter.rules.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import { proposalsWords } from '../proposals.words.ts'

/** The rules of the discussion, published before anything is moderated. */
export function CharterPage({ shell }: { readonly shell: Shell }) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('charter.title')}>
      <h1>{t('charter.title')}</h1>
      <p class="lead">{t('charter.lead')}</p>
      <h2>{t('charter.reasons')}</h2>
      <dl>
        {moderationReasons.map((reason) => (
          <>
            <dt>
              <strong>{t(`reason.${reason}`)}</strong>
            </dt>
            <dd>{t(`reason_text.${reason}`)}</dd>
          </>
        ))}
      </dl>
      <h2>{t('charter.rights')}</h2>
      <ul>
        <li>{t('charter.right_reason')}</li>
        <li>{t('charter.right_reply')}</li>
        <li>{t('charter.right_log')}</li>
        <li>{t('charter.right_conflict')}</li>
      </ul>
      <p>
        <a href={proposalsPaths.moderationLog()}>{t('log.title')}</a>
      </p>
    </Page>
  )
}
