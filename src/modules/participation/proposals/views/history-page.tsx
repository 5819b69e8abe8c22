import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Version } from '../history.queries.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import type { Proposal } from '../proposals.rules.ts'
import { proposalsWords } from '../proposals.words.ts'
import { diffWords } from '../word-diff.rules.ts'
import { Diff } from './diff.tsx'

/** Every version of the text, latest first, each beside the one before. */
export function HistoryPage({
  shell,
  proposal,
  versions,
}: {
  readonly shell: Shell
  readonly proposal: Proposal
  /** Oldest first. */
  readonly versions: readonly Version[]
}) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('history.title')}>
      <p class="crumb">
        <a href={proposalsPaths.show(proposal.number)}>{proposal.title}</a>
      </p>
      <h1>{t('history.title')}</h1>
      <p class="lead">{t('history.lead')}</p>
      {versions
        .map((version, index) => ({ version, before: versions[index - 1] }))
        .reverse()
        .map(({ version, before }) => (
          <section class="card">
            <h2>{t('history.version', { number: version.version })}</h2>
            <p class="muted">
              {formatInstant(version.writtenAt, shell.locale)} ·{' '}
              {t(`history.${version.source}`, { name: version.authorName })}
            </p>
            <h3>
              <Diff parts={diffWords(before?.title ?? version.title, version.title)} t={t} />
            </h3>
            <Diff parts={diffWords(before?.body ?? version.body, version.body)} t={t} />
          </section>
        ))}
    </Page>
  )
}
