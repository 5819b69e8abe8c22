import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import { listBaselines } from './baselines.queries.ts'
import type { ComparedService } from './comparison.rules.ts'
import { unitCostCents } from './costs.rules.ts'
import { presenceOn } from './movements.rules.ts'
import { partyOutcomes } from './outcomes.rules.ts'
import { listPartiesOf } from './parties.queries.ts'
import { gapName } from './results.rules.ts'
import { listResults, listReviews } from './reviews.queries.ts'
import { listServices } from './services.queries.ts'
import { canSeeService, isYearSeen, standingOf } from './shared-services.permissions.ts'
import type { Party, SharedService } from './shared-services.rules.ts'
import { partiesSpokenFor } from './spoken-for.ts'
import { listStatements, type Statement } from './statements.queries.ts'

/** A service with the party whose figures its reader looks at: the town's, or the officer's own. */
interface SeenService {
  readonly service: SharedService
  readonly parties: readonly Party[]
  readonly own: Party | null
  /** Whether the person reads that year of it: those after their party left are not theirs. */
  isSeen(year: number): boolean
}

/** Services that this person may see. */
async function listSeen(context: Context): Promise<SeenService[]> {
  const { db, actor } = context
  const services = await listServices(db)
  const byService = await listPartiesOf(
    db,
    services.map(({ id }) => id),
  )
  const officerOf = await partiesSpokenFor(context, [...byService.values()].flat())
  return services.flatMap((service) => {
    const parties = byService.get(service.id) ?? []
    const standing = standingOf(actor, parties, officerOf)
    if (!canSeeService(standing)) return []
    const own = standing.isOfTheTown
      ? parties.find(({ isTown }) => isTown)
      : parties.find(({ id }) => standing.partyIds.has(id))
    const isSeen = (year: number) => isYearSeen(standing, parties, year)
    return [{ service, parties, own: own ?? null, isSeen }]
  })
}

/** Every service that the person may see, beside the others. */
export async function compareServices(context: Context): Promise<ComparedService[]> {
  const { db } = context
  const seen = await listSeen(context)
  const ids = seen.map(({ service }) => service.id)
  const statements = await listStatements(db, ids)
  const results = await listResults(db, ids)
  const reviews = await listReviews(db, ids)
  return Promise.all(
    seen.map(async ({ service, parties, own, isSeen }) => {
      const ofService = statements.filter(({ serviceId, year }) => serviceId === service.id && isSeen(year))
      const last = ofService.at(-1)
      const outcomes = own
        ? partyOutcomes(
            {
              baselines: await listBaselines(db, service.id),
              statements: ofService,
              results: results.filter(({ serviceId }) => serviceId === service.id),
              reviews: reviews.filter(({ serviceId }) => serviceId === service.id),
            },
            own.id,
          )
        : []
      const outcome = outcomes.at(-1)
      const gapCents = outcome?.gapCents ?? null
      return {
        code: service.code,
        title: service.title,
        legalForm: service.legalForm,
        status: service.status,
        parties: parties.filter((party) => presenceOn(party, context.clock.today()) !== 'gone').length,
        year: last?.year ?? null,
        totalCents: last?.totalCents ?? null,
        unitCostCents: last ? unitCostCents(BigInt(last.totalCents), last.units) : null,
        shareCents: last?.shares.find(({ partyId }) => partyId === own?.id)?.cents ?? null,
        gapCents,
        gapName: gapName(ofService.length, gapCents ?? 0),
        quality: outcome?.quality ?? null,
        delay: outcome?.delayDays ?? null,
      }
    }),
  )
}

/** What a party gives to a service and gets from it over its stated years; whole cents and weighted units. */
export interface ServiceBalance {
  readonly code: string
  readonly title: string
  readonly party: string
  readonly isHost: boolean
  readonly years: number
  /** Its shares. */
  readonly paidCents: number
  /** Shares that the others pay to it, where it hosts. */
  readonly receivedCents: number
  /** Units that it used. */
  readonly usedUnits: number
  /** Units that it gave to others, where it hosts. */
  readonly givenUnits: number
}

/** The balance of the network for the reader's own party, service by service. */
export async function readBalance(context: Context): Promise<ServiceBalance[]> {
  const seen = (await listSeen(context)).filter(({ own }) => own !== null)
  const statements = await listStatements(
    context.db,
    seen.map(({ service }) => service.id),
  )
  return seen.map(({ service, own, isSeen }) => {
    const party = assertDefined(own, 'services without an own party were left out')
    const ofService = statements.filter(({ serviceId, year }) => serviceId === service.id && isSeen(year))
    return { code: service.code, title: service.title, ...balanceOf(party, ofService) }
  })
}

function balanceOf(party: Party, statements: readonly Statement[]) {
  const shares = statements.flatMap((statement) => statement.shares)
  const own = shares.filter(({ partyId }) => partyId === party.id)
  const others = party.isHost ? shares.filter(({ partyId }) => partyId !== party.id) : []
  const cents = (list: Statement['shares']) => list.reduce((sum, share) => sum + share.cents, 0)
  const units = (list: Statement['shares']) => list.reduce((sum, share) => sum + Number(share.units), 0)
  return {
    party: party.name,
    isHost: party.isHost,
    years: statements.length,
    paidCents: cents(own),
    receivedCents: cents(others),
    usedUnits: units(own),
    givenUnits: units(others),
  }
}
