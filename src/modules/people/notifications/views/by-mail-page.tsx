import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { notificationsWords } from '../notifications.words.ts'
import { Choices, type ChoicesProps } from './choices.tsx'

/** What the link of a mail opens: the first button stops everything. */
export function ByMailPage({ shell, ...choices }: ChoicesProps & { readonly shell: Shell }) {
  const t = notificationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('choices.title', { town: shell.town.name })}>
      <h1>{t('choices.title', { town: shell.town.name })}</h1>
      <p class="lead">{t('choices.lead', { email: choices.recipient.email })}</p>
      {choices.recipient.rhythm === 'never' ? null : (
        <form method="post" action={choices.rhythmPath}>
          <input type="hidden" name="rythme" value="never" />
          <input type="hidden" name="langue_messages" value={choices.recipient.locale} />
          <button class="button" type="submit">
            {t('stop_all')}
          </button>
        </form>
      )}
      <Choices shell={shell} {...choices} />
    </Page>
  )
}
