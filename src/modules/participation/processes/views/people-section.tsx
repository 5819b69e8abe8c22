import { formatNumber } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { processesPaths } from '../processes.paths.ts'
import type { Process } from '../processes.rules.ts'
import { processesWords } from '../processes.words.ts'
import { leastShown } from '../who-took-part.rules.ts'

export interface PeopleSectionProps {
  readonly process: Process
  readonly people: number
  readonly shell: Shell
}

export function PeopleSection({ process, people, shell }: PeopleSectionProps) {
  if (process.openedOn === null) return null
  const t = processesWords(shell.locale)
  return (
    <section aria-labelledby="participants">
      <h2 id="participants">{t('people.title')}</h2>
      <p>
        {people < leastShown
          ? t('people.few', { count: leastShown })
          : t('people.count', { count: people, people: formatNumber(people, shell.locale) })}{' '}
        <a href={processesPaths.participants(process.slug)}>{t('people.more')}</a>
      </p>
    </section>
  )
}
