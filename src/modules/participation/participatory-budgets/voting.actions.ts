import type { Context } from '#infra/context.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { countAttempt } from '#modules/people/accounts/accounts.public.ts'
import { castBallot, findBallot, replaceBallot, type StoredBallot } from './ballots.queries.ts'
import {
  type BallotFault,
  type BallotPaper,
  type Choices,
  cleanSecret,
  codeLetters,
  faultOfBallot,
  inOrder,
  paperOf,
  receiptLetters,
} from './ballots.rules.ts'
import { type Edition, type Offer, stageOf } from './editions.rules.ts'
import { mixAfterVote } from './mixing.ts'
import { findOffer } from './projects.queries.ts'
import { findRollEntry } from './roll.queries.ts'
import { isOldEnough, voteLimits } from './roll.rules.ts'
import { type DeclaredPerson, hashOfReceipt, openVotingKeys, type VotingPass } from './voting-keys.ts'

export type VotingRefusal =
  | 'not_found'
  | 'vote_closed'
  | 'too_young'
  | 'not_on_roll'
  | 'code_unknown'
  | 'area_missing'
  | 'too_many_attempts'
  | 'pass_ended'
  | 'voted_already'
  | 'receipt_unknown'
  | 'receipt_unreadable'
  | BallotFault

type Outcome<Value> = Promise<Result<Value, VotingRefusal>>

/** A pass lives as long as a link in a mailbox should: a person who reads their mail the next day still votes. */
const passLife_s = 48 * 3600

/** The edition of an address when its vote is under way, with what is voted on. */
export async function findVote(context: Context, code: string): Outcome<Offer> {
  const offer = await findOffer(context.db, code)
  if (!offer || offer.edition.status === 'draft') return refuse('not_found')
  return stageOf(offer.edition, context.clock.today()) === 'voting' ? ok(offer) : refuse('vote_closed')
}

export interface Declaration extends DeclaredPerson {
  readonly email: string
  readonly area: number
}

/**
 * A person who declares that they may vote. The pass goes to their mailbox, unless they are signed in with that address, which was
 * verified then. The answer never says whether they have voted.
 */
export async function declareVoter(
  context: Context,
  { edition, areas }: Offer,
  declaration: Declaration,
): Outcome<{ readonly pass: string; readonly isVerified: boolean }> {
  if (!areas.some((area) => area.number === declaration.area)) return refuse('area_missing')
  if (!isOldEnough(declaration.birthDate, edition.minimumAge, context.clock.today()))
    return refuse('too_young')
  const email = declaration.email.trim().toLowerCase()
  const limits = voteLimits(edition.id, `email:${email}`, context.clientAddress)
  if (await countAttempt(context.db, limits, context.clock.now())) return refuse('too_many_attempts')
  const keys = await openVotingKeys(context)
  const pass = await signPass(context, edition, {
    personKey: keys.ofPerson(edition.id, declaration),
    emailKey: keys.ofEmail(edition.id, email),
    area: declaration.area,
  })
  return ok({ pass, isVerified: context.actor?.email.toLowerCase() === email })
}

/** A person who shows the document and the birth date that the town's list has. */
export async function recogniseVoter(
  context: Context,
  { edition, areas }: Offer,
  shown: { readonly document: string; readonly birthDate: CalendarDate; readonly area: number | null },
): Outcome<string> {
  const keys = await openVotingKeys(context)
  const personKey = keys.ofDocument(edition.id, shown.document)
  const limits = voteLimits(edition.id, `document:${personKey}`, context.clientAddress)
  if (await countAttempt(context.db, limits, context.clock.now())) return refuse('too_many_attempts')
  const entry = await findRollEntry(context.db, edition.id, personKey)
  // One answer for a wrong number and a wrong date: nobody learns who is on the list.
  if (entry?.birthDate !== shown.birthDate) return refuse('not_on_roll')
  if (!isOldEnough(shown.birthDate, edition.minimumAge, context.clock.today())) return refuse('too_young')
  const area = entry.area ?? onlyArea(areas) ?? shown.area
  if (area === null || !areas.some(({ number }) => number === area)) return refuse('area_missing')
  return ok(await signPass(context, edition, { personKey, emailKey: null, area }))
}

/** A person who types the code that the town sent them on paper. */
export async function admitCode(context: Context, { edition, areas }: Offer, typed: string): Outcome<string> {
  const limits = voteLimits(edition.id, null, context.clientAddress)
  if (await countAttempt(context.db, limits, context.clock.now())) return refuse('too_many_attempts')
  const code = cleanSecret(typed)
  const keys = await openVotingKeys(context)
  const personKey = keys.ofCode(edition.id, code)
  const entry = code.length === codeLetters ? await findRollEntry(context.db, edition.id, personKey) : null
  const area = entry?.area ?? onlyArea(areas)
  if (!entry || area === null) return refuse('code_unknown')
  return ok(await signPass(context, edition, { personKey, emailKey: null, area }))
}

