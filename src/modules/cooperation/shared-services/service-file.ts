import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { listBaselines } from './baselines.queries.ts'
import { listOpenContests, type OpenContest } from './contests.queries.ts'
import { listKeys } from './keys.queries.ts'
import type { SharingKey } from './keys.rules.ts'
import { listParties } from './parties.queries.ts'
import { listForecast, listLevels, listOpinions, listUnits } from './preparation.queries.ts'
import { listReadings } from './readings.queries.ts'
import type { Reading } from './readings.rules.ts'
import { listResults, listReviews, type PartyResult, type Review } from './reviews.queries.ts'
import { findService } from './services.queries.ts'
import {
  canSeeLines,
  canSeeOwn,
  canSeeService,
  isYearSeen,
  type Standing,
  standingOf,
} from './shared-services.permissions.ts'
import type {
  ForecastYear,
  Opinion,
  Party,
  ServiceLevel,
  SharedService,
  StoredBaseline,
  WorkUnit,
} from './shared-services.rules.ts'
import { partiesSpokenFor } from './spoken-for.ts'
import { listStatements, type Statement } from './statements.queries.ts'

/** A service with all that hangs on it but its lines and costs. */
export interface ServiceFile {
  readonly service: SharedService
  readonly parties: readonly Party[]
  readonly units: readonly WorkUnit[]
  readonly levels: readonly ServiceLevel[]
  /** What was measured of the levels, year by year. */
  readonly readings: readonly Reading[]
  readonly opinions: readonly Opinion[]
  readonly forecast: readonly ForecastYear[]
  /** Parties whose baseline is known, whoever may read it. */
  readonly baselined: ReadonlySet<string>
  readonly baselines: readonly StoredBaseline[]
  readonly keys: readonly SharingKey[]
  readonly statements: readonly Statement[]
  readonly results: readonly PartyResult[]
  readonly reviews: readonly Review[]
  readonly openContests: readonly OpenContest[]
}

export interface OpenFile {
  readonly file: ServiceFile
  readonly standing: Standing
}

/** The service of that code as this person may see it; null where there is none, or none for them. */
export async function openServiceFile(
  { db, actor, clock }: Pick<Context, 'db' | 'actor' | 'clock'>,
  code: string,
): Promise<OpenFile | null> {
  const service = await findService(db, code)
  if (!service) return null
  const parties = await listParties(db, service.id)
  const standing = standingOf(actor, parties, await partiesSpokenFor({ db, actor, clock }, parties))
  if (!canSeeService(standing)) return null
  return { file: visibleFile(await readFile(db, service, parties), standing), standing }
}

async function readFile(
  db: Database,
  service: SharedService,
  parties: readonly Party[],
): Promise<ServiceFile> {
  const { id } = service
  const [
    units,
    levels,
    readings,
    opinions,
    forecast,
    baselines,
    keys,
    statements,
    results,
    reviews,
    openContests,
  ] = await Promise.all([
    listUnits(db, id),
    listLevels(db, id),
    listReadings(db, id),
    listOpinions(db, id),
    listForecast(db, id),
    listBaselines(db, id),
    listKeys(db, id),
    listStatements(db, [id]),
    listResults(db, [id]),
    listReviews(db, [id]),
    listOpenContests(db, id),
  ])
  return {
    service,
    parties,
    units,
    levels,
    readings,
    opinions,
    forecast,
    baselined: new Set(baselines.map(({ partyId }) => partyId)),
    baselines,
    keys,
    statements,
    results,
    reviews,
    openContests,
  }
}

/**
 * What is common, and what is that person's party's: another's baseline, result, draft or contested line is not there, nor what
 * came after their party left.
 */
export function visibleFile(file: ServiceFile, standing: Standing): ServiceFile {
  const isSeen = (year: number) => isYearSeen(standing, file.parties, year)
  return {
    ...file,
    baselines: file.baselines.filter(({ partyId }) => canSeeOwn(standing, partyId)),
    results: file.results.filter(({ partyId }) => canSeeOwn(standing, partyId)),
    keys: file.keys.filter(
      ({ status, fromYear }) => (status !== 'draft' || standing.isOfTheTown) && isSeen(fromYear),
    ),
    statements: file.statements.filter(({ year }) => isSeen(year)),
    reviews: file.reviews.filter(({ year }) => isSeen(year)),
    readings: file.readings.filter(({ year }) => isSeen(year)),
    openContests: file.openContests.filter(({ partyId }) => canSeeLines(standing, partyId)),
  }
}

/** The same, read whole inside a transaction that decides. */
export async function readWholeFile(tx: Database, service: SharedService): Promise<ServiceFile> {
  return readFile(tx, service, await listParties(tx, service.id))
}
