import { TextField } from '#web/form.tsx'
import { proposalsPaths } from '../proposals.paths.ts'
import type { ProposalInner } from './proposal-page.tsx'

/** How many support it, and the buttons to do it too and to follow. */
export function SupportPanel({ proposal, me, t }: ProposalInner) {
  if (proposal.status !== 'published') return null
  const { number, supportCount } = proposal
  return (
    <section class="card support">
      <h2>{t('support.count', { count: supportCount })}</h2>
      {me.isKnown && me.canDiscuss ? (
        <form
          method="post"
          action={me.hasSupported ? proposalsPaths.supportRemoval(number) : proposalsPaths.support(number)}
        >
          <button class={me.hasSupported ? 'button-quiet' : 'button'} type="submit">
            {me.hasSupported ? t('support.take_back') : t('support.support')}
          </button>
        </form>
      ) : null}
      {me.isKnown ? (
        <form
          method="post"
          action={me.isFollowing ? proposalsPaths.unfollow(number) : proposalsPaths.follow(number)}
        >
          <button class="button-quiet" type="submit">
            {me.isFollowing ? t('follow.stop') : t('follow.follow')}
          </button>
        </form>
      ) : null}
      {!me.isKnown && me.canDiscuss ? <SupportByMail number={number} t={t} /> : null}
    </section>
  )
}

/** Without an account: one field, and a link in the mailbox that counts the support once. */
function SupportByMail({ number, t }: { number: number; t: ProposalInner['t'] }) {
  const state = { values: {}, errors: {} }
  return (
    <form method="post" action={proposalsPaths.support(number)} noValidate>
      <TextField
        name="courriel"
        type="email"
        autoComplete="email"
        label={t('form.email')}
        hint={t('support.by_mail_hint')}
        state={state}
        required
      />
      <p class="button-row">
        <button class="button" type="submit">
          {t('support.support')}
        </button>
        <button class="button-quiet" type="submit" formAction={proposalsPaths.follow(number)}>
          {t('follow.follow')}
        </button>
      </p>
    </form>
  )
}