async function signPass(
  context: Context,
  edition: Edition,
  voter: Pick<VotingPass, 'personKey' | 'emailKey' | 'area'>,
): Promise<string> {
  const keys = await openVotingKeys(context)
  const until_s = Math.floor(context.clock.now().getTime() / 1000) + passLife_s
  return keys.sign({ editionId: edition.id, ...voter, until_s })
}

export interface Admitted {
  readonly pass: VotingPass
  readonly paper: BallotPaper
}

/** Who the pass admits, with the ballot paper of their area. */
export async function admit(context: Context, offer: Offer, pass: string): Outcome<Admitted> {
  const keys = await openVotingKeys(context)
  const read = keys.verify(pass, offer.edition.id, context.clock.now())
  if (!read) return refuse('pass_ended')
  const paper = paperOf(offer, read.area)
  return paper ? ok({ pass: read, paper }) : refuse('pass_ended')
}

export interface Receipt {
  readonly secret: string
  readonly ballot: StoredBallot
}

/**
 * Casts the ballot of an admitted person: one person, one ballot, whatever is sent and however often. The secret was drawn with
 * the page, so that the same form sent twice gives the same receipt.
 */
export async function castVote(
  context: Context,
  code: string,
  vote: { readonly pass: string; readonly secret: string; readonly choices: Choices },
): Outcome<Receipt & { readonly offer: Offer }> {
  const offer = await findVote(context, code)
  if (!offer.ok) return offer
  const admitted = await admit(context, offer.value, vote.pass)
  if (!admitted.ok) return admitted
  const { pass, paper } = admitted.value
  const secret = cleanSecret(vote.secret)
  if (secret.length !== receiptLetters) return refuse('receipt_unreadable')
  const fault = faultOfBallot(paper, vote.choices)
  if (fault) return refuse(fault)
  const choices = paper.edition.ballotType === 'ranking' ? vote.choices : inOrder(vote.choices)
  const ballot = { receipt: hashOfReceipt(secret), area: pass.area, choices }
  const answer = await castBallot(context.db, {
    editionId: pass.editionId,
    today: context.clock.today(),
    personKey: pass.personKey,
    emailKey: pass.emailKey,
    ...ballot,
  })
  if (answer === 'closed') return refuse('vote_closed')
  if (answer === 'voted') return refuse('voted_already')
  if (answer === 'again') {
    const before = await openReceipt(context, offer.value.edition, secret)
    return before.ok ? ok({ ...before.value, offer: offer.value }) : before
  }
  await mixAfterVote(context, pass.editionId)
  return ok({ secret, ballot, offer: offer.value })
}

/** The ballot that a secret opens. */
export async function openReceipt(
  { db }: Pick<Context, 'db'>,
  edition: Pick<Edition, 'id'>,
  typed: string,
): Outcome<Receipt> {
  const secret = cleanSecret(typed)
  if (secret.length !== receiptLetters) return refuse('receipt_unreadable')
  const ballot = await findBallot(db, edition.id, hashOfReceipt(secret))
  return ballot ? ok({ secret, ballot }) : refuse('receipt_unknown')
}

/** Another ballot in the place of the one that the secret opens, while the vote lasts. */
export async function replaceVote(
  context: Context,
  code: string,
  vote: { readonly secret: string; readonly choices: Choices },
): Outcome<Receipt> {
  const offer = await findVote(context, code)
  if (!offer.ok) return offer
  const before = await openReceipt(context, offer.value.edition, vote.secret)
  if (!before.ok) return before
  const { secret, ballot } = before.value
  const paper = paperOf(offer.value, ballot.area)
  const fault = paper && faultOfBallot(paper, vote.choices)
  if (fault) return refuse(fault)
  const choices = inOrder(vote.choices)
  const answer = await replaceBallot(context.db, {
    editionId: offer.value.edition.id,
    today: context.clock.today(),
    receipt: ballot.receipt,
    choices,
  })
  if (answer === 'closed') return refuse('vote_closed')
  if (answer === 'unknown') return refuse('receipt_unknown')
  return ok({ secret, ballot: { ...ballot, choices } })
}

function onlyArea(areas: Offer['areas']): number | null {
  return areas.length === 1 ? (areas[0]?.number ?? null) : null
}
