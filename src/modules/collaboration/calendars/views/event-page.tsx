import type { CalendarDate } from '#kernel/calendar-date.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { calendarsPaths } from '../calendars.paths.ts'
import type { OpenCalendar } from '../calendars.queries.ts'
import { type CalendarsWords, calendarsWords } from '../calendars.words.ts'
import type { Answer, EventDraft } from '../event-draft.rules.ts'
import type { Attendee } from '../event-reading.rules.ts'
import { longDay } from '../moment-text.ts'
import { AnswerButtons, Told, whenText } from './event-parts.tsx'

export interface EventPageProps {
  readonly id: string
  /** Which meeting of a series is shown; empty for an event that happens once. */
  readonly recurrence: string
  readonly isRecurring: boolean
  readonly draft: EventDraft
  readonly attendees: readonly Attendee[]
  /** Who invites, when it is somebody else. */
  readonly organiser: string | null
  readonly calendar: OpenCalendar
  readonly isGuest: boolean
  readonly myAnswer: Answer | null
  readonly canEdit: boolean
  readonly canRemove: boolean
  /** Page where it is changed, when a project keeps it. */
  readonly sourcePath: string | null
  readonly today: CalendarDate
}

type Inside = EventPageProps & { readonly shell: Shell; readonly t: CalendarsWords }

export function EventPage(props: EventPageProps & { readonly shell: Shell }) {
  const { shell, draft, calendar } = props
  const t = calendarsWords(shell.locale)
  const title = typeset(draft.summary || t('untitled'), shell.locale)
  const inside = { ...props, t }
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={calendarsPaths.home({ le: draft.time.startsOn })}>{t('title')}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{whenText(draft, shell.locale)}</p>
      <MyAnswer {...inside} />
      <dl class="told">
        <Told name={t('field.repeat')} text={draft.repeat === 'none' ? '' : repeatText(inside)} />
        <Told name={t('field.place')} text={draft.location} />
        <Told name={t('field.calendar')} text={`${calendar.name} (${t(`kind.${calendar.kind}`)})`} />
        <Told name={t('field.organiser')} text={props.organiser ?? ''} />
        <Told name={t('field.privacy')} text={draft.isPrivate ? t('private_shown') : ''} />
        <Told name={t('field.description')} text={draft.description} />
      </dl>
      <Invited {...inside} />
      <Acts {...inside} />
    </Page>
  )
}

function repeatText({ draft, shell: { locale }, t }: Inside): string {
  const often = t(`repeat.${draft.repeat}`)
  return draft.repeatUntil === null
    ? often
    : `${often}, ${t('until', { day: longDay(draft.repeatUntil, locale) })}`
}

function MyAnswer({ isGuest, myAnswer, id, t }: Inside) {
  if (!isGuest) return null
  return (
    <form method="post" action={calendarsPaths.answer(id)} class="card">
      <h2>{t('answer.title')}</h2>
      <p>{t(`answer.mine_${myAnswer ?? 'needs_action'}`)}</p>
      <AnswerButtons t={t} />
    </form>
  )
}

const looks: Readonly<Record<Answer, string>> = {
  accepted: 'met',
  tentative: 'pending',
  needs_action: 'pending',
  declined: 'unmet',
}

function Invited({ attendees, t }: Inside) {
  if (attendees.length === 0) return null
  return (
    <section aria-labelledby="invites">
      <h2 id="invites">{t('invited', { count: attendees.length })}</h2>
      <ul class="checklist">
        {attendees.map(({ name, answer, kind }) => (
          <li>
            <span class="badge" data-state={looks[answer]}>
              {kind === 'person'
                ? t(`answered.${answer}`)
                : t(answer === 'accepted' ? 'booked' : 'not_booked')}
            </span>
            <span class="wrap">{name}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Acts({ id, recurrence, isRecurring, canEdit, canRemove, isGuest, sourcePath, t }: Inside) {
  const isOneOfMany = isRecurring && recurrence !== ''
  return (
    <>
      {sourcePath ? (
        <p>
          <a href={sourcePath}>{t('in_project')}</a>
        </p>
      ) : null}
      {canEdit ? (
        <p class="button-row">
          {isOneOfMany ? (
            <a class="button-quiet" href={calendarsPaths.editEvent(id, recurrence)}>
              {t('edit_this')}
            </a>
          ) : null}
          {isOneOfMany ? (
            <a class="button-quiet" href={calendarsPaths.editEvent(id, recurrence, true)}>
              {t('edit_following')}
            </a>
          ) : null}
          <a class="button-quiet" href={calendarsPaths.editEvent(id)}>
            {t(isRecurring ? 'edit_all' : 'edit')}
          </a>
        </p>
      ) : null}
      {canRemove ? (
        <form method="post" action={calendarsPaths.removal(id)} class="button-row">
          {isOneOfMany && canEdit ? (
            <button class="button-danger" type="submit" name="fois" value={recurrence}>
              {t('remove_this')}
            </button>
          ) : null}
          {isOneOfMany && canEdit ? (
            <button class="button-danger" type="submit" name="suite" value={recurrence}>
              {t('remove_following')}
            </button>
          ) : null}
          <button class="button-danger" type="submit">
            {t(isGuest ? 'remove_copy' : isRecurring ? 'remove_all' : 'remove')}
          </button>
        </form>
      ) : null}
      <p class="files no-print">
        <a href={calendarsPaths.file(id)}>{t('download')}</a>
      </p>
    </>
  )
}
