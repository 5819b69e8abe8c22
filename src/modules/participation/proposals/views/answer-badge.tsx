import type { Countdown, Verdict } from '../proposals.rules.ts'
import type { ProposalsWords } from '../proposals.words.ts'

const states = { accepted: 'met', accepted_in_part: 'pending', refused: 'unmet' } as const

/** The town's answer, or how long it still has. */
export function AnswerBadge({
  verdict,
  countdown,
  t,
}: {
  readonly verdict: Verdict | null
  readonly countdown: Countdown
  readonly t: ProposalsWords
}) {
  if (verdict)
    return (
      <span class="badge" data-state={states[verdict]}>
        {t(`verdict.${verdict}`)}
      </span>
    )
  if (!countdown) return null
  return (
    <span class="badge" data-state={countdown.kind === 'late' ? 'late' : 'pending'}>
      {countdown.kind === 'late'
        ? t('countdown.late', { count: countdown.days })
        : t('countdown.left', { count: countdown.days })}
    </span>
  )
}
