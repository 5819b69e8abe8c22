import type { Locale } from '#kernel/locale.ts'
import type { CalendarsWords } from '../calendars.words.ts'
import type { EventDraft } from '../event-draft.rules.ts'
import { clockText, longDay } from '../moment-text.ts'

export function Told({ name, text }: { readonly name: string; readonly text: string }) {
  if (text === '') return null
  return (
    <div>
      <dt>{name}</dt>
      <dd class="typed wrap">{text}</dd>
    </div>
  )
}

export function whenText({ time }: EventDraft, locale: Locale): string {
  const from = longDay(time.startsOn, locale)
  const to = longDay(time.endsOn, locale)
  if (time.kind === 'all_day') return time.startsOn === time.endsOn ? from : `${from} – ${to}`
  const [start, end] = [clockText(time.startMinute, locale), clockText(time.endMinute, locale)]
  return time.startsOn === time.endsOn ? `${from}, ${start} – ${end}` : `${from}, ${start} – ${to}, ${end}`
}

/** The three answers to an invitation, in the form around them. */
export function AnswerButtons({ t }: { readonly t: CalendarsWords }) {
  return (
    <p class="button-row">
      {(['accepted', 'tentative', 'declined'] as const).map((answer) => (
        <button
          class={answer === 'accepted' ? 'button' : 'button-quiet'}
          type="submit"
          name="reponse"
          value={answer}
        >
          {t(`answer.${answer}`)}
        </button>
      ))}
    </p>
  )
}
