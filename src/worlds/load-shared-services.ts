import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import { addDays, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  addCost,
  addLevel,
  addOfficer,
  addParty,
  addPayment,
  addReading,
  addUnit,
  balanceOf,
  contestLine,
  createService,
  draftKey,
  findLineId,
  findService,
  giveNotice,
  issueStatement,
  levelIds,
  listStatements,
  proposeKey,
  receiveLines,
  recordAdoption,
  recordOpinion,
  reviewYear,
  startSharing,
  writeBaseline,
  writeExitCost,
  writeForecast,
  writeResult,
  writeValue,
} from '#modules/cooperation/shared-services/world.public.ts'
import { findMeasure } from '#modules/steering/measures/measures.public.ts'
import type { SharedServiceRecord } from '../../db/worlds/shared-services-file.ts'
import { expected, type LoadedPeople } from './load-accounts.ts'
import { seededChance } from './seeded-chance.ts'

/** A service being loaded: its code, and the ids of its parties by what the split file calls them. */
interface Loading {
  readonly record: SharedServiceRecord
  readonly code: string
  readonly parties: ReadonlyMap<string, string>
}

/** Brings the shared services of a world to where their acts led them, year by year, with the days of those acts. */
export async function loadSharedServices(
  context: Context,
  records: readonly SharedServiceRecord[],
  people: LoadedPeople,
): Promise<void> {
  const director = { ...context, actor: people.holding('director_general') }
  for (const record of records) {
    const loading = await prepare(director, record)
    for (const year of record.years) await runYear(director, loading, year)
    if (record.departure) await leave(context, people, loading, record.departure)
    if (record.contest) await contest(context, people, loading, record.contest)
  }
}

async function prepare(director: Context, record: SharedServiceRecord): Promise<Loading> {
  const prepared = onDay(director, addDays(calendarDate(record.key.voted_on), -30))
  const measure = record.measure === null ? null : await findMeasure(prepared.db, record.measure)
  const code = expected(
    await createService(prepared, {
      title: record.title,
      purpose: record.purpose,
      legalForm: record.legal_form,
      measureId: measure?.id ?? null,
      baselineYear: record.baseline_year,
      impactSheet: record.impact_sheet,
      answerDays: record.answer_days,
      movingYear: record.moving_year,
      noticeMonths: record.notice_months,
    }),
    record.title,
  )
  const parties = new Map<string, string>()
  for (const party of record.parties) {
    const draft = {
      reference: party.reference,
      name: party.town ? prepared.town.name : party.name,
      authority: null,
      isHost: party.host,
      isTown: party.town,
      isFictional: true,
    }
    parties.set(party.reference, expected(await addParty(prepared, code, draft), party.name))
  }
  const loading = { record, code, parties }
  await describeService(prepared, loading)
  await describeParties(prepared, loading)
  await adoptKey(onDay(director, calendarDate(record.key.voted_on)), prepared, loading)
  const start = calendarDate(record.starts_on)
  expected(await startSharing(onDay(director, start), code, start), `start of ${code}`)
  return loading
}

async function describeService(prepared: Context, { record, code }: Loading): Promise<void> {
  for (const unit of record.units) expected(await addUnit(prepared, code, unit), unit.code)
  for (const level of record.levels) expected(await addLevel(prepared, code, level), level.label)
  const forecast = record.forecast.map((year, index) => ({
    number: index + 1,
    runningCents: centsOf(year.running_euros),
    transitionCents: centsOf(year.transition_euros),
    withoutCents: centsOf(year.without_euros),
  }))
  expected(await writeForecast(prepared, code, forecast), `forecast of ${code}`)
  for (const opinion of record.opinions) {
    const givenOn = calendarDate(opinion.given_on)
    const given = {
      body: opinion.body,
      askedOn: calendarDate(opinion.asked_on),
      givenOn,
      verdict: opinion.verdict,
      note: opinion.note,
    }
    expected(await recordOpinion(onDay(prepared, givenOn), code, given), opinion.body)
  }
}

async function describeParties(prepared: Context, { record, code, parties }: Loading): Promise<void> {
  for (const party of record.parties) {
    const partyId = assertDefined(parties.get(party.reference), 'every party was added')
    const { euros, hours, volume, quality, delay_days: delayDays, proof, source } = party.baseline
    const baseline = { costCents: centsOf(euros), hours, volume, quality, delayDays, proof, source }
    expected(await writeBaseline(prepared, code, partyId, 0, baseline), party.name)
    for (const [name, value] of Object.entries(party.values)) {
      const written = {
        partyId,
        year: record.baseline_year,
        name: name as keyof typeof party.values,
        value: String(value),
        source: 'Recensement et bilan social',
      }
      expected(await writeValue(prepared, code, written), `${party.name}: ${name}`)
    }
    if (party.officer !== null)
      expected(await addOfficer(prepared, code, partyId, party.officer), `officer of ${party.name}`)
  }
}

