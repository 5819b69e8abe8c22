import { RadioField, TextArea, TextField } from '#web/form.tsx'
import { formatInstant } from '#web/formats.ts'
import { moderationReasons } from '../charter.rules.ts'
import { countStances, deepest, stances, type Thread, threadsOf } from '../discussion.rules.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import type { ProposalInner } from './proposal-page.tsx'
import { RichText } from './rich-text.tsx'

/** Arguments for and against, and what answers them. */
export function CommentsSection(props: ProposalInner) {
  const { proposal, comments, me, t } = props
  const counts = countStances(comments)
  return (
    <section id="avis">
      <h2>{t('comments.title', { count: proposal.commentCount })}</h2>
      {proposal.commentCount > 0 ? (
        <p class="muted">
          {t('comments.for', { count: counts.for })} · {t('comments.against', { count: counts.against })} ·{' '}
          {t('comments.neutral', { count: counts.neutral })}
        </p>
      ) : (
        <p class="empty">{t('comments.empty')}</p>
      )}
      <Threads threads={threadsOf(comments)} depth={0} {...props} />
      {me.canDiscuss ? <CommentForm {...props} parentId={null} /> : <p>{t('comments.closed')}</p>}
      <ReportForm {...props} commentId={null} />
    </section>
  )
}

function Threads({
  threads,
  depth,
  ...props
}: ProposalInner & { readonly threads: readonly Thread[]; readonly depth: number }) {
  if (threads.length === 0) return null
  return (
    <ul class={depth < deepest ? 'comments' : 'comments comments-flat'}>
      {threads.map((thread) => (
        <li id={`avis-${thread.comment.id}`}>
          <OneComment thread={thread} {...props} />
          <Threads threads={thread.replies} depth={depth + 1} {...props} />
        </li>
      ))}
    </ul>
  )
}

function OneComment({ thread: { comment }, ...props }: ProposalInner & { readonly thread: Thread }) {
  const { me, shell, t } = props
  if (comment.isHidden) return <p class="muted">{t('comments.hidden')}</p>
  return (
    <>
      <p class="comment-head">
        <span class="badge" data-stance={comment.stance}>
          {t(`stance.${comment.stance}`)}
        </span>{' '}
        <strong>{comment.authorName}</strong>{' '}
        <span class="muted">{formatInstant(comment.writtenAt, shell.locale)}</span>
      </p>
      <RichText text={comment.body} />
      {me.canDiscuss && me.isKnown ? (
        <details>
          <summary>{t('comments.reply')}</summary>
          <CommentForm {...props} parentId={comment.id} />
        </details>
      ) : null}
      {me.canModerate ? (
        <form method="post" action={proposalsPaths.moderation(props.proposal.number)} class="comment-tools">
          <input type="hidden" name="commentaire" value={comment.id} />
          <input type="hidden" name="decision" value="hide" />
          <label for={`raison-${comment.id}`}>{t('moderation.hide_comment')}</label>
          <select id={`raison-${comment.id}`} name="raison">
            {moderationReasons.map((reason) => (
              <option value={reason}>{t(`reason.${reason}`)}</option>
            ))}
          </select>
          <button class="button-quiet" type="submit">
            {t('moderation.hide')}
          </button>
        </form>
      ) : (
        <ReportForm {...props} commentId={comment.id} />
      )}
    </>
  )
}

function CommentForm({
  proposal,
  me,
  state,
  parentId,
  t,
}: ProposalInner & { readonly parentId: string | null }) {
  const own = (state.values.reponse_a ?? '') === (parentId ?? '') && state.values.message !== undefined
  const shown = own ? state : { values: { position: 'neutral' }, errors: {} }
  if (parentId !== null)
    return (
      <form method="post" action={proposalsPaths.comments(proposal.number)} noValidate>
        <input type="hidden" name="reponse_a" value={parentId} />
        <input type="hidden" name="position" value="neutral" />
        <div class="field">
          <label for={`message-${parentId}`}>{t('comments.your_reply')}</label>
          <textarea id={`message-${parentId}`} name="message" rows={3} required>
            {shown.values.message}
          </textarea>
        </div>
        <button class="button-quiet" type="submit">
          {t('comments.send_reply')}
        </button>
      </form>
    )
  return (
    <form method="post" action={proposalsPaths.comments(proposal.number)} class="card" noValidate>
      <h3>{t('comments.write')}</h3>
      <RadioField
        name="position"
        label={t('comments.position')}
        state={shown}
        choices={stances.map((value) => ({ value, label: t(`stance.${value}`) }))}
      />
      <TextArea
        name="message"
        label={t('comments.message')}
        hint={t('comments.hint')}
        state={shown}
        required
      />
      {me.isKnown ? null : (
        <>
          <TextField name="nom" label={t('form.name')} hint={t('form.name_hint')} state={shown} required />
          <CommentMail t={t} error={shown.errors.courriel} value={shown.values.courriel} />
        </>
      )}
      <button class="button" type="submit">
        {t('comments.send')}
      </button>
    </form>
  )
}

/** The page asks for a mailbox in two forms: each field has an id of its own. */
function CommentMail({
  t,
  error,
  value,
}: {
  t: ProposalInner['t']
  error: string | undefined
  value: string | undefined
}) {
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for="courriel-avis">{t('form.email')}</label>
      <p class="field-hint" id="courriel-avis-hint">
        {t('form.email_hint')}
      </p>
      <input
        id="courriel-avis"
        name="courriel"
        type="email"
        autoComplete="email"
        aria-describedby="courriel-avis-hint"
        aria-invalid={error ? 'true' : undefined}
        required
        value={value}
      />
      {error ? <p class="field-error">{error}</p> : null}
    </div>
  )
}

function ReportForm({ proposal, me, commentId, t }: ProposalInner & { readonly commentId: string | null }) {
  if (me.canModerate) return null
  const id = `signaler-${commentId ?? 'proposition'}`
  return (
    <details class="report">
      <summary>{commentId === null ? t('report.proposal') : t('report.comment')}</summary>
      <form method="post" action={proposalsPaths.report(proposal.number)}>
        {commentId === null ? null : <input type="hidden" name="commentaire" value={commentId} />}
        <label for={id}>{t('report.why')}</label>
        <select id={id} name="raison">
          {moderationReasons.map((reason) => (
            <option value={reason}>{t(`reason.${reason}`)}</option>
          ))}
        </select>
        {me.isKnown ? null : (
          <>
            <label for={`${id}-courriel`}>{t('form.email')}</label>
            <input id={`${id}-courriel`} name="courriel" type="email" autoComplete="email" required />
          </>
        )}
        <button class="button-quiet" type="submit">
          {t('report.send')}
        </button>
      </form>
    </details>
  )
}
