import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { parseEuros } from '#kernel/cents.ts'
import type { Role } from '#kernel/roles.ts'
import { authorityCatalogue, nameOfficer } from '#modules/cooperation/authorities/authorities.public.ts'
import {
  addDecision,
  addMeeting,
  addParty,
  addTask,
  type Cooperation,
  chooseDepth,
  findCooperation,
  knownFacts,
  mandateCooperation,
  passTests,
  proposeCooperation,
  publishFor,
  recordVote,
  reviewCooperation,
  saveDocument,
  saveLegalTest,
  saveOptions,
  saveParty,
  saveTerms,
  shareCooperation,
  signCooperation,
  startCooperation,
  templateFor,
} from '#modules/cooperation/cooperations/cooperations.public.ts'
import { findMeasure } from '#modules/steering/measures/measures.public.ts'
import type { CooperationRecord, cooperationsFile } from '../../db/worlds/cooperations-file.ts'
import { expected, type LoadedPeople } from './load-accounts.ts'

interface Loading {
  readonly context: Context
  readonly people: LoadedPeople
  readonly deliberations: ReadonlyMap<string, string>
}

/** Loads the cooperations of a world, each act on its day by whom its role allows, and who speaks for the other authorities. */
export async function loadCooperations(
  loading: Loading,
  { officers, cooperations }: z.infer<typeof cooperationsFile>,
): Promise<void> {
  for (const { email, kind, code, function: what, on } of officers) {
    const authority = assertDefined(authorityCatalogue().find(kind, code), code)
    const accountId = loading.people.holding('partner_officer').id
    const draft = { accountId, function: what, startsOn: calendarDate(on) }
    expected(await nameOfficer(acting(loading, 'director_general', on), authority, draft), email)
  }
  for (const record of cooperations) await loadCooperation(loading, record)
}

/** Acts for the holder of that role, on that day. */
function acting({ context, people }: Loading, role: Role, on: string): Context {
  const clock = { ...context.clock, today: () => calendarDate(on) }
  return { ...context, actor: people.holding(role), clock }
}

async function loadCooperation(loading: Loading, record: CooperationRecord): Promise<void> {
  const { db } = loading.context
  const measure = assertDefined(await findMeasure(db, record.measure), record.measure)
  const proposer = acting(loading, 'manager', record.proposed_on)
  const seed = { title: record.title, theme: record.theme, summary: record.summary, measureId: measure.id }
  const { slug } = expected(await proposeCooperation(proposer, seed), record.title)
  await loadParties(proposer, slug, record)
  const mayor = acting(loading, 'mayor', record.mandate.on)
  expected(await mandateCooperation(mayor, slug, await taking(db, slug, record.mandate.reason)), slug)
  const sharer = acting(loading, 'director_general', record.shared_on)
  expected(await shareCooperation(sharer, slug, await taking(db, slug, '')), slug)
  for (const [index, round] of record.rounds.entries()) {
    await loadRound(loading, slug, record, round)
    // The first form runs before the next one is prepared.
    if (index === 0) await loadRunning(loading, slug, record)
  }
  await loadWork(loading, slug, record)
}

async function loaded(db: Context['db'], slug: string): Promise<Cooperation> {
  return assertDefined(await findCooperation(db, slug), `${slug} was loaded`)
}

async function taking(db: Context['db'], slug: string, reason: string) {
  return { version: (await loaded(db, slug)).version, reason }
}

async function loadParties(context: Context, slug: string, record: CooperationRecord): Promise<void> {
  const { db } = context
  const version = async () => (await loaded(db, slug)).version
  for (const { kind, code } of record.parties)
    expected(await addParty(context, slug, await version(), { kind, code }), `${slug}: ${code}`)
  // The town gives up the lead before another one takes it.
  const { parties } = await loaded(db, slug)
  const wanted = [{ kind: 'town', code: context.town.siren, ...record.town }, ...record.parties]
  for (const each of wanted) {
    const party = assertDefined(
      parties.find(({ kind, code }) => kind === each.kind && code === each.code),
      each.code,
    )
    const terms = {
      role: each.role,
      leadField: 'lead_field' in each ? (each.lead_field ?? null) : null,
      fundingBp: each.funding,
      hasVeto: each.veto,
    }
    expected(await saveParty(context, slug, await version(), party.id, terms), `${slug}: ${each.code}`)
  }
}

type RoundRecord = CooperationRecord['rounds'][number]

async function loadRound(
  loading: Loading,
  slug: string,
  record: CooperationRecord,
  round: RoundRecord,
): Promise<void> {
  const { db } = loading.context
  const director = acting(loading, 'director_general', round.choose.on)
  const options = (['informal', 'formal', 'integrated'] as const).map((depth) => {
    const { kind, needs, allows, leaving, euros, months } = round.options[depth]
    return {
      depth,
      legalKind: kind,
      needs,
      allows,
      leaving,
      yearlyCents: amount(euros),
      monthsToStart: months,
    }
  })
  expected(await saveOptions(director, slug, (await loaded(db, slug)).version, options), `${slug}: options`)
  const choice = { ...(await taking(db, slug, round.choose.reason)), depth: round.choose.depth }
  expected(await chooseDepth(director, slug, choice), `${slug}: choose`)
  if (round.terms) await loadTerms(director, slug, round.terms)
  for (const asked of round.tests) await loadTest(acting(loading, 'legal_officer', asked.on), slug, asked)
  if (round.tested_on === null) return
  const lawyer = acting(loading, 'legal_officer', round.tested_on)
  expected(await passTests(lawyer, slug, await taking(db, slug, '')), `${slug}: tests`)
  if (round.text) await writeText(acting(loading, 'manager', round.tested_on), slug)
  for (const vote of round.votes) await loadVote(loading, slug, record, vote)
  if (round.signed_on !== null)
    await sign(acting(loading, 'mayor', round.signed_on), slug, record, round.signatories)
}

