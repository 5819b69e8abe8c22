import type { Shell } from '#web/shell.ts'
import type { ProposalCounts } from '../process-book.ts'
import { processesWords } from '../processes.words.ts'

export interface ProposalsLineProps {
  /** Null where the process asks for no proposals, or is not public yet. */
  readonly proposals:
    | (ProposalCounts & {
        readonly listPath: string
        /** Null outside the days on which people propose. */
        readonly newPath: string | null
      })
    | null
  readonly shell: Shell
}

/** The first thing to do on the page: propose, or read what others proposed and what the town still owes them. */
export function ProposalsLine({ proposals, shell }: ProposalsLineProps) {
  if (proposals === null) return null
  const t = processesWords(shell.locale)
  const { proposals: count, awaited, late, listPath, newPath } = proposals
  return (
    <>
      <p class="button-row">
        {newPath === null ? null : (
          <a class="button" href={newPath}>
            {t('proposals.write')}
          </a>
        )}
        {count > 0 ? <a href={listPath}>{t('proposals.read', { count })}</a> : null}
      </p>
      {count > 0 ? (
        <p class="muted">
          {awaited === 0 ? t('proposals.all_answered') : t('proposals.awaited', { count: awaited })}
          {late > 0 ? <strong class="over"> {t('proposals.late', { count: late })}</strong> : null}
        </p>
      ) : null}
    </>
  )
}