async function adoptKey(
  voted: Context,
  prepared: Context,
  { record, code, parties }: Loading,
): Promise<void> {
  const { method, weights, remainder, reason } = record.key
  const draft = {
    method,
    weights: Object.entries(weights).map(([name, weight]) => ({
      name: name as keyof typeof weights,
      weight,
    })),
    remainder,
    fromYear: Number(record.starts_on.slice(0, 4)),
    reason,
  }
  const number = expected(await draftKey(prepared, code, draft), `key of ${code}`)
  expected(await proposeKey(prepared, code, number), `key of ${code}`)
  const votes = [...parties.values()].entries()
  for (const [index, partyId] of votes) {
    const deliberation = `${record.key.voted_on.slice(0, 4)}-${String(index + 71).padStart(3, '0')}`
    const vote = { partyId, verdict: 'adopted' as const, decidedOn: voted.clock.today(), deliberation }
    expected(await recordAdoption(voted, code, number, vote), `vote ${index + 1} of ${code}`)
  }
}

type Year = SharedServiceRecord['years'][number]

async function runYear(director: Context, loading: Loading, year: Year): Promise<void> {
  const { record, code } = loading
  const today = director.clock.today()
  const lines = linesOf(record, year.year).filter(({ cells }) => cells.jour <= today)
  const received = expected(await receiveLines(director, code, lines, null), `units of ${year.year}`)
  if (received.faults.length > 0) throw new Error(`${code}: ${JSON.stringify(received.faults[0])}`)
  for (const cost of year.costs)
    expected(
      await addCost(director, code, {
        year: year.year,
        nature: cost.nature,
        label: cost.label,
        cents: centsOf(cost.euros),
        isCounted: cost.counted,
        linkedProof: cost.linked_proof,
      }),
      cost.label,
    )
  await payAdvances(director, loading, year)
  await measureLevels(director, loading, year)
  if (!year.stated) return
  const stated = onDay(director, calendarDate(`${year.year + 1}-02-16`))
  expected(await issueStatement(stated, code, year.year), `statement of ${year.year}`)
  await payBalances(director, loading, year)
  for (const party of record.parties) {
    const result = party.results[String(year.year)]
    if (!result) continue
    const said = {
      ownCostCents: centsOf(result.own_euros),
      quality: result.quality,
      delayDays: result.delay_days,
      source: 'Compte administratif, enquête de janvier',
    }
    expected(await writeResult(stated, code, year.year, party.reference, said), party.name)
  }
  if (year.conclusion === null) return
  const review = {
    wageIndex: year.wage_index,
    indexSource: year.index_source,
    conclusion: year.conclusion,
  }
  const reviewed = onDay(director, calendarDate(`${year.year + 1}-04-10`))
  expected(await reviewYear(reviewed, code, year.year, review), `review of ${year.year}`)
}

/** Half of what each did before is called in April; most pay in May. Days to come are left out. */
async function payAdvances(director: Context, { code, parties }: Loading, year: Year): Promise<void> {
  const today = director.clock.today()
  for (const { party, euros, paid } of year.advances)
    for (const kind of paid ? (['called', 'paid'] as const) : (['called'] as const)) {
      const day = calendarDate(`${year.year}-${kind === 'called' ? '04-15' : '05-20'}`)
      if (day > today) continue
      const payment = {
        partyId: assertDefined(parties.get(party), `${party} is a party`),
        kind,
        cents: centsOf(euros),
        day,
        dueOn: kind === 'called' ? calendarDate(`${year.year}-05-31`) : null,
        reference: `${kind === 'called' ? 'Titre' : 'Mandat'} ${year.year}-${party}`,
      }
      expected(await addPayment(onDay(director, day), code, year.year, payment), `advance of ${party}`)
    }
}

