import type { ProposalsWords } from '../proposals.words.ts'
import type { DiffPart } from '../word-diff.rules.ts'

/** What was taken out is struck, what was put in is underlined: colour is never alone. */
export function Diff({ parts, t }: { readonly parts: readonly DiffPart[]; readonly t: ProposalsWords }) {
  return (
    <span class="diff">
      {parts.map(({ kind, text }) => {
        if (kind === 'kept') return text
        return kind === 'removed' ? (
          <del title={t('history.removed')}>{text}</del>
        ) : (
          <ins title={t('history.added')}>{text}</ins>
        )
      })}
    </span>
  )
}
