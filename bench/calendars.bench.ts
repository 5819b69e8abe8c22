/**
 * Shared calendars of 300 agents over five years, 400,000 occurrences, on the embedded database and on PostgreSQL: the week of a team
 * of 30 as its page reads it, the busy time and the free times of 20 people over four weeks. Each is told beside a bare query of
 * the same rows in the same run. Aims: 50 ms for the week, 100 ms for the times, median.
 * Run: npm run bench -- calendars
 */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { type Database, openEmbedded, openServer } from '#infra/database.ts'
import { migrate } from '#infra/migrate.ts'
import { addDays, calendarDate } from '#kernel/calendar-date.ts'
import { insertCalendars } from '#modules/collaboration/calendars/calendars.queries.ts'
import { findTimes } from '#modules/collaboration/calendars/find-time.rules.ts'
import { listOccurrences } from '#modules/collaboration/calendars/occurrences.queries.ts'
import { daysOf } from '#modules/collaboration/calendars/periods.rules.ts'
import { partsOn, showOccurrences } from '#modules/collaboration/calendars/shown-events.rules.ts'
import { openings, usualHours } from '#modules/collaboration/calendars/working-hours.rules.ts'
import { instantAt } from '#modules/collaboration/calendars/zones.rules.ts'
import { startTestServer } from '../scripts/test-postgres.ts'

const agents = 300
/** Meetings of a week, and weeks: 300 × 5 × 267 is 400,500. */
const series = 5
const weeks = 267
const first = calendarDate('2023-01-02')
const monday = calendarDate('2025-09-15')
const rounds = Number(process.env.BENCH_ROUNDS ?? 30)
const aims = { week: 50, times: 100 } as const
const missed: string[] = []

await onEmbedded()
await onServer()
if (missed.length > 0) console.log(`over the aim: ${missed.join('; ')}`)
process.exitCode = missed.length > 0 ? 1 : 0

async function onEmbedded(): Promise<void> {
  const database = await openEmbedded(null)
  await migrate(database)
  await measure('embedded', database.db)
  await database.close()
}

async function onServer(): Promise<void> {
  const server = await startTestServer()
  if (!server) return console.log('PostgreSQL: not on this machine')
  const database = openServer(server.url)
  try {
    await migrate(database)
    await measure('PostgreSQL', database.db)
  } finally {
    await database.close()
    server.stop()
  }
}

async function measure(name: string, db: Database): Promise<void> {
  const ids = await fill(db)
  const week = await timesOf(() => teamWeek(db, ids.slice(100, 130)))
  const bareWeek = await timesOf(() => bare(db, ids.slice(100, 130), 7))
  tell(name, 'week of a team of 30', week, bareWeek, aims.week)
  const times = await timesOf(() => freeTimes(db, ids.slice(40, 60)))
  const bareTimes = await timesOf(() => bare(db, ids.slice(40, 60), 28))
  tell(name, 'busy and free times of 20 people over 4 weeks', times, bareTimes, aims.times)
}

