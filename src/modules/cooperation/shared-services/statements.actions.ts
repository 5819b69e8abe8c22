import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { yearOf } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { listBaselines } from './baselines.queries.ts'
import { changeService, nameOf, type Outcome, subjectOf } from './change-service.ts'
import { listOpenContests } from './contests.queries.ts'
import { type CostDraft, countedCents, isRefusedCost } from './costs.rules.ts'
import { countsOf } from './keys.actions.ts'
import { listKeys } from './keys.queries.ts'
import { keyInForce, type LackingValue, type SharingKey, splitYear } from './keys.rules.ts'
import { countedParties } from './movements.rules.ts'
import { listPayments } from './payments.queries.ts'
import { sumOf } from './payments.rules.ts'
import { add, parseRational, type Rational, writeDecimal, zero } from './rational.rules.ts'
import type { Refusal } from './refusals.ts'
import { canKeep, roleForStatement } from './shared-services.permissions.ts'
import type { Party, SharedService } from './shared-services.rules.ts'
import {
  deleteCost,
  insertCost,
  insertStatement,
  listCosts,
  listStatements,
  type Statement,
} from './statements.queries.ts'

/** What a year costs and to whom, as it stands. */
export interface YearAccount {
  readonly totalCents: bigint
  readonly units: string
  readonly key: SharingKey
  readonly question: string
  readonly shares: Statement['shares']
}

/** What lacks before a year can be split. */
export type YearLack =
  | { readonly code: 'no_costs' | 'no_key' | 'remainder_gone' }
  | { readonly code: 'values_missing'; readonly lacking: readonly LackingValue[] }

/** Splits a year by the key in force, from its costs, its units and the values known that year. */
export async function splitServiceYear(
  db: Database,
  service: SharedService,
  parties: readonly Party[],
  year: number,
): Promise<Result<YearAccount, YearLack>> {
  const costs = await listCosts(db, service.id, year)
  const totalCents = countedCents(costs)
  if (totalCents === 0n) return refuse({ code: 'no_costs' })
  const key = keyInForce(await listKeys(db, service.id), year)
  if (!key) return refuse({ code: 'no_key' })
  const counted = countedParties(service, parties, year)
  if (key.remainder !== 'largest' && counted.every(({ reference }) => reference !== key.remainder))
    return refuse({ code: 'remainder_gone' })
  const counts = await countsOf(db, service, parties, year)
  const payments = await listPayments(db, service.id, year)
  const split = splitYear(totalCents, counts, key)
  if (!split.ok) return refuse({ code: 'values_missing', lacking: split.refusal })
  const unitsOf = (reference: string) =>
    counts.find((each) => each.reference === reference)?.values.units ?? '0'
  const whole = counts.reduce(
    (sum: Rational, { values }) => add(sum, parseRational(values.units ?? '0') ?? zero),
    zero,
  )
  return ok({
    totalCents,
    units: writeDecimal(whole),
    key,
    question: split.value.question,
    shares: counted.map(({ id, reference, leavesOn, exitCents }) => ({
      partyId: id,
      cents: Number(split.value.shares.find((share) => share.id === reference)?.cents ?? 0n),
      units: unitsOf(reference),
      calledCents: sumOf(payments, id, 'called'),
      paidCents: sumOf(payments, id, 'paid'),
      exitCents: leavesOn !== null && yearOf(leavesOn) === year ? exitCents : 0,
    })),
  })
}

/** Issues the statement of a year: from then on its lines, costs and values stay as they are. */
export function issueStatement(context: Context, code: string, year: number): Outcome<null> {
  return changeService(
    context,
    code,
    async ({ tx, within, service, parties }) => {
      const role = roleForStatement(context.actor)
      if (role === null) return refuse('not_found')
      const closed = await whyNotIssued({ db: tx, clock: context.clock }, service, year)
      if (closed) return refuse(closed)
      const account = await splitServiceYear(tx, service, parties, year)
      if (!account.ok) return refuse(account.refusal.code)
      const baselined = new Set((await listBaselines(tx, service.id)).map(({ partyId }) => partyId))
      if (account.value.shares.some(({ partyId }) => !baselined.has(partyId)))
        return refuse('baseline_missing')
      const { totalCents, key, units, question, shares } = account.value
      await insertStatement(tx, {
        serviceId: service.id,
        year,
        keyId: key.id,
        totalCents: Number(totalCents),
        units,
        question,
        issuedOn: context.clock.today(),
        issuedByName: nameOf(context),
        shares,
      })
      const details = { year, total_cents: Number(totalCents), key: key.number }
      await recordAct(within, { act: 'issue_statement', ...subjectOf(service), role, details })
      return ok(null)
    },
    { twice: 'stated_already' },
  )
}

/** A year is stated once, when it is over, after the one before, and when no contest is still within its days. */
export async function whyNotIssued(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  service: SharedService,
  year: number,
): Promise<Refusal | null> {
  if (service.startsOn === null) return 'not_running'
  if (year < yearOf(service.startsOn)) return 'before_start'
  const today = clock.today()
  const isOver = yearOf(today) > year || (service.endedOn !== null && yearOf(service.endedOn) === year)
  if (!isOver) return 'year_not_over'
  const statements = await listStatements(db, [service.id])
  if (statements.some((statement) => statement.year === year)) return 'stated_already'
  const open = await listOpenContests(db, service.id)
  return open.some((contest) => contest.year === year && contest.dueOn >= today) ? 'contests_open' : null
}

/** Records what a year cost. An overhead counts only with the proof that it is strictly linked (CGCT D5211-16). */
export function addCost(context: Context, code: string, cost: CostDraft): Outcome<null> {
  return changeService(
    context,
    code,
    async ({ tx, service }) => {
      if (!canKeep(context.actor)) return refuse('not_found')
      if (isRefusedCost(cost)) return refuse('overhead_refused')
      if (await isStated(tx, service.id, cost.year)) return refuse('year_stated')
      await insertCost(tx, service.id, cost, { name: nameOf(context), on: context.clock.today() })
      return ok(null)
    },
    { how: 'add' },
  )
}

export function removeCost(context: Context, code: string, year: number, id: string): Outcome<null> {
  return changeService(
    context,
    code,
    async ({ tx, service }) => {
      if (!canKeep(context.actor)) return refuse('not_found')
      if (await isStated(tx, service.id, year)) return refuse('year_stated')
      return (await deleteCost(tx, service.id, year, id)) ? ok(null) : refuse('not_found')
    },
    { how: 'add' },
  )
}

async function isStated(tx: Database, serviceId: string, year: number): Promise<boolean> {
  return (await listStatements(tx, [serviceId])).some((statement) => statement.year === year)
}
