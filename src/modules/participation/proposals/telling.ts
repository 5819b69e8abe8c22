import type { Context } from '#infra/context.ts'
import type { Wording } from '#kernel/locale.ts'
import {
  follow,
  type Notice,
  notify,
  notifyFollowers,
  type Telling,
} from '#modules/people/notifications/notifications.public.ts'
import type { LinkPurpose } from './links.queries.ts'
import { proposalsPaths } from './proposals.paths.ts'
import { type Contact, type Contributor, contactOf, type Proposal } from './proposals.rules.ts'
import { type ProposalsWords, proposalsWords } from './proposals.words.ts'

export const proposalKind = 'proposal'

type Told = Pick<Proposal, 'id' | 'number' | 'title'>

export function subjectOf(proposal: Told) {
  return {
    kind: proposalKind,
    id: proposal.id,
    label: proposal.title,
    path: proposalsPaths.show(proposal.number),
  }
}

/** A sentence in both languages, with the title of the proposal and the other values filled in. */
export function wordingOf(
  key: Parameters<ProposalsWords>[0],
  values: Readonly<Record<string, string | number>>,
): Wording {
  return { fr: proposalsWords('fr')(key, values), en: proposalsWords('en')(key, values) }
}

function noticeOf(
  proposal: Told,
  event: string,
  key: Parameters<ProposalsWords>[0],
  values: Readonly<Record<string, string | number>> = {},
): Notice {
  return {
    event: `proposal:${proposal.id}:${event}`,
    path: proposalsPaths.show(proposal.number),
    text: wordingOf(key, { title: proposal.title, ...values }),
  }
}

/** Tells those people; whoever has neither account nor mailbox hears it at the desk. */
export async function tell(
  context: Telling,
  people: readonly Pick<Contributor, 'accountId' | 'email'>[],
  proposal: Told,
  event: string,
  key: Parameters<ProposalsWords>[0],
  values?: Readonly<Record<string, string | number>>,
): Promise<void> {
  const contacts = people.map(contactOf).filter((contact): contact is Contact => contact !== null)
  if (contacts.length > 0) await notify(context, contacts, noticeOf(proposal, event, key, values))
}

export async function tellFollowers(
  context: Telling,
  proposal: Told,
  event: string,
  key: Parameters<ProposalsWords>[0],
  except: Pick<Contributor, 'accountId' | 'email'> | null = null,
): Promise<void> {
  await notifyFollowers(
    context,
    subjectOf(proposal),
    noticeOf(proposal, event, key),
    except && contactOf(except),
  )
}

export async function followProposal(
  context: Telling,
  person: Pick<Contributor, 'accountId' | 'email'>,
  proposal: Told,
): Promise<void> {
  const contact = contactOf(person)
  if (contact) await follow(context, contact, subjectOf(proposal))
}

/** What an official act on a proposal is about: its number, never its title, for the journal forgets nothing. */
export function actSubject(proposal: Pick<Proposal, 'id' | 'number'>) {
  return {
    subjectKind: proposalKind,
    subjectId: proposal.id,
    subjectLabel: proposalsWords('fr')('proposal_number', { number: proposal.number }),
  }
}

/** Sends a message; after the transaction, for the outbox belongs to the database too. */
export async function sendLinkMail(
  { mailer, settings, town }: Pick<Context, 'mailer' | 'settings' | 'town'>,
  to: string,
  purpose: LinkPurpose,
  token: string,
  title: string,
): Promise<void> {
  const t = proposalsWords('fr')
  const link = `${settings.publicUrl}${proposalsPaths.confirmation(token)}`
  await mailer.send({
    to,
    subject: t(`mail.${purpose}_subject`),
    text: t('mail.text', {
      why: t(`mail.${purpose}_why`, { title, town: town.name }),
      link,
      town: town.name,
    }),
  })
}
