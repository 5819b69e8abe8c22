import type { ServiceMember } from '#modules/people/services/services.public.ts'
import { type FormState, RadioField, SelectField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { calendarsPaths } from '../calendars.paths.ts'
import type { OpenCalendar } from '../calendars.queries.ts'
import { type CalendarsWords, calendarsWords } from '../calendars.words.ts'
import type { Found, Slot } from '../find-time.rules.ts'
import { clockField, formatWhen } from '../moment-text.ts'
import { wallTimeOf } from '../zones.rules.ts'
import { AgendaTabs } from './agenda-parts.tsx'
import { PeopleChoice } from './people-choice.tsx'

interface Person {
  readonly id: string
  readonly name: string
}

export interface FindTimePageProps {
  readonly people: readonly (ServiceMember & { readonly serviceId: string; readonly serviceName: string })[]
  readonly hasRooms: boolean
  readonly state: FormState
  /** Null before anybody was chosen. */
  readonly found: Found<Person, OpenCalendar> | null
  readonly invites: readonly string[]
  readonly isAsked: boolean
  readonly hasRoomsEnough: boolean
  readonly peopleCount: number
}

type Inside = FindTimePageProps & { readonly shell: Shell; readonly t: CalendarsWords }

/** Times when everybody can meet, within working hours. */
export function FindTimePage(props: FindTimePageProps & { readonly shell: Shell }) {
  const { shell, found, isAsked, state, people } = props
  const t = calendarsWords(shell.locale)
  const inside = { ...props, t }
  return (
    <Page shell={shell} title={t('find.title')} width="wide">
      <h1>{t('find.title')}</h1>
      <AgendaTabs here="find" t={t} />
      <p class="lead">{t('find.lead')}</p>
      {found ? <Answers {...inside} found={found} /> : null}
      {!found && isAsked ? <p class="alert">{t('find.nobody')}</p> : null}
      <form method="get" action={calendarsPaths.findTime()} class="card">
        <h2>{t('find.who')}</h2>
        <PeopleChoice people={people} state={state} t={t} />
        <Terms {...inside} />
        <button class="button" type="submit">
          {t('find.search')}
        </button>
      </form>
      <p class="muted">{t('find.rules')}</p>
    </Page>
  )
}

const durations = ['30', '45', '60', '90', '120', '180', '240']

function Terms({ state, hasRooms, t }: Inside) {
  return (
    <>
      <div class="field-columns">
        <SelectField
          name="duree"
          label={t('find.duration')}
          state={state}
          choices={durations.map((minutes) => ({
            value: minutes,
            label: t(`find.duration_${minutes}` as 'find.duration_60'),
          }))}
        />
        <TextField name="du" type="date" label={t('find.from_day')} state={state} />
        <SelectField
          name="semaines"
          label={t('find.weeks')}
          state={state}
          choices={[1, 2, 4, 8].map((count) => ({
            value: String(count),
            label: t('find.weeks_count', { count }),
          }))}
        />
        <TextField name="de" type="time" label={t('find.from_hour')} state={state} />
        <TextField name="a" type="time" label={t('find.to_hour')} state={state} />
      </div>
      {hasRooms ? (
        <RadioField
          name="salle"
          label={t('find.room')}
          state={state}
          isScale
          choices={[
            { value: 'non', label: t('find.no_room') },
            { value: 'oui', label: t('find.with_room') },
          ]}
        />
      ) : null}
    </>
  )
}

function Answers({
  found,
  hasRoomsEnough,
  peopleCount,
  shell: { locale },
  invites,
  t,
}: Inside & { readonly found: Found<Person, OpenCalendar> }) {
  return (
    <section aria-labelledby="reponses">
      <h2 id="reponses">{t('find.found', { count: found.free.length, people: peopleCount })}</h2>
      {found.free.length === 0 ? (
        <p class="empty">{t(hasRoomsEnough ? 'find.none' : 'find.no_room_enough')}</p>
      ) : null}
      <ol class="slots">
        {found.free.map((slot) => (
          <SlotLine slot={slot} invites={invites} locale={locale} t={t} />
        ))}
      </ol>
      {found.nearly.length > 0 ? (
        <>
          <h3>{t('find.nearly')}</h3>
          <ol class="slots">
            {found.nearly.map((slot) => (
              <SlotLine slot={slot} invites={invites} locale={locale} t={t} />
            ))}
          </ol>
        </>
      ) : null}
    </section>
  )
}

interface SlotLineProps {
  readonly slot: Slot<Person, OpenCalendar>
  readonly invites: readonly string[]
  readonly locale: Shell['locale']
  readonly t: CalendarsWords
}

function SlotLine({ slot, invites, locale, t }: SlotLineProps) {
  const startsAt = new Date(slot.from)
  const endsAt = new Date(slot.to)
  const when = formatWhen({ startsAt, endsAt, isAllDay: false }, locale)
  const from = wallTimeOf(startsAt)
  const href = calendarsPaths.newEvent({
    le: from.day,
    debut: clockField(from.minute),
    fin: clockField(wallTimeOf(endsAt).minute),
    salle: slot.room?.id,
    invites,
  })
  return (
    <li class="slot" data-state={slot.taken.length === 0 ? 'free' : 'taken'}>
      <span class="slot-when">{when}</span>
      <span class="muted">
        {slot.room ? slot.room.name : null}
        {slot.taken.length > 0
          ? ` ${t('find.taken', { names: slot.taken.map(({ name }) => name).join(', ') })}`
          : null}
      </span>
      <a class="button-quiet" href={href}>
        {t('find.choose')}
        <span class="hidden-text"> {when}</span>
      </a>
    </li>
  )
}
