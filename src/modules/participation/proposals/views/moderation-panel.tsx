import { SelectField, TextArea } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { moderationReasons } from '../charter.rules.ts'
import type { OwnModeration } from '../moderation.queries.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import type { ProposalInner } from './proposal-page.tsx'

/** What a moderator may decide from the status that the proposal has. */
const choices = {
  submitted: ['publish', 'refuse'],
  refused: ['publish'],
  published: ['hide', 'keep'],
  hidden: ['restore'],
} as const

export function ModerationPanel({ proposal, moderation, state, t }: ProposalInner) {
  const { status } = proposal
  if (status === 'draft' || status === 'withdrawn' || status === 'merged') return null
  const open = choices[status]
  const needsReason = open.some((decision) => decision === 'refuse' || decision === 'hide')
  return (
    <section>
      <form method="post" action={proposalsPaths.moderation(proposal.number)} class="card" noValidate>
        <h2>{t('moderation.title')}</h2>
        {moderation?.reply ? (
          <p>
            <strong>{t('moderation.author_reply')}</strong> {moderation.reply}
          </p>
        ) : null}
        {needsReason ? (
          <>
            <SelectField
              name="raison"
              label={t('moderation.reason')}
              hint={t('moderation.reason_hint')}
              empty={t('form.choose')}
              state={state}
              choices={moderationReasons.map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))}
            />
            <TextArea
              name="explication"
              label={t('moderation.explanation')}
              hint={t('moderation.explanation_hint')}
              rows={3}
              state={state}
            />
          </>
        ) : null}
        <p class="button-row">
          {open.map((decision) => (
            <button
              class={decision === 'refuse' || decision === 'hide' ? 'button-danger' : 'button'}
              type="submit"
              name="decision"
              value={decision}
            >
              {t(`decision.${decision}`)}
            </button>
          ))}
        </p>
      </form>
    </section>
  )
}

/** What the author reads of the decision, and where they answer it. */
export function OwnModerationNote({
  proposal,
  moderation,
  state,
  shell,
  t,
}: ProposalInner & { readonly moderation: OwnModeration }) {
  if (moderation.reason === null) return null
  return (
    <section class="card">
      <h2>{t('moderation.yours')}</h2>
      <p>
        {t('moderation.why', {
          day: formatDay(moderation.decidedOn, shell.locale),
          reason: t(`reason.${moderation.reason}`),
        })}
      </p>
      {moderation.explanation ? <p>{moderation.explanation}</p> : null}
      {moderation.reply ? (
        <p>
          <strong>{t('moderation.your_reply')}</strong> {moderation.reply}
        </p>
      ) : (
        <form method="post" action={proposalsPaths.moderationReply(proposal.number)} noValidate>
          <TextArea name="message" label={t('moderation.reply')} rows={3} state={state} required />
          <button class="button" type="submit">
            {t('moderation.send_reply')}
          </button>
        </form>
      )}
    </section>
  )
}
