import { CheckField, ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { reminders } from '../calendars.inputs.ts'
import { calendarsPaths } from '../calendars.paths.ts'
import type { OpenCalendar } from '../calendars.queries.ts'
import { type CalendarsWords, calendarsWords } from '../calendars.words.ts'
import type { Choices } from '../event-form.ts'
import { repeats } from '../repeats.rules.ts'
import { PeopleChoice } from './people-choice.tsx'

export interface EventFormPageProps {
  readonly choices: Choices
  readonly state: FormState
  /** The event that is rewritten, and which meeting of it; null for a new one. */
  readonly place: { readonly id: string; readonly recurrence: string; readonly following: boolean } | null
}

type Inside = EventFormPageProps & { readonly shell: Shell; readonly t: CalendarsWords }

export function EventFormPage(props: EventFormPageProps & { readonly shell: Shell }) {
  const { shell, state, place } = props
  const t = calendarsWords(shell.locale)
  const inside = { ...props, t }
  const title = t(titleOf(place))
  const action =
    place === null
      ? calendarsPaths.newEvent()
      : calendarsPaths.editEvent(place.id, place.recurrence, place.following)
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={calendarsPaths.home()}>{t('title')}</a>
      </p>
      <h1>{title}</h1>
      <form method="post" action={action} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {place?.following ? <p class="muted">{t('form.following_lead')}</p> : null}
        <Hidden {...inside} />
        <TextField name="titre" label={t('field.title')} state={state} required />
        <When {...inside} />
        <Where {...inside} />
        <Who {...inside} />
        <More {...inside} />
        <p class="button-row">
          <button class="button" type="submit">
            {t('form.save')}
          </button>
          <a href={place === null ? calendarsPaths.home() : calendarsPaths.event(place.id, place.recurrence)}>
            {t('form.back')}
          </a>
        </p>
      </form>
    </Page>
  )
}

function titleOf(place: EventFormPageProps['place']) {
  if (place === null) return 'form.new'
  if (place.following) return 'form.edit_following'
  return place.recurrence === '' ? 'form.edit' : 'form.edit_this'
}

function Hidden({ state: { values }, place, choices }: Inside) {
  return (
    <>
      {values.jeton === undefined ? null : <input type="hidden" name="jeton" value={values.jeton} />}
      {values.version === undefined ? null : <input type="hidden" name="version" value={values.version} />}
      {place !== null || choices.calendars.length === 1 ? (
        <input type="hidden" name="agenda" value={values.agenda ?? choices.calendars[0]?.id} />
      ) : null}
    </>
  )
}

function When({ state, place, t }: Inside) {
  return (
    <fieldset class="field-group">
      <legend>{t('form.when')}</legend>
      <div class="field-columns">
        <TextField name="debut_jour" type="date" label={t('field.start_day')} state={state} required />
        <TextField name="debut_heure" type="time" label={t('field.start_hour')} state={state} />
        <TextField name="fin_heure" type="time" label={t('field.end_hour')} state={state} />
        <TextField name="fin_jour" type="date" label={t('field.end_day')} state={state} />
      </div>
      <CheckField name="journee" label={t('field.all_day')} hint={t('field.all_day_hint')} state={state} />
      {place !== null && place.recurrence !== '' && !place.following ? null : <Repeat state={state} t={t} />}
    </fieldset>
  )
}

function Repeat({ state, t }: Pick<Inside, 'state' | 't'>) {
  const kept = state.values.repetition === 'kept' ? (['kept'] as const) : []
  return (
    <div class="field-columns">
      <SelectField
        name="repetition"
        label={t('field.repeat')}
        state={state}
        choices={[...kept, ...repeats].map((repeat) => ({ value: repeat, label: t(`repeat.${repeat}`) }))}
      />
      <TextField
        name="repetition_fin"
        type="date"
        label={t('field.repeat_until')}
        hint={t('field.repeat_until_hint')}
        state={state}
      />
    </div>
  )
}

function Where({ state, choices, t }: Inside) {
  const named = (list: readonly OpenCalendar[], kind: 'room' | 'vehicle') =>
    list.map(({ id, name, capacity }) => ({
      value: id,
      label: capacity === null ? name : `${name} (${t(`resources.capacity_${kind}`, { count: capacity })})`,
    }))
  return (
    <fieldset class="field-group">
      <legend>{t('form.where')}</legend>
      <div class="field-columns">
        {choices.rooms.length > 0 || state.errors.salle ? (
          <SelectField
            name="salle"
            label={t('field.room')}
            empty={t('field.no_room')}
            state={state}
            choices={named(choices.rooms, 'room')}
          />
        ) : null}
        {choices.vehicles.length > 0 ? (
          <SelectField
            name="vehicule"
            label={t('field.vehicle')}
            empty={t('field.no_vehicle')}
            state={state}
            choices={named(choices.vehicles, 'vehicle')}
          />
        ) : null}
        <TextField name="lieu" label={t('field.place')} hint={t('field.place_hint')} state={state} />
      </div>
    </fieldset>
  )
}

function Who({ state, choices, t }: Inside) {
  return (
    <fieldset class="field-group">
      <legend>{t('form.who')}</legend>
      <PeopleChoice people={choices.people} state={state} t={t} />
      <TextArea
        name="autres"
        label={t('field.outside')}
        hint={t('field.outside_hint')}
        rows={2}
        state={state}
      />
    </fieldset>
  )
}

function More({ state, choices, place, t }: Inside) {
  const calendars = choices.calendars.map(({ id, name, kind }) => ({
    value: id,
    label: `${name} (${t(`kind.${kind}`)})`,
  }))
  return (
    <fieldset class="field-group">
      <legend>{t('form.more')}</legend>
      {place === null && choices.calendars.length > 1 ? (
        <SelectField name="agenda" label={t('field.calendar')} state={state} choices={calendars} required />
      ) : null}
      <SelectField
        name="rappel"
        label={t('field.reminder')}
        empty={t('reminder.none')}
        state={state}
        choices={reminders.map((minutes) => ({ value: minutes, label: t(`reminder.${minutes}`) }))}
      />
      <TextArea
        name="description"
        label={t('field.description')}
        hint={t('field.description_hint')}
        state={state}
      />
      <CheckField name="prive" label={t('field.private')} hint={t('field.private_hint')} state={state} />
      <CheckField name="libre" label={t('field.free')} hint={t('field.free_hint')} state={state} />
    </fieldset>
  )
}
