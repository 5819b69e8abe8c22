import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatDay, formatNumber } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import type { EnteredCount } from '../participation.queries.ts'
import { ageBands, channels, genders } from '../participation.rules.ts'
import { processesPaths } from '../processes.paths.ts'
import type { District, Process } from '../processes.rules.ts'
import { processesWords } from '../processes.words.ts'
import { nameOf } from './participants-names.ts'

export interface CountFormProps {
  readonly process: Process
  readonly districts: readonly District[]
  readonly entered: readonly EnteredCount[]
  readonly formKey: string
  readonly today: CalendarDate
  readonly state: FormState
  readonly shell: Shell
}

/** Who came on paper or in person: as many as were seen, and what is known of them. */
export function CountForm({ process, districts, formKey, state, shell }: CountFormProps) {
  const t = processesWords(shell.locale)
  const choices = (dimension: 'channel' | 'age' | 'gender', values: readonly string[]) =>
    values.map((value) => ({ value, label: nameOf(dimension, value, districts, t) }))
  return (
    <form method="post" action={processesPaths.participants(process.slug)} class="card" noValidate>
      <h2>{t('count.title')}</h2>
      <p>{t('count.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <input type="hidden" name="cle" value={formKey} />
      <div class="field-columns">
        <TextField
          name="nombre"
          label={t('count.people')}
          inputMode="numeric"
          size="short"
          state={state}
          required
        />
        <TextField name="jour" label={t('meter.day')} type="date" size="short" state={state} required />
        <SelectField
          name="canal"
          label={t('by.channel')}
          state={state}
          choices={choices('channel', channels.toReversed())}
        />
        <SelectField
          name="phase"
          label={t('hours.phase')}
          empty={t('hours.no_phase')}
          state={state}
          choices={process.phases.map(({ id, title }) => ({ value: id, label: title }))}
        />
        {districts.length > 0 ? (
          <SelectField
            name="quartier"
            label={t('by.district')}
            empty={t('people.unknown')}
            state={state}
            choices={districts.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <SelectField
          name="age"
          label={t('by.age')}
          empty={t('people.unknown')}
          state={state}
          choices={choices('age', ageBands)}
        />
        <SelectField
          name="genre"
          label={t('by.gender')}
          empty={t('people.unknown')}
          state={state}
          choices={choices('gender', genders)}
        />
      </div>
      <button class="button" type="submit">
        {t('count.record')}
      </button>
    </form>
  )
}

/** What was entered by hand, each with the way to take it back. Only the services see it. */
export function EnteredRows({ process, entered, districts, shell }: CountFormProps) {
  const t = processesWords(shell.locale)
  if (entered.length === 0) return null
  return (
    <section aria-labelledby="saisies">
      <h2 id="saisies">{t('count.entered')}</h2>
      <ul class="rows">
        {entered.map((count) => (
          <li>
            <span>
              {formatDay(count.day, shell.locale)} · {formatNumber(count.people, shell.locale)} ·{' '}
              {nameOf('channel', count.channel, districts, t)} ·{' '}
              {nameOf('district', count.districtId, districts, t)} ·{' '}
              {nameOf('age', count.ageBand, districts, t)} · {nameOf('gender', count.gender, districts, t)}
              {count.reason ? <span class="sub">{count.reason}</span> : null}
            </span>
            {count.isReversal || count.isReversed ? null : (
              <details>
                <summary>{t('meter.take_back')}</summary>
                <form method="post" action={processesPaths.participantReversal(process.slug, count.id)}>
                  <label for={`motif-${count.id}`}>{t('meter.take_back_reason')}</label>
                  <input id={`motif-${count.id}`} name="motif" type="text" required />
                  <button class="button-quiet" type="submit">
                    {t('meter.take_back')}
                  </button>
                </form>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
