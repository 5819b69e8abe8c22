import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import type { OpenNow } from '../process-list.queries.ts'
import { processesPaths } from '../processes.paths.ts'
import { processesWords } from '../processes.words.ts'

export interface OpenNowProps {
  readonly processes: readonly OpenNow[]
  readonly shell: Shell
}

/** For the first page: what people may take part in today; nothing where nothing is open. */
export function OpenNowSection({ processes, shell }: OpenNowProps) {
  if (processes.length === 0) return null
  const t = processesWords(shell.locale)
  return (
    <section aria-labelledby="en-ce-moment">
      <h2 id="en-ce-moment">{t('calendar.now')}</h2>
      <ul class="cards">
        {processes.map(({ slug, title, engagement, phase }) => (
          <li class="card" data-part="I">
            <h3>
              <a href={processesPaths.show(slug)}>{typeset(title, shell.locale)}</a>
            </h3>
            <p>
              {t('now.until', {
                phase: typeset(phase.title, shell.locale),
                date: formatDay(phase.endsOn, shell.locale),
              })}
              <br />
              <span class="muted">{t(`engagement.${engagement}`)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
