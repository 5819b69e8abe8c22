import type { District } from '#modules/participation/processes/processes.public.ts'
import { processesPaths } from '#modules/participation/processes/processes.public.ts'
import { ErrorSummary, type FormState } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { PublicAnswer } from '../assessment.queries.ts'
import type { CostLine, Question } from '../assessment.rules.ts'
import type { Comment } from '../discussion.rules.ts'
import type { OwnModeration } from '../moderation.queries.ts'
import type { Outline } from '../outline.rules.ts'
import type { Picture } from '../pictures.queries.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import type { Countdown, Proposal } from '../proposals.rules.ts'
import { type ProposalsWords, proposalsWords } from '../proposals.words.ts'
import { AnswerBadge } from './answer-badge.tsx'
import { AnswerSection, QuestionsSection } from './answer-section.tsx'
import { CommentsSection } from './comments-section.tsx'
import { ModerationPanel, OwnModerationNote } from './moderation-panel.tsx'
import { Pictures } from './pictures.tsx'
import { PlaceMap } from './place-map.tsx'
import { RichText } from './rich-text.tsx'
import { SupportPanel } from './support-panel.tsx'

/** What this person may do here: the handler asked the permission functions. */
export interface Me {
  readonly isKnown: boolean
  readonly isAuthor: boolean
  readonly hasSupported: boolean
  readonly isFollowing: boolean
  readonly canDiscuss: boolean
  readonly canRevise: boolean
  readonly canWithdraw: boolean
  readonly canModerate: boolean
  readonly canDictate: boolean
  readonly canAssess: boolean
  readonly canAssign: boolean
  readonly canAnswer: boolean
}

export interface ProposalProps {
  readonly proposal: Proposal
  /** Whether its words are shown: a withdrawn proposal keeps its number and nothing else. */
  readonly isShown: boolean
  readonly pictures: readonly Picture[]
  readonly comments: readonly Comment[]
  readonly answer: PublicAnswer | null
  readonly costs: readonly CostLine[]
  readonly questions: readonly Question[]
  readonly outline: Outline | null
  readonly districts: readonly District[]
  readonly countdown: Countdown
  /** For the author and the moderators of what is not public. */
  readonly moderation: OwnModeration | null
  readonly amendmentsWaiting: number
  readonly me: Me
  readonly state: FormState
}

export type ProposalInner = ProposalProps & { readonly shell: Shell; readonly t: ProposalsWords }

export function ProposalPage(props: ProposalProps & { readonly shell: Shell }) {
  const { shell, proposal, isShown, state, moderation, me } = props
  const t = proposalsWords(shell.locale)
  const inner: ProposalInner = { ...props, t }
  const title = isShown ? proposal.title : t('proposal_number', { number: proposal.number })
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={processesPaths.show(proposal.process.slug)}>{proposal.process.title}</a>
        {' · '}
        <a href={proposalsPaths.list({ process: proposal.process.slug })}>{t('list.title')}</a>
      </p>
      <article>
        <h1>{title}</h1>
        {Object.keys(state.errors).length > 0 ? <ErrorSummary state={state} locale={shell.locale} /> : null}
        <StatusNote {...inner} />
        {moderation && me.isAuthor ? <OwnModerationNote {...inner} moderation={moderation} /> : null}
        {isShown ? <Words {...inner} /> : null}
        <AnswerSection {...inner} />
        <SupportPanel {...inner} />
        <QuestionsSection {...inner} />
        {isShown && proposal.status !== 'submitted' ? <CommentsSection {...inner} /> : null}
        <AuthorLinks {...inner} />
        <ServiceLinks {...inner} />
        {me.canModerate ? <ModerationPanel {...inner} /> : null}
      </article>
    </Page>
  )
}

/** What a status other than published means for whoever reads. */
function StatusNote({ proposal, t }: ProposalInner) {
  if (proposal.status === 'published' || proposal.status === 'draft') return null
  return (
    <p class="alert">
      {t(`status_note.${proposal.status}`)}{' '}
      {proposal.mergedInto === null ? null : (
        <a href={proposalsPaths.show(proposal.mergedInto)}>
          {t('proposal_number', { number: proposal.mergedInto })}
        </a>
      )}
    </p>
  )
}

function Words({ proposal, pictures, outline, districts, countdown, shell, t }: ProposalInner) {
  const district = districts.find(({ id }) => id === proposal.districtId)?.name
  const place = [proposal.street, district].filter(Boolean).join(', ')
  const names = [proposal.author?.name, ...proposal.coauthors.map(({ name }) => name)].filter(Boolean)
  return (
    <>
      <p>
        <span class="badge">{t(`category.${proposal.category}`)}</span>{' '}
        <AnswerBadge verdict={proposal.verdict} countdown={countdown} t={t} />{' '}
        {proposal.isDictated ? <span class="badge">{t('page.dictated')}</span> : null}
      </p>
      <p class="muted">
        {t('page.by', { names: names.join(', ') })}
        {proposal.publishedOn
          ? ` · ${t('list.published', { day: formatDay(proposal.publishedOn, shell.locale) })}`
          : ''}
        {place ? ` · ${place}` : ''}
      </p>
      <RichText text={proposal.body} />
      {outline && proposal.point ? (
        <PlaceMap outline={outline} point={proposal.point} label={t('page.map', { street: place })} />
      ) : null}
      <Pictures pictures={pictures} />
      {proposal.isDictated ? <p class="field-hint">{t('page.dictated_why')}</p> : null}
      <p class="files">
        <a href={proposalsPaths.history(proposal.number)}>{t('page.history', { count: proposal.version })}</a>
        {proposal.status === 'published' ? (
          <>
            {' · '}
            <a href={proposalsPaths.amendments(proposal.number)}>{t('amendments.title')}</a>
          </>
        ) : null}
      </p>
    </>
  )
}

function AuthorLinks({ proposal, amendmentsWaiting, me, t }: ProposalInner) {
  if (!me.canRevise && !me.canWithdraw) return null
  const { number } = proposal
  return (
    <section>
      <h2>{t('author.title')}</h2>
      {amendmentsWaiting > 0 ? (
        <p class="alert">
          <a href={proposalsPaths.amendments(number)}>
            {t('author.amendments', { count: amendmentsWaiting })}
          </a>
        </p>
      ) : null}
      <ul>
        {me.canRevise ? (
          <li>
            <a href={proposalsPaths.edit(number)}>{t('author.edit')}</a>
          </li>
        ) : null}
        {me.canRevise && proposal.status === 'published' ? (
          <li>
            <a href={proposalsPaths.coauthors(number)}>{t('author.coauthors')}</a>
          </li>
        ) : null}
        {me.canWithdraw ? (
          <li>
            <a href={proposalsPaths.withdrawal(number)}>{t('author.withdraw')}</a>
          </li>
        ) : null}
      </ul>
    </section>
  )
}

function ServiceLinks({ proposal, me, t }: ProposalInner) {
  if (proposal.status !== 'published' || (!me.canAssess && !me.canAssign)) return null
  return (
    <section>
      <h2>{t('services.title')}</h2>
      <ul>
        <li>
          <a href={proposalsPaths.assessment(proposal.number)}>{t('services.assess')}</a>
        </li>
        {me.canAnswer ? (
          <li>
            <a href={proposalsPaths.answer(proposal.number)}>{t('services.answer')}</a>
          </li>
        ) : null}
        {me.canAssign && me.canDiscuss ? (
          <li>
            <a href={proposalsPaths.merge(proposal.number)}>{t('services.merge')}</a>
          </li>
        ) : null}
      </ul>
    </section>
  )
}
