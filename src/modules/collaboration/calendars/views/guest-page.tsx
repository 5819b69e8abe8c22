import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { calendarsPaths } from '../calendars.paths.ts'
import { calendarsWords } from '../calendars.words.ts'
import type { Answer, EventDraft } from '../event-draft.rules.ts'
import { AnswerButtons, Told, whenText } from './event-parts.tsx'

export interface GuestPageProps {
  readonly token: string
  readonly draft: EventDraft
  readonly organiser: string
  readonly answer: Answer
}

/** An invitation, for somebody who has no account: what it is about, and three answers. Nobody else who is invited is named. */
export function GuestPage({
  shell,
  token,
  draft,
  organiser,
  answer,
}: GuestPageProps & { readonly shell: Shell }) {
  const t = calendarsWords(shell.locale)
  const title = typeset(draft.summary || t('untitled'), shell.locale)
  return (
    <Page shell={shell} title={title}>
      <h1>{title}</h1>
      <p class="lead">{whenText(draft, shell.locale)}</p>
      <form method="post" action={calendarsPaths.guest(token)} class="card">
        <h2>{t('answer.title')}</h2>
        <p>{t(`answer.mine_${answer}`)}</p>
        <AnswerButtons t={t} />
      </form>
      <dl class="told">
        <Told name={t('field.organiser')} text={organiser} />
        <Told name={t('field.place')} text={draft.location} />
        <Told name={t('field.repeat')} text={draft.repeat === 'none' ? '' : t(`repeat.${draft.repeat}`)} />
        <Told name={t('field.description')} text={draft.description} />
      </dl>
      <p class="files no-print">
        <a href={`${calendarsPaths.guest(token)}.ics`}>{t('download')}</a>
      </p>
      <p class="muted">{t('guest.private')}</p>
    </Page>
  )
}
