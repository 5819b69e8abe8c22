import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import type { NextStep } from '../next-steps.queries.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { organisationsWords } from '../organisations.words.ts'

/** What was promised after a meeting and waits: the late ones say so. */
export function NextSteps({
  shell,
  steps,
  today,
}: {
  shell: Shell
  steps: readonly NextStep[]
  today: CalendarDate
}) {
  const t = organisationsWords(shell.locale)
  return (
    <>
      <h2 id="suites">{t('queue.steps')}</h2>
      {steps.length === 0 ? <p class="empty">{t('queue.no_step')}</p> : null}
      <ul class="rows">
        {steps.map(({ meetingId, organisation, step, before, heldOn, participants }) => (
          <li>
            <span>
              <strong>{step}</strong>{' '}
              {before !== null && before < today ? <span class="badge">{t('queue.step_late')}</span> : null}
              <span class="sub">
                <a href={organisationsPaths.show(organisation.id)}>{organisation.name}</a>
                {before === null
                  ? ''
                  : ` · ${t('queue.step_before', { day: formatDay(before, shell.locale) })}`}
                {` · ${t('queue.step_after', { day: formatDay(heldOn, shell.locale), names: participants })}`}
              </span>
            </span>
            <a
              href={organisationsPaths.part(organisation.id, 'echanges', meetingId)}
              aria-label={t('queue.step_open_named', { step, name: organisation.name })}
            >
              {t('queue.step_open')}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