async function loadTest(context: Context, slug: string, asked: RoundRecord['tests'][number]): Promise<void> {
  const { test, on, aside, reason } = asked
  const { rounds, parties, version } = await loaded(context.db, slug)
  const round = assertDefined(rounds.at(-1), `${slug} has a form`)
  // Beside the facts of the file, those that the cooperation itself gives.
  const facts = aside ? {} : { ...knownFacts(test, round, parties, context.clock.today()), ...asked.facts }
  const answered = { name: test, askedOn: calendarDate(on), facts, isSetAside: aside, reason }
  expected(await saveLegalTest(context, slug, version, answered), `${slug}: ${test}`)
}

async function loadTerms(
  context: Context,
  slug: string,
  terms: NonNullable<RoundRecord['terms']>,
): Promise<void> {
  const written = {
    effectOn: calendarDate(terms.effect),
    term: terms.term,
    termMonths: terms.months,
    renewalMonths: terms.renewal,
    mostRenewals: terms.times,
    noticeMonths: terms.notice,
    exitClause: terms.exit,
    exitNoticeMonths: terms.exit_notice,
    exitCostCents: amount(terms.exit_euros),
    yearlyCents: amount(terms.euros),
    reconfirms: terms.reconfirms,
  }
  const { version } = await loaded(context.db, slug)
  expected(await saveTerms(context, slug, version, written), `${slug}: terms`)
}

async function writeText(context: Context, slug: string): Promise<void> {
  const { rounds, version } = await loaded(context.db, slug)
  const round = assertDefined(rounds.at(-1), `${slug} has a form`)
  const text = templateFor(round, 'fr')
  expected(await saveDocument(context, slug, version, text), `${slug}: text`)
}

async function loadVote(
  loading: Loading,
  slug: string,
  record: CooperationRecord,
  vote: RoundRecord['votes'][number],
): Promise<void> {
  const lawyer = acting(loading, 'legal_officer', vote.on)
  const party = assertDefined(
    (await partiesInOrder(lawyer, slug, record))[vote.party],
    `${slug}: ${vote.number}`,
  )
  const cast = {
    version: 0,
    outcome: vote.outcome,
    number: vote.number,
    decidedOn: calendarDate(vote.on),
    deliberationId: vote.deliberation
      ? assertDefined(loading.deliberations.get(vote.number), vote.number)
      : null,
  }
  expected(await recordVote(lawyer, slug, party.id, cast), `${slug}: ${vote.number}`)
}

/** The town, then the others as the file has them. */
async function partiesInOrder({ db }: Context, slug: string, { parties: others }: CooperationRecord) {
  const { parties } = await loaded(db, slug)
  const place = ({ kind, code }: { readonly kind: string; readonly code: string }) =>
    kind === 'town' ? -1 : others.findIndex((each) => each.kind === kind && each.code === code)
  return parties.toSorted((one, other) => place(one) - place(other))
}

async function sign(
  context: Context,
  slug: string,
  record: CooperationRecord,
  signatories: readonly string[],
): Promise<void> {
  const parties = await partiesInOrder(context, slug, record)
  const signing = new Map(parties.map(({ id }, index) => [id, signatories[index] ?? '']))
  expected(await signCooperation(context, slug, await taking(context.db, slug, ''), signing), `${slug}: sign`)
}

async function loadRunning(loading: Loading, slug: string, record: CooperationRecord): Promise<void> {
  const { started_on: startedOn, published_on: publishedOn } = record
  if (startedOn !== null) {
    const director = acting(loading, 'director_general', startedOn)
    expected(await startCooperation(director, slug, await taking(director.db, slug, '')), `${slug}: start`)
  }
  for (const { year, on, results, difficulties, decision } of record.reviews) {
    const review = { year, heldOn: calendarDate(on), results, difficulties, decision }
    expected(await reviewCooperation(acting(loading, 'manager', on), slug, review), `${slug}: ${year}`)
  }
  if (publishedOn === null) return
  const mayor = acting(loading, 'mayor', publishedOn)
  for (const { id, name } of (await loaded(mayor.db, slug)).parties) {
    const agreed = { agrees: true, reason: 'Accord donné par courrier.' }
    expected(await publishFor(mayor, slug, id, agreed), `${slug}: ${name}`)
  }
}

async function loadWork(loading: Loading, slug: string, record: CooperationRecord): Promise<void> {
  for (const { on, title, minutes } of record.meetings) {
    const meeting = { formKey: randomUUID(), heldOn: calendarDate(on), title, minutes }
    expected(await addMeeting(acting(loading, 'manager', on), slug, meeting), title)
  }
  for (const { on, statement } of record.decisions) {
    const decision = { formKey: randomUUID(), decidedOn: calendarDate(on), statement }
    expected(await addDecision(acting(loading, 'manager', on), slug, decision), statement)
  }
  const manager = { ...loading.context, actor: loading.people.holding('manager') }
  const parties = await partiesInOrder(manager, slug, record)
  for (const { party, label, due_on } of record.tasks) {
    const partyId = assertDefined(parties[party], label).id
    const task = { formKey: randomUUID(), partyId, label, dueOn: calendarDate(due_on) }
    expected(await addTask(manager, slug, task), label)
  }
}

/** Euros of the file, in cents. */
function amount(euros: string): number {
  return assertDefined(parseEuros(euros), euros)
}
