import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { formatNumber } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { runningOn } from '../calendar.rules.ts'
import { agentGrades, centsEach, type Totals } from '../meter.rules.ts'
import { processesPaths } from '../processes.paths.ts'
import type { Process } from '../processes.rules.ts'
import { type ProcessesWords, processesWords } from '../processes.words.ts'
import { leastShown } from '../who-took-part.rules.ts'

export interface MeterSectionProps {
  readonly process: Process
  readonly totals: Totals
  readonly people: number
  /** Null where the process asks for no proposals. */
  readonly kept: number | null
  /** Null before the decision, or where the day without participation was not said. */
  readonly weeks: number | null
  readonly shell: Shell
}

/** What asking people cost: money, time, and weeks. */
export function MeterSection(props: MeterSectionProps) {
  const { process, shell } = props
  const t = processesWords(shell.locale)
  return (
    <section aria-labelledby="cout">
      <h2 id="cout">{t('meter.title')}</h2>
      <MeterFigures {...props} />
      <p>
        <a href={processesPaths.meter(process.slug)}>{t('meter.more')}</a>
      </p>
    </section>
  )
}

export function MeterFigures({ process, totals, people, kept, weeks, shell }: MeterSectionProps) {
  const t = processesWords(shell.locale)
  const { locale } = shell
  const euros = (amount: number) => formatEuros(amount, locale, { whole: true })
  const all = totals.budget_cents + totals.agent_cents
  // Before the close, people still come and answers are still owed: a ratio would only mislead.
  const isOver = process.closedOn !== null
  const each = isOver && people >= leastShown ? centsEach(all, people) : null
  const eachKept = isOver ? centsEach(all, kept) : null
  return (
    <dl class="figures">
      <Figure term={t('meter.budget')} value={euros(totals.budget_cents)} note={t('meter.budget_note')} />
      <Figure
        term={t('meter.agents')}
        value={t('meter.hours', { hours: hours(totals.agent_minutes, shell) })}
        note={t('meter.agents_note', { amount: euros(totals.agent_cents) })}
      />
      <Figure
        term={t('meter.residents')}
        value={t('meter.hours', { hours: hours(totals.resident_minutes, shell) })}
        note={t('meter.residents_note')}
      />
      {weeks === null ? null : (
        <Figure
          term={t('meter.weeks')}
          value={t('meter.weeks_value', {
            count: Math.abs(weeks) <= 1 ? 1 : 2,
            weeks: formatNumber(weeks, locale),
          })}
          note={t('meter.weeks_note')}
        />
      )}
      {each === null ? null : (
        <Figure term={t('meter.each')} value={formatEuros(each, locale)} note={t('meter.each_note')} />
      )}
      {eachKept === null ? null : (
        <Figure
          term={t('meter.each_kept')}
          value={euros(eachKept)}
          note={t('meter.each_kept_note', { count: kept ?? 0 })}
        />
      )}
    </dl>
  )
}

function Figure({
  term,
  value,
  note,
}: {
  readonly term: string
  readonly value: string
  readonly note: string
}) {
  return (
    <div class="figure figure-measured">
      <dt>{term}</dt>
      <dd>
        <span class="figure-value">{value}</span>
        <span class="figure-note">{note}</span>
      </dd>
    </div>
  )
}

/** Minutes as hours, with one decimal. */
export function hours(minutes: number, shell: Shell): string {
  return formatNumber(minutes / 60, shell.locale, 1)
}

const quickMinutes = [15, 30, 60, 120] as const

export interface HoursPanelProps {
  readonly process: Process
  readonly today: CalendarDate
  readonly formKey: string
  readonly shell: Shell
}

/** Two presses: the phase and the grade are chosen already, a button says how long. */
export function HoursPanel({ process, today, formKey, shell }: HoursPanelProps) {
  const t = processesWords(shell.locale)
  const [running] = runningOn(process.phases, today)
  return (
    <form method="post" action={processesPaths.hours(process.slug)} class="card hours-panel">
      <h2>{t('hours.title')}</h2>
      <input type="hidden" name="cle" value={formKey} />
      <div class="field-columns">
        <div class="field">
          <label for="heures-phase">{t('hours.phase')}</label>
          <select id="heures-phase" name="phase">
            <option value="">{t('hours.no_phase')}</option>
            {process.phases.map(({ id, title }) => (
              <option value={id} selected={id === running?.id}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <GradeChoice t={t} />
      </div>
      <p class="button-row">
        {quickMinutes.map((minutes) => (
          <button class="button-quiet" type="submit" name="duree" value={minutes}>
            {minutes < 60 ? t('hours.minutes', { minutes }) : t('meter.hours', { hours: minutes / 60 })}
          </button>
        ))}
      </p>
      <p class="muted">
        <a href={`${processesPaths.meter(process.slug)}#saisie`}>{t('hours.other')}</a>
      </p>
    </form>
  )
}

function GradeChoice({ t }: { readonly t: ProcessesWords }) {
  return (
    <div class="field">
      <label for="heures-categorie">{t('hours.grade')}</label>
      <select id="heures-categorie" name="categorie">
        {agentGrades.map((grade) => (
          <option value={grade} selected={grade === 'B'}>
            {t('hours.grade_name', { grade })}
          </option>
        ))}
      </select>
    </div>
  )
}
