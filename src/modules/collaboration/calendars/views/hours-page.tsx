import type { Service } from '#modules/people/services/services.public.ts'
import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { calendarsPaths } from '../calendars.paths.ts'
import { type CalendarsWords, calendarsWords } from '../calendars.words.ts'
import { weekdayName } from '../moment-text.ts'
import { weekFrom } from '../periods.rules.ts'

export interface HoursPageProps {
  readonly service: Service
  readonly state: FormState
}

const spans = [
  ['hours.work', 'ouvre', 'ferme'],
  ['hours.break', 'pause_de', 'pause_a'],
  ['hours.reachable', 'joignable_de', 'joignable_a'],
] as const

/** When the people of a service work, pause, and may be reached. */
export function HoursPage({ service, state, shell }: HoursPageProps & { readonly shell: Shell }) {
  const t = calendarsWords(shell.locale)
  const title = t('hours.title', { service: service.name })
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={calendarsPaths.settings()}>{t('settings.title')}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{t('hours.lead')}</p>
      <form method="post" action={calendarsPaths.hours(service.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {spans.map(([legend, from, to]) => (
          <fieldset class="field-group">
            <legend>{t(legend)}</legend>
            <div class="field-columns">
              <TextField name={from} type="time" label={t('hours.from')} state={state} required />
              <TextField name={to} type="time" label={t('hours.to')} state={state} required />
            </div>
          </fieldset>
        ))}
        <Weekdays state={state} shell={shell} t={t} />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </Page>
  )
}

function Weekdays({
  state,
  shell: { locale },
  t,
}: Pick<HoursPageProps, 'state'> & { readonly shell: Shell; readonly t: CalendarsWords }) {
  const chosen = (state.values.jours ?? '').split(',')
  const error = state.errors.jours
  return (
    <fieldset class="field-group" aria-describedby={error ? 'jours-error' : undefined}>
      <legend id="jours">{t('hours.weekdays')}</legend>
      {error ? (
        <p class="field-error" id="jours-error">
          {error}
        </p>
      ) : null}
      {weekFrom.map((day, index) => (
        <span class="field-check">
          <input
            type="checkbox"
            id={`jour-${index + 1}`}
            name="jours"
            value={String(index + 1)}
            checked={chosen.includes(String(index + 1))}
          />
          <label for={`jour-${index + 1}`}>{weekdayName(day, locale)}</label>
        </span>
      ))}
    </fieldset>
  )
}
