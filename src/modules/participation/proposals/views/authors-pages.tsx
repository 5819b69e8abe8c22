import { ErrorSummary, type FormState, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Amendment } from '../amendments.queries.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import type { Proposal } from '../proposals.rules.ts'
import { type ProposalsWords, proposalsWords } from '../proposals.words.ts'
import { diffWords } from '../word-diff.rules.ts'
import { Diff } from './diff.tsx'

interface OwnPageProps {
  readonly shell: Shell
  readonly proposal: Proposal
  readonly state: FormState
}

function Crumb({ proposal }: { readonly proposal: Proposal }) {
  return (
    <p class="crumb">
      <a href={proposalsPaths.show(proposal.number)}>{proposal.title}</a>
    </p>
  )
}

/** A new wording by one of the authors. */
export function RevisePage({ shell, proposal, state }: OwnPageProps) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('form.title_edit')}>
      <Crumb proposal={proposal} />
      <h1>{t('form.title_edit')}</h1>
      <p class="lead">{t('revise.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={proposalsPaths.edit(proposal.number)} noValidate>
        <input type="hidden" name="version" value={state.values.version} />
        <TextField name="titre" label={t('form.subject')} state={state} required />
        <TextArea
          name="texte"
          label={t('form.text')}
          hint={t('form.text_hint')}
          rows={10}
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('revise.save')}
        </button>
      </form>
    </Page>
  )
}

export function WithdrawPage({ shell, proposal }: Omit<OwnPageProps, 'state'>) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('author.withdraw')}>
      <Crumb proposal={proposal} />
      <h1>{t('author.withdraw')}</h1>
      <p class="lead">{t('withdraw.lead', { count: proposal.supportCount })}</p>
      <form method="post" action={proposalsPaths.withdrawal(proposal.number)}>
        <button class="button-danger" type="submit">
          {t('withdraw.confirm')}
        </button>
      </form>
    </Page>
  )
}

export function CoauthorsPage({ shell, proposal, state }: OwnPageProps) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('author.coauthors')}>
      <Crumb proposal={proposal} />
      <h1>{t('author.coauthors')}</h1>
      <p class="lead">{t('coauthors.lead')}</p>
      {proposal.coauthors.length === 0 ? <p class="empty">{t('coauthors.empty')}</p> : null}
      <ul>
        {proposal.coauthors.map(({ name }) => (
          <li>{name}</li>
        ))}
      </ul>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={proposalsPaths.coauthors(proposal.number)} noValidate>
        <TextField
          name="courriel"
          type="email"
          label={t('coauthors.email')}
          hint={t('coauthors.email_hint')}
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('coauthors.send')}
        </button>
      </form>
    </Page>
  )
}

export interface AmendmentsProps extends OwnPageProps {
  readonly amendments: readonly Amendment[]
  readonly isAuthor: boolean
  readonly canPropose: boolean
}

/** Other wordings that people propose, each beside the text that it would change. */
export function AmendmentsPage(props: AmendmentsProps) {
  const { shell, proposal, amendments, canPropose, state } = props
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('amendments.title')}>
      <Crumb proposal={proposal} />
      <h1>{t('amendments.title')}</h1>
      <p class="lead">{t('amendments.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      {amendments.length === 0 ? <p class="empty">{t('amendments.empty')}</p> : null}
      {amendments.map((amendment) => (
        <OneAmendment {...props} amendment={amendment} t={t} />
      ))}
      {canPropose ? (
        <AmendmentForm proposal={proposal} state={state} t={t} />
      ) : (
        <p>{t('amendments.sign_in')}</p>
      )}
    </Page>
  )
}

function OneAmendment({
  proposal,
  amendment,
  isAuthor,
  t,
}: AmendmentsProps & { readonly amendment: Amendment; readonly t: ProposalsWords }) {
  const isStale = amendment.version !== proposal.version
  return (
    <section class="card">
      <h2>{t('amendments.by', { name: amendment.author.name })}</h2>
      <p>
        <span class="badge">{t(`amendments.${amendment.status}`)}</span>
      </p>
      {amendment.reason ? <p>{amendment.reason}</p> : null}
      {amendment.status === 'open' ? (
        <>
          <h3>
            <Diff parts={diffWords(proposal.title, amendment.title)} t={t} />
          </h3>
          <Diff parts={diffWords(proposal.body, amendment.body)} t={t} />
        </>
      ) : null}
      {amendment.reply ? (
        <p>
          <strong>{t('amendments.reply_is')}</strong> {amendment.reply}
        </p>
      ) : null}
      {isAuthor && amendment.status === 'open' ? (
        <form method="post" action={proposalsPaths.amendment(proposal.number, amendment.id)}>
          <div class="field">
            <label for={`reponse-${amendment.id}`}>{t('amendments.your_reply')}</label>
            <textarea id={`reponse-${amendment.id}`} name="reponse" rows={2} />
          </div>
          {isStale ? <p class="alert">{t('amendments.stale')}</p> : null}
          <p class="button-row">
            {isStale ? null : (
              <button class="button" type="submit" name="decision" value="accepted">
                {t('amendments.accept')}
              </button>
            )}
            <button class="button-danger" type="submit" name="decision" value="refused">
              {t('amendments.refuse')}
            </button>
          </p>
        </form>
      ) : null}
    </section>
  )
}

function AmendmentForm({
  proposal,
  state,
  t,
}: {
  readonly proposal: Proposal
  readonly state: FormState
  readonly t: ProposalsWords
}) {
  const own = { titre: proposal.title, texte: proposal.body, version: String(proposal.version) }
  const shown = { ...state, values: { ...own, ...state.values } }
  return (
    <form method="post" action={proposalsPaths.amendments(proposal.number)} noValidate>
      <h2>{t('amendments.propose')}</h2>
      <input type="hidden" name="version" value={shown.values.version} />
      <TextField name="titre" label={t('form.subject')} state={shown} required />
      <TextArea name="texte" label={t('form.text')} rows={10} state={shown} required />
      <TextArea name="motif" label={t('amendments.reason')} rows={2} state={shown} />
      <button class="button" type="submit">
        {t('amendments.send')}
      </button>
    </form>
  )
}

/** Two proposals that say the same become one. */
export function MergePage({ shell, proposal, state }: OwnPageProps) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('services.merge')}>
      <Crumb proposal={proposal} />
      <h1>{t('services.merge')}</h1>
      <p class="lead">{t('merge.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={proposalsPaths.merge(proposal.number)} noValidate>
        <TextField
          name="cible"
          label={t('merge.target')}
          hint={t('merge.target_hint')}
          inputMode="numeric"
          size="short"
          state={state}
          required
        />
        <TextArea name="motif" label={t('merge.reason')} rows={3} state={state} required />
        <button class="button" type="submit">
          {t('merge.confirm')}
        </button>
      </form>
    </Page>
  )
}
