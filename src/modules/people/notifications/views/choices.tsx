import { locales } from '#kernel/locale.ts'
import { ErrorSummary, type FormState, RadioField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import type { KnownRecipient } from '../notifications.queries.ts'
import { type FollowedSubject, rhythms } from '../notifications.rules.ts'
import { notificationsWords } from '../notifications.words.ts'

export interface ChoicesProps {
  readonly recipient: Pick<KnownRecipient, 'email' | 'rhythm' | 'locale'>
  readonly followed: readonly FollowedSubject[]
  readonly state: FormState
  /** Where the two forms go: the person's own page, or the one that a mail's link opens. */
  readonly rhythmPath: string
  readonly stopPath: string
}

/** How often to write, in which language, and each thing followed with its way out. */
export function Choices(props: ChoicesProps & { readonly shell: Shell }) {
  const { shell, recipient, followed, state, rhythmPath, stopPath } = props
  const t = notificationsWords(shell.locale)
  const values = { rythme: recipient.rhythm, langue_messages: recipient.locale, ...state.values }
  const filled = { ...state, values }
  return (
    <>
      <ErrorSummary state={state} locale={shell.locale} />
      <h2>{t('rhythm.title')}</h2>
      <form method="post" action={rhythmPath}>
        <RadioField
          name="rythme"
          label={t('rhythm.label')}
          state={filled}
          choices={rhythms.map((value) => ({ value, label: t(`rhythm.${value}`) }))}
        />
        <RadioField
          name="langue_messages"
          label={t('rhythm.language')}
          state={filled}
          choices={locales.map((value) => ({ value, label: t(`rhythm.language_${value}`) }))}
        />
        <button class="button" type="submit">
          {t('rhythm.save')}
        </button>
      </form>
      <h2>{t('choices.followed')}</h2>
      {followed.length === 0 ? <p>{t('choices.followed_none')}</p> : null}
      <ul class="stack">
        {followed.map((subject) => (
          <li>
            <a href={subject.path}>{subject.label}</a>
            <form method="post" action={stopPath}>
              <input type="hidden" name="sorte" value={subject.kind} />
              <input type="hidden" name="objet" value={subject.id} />
              <button
                class="button-quiet"
                type="submit"
                aria-label={t('choices.stop_named', { label: subject.label })}
              >
                {t('choices.stop')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )
}