/** Accounts, one calendar each, and in each five series of a meeting a week, as they are written by the acts. */
async function fill(db: Database): Promise<string[]> {
  const people = Array.from({ length: agents }, (_, index) => `agent-${index}`)
  await db
    .insertInto('accounts')
    .values(people.map((id) => ({ id, name: id, email: `${id}@x.example`, title: '' })))
    .execute()
  const made = await insertCalendars(
    db,
    people.map((ownerId) => ({ kind: 'personal', slug: 'agenda', name: 'Agenda', ownerId })),
  )
  const started = performance.now()
  await sql`
    insert into calendar_objects (calendar_id, name, uid, component, ics, etag, sequence, summary, is_recurring, change_number, written_at)
    select c.id, rank || '.ics', c.number || '-' || rank, 'VEVENT', 'x', 'x', 0, 'Réunion', true, 1, now()
    from calendars c, generate_series(0, ${series - 1}::int) rank`.execute(db)
  await sql`
    insert into calendar_occurrences (object_id, recurrence, calendar_id, calendar_number, starts_at, ends_at, is_all_day, summary,
      location, is_private, standing, is_exclusive)
    select o.id, week::text, c.id, c.number, start, start + interval '1 hour', false, 'Réunion de travail du service', 'Hôtel de ville',
      o.name = '4.ics', 'busy', false
    from calendar_objects o
    join calendars c on c.id = o.calendar_id
    cross join generate_series(0, ${weeks - 1}::int) week
    cross join lateral (select left(o.name, 1)::int as rank) r
    cross join lateral (
      select (${first}::date + week * 7 + rank + interval '8 hours' + interval '30 minutes' * ((c.number * 7 + rank * 5) % 18))
        at time zone 'Europe/Paris' as start
    ) s
    order by week, c.number`.execute(db)
  await sql`analyze`.execute(db)
  const count = agents * series * weeks
  console.log(`${count} occurrences written in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return made.map(({ id }) => id)
}

/** What the page of a team reads and arranges before it is written. */
async function teamWeek(db: Database, ids: readonly string[]): Promise<number> {
  const found = await listOccurrences(db, ids, instantAt(monday, 0), instantAt(addDays(monday, 7), 0))
  const calendars = ids.map((id) => ({
    id,
    name: '',
    kind: 'personal' as const,
    ownerId: id,
    access: 'read' as const,
  }))
  const byOwner = Map.groupBy(showOccurrences(found, calendars, null), ({ calendarId }) => calendarId)
  const days = daysOf({ first: monday, last: addDays(monday, 6) })
  return ids.flatMap((id) => days.flatMap((day) => partsOn(day, byOwner.get(id) ?? []))).length
}

async function freeTimes(db: Database, ids: readonly string[]): Promise<number> {
  const last = addDays(monday, 27)
  const found = await listOccurrences(db, ids, instantAt(monday, 0), instantAt(addDays(last, 1), 0))
  const busy = Map.groupBy(found, ({ calendarId }) => calendarId)
  const { free, nearly } = findTimes({
    openings: openings(monday, last, usualHours),
    duration_ms: 60 * 60_000,
    step_ms: 15 * 60_000,
    people: ids.map((who) => ({
      who,
      busy: (busy.get(who) ?? []).map(({ startsAt, endsAt }) => ({
        from: startsAt.getTime(),
        to: endsAt.getTime(),
      })),
    })),
    rooms: null,
    count: 8,
  })
  return free.length + nearly.length
}

/** The same rows and nothing else. */
async function bare(db: Database, ids: readonly string[], days: number): Promise<number> {
  const { rows } = await sql`
    select * from calendar_occurrences where calendar_id = any(${ids}::uuid[])
      and starts_at >= ${instantAt(monday, 0)} and starts_at < ${instantAt(addDays(monday, days), 0)}`.execute(
    db,
  )
  return rows.length
}

async function timesOf(work: () => Promise<number>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds + 3; round += 1) {
    const before = performance.now()
    if ((await work()) === 0) throw new Error('nothing was found')
    // The first ones warm the machine.
    if (round >= 3) times.push(performance.now() - before)
  }
  return times.sort((one, other) => one - other)
}

function tell(
  place: string,
  what: string,
  ours: readonly number[],
  bareQuery: readonly number[],
  aim_ms: number,
): void {
  const [median, worst] = [at(ours, 0.5), at(ours, 0.95)]
  const base = at(bareQuery, 0.5)
  console.log(
    `${place}, ${what}: median ${median.toFixed(1)} ms (aim ${aim_ms}), 95 % ${worst.toFixed(1)} ms; bare query of the same rows ${base.toFixed(1)} ms, ratio ${(median / base).toFixed(1)}`,
  )
  if (median > aim_ms) missed.push(`${place}, ${what}`)
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN
}
