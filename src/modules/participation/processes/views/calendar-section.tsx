import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import type { Process } from '../processes.rules.ts'
import { processesWords } from '../processes.words.ts'

export interface CalendarSectionProps {
  readonly process: Process
  readonly today: CalendarDate
  readonly answersDueOn: CalendarDate | null
  readonly shell: Shell
}

/** The phases in the order of the days, with the one that runs. */
export function CalendarSection({ process, today, answersDueOn, shell }: CalendarSectionProps) {
  const t = processesWords(shell.locale)
  const day = (date: CalendarDate) => formatDay(date, shell.locale)
  return (
    <section aria-labelledby="calendrier">
      <h2 id="calendrier">{t('calendar.title')}</h2>
      {process.phases.length === 0 ? <p class="empty">{t('calendar.none')}</p> : null}
      <ol class="timeline">
        {process.phases.map((phase) => {
          const isNow = process.status === 'open' && phase.startsOn <= today && today <= phase.endsOn
          return (
            <li aria-current={isNow ? 'step' : undefined}>
              <strong>{typeset(phase.title, shell.locale)}</strong>
              {phase.title === t(`phase.${phase.kind}`) ? null : (
                <span class="muted"> {t(`phase.${phase.kind}`)}</span>
              )}
              {isNow ? (
                <>
                  {' '}
                  <span class="badge" data-status="running">
                    {t('calendar.now')}
                  </span>
                </>
              ) : null}
              <p>
                {phase.startsOn === phase.endsOn
                  ? t('calendar.on', { day: day(phase.startsOn) })
                  : t('calendar.between', { from: day(phase.startsOn), to: day(phase.endsOn) })}
              </p>
            </li>
          )
        })}
        {process.decisionOn === null || process.phases.some(({ kind }) => kind === 'decision') ? null : (
          <li>
            <strong>{t('calendar.decision')}</strong>
            <p>{t('calendar.decision_on', { day: day(process.decisionOn), decider: process.deciderName })}</p>
          </li>
        )}
        {process.resultsOn === null ? null : (
          <li>
            <strong>{t('calendar.results')}</strong>
            <p>{t('calendar.by', { day: day(process.resultsOn) })}</p>
          </li>
        )}
      </ol>
      {answersDueOn === null ? null : <p>{t('calendar.answers_due', { day: day(answersDueOn) })}</p>}
    </section>
  )
}
