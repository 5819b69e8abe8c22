/**
 * A year of a shared service with 2 million unit lines over 40 parties, split on PostgreSQL: from the stored lines to the shares
 * and the text that each party computes again. Told beside the bare aggregate of the same lines (one sum a party) in the same
 * run. Aim: 3 s.
 * Run: npm run bench -- shared-services
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, openServer } from '#infra/database.ts'
import { migrate } from '#infra/migrate.ts'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { splitYear } from '#modules/cooperation/shared-services/keys.rules.ts'
import { sumUnits } from '#modules/cooperation/shared-services/lines.queries.ts'
import { startTestServer } from '../scripts/test-postgres.ts'

const lines = Number(process.env.BENCH_LINES ?? 2_000_000)
const all = Math.round(lines * 1.1)
const parties = 40
const kinds = 6
const year = 2025
const runs = 5
const aim_ms = 3000

const server = await startTestServer()
if (server === null) console.log('PostgreSQL: no server programs on this machine, left out')
else {
  try {
    const database = openServer(server.url)
    await migrate(database)
    const service = await fill(database.db)
    await measure(database.db, service)
    await database.close()
  } finally {
    server.stop()
  }
}

interface Filled {
  readonly id: string
  /** Reference by id of party. */
  readonly references: ReadonlyMap<string, string>
}

async function fill(db: Database): Promise<Filled> {
  const id = randomUUID()
  await sql`insert into shared_services (id, code, title, purpose, legal_form, baseline_year)
    values (${id}, 'mesure', 'Mesure', 'x', 'agreement', 2024)`.execute(db)
  const partyRows = Array.from({ length: parties }, (_, index) => ({
    id: randomUUID(),
    service_id: id,
    reference: `P${index + 1}`,
    name: `Partie ${index + 1}`,
    is_host: index === 0,
    is_town: false,
    is_fictional: true,
  }))
  await db.insertInto('shared_service_parties').values(partyRows).execute()
  const unitRows = Array.from({ length: kinds }, (_, index) => ({
    id: randomUUID(),
    service_id: id,
    code: `u-${index + 1}`,
    label: `Unité ${index + 1}`,
    weight: (index + 1) / 4,
  }))
  await db.insertInto('shared_service_units').values(unitRows).execute()
  await db
    .updateTable('shared_services')
    .set({ status: 'running', starts_on: calendarDate('2024-01-01') })
    .execute()
  const started = performance.now()
  // A tenth more of the year before, which is not asked for.
  await sql`alter table shared_service_lines disable trigger all`.execute(db)
  await sql`
    insert into shared_service_lines
      (service_id, party_id, unit_id, day, quantity, proof, reference, source, recorded_by_name)
    select ${id}, (${partyRows.map((row) => row.id)}::uuid[])[1 + (n * 7919) % ${parties}],
      (${unitRows.map((row) => row.id)}::uuid[])[1 + (n * 104729) % ${kinds}],
      make_date(${year} - (n / ${lines})::integer, 1, 1) + (n % 365)::integer,
      1 + (n % 4000)::numeric / 1000, 'Pièce ' || n, 'R' || n, 'program', 'Mesure'
    from generate_series(0::bigint, ${all - 1}) as n`.execute(db)
  await sql`alter table shared_service_lines enable trigger all`.execute(db)
  await sql`vacuum analyze shared_service_lines`.execute(db)
  console.log(
    `${all} lines, ${lines} of ${year}, over ${parties} parties, written in ${seconds(performance.now() - started)}`,
  )
  return { id, references: new Map(partyRows.map((row) => [row.id, row.reference])) }
}

async function measure(db: Database, service: Filled): Promise<void> {
  const bare: number[] = []
  const whole: number[] = []
  let shared = 0n
  for (let run = 0; run < runs; run += 1) {
    bare.push(
      await timed(async () => {
        await sql`select party_id, sum(quantity) from shared_service_lines
          where service_id = ${service.id} and day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
          group by party_id`.execute(db)
      }),
    )
    whole.push(
      await timed(async () => {
        shared = await split(db, service)
      }),
    )
  }
  const [least, ours] = [median(bare), median(whole)]
  console.log(
    `bare aggregate, one sum a party: median ${seconds(least)}, slowest ${seconds(Math.max(...bare))}`,
  )
  console.log(
    `split of ${year}: median ${seconds(ours)}, slowest ${seconds(Math.max(...whole))}, ${(ours / least).toFixed(2)} × the bare aggregate (aim ${seconds(aim_ms)})${ours > aim_ms ? ' OVER' : ''}`,
  )
  console.log(`shares add up to the total: ${shared === 123_456_789n ? 'yes' : 'NO'}`)
  process.exitCode = ours > aim_ms || shared !== 123_456_789n ? 1 : 0
}

/** What a statement does with the lines: weighted units of each party, then the shares to the cent. */
async function split(db: Database, { id, references }: Filled): Promise<bigint> {
  const units = await sumUnits(db, id, year)
  const counts = [...references].map(([partyId, reference]) => ({
    reference,
    values: { units: assertDefined(units.get(partyId), `${reference} used units`), fixed: '1' },
  }))
  const shared = splitYear(123_456_789n, counts, {
    weights: [
      { name: 'units', weight: '80' },
      { name: 'fixed', weight: '20' },
    ],
    remainder: 'largest',
  })
  if (!shared.ok) throw new Error(JSON.stringify(shared.refusal))
  return shared.value.shares.reduce((sum, share) => sum + share.cents, 0n)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const before = performance.now()
  await work()
  return performance.now() - before
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
