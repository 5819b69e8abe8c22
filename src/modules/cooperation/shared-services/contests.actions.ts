import { createHash } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import { addDays } from '#kernel/calendar-date.ts'
import { ok, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { type Change, changeService, nameOf, type Outcome, subjectOf } from './change-service.ts'
import { insertContest, insertMessage, settleContest } from './contests.queries.ts'
import { findLine, insertReversal } from './lines.queries.ts'
import type { UnitLine } from './lines.rules.ts'
import { canContest, canSeeLines, canSettle, canWriteInThread } from './shared-services.permissions.ts'
import type { Party, SharedService } from './shared-services.rules.ts'
import { listStatements } from './statements.queries.ts'
import { tellParty } from './tell-parties.ts'

/** Contests a line that was counted to one's party, with reasons; the host has `answerDays` to answer. */
export function contestLine(context: Context, code: string, lineId: number, body: string): Outcome<null> {
  return changeLine(
    context,
    code,
    lineId,
    async ({ tx, within, service, parties, standing }, line, party) => {
      if (!canContest(context.actor, standing, party)) return refuse('not_found')
      if (line.reversesId !== null || line.reversedById !== null) return refuse('line_reversed')
      if (line.contest) return refuse('contested_already')
      if (await isStated(tx, service.id, line)) return refuse('year_stated')
      const today = context.clock.today()
      const contestId = await insertContest(tx, {
        lineId,
        serviceId: service.id,
        partyId: party.id,
        openedOn: today,
        dueOn: addDays(today, service.answerDays),
      })
      await insertMessage(tx, contestId, messageOf(context, body))
      const host = parties.find(({ isHost }) => isHost)
      if (host) await tellParty(within, host, toldOf(service, line, contestId, 'contested'))
      return ok(null)
    },
    'contested_already',
  )
}

export function writeInThread(context: Context, code: string, lineId: number, body: string): Outcome<null> {
  return changeLine(
    context,
    code,
    lineId,
    async ({ tx, within, service, parties, standing }, line, party) => {
      if (!line.contest || !canWriteInThread(context.actor, standing, party)) return refuse('not_found')
      if (line.contest.outcome !== null) return refuse('settled_already')
      await insertMessage(tx, line.contest.id, messageOf(context, body))
      const told = toldOf(service, line, `${line.contest.id}:${digestOf(body)}`, 'written')
      const host = parties.find(({ isHost }) => isHost)
      for (const each of new Set([party, ...(host ? [host] : [])])) await tellParty(within, each, told)
      return ok(null)
    },
  )
}

/** Answers a contested line: upheld, it is taken back by another line; rejected, it counts again. */
export function settleLine(
  context: Context,
  code: string,
  lineId: number,
  outcome: 'upheld' | 'rejected',
  body: string,
): Outcome<null> {
  return changeLine(context, code, lineId, async ({ tx, within, service, standing }, line, party) => {
    if (!line.contest || !canSettle(context.actor, standing, party)) return refuse('not_found')
    // Past its day a contested line may have been left out of a statement: nothing moves a stated year.
    if (await isStated(tx, service.id, line)) return refuse('year_stated')
    const { clock } = context
    if (!(await settleContest(tx, line.contest.id, outcome, clock.today()))) return refuse('settled_already')
    await insertMessage(tx, line.contest.id, messageOf(context, body))
    if (outcome === 'upheld')
      await insertReversal(tx, service.id, line, { name: nameOf(context), at: clock.now() })
    await tellParty(within, party, toldOf(service, line, line.contest.id, 'settled'))
    await recordAct(within, {
      act: outcome === 'upheld' ? 'uphold_contest' : 'reject_contest',
      ...subjectOf(service),
      role: standing.isHost && !standing.isOfTheTown ? 'partner_officer' : 'manager',
      details: { line: lineId },
    })
    return ok(null)
  })
}

/** Names a message among those of a contest: the same words are one message. */
function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16)
}

function toldOf(
  service: SharedService,
  { id, proof }: UnitLine,
  contestId: string,
  what: 'contested' | 'written' | 'settled',
) {
  const event = `shared_service_contest:${contestId}:${what}`
  return { service, lineId: id, proof, event, sentence: `notice.${what}` as const }
}

function messageOf(context: Context, body: string) {
  return {
    authorId: context.actor?.id ?? null,
    authorName: nameOf(context),
    body,
    at: context.clock.now(),
  }
}

async function isStated(tx: Change['tx'], serviceId: string, { day }: UnitLine): Promise<boolean> {
  const statements = await listStatements(tx, [serviceId])
  return statements.some(({ year }) => year === Number(day.slice(0, 4)))
}

/** A line that this person may see, in a service locked against its statement. */
function changeLine<Value>(
  context: Context,
  code: string,
  lineId: number,
  change: (found: Change, line: UnitLine, party: Party) => Outcome<Value>,
  twice: 'contested_already' | 'settled_already' = 'settled_already',
): Outcome<Value> {
  return changeService(
    context,
    code,
    async (found) => {
      const line = await findLine(found.tx, found.service.id, lineId)
      if (!line || !canSeeLines(found.standing, line.partyId)) return refuse('not_found')
      const party = found.parties.find(({ id }) => id === line.partyId)
      return change(found, line, assertDefined(party, 'a line belongs to a party of its service'))
    },
    { how: 'add', twice },
  )
}
