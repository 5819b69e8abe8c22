import { randomUUID } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import type { Actor } from '#kernel/actor.ts'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { cents, parseEuros } from '#kernel/cents.ts'
import {
  addCost,
  addMilestone,
  addRisk,
  admitMember,
  approveMinutes,
  closeProject,
  commentCard,
  createProject,
  importBoard,
  inviteTeam,
  planMeeting,
  reachMilestone,
  readBoardTable,
  recordDecision,
  signDelegation,
  startProject,
  writeDelegation,
  writeMinutes,
} from '#modules/collaboration/projects/projects.public.ts'
import { findAccountByEmail, findActor } from '#modules/people/accounts/accounts.public.ts'
import { findMeasure } from '#modules/steering/measures/measures.public.ts'
import type { ProjectRecord } from '../../db/worlds/projects-file.ts'
import type { World } from '../../db/worlds/world-files.ts'
import { expected } from './load-accounts.ts'

type As = (email: string, on: string) => Promise<Context>

/** Has the teams of a world's projects do their work, each act by who did it, on its day. */
export async function loadProjects(
  context: Context,
  records: readonly ProjectRecord[],
  accounts: World['accounts'],
): Promise<void> {
  const known = new Map<string, Actor>()
  const as: As = async (email, on) => {
    const actor = known.get(email) ?? (await actorOf(context, email, accounts))
    known.set(email, actor)
    const clock = { now: () => new Date(`${on}T11:00:00Z`), today: () => calendarDate(on) }
    return { ...context, actor, clock }
  }
  for (const record of records) await loadProject(as, record)
}

/** People of the world have their roles from its file; agents of the services, from the day when they came. */
async function actorOf({ db, clock }: Context, email: string, accounts: World['accounts']): Promise<Actor> {
  const account = assertDefined(await findAccountByEmail(db, email), email)
  const written = accounts.find((each) => each.email === email)
  if (written) return { ...account, roles: new Set(written.roles) }
  return assertDefined(await findActor(db, account.id, clock.today()), email)
}

async function loadProject(as: As, record: ProjectRecord): Promise<void> {
  const { title, created_on: created } = record
  const lead = await as(record.lead.email, created)
  const measure = record.measure === null ? null : await findMeasure(lead.db, record.measure)
  const code = expected(
    await createProject(lead, {
      key: randomUUID(),
      title,
      purpose: record.purpose,
      measureId: measure?.id ?? null,
      isRestricted: false,
      startsOn: calendarDate(record.starts_on),
      endsOn: record.ends_on === null ? null : calendarDate(record.ends_on),
      budgetCents: centsOf(record.euros),
      plannedMin: record.hours * 60,
      template: record.template,
      body: record.lead.body,
    }),
    title,
  )
  await loadTeam(as, lead, code, record)
  await loadPlan(lead, code, record)
  await loadWork(as, code, record)
  for (const meeting of record.meetings) await loadMeeting(as, code, record, meeting)
  if (!record.review) return
  const { on, promised, came, reuse, hours } = record.review
  const [low, likely, high] = hours
  const closing = await as(record.lead.email, on)
  expected(await closeProject(closing, code, { promised, came, reuse, hours: { low, likely, high } }), title)
}

async function loadTeam(as: As, lead: Context, code: string, record: ProjectRecord): Promise<void> {
  for (const { email, part, body, until } of record.members) {
    const { actor } = await as(email, record.created_on)
    const accountId = assertDefined(actor, email).id
    const endsOn = until === null ? null : calendarDate(until)
    expected(await admitMember(lead, code, { accountId, part, body, endsOn }), email)
  }
  if (!record.delegation) return
  const { decides, proposes, informs, euros, signed_by: signers } = record.delegation
  const spendingCents = centsOf(euros)
  expected(await writeDelegation(lead, code, 0, { decides, proposes, informs, spendingCents }), code)
  for (const email of signers)
    expected(await signDelegation(await as(email, record.created_on), code, 1), email)
  if (signers.length > 0) expected(await startProject(lead, code), code)
}

async function loadPlan(lead: Context, code: string, record: ProjectRecord): Promise<void> {
  for (const { title, due_on: dueOn, reached } of record.milestones) {
    const id = randomUUID()
    expected(await addMilestone(lead, code, { id, title, dueOn: calendarDate(dueOn) }), title)
    const clock = { ...lead.clock, today: () => calendarDate(dueOn) }
    if (reached) expected(await reachMilestone({ ...lead, clock }, code, id, true), title)
  }
  for (const risk of record.risks)
    expected(await addRisk(lead, code, { id: randomUUID(), ...risk }), risk.statement)
  if (record.cards.length === 0) return
  const reading = readBoardTable(record.cards.map((cells, index) => ({ line: index + 1, cells })))
  if (reading.faults.length > 0) throw new Error(`${code}: ${JSON.stringify(reading.faults)}`)
  expected(await importBoard(lead, code, reading.file), code)
}

async function loadWork(as: As, code: string, record: ProjectRecord): Promise<void> {
  const { email } = record.lead
  for (const { card, by, on, text } of record.comments)
    expected(await commentCard(await as(by, on), code, card, { id: randomUUID(), body: text }), text)
  for (const { on, statement, reason, by } of record.decisions) {
    const decision = { id: randomUUID(), statement, reason, takenBy: by, decidedOn: calendarDate(on) }
    expected(await recordDecision(await as(email, on), code, decision), statement)
  }
  for (const { on, euros, label, document } of record.costs) {
    const cost = {
      id: randomUUID(),
      kind: 'money',
      cents: centsOf(euros),
      day: calendarDate(on),
      label,
      document,
    } as const
    expected(await addCost(await as(email, on), code, cost), label)
  }
}

async function loadMeeting(
  as: As,
  code: string,
  record: ProjectRecord,
  meeting: ProjectRecord['meetings'][number],
): Promise<void> {
  const id = randomUUID()
  const [A, B, C, partner] = meeting.people
  const before = await as(record.lead.email, record.created_on)
  const draft = {
    title: meeting.title,
    heldOn: calendarDate(meeting.on),
    startsAt: meeting.at,
    durationMin: meeting.minutes_long,
    place: meeting.place,
    people: { A, B, C, partner },
    agenda: meeting.agenda,
  }
  expected(await planMeeting(before, code, id, draft), meeting.title)
  if (meeting.minutes === '') return
  const after = await as(record.lead.email, meeting.on)
  expected(await inviteTeam(before, code, id, 1), meeting.title)
  expected(await writeMinutes(after, code, id, 2, meeting.minutes), meeting.title)
  expected(await approveMinutes(after, code, id, 3), meeting.title)
}

function centsOf(euros: string) {
  return cents(assertDefined(parseEuros(euros), euros))
}
