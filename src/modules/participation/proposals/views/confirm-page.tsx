import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { LinkPurpose } from '../links.queries.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import { proposalsWords } from '../proposals.words.ts'

export interface ConfirmProps {
  readonly token: string
  readonly purpose: LinkPurpose
  /** What it is about; empty where it is about nothing in particular. */
  readonly title: string
  /** Why it was refused just now; null the first time. */
  readonly problem: string | null
}

/** What a link from a mail opens. Looking at it does nothing, as programs that check mails do: the button does. */
export function ConfirmPage({
  shell,
  token,
  purpose,
  title,
  problem,
}: ConfirmProps & { readonly shell: Shell }) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t(`confirm.${purpose}_title`)}>
      <h1>{t(`confirm.${purpose}_title`)}</h1>
      {problem ? (
        <p class="alert" role="alert">
          {problem}
        </p>
      ) : null}
      {title ? <p class="lead">{t('confirm.about', { title })}</p> : null}
      <form method="post" action={proposalsPaths.confirmation(token)}>
        <button class="button" type="submit">
          {t(`confirm.${purpose}_button`)}
        </button>
      </form>
      <p class="field-hint">{t('confirm.once')}</p>
    </Page>
  )
}

export function LinkExpiredPage({ shell }: { readonly shell: Shell }) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('confirm.expired_title')}>
      <h1>{t('confirm.expired_title')}</h1>
      <p class="lead">{t('confirm.expired_text')}</p>
      <p>
        <a href={proposalsPaths.list()}>{t('list.title')}</a>
      </p>
    </Page>
  )
}
