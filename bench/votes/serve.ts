/**
 * The processes that the benchmark of votes measures: `node serve.js fill | site | action | close`, over BENCH_DATABASE, or the embedded
 * database of BENCH_FOLDER. Built by votes.bench.ts, since Node reads no JSX.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { addDays } from '#kernel/calendar-date.ts'
import { insertBallots } from '#modules/participation/participatory-budgets/ballots.queries.ts'
import { countVote, sealVote } from '#modules/participation/participatory-budgets/count.actions.ts'
import {
  findEdition,
  insertEdition,
  openEdition,
} from '#modules/participation/participatory-budgets/editions.queries.ts'
import { insertProjects } from '#modules/participation/participatory-budgets/projects.queries.ts'
import { drawSecret } from '#modules/participation/participatory-budgets/roll.actions.ts'
import { castVote } from '#modules/participation/participatory-budgets/voting.actions.ts'
import { hashOfReceipt, openVotingKeys } from '#modules/participation/participatory-budgets/voting-keys.ts'
import { startTown } from '../../src/start.ts'
import { seededChance } from '../../src/worlds/seeded-chance.ts'
import { benchSettings, openBenchTown, say } from '../bench-town.ts'

const settings = benchSettings()

async function openHere() {
  const { database, town } = await openBenchTown(settings)
  return { database, context: town.commandContext }
}

interface Filling {
  readonly code: string
  readonly projects: number
  /** People who will vote: their passes are written to `passes`. */
  readonly voters: number
  readonly passes: string
  /** Ballots already in the box. */
  readonly ballots: number
}

/** Writes an open edition. */
async function fill(order: Filling): Promise<void> {
  const { database, context } = await openHere()
  const { db } = database
  const today = context.clock.today()
  const chance = seededChance(7)
  const costs = Array.from(
    { length: order.projects },
    () => 100_000 * Math.ceil(4 * Math.exp(3.6 * chance())),
  )
  const envelopeCents = Math.round(costs.reduce((sum, cost) => sum + cost, 0) / 3)
  const id = await insertEdition(db, order.code, {
    title: order.code,
    summary: '',
    processId: null,
    measureId: null,
    rulesDeliberationId: null,
    perimeter: 'town',
    minimumAge: 11,
    electorate: 'Toute personne qui habite la commune',
    rollKind: 'roll',
    ballotType: 'approval',
    mostProjects: 6,
    points: null,
    countingRule: 'mes-cost-add1u',
    ties: 'votes',
    opensOn: addDays(today, -1),
    closesOn: addDays(today, 9),
    areas: [{ number: 1, name: 'Ville', districtId: null, envelopeCents }],
  })
  await insertProjects(
    db,
    id,
    costs.map((costCents, index) => ({
      area: 1,
      number: index + 1,
      reference: String(index + 1),
      title: `Projet ${index + 1}, un nom de la longueur habituelle`,
      description: 'Une phrase qui dit ce que le projet fera, pour qui, et ce qui changera dans la rue.',
      place: 'Quartier de la Gare',
      costCents,
      proposalId: null,
    })),
  )
  await openEdition(db, id, null)
  const keys = await openVotingKeys(context)
  const until_s = Math.floor(Date.now() / 1000) + 48 * 3600
  const passes = Array.from({ length: order.voters }, (_, index) =>
    keys.sign({
      editionId: id,
      personKey: keys.ofDocument(id, `${order.code} ${index}`),
      emailKey: null,
      area: 1,
      until_s,
    }),
  )
  if (order.voters > 0) writeFileSync(order.passes, passes.join('\n'))
  const atOnce = 20_000
  for (let from = 0; from < order.ballots; from += atOnce)
    await insertBallots(
      db,
      id,
      Array.from({ length: Math.min(atOnce, order.ballots - from) }, (_, index) => ({
        receipt: hashOfReceipt(`${order.code} ${from + index}`),
        area: 1,
        choices: { projects: chosen(order.projects, chance), points: null },
      })),
    )
  await database.close()
  say({ id })
}

/** One to six projects, mostly of one of eight quarters, well-known ones more often: as the benchmark of counting draws them. */
function chosen(projects: number, chance: () => number): number[] {
  const quarters = 8
  const quarter = Math.floor(quarters * chance() ** 1.5)
  const wanted = 1 + Math.floor(6 * chance())
  const numbers = new Set<number>()
  for (let tries = 0; numbers.size < wanted && tries < 40; tries += 1) {
    const rank = Math.floor(Math.ceil(projects / quarters) * chance() ** 4)
    const home = chance() < 0.97 ? quarter : Math.floor(quarters * chance())
    numbers.add(((home + quarters * rank) % projects) + 1)
  }
  return [...numbers].sort((a, b) => a - b)
}

/** The product, as `npm start` runs it. */
async function serveSite(): Promise<void> {
  const town = await startTown(settings, () => undefined)
  if (!town.ok) throw new Error(town.refusal.join('\n'))
  say({ port: Number(new URL(town.value.address).port) })
}

/** Casts the ballots of those passes through the act, so many at a time. */
async function castAll(order: { code: string; passes: string; connections: number }): Promise<void> {
  const { database, context } = await openHere()
  const passes = readFileSync(order.passes, 'utf8').split('\n')
  let next = 0
  let cast = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: order.connections }, async () => {
      for (;;) {
        const pass = passes[next++]
        if (pass === undefined) return
        const choices = { projects: [1 + (next % 7), 9 + (next % 11), 24 + (next % 13)], points: null }
        const vote = { pass, secret: drawSecret(26), choices }
        const result = await castVote({ ...context, clientAddress: 'bench' }, order.code, vote)
        if (result.ok) cast += 1
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  await database.close()
  say({ cast, seconds })
}

/** Seals and counts an edition, as its closing does once the days are over. */
async function close({ code }: { code: string }): Promise<void> {
  const { database, context } = await openHere()
  const edition = await findEdition(database.db, code)
  if (!edition) throw new Error(`no edition ${code}`)
  const start = performance.now()
  const before = process.cpuUsage()
  const sealed = await sealVote(context, edition, 'bench')
  const between = performance.now()
  const counted = await countVote(context, code, 'bench')
  const end = performance.now()
  const { user, system } = process.cpuUsage(before)
  if (!sealed.ok || !counted.ok) throw new Error('not counted')
  await database.close()
  say({
    seal_s: (between - start) / 1000,
    count_s: (end - between) / 1000,
    cpu_s: (user + system) / 1e6,
    memory_mb: process.resourceUsage().maxRSS / 1024,
  })
}

process.on('message', async (order: { kind: string } & Record<string, unknown>) => {
  if (order.kind === 'fill') await fill(order as unknown as Filling)
  if (order.kind === 'action')
    await castAll(order as unknown as { code: string; passes: string; connections: number })
  if (order.kind === 'close') await close(order as unknown as { code: string })
  if (order.kind === 'cpu') say({ cpu_ms: (process.cpuUsage().user + process.cpuUsage().system) / 1000 })
})
process.on('disconnect', () => process.exit())
if (process.argv[2] === 'site') await serveSite()