/** In March each party pays what the statement left, or gets back what it paid too much; the last year stated waits for one. */
async function payBalances(
  director: Context,
  { record, code, parties }: Loading,
  { year }: Year,
): Promise<void> {
  const day = calendarDate(`${year + 1}-03-16`)
  const service = assertDefined(await findService(director.db, code), `${code} is a service`)
  const statements = await listStatements(director.db, [service.id])
  const shares = statements.find((statement) => statement.year === year)?.shares ?? []
  const isLast = record.years.filter(({ stated }) => stated).at(-1)?.year === year
  const paying = record.parties.filter(({ host }) => !host)
  for (const { reference } of isLast ? paying.slice(0, -1) : paying) {
    const partyId = assertDefined(parties.get(reference), `${reference} is a party`)
    const share = assertDefined(
      shares.find((each) => each.partyId === partyId),
      `${reference} has a share`,
    )
    const balance = balanceOf({ ...share, shareCents: share.cents })
    if (balance === 0) continue
    const payment = {
      partyId,
      kind: balance > 0 ? ('settled' as const) : ('refunded' as const),
      cents: Math.abs(balance),
      day,
      dueOn: null,
      reference: `Solde ${year}-${reference}`,
    }
    expected(await addPayment(onDay(director, day), code, year, payment), `balance of ${reference}`)
  }
}

async function measureLevels(director: Context, { code }: Loading, year: Year): Promise<void> {
  const ids = await levelIds(director.db, code)
  for (const { level, measured } of year.readings) {
    const reading = {
      levelId: assertDefined(ids.get(level), `${level} is a level`),
      measured,
      source: 'Tableau de bord du service',
    }
    expected(await addReading(director, code, year.year, reading), `${level} in ${year.year}`)
  }
}

/** A party gives notice: it is one until its last day. */
async function leave(
  context: Context,
  people: LoadedPeople,
  { record, code }: Loading,
  departure: NonNullable<SharedServiceRecord['departure']>,
): Promise<void> {
  const noticeOn = calendarDate(departure.notice_on)
  // A world opened before that day has nobody who leaves yet.
  if (noticeOn > context.clock.today()) return
  const director = { ...onDay(context, noticeOn), actor: people.holding('director_general') }
  const notice = {
    noticeOn,
    leavesOn: calendarDate(departure.leaves_on),
    leavesBy: departure.deliberation,
  }
  expected(await giveNotice(director, code, departure.party, notice), `notice in ${record.title}`)
  const exit = { cents: centsOf(departure.exit_euros), reason: departure.exit_reason }
  expected(await writeExitCost(director, code, departure.party, exit), `exit in ${record.title}`)
}

/** Units of a year, a line a month, party and kind: a twelfth of the year, a quarter more or less. */
function linesOf(record: SharedServiceRecord, year: number) {
  const chance = seededChance(record.seed + year)
  const first = record.starts_on
  return record.parties
    .flatMap((party) =>
      Object.entries(party.uses).flatMap(([unit, whole]) =>
        Array.from({ length: 12 }, (_, index) => {
          const month = String(index + 1).padStart(2, '0')
          const quantity = Math.max(1, Math.round((whole / 12) * (0.75 + 0.5 * chance())))
          return {
            reference: `${year}-${month} ${party.reference} ${unit}`,
            partie: party.reference,
            unite: unit,
            jour: `${year}-${month}-28`,
            quantite: String(quantity),
            preuve: `Relevé ${month}/${year}, ${party.reference}`,
          }
        }),
      ),
    )
    .filter(({ jour }) => jour >= first)
    .map((cells, index) => ({ line: index + 1, cells }))
}

/** Somebody of that party contests one of its lines, a week before the demonstration is looked at. */
async function contest(
  context: Context,
  people: LoadedPeople,
  { record, code }: Loading,
  { year, party, message }: NonNullable<SharedServiceRecord['contest']>,
): Promise<void> {
  const unit = assertDefined(record.units.at(-1)?.code, 'every service has units')
  const lineId = await findLineId(context.db, code, `${year}-09 ${party} ${unit}`)
  // A world opened before that month has no such line yet.
  if (lineId === null) return
  const isTown = record.parties.some(({ reference, town }) => reference === party && town)
  const actor = people.holding(isTown ? 'manager' : 'partner_officer')
  const lastWeek = addDays(context.clock.today(), -7)
  const day = { ...onDay(context, lastWeek), actor }
  expected(await contestLine(day, code, lineId, message), `contest of ${party}`)
}

function centsOf(euros: string): number {
  return Math.round(Number(euros) * 100)
}

/** The same person, on another day: acts of the past are dated as they were. */
function onDay(context: Context, day: CalendarDate): Context {
  const noon = new Date(`${day}T11:00:00Z`)
  return { ...context, clock: { now: () => noon, today: () => day } }
}
