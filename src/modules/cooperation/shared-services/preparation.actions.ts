import type { Context } from '#infra/context.ts'
import { ok, refuse } from '#kernel/result.ts'
import { saveBaseline } from './baselines.queries.ts'
import { changeService, nameOf, type Outcome, prepareService } from './change-service.ts'
import { isBaselineOpen } from './movements.rules.ts'
import {
  deletePrepared,
  insertLevel,
  insertUnit,
  listForecast,
  replaceForecast,
  saveOpinion,
} from './preparation.queries.ts'
import { forecastForm, seenOf } from './shared-service-forms.ts'
import { canKeep, canWriteOwn } from './shared-services.permissions.ts'
import {
  type Baseline,
  type ForecastYear,
  type Opinion,
  type ServiceLevel,
  showsFirstYearDip,
  type WorkUnit,
} from './shared-services.rules.ts'
import { listStatements } from './statements.queries.ts'

/** A new kind of work unit. Its weight is never rewritten: lines already count by it. */
export function addUnit(context: Context, code: string, unit: Omit<WorkUnit, 'id'>): Outcome<null> {
  return changeService(context, code, async ({ tx, service }) => {
    if (!canKeep(context.actor)) return refuse('not_found')
    await insertUnit(tx, service.id, unit)
    return ok(null)
  })
}

export function addLevel(context: Context, code: string, level: Omit<ServiceLevel, 'id'>): Outcome<null> {
  return changeService(context, code, async ({ tx, service }) => {
    if (!canKeep(context.actor)) return refuse('not_found')
    await insertLevel(tx, service.id, level)
    return ok(null)
  })
}

/** What a body was asked, then what it answered. */
export function recordOpinion(context: Context, code: string, opinion: Omit<Opinion, 'id'>): Outcome<null> {
  return changeService(context, code, async ({ tx, service }) => {
    if (!canKeep(context.actor)) return refuse('not_found')
    const today = context.clock.today()
    if (opinion.askedOn > today || (opinion.givenOn ?? today) > today) return refuse('in_the_future')
    await saveOpinion(tx, service.id, opinion)
    return ok(null)
  })
}

export function removePrepared(
  context: Context,
  code: string,
  kind: 'units' | 'levels' | 'opinions',
  id: string,
): Outcome<null> {
  return prepareService(context, code, canKeep, async ({ tx, service }) => {
    return (await deletePrepared(tx, `shared_service_${kind}`, service.id, id))
      ? ok(null)
      : refuse('not_found')
  })
}

/** Writes the forecast whole. One whose first year gains is refused: it forgot what sharing costs at first. */
export function writeForecast(
  context: Context,
  code: string,
  years: readonly ForecastYear[],
  seen = seenOf({}),
): Outcome<null> {
  return prepareService(context, code, canKeep, async ({ tx, service }) => {
    if (!showsFirstYearDip(years)) return refuse('no_dip')
    const stored = seenOf(forecastForm(await listForecast(tx, service.id)).values)
    if (stored !== seen && stored !== seenOf(forecastForm(years).values)) return refuse('changed_meanwhile')
    await replaceForecast(tx, service.id, years)
    return ok(null)
  })
}

/** What a party did before, written by its officer or from its papers; kept once the service runs, or once a newcomer is stated. */
export function writeBaseline(
  context: Context,
  code: string,
  partyId: string,
  version: number,
  baseline: Baseline,
): Outcome<null> {
  return changeService(context, code, async ({ tx, service, parties, standing }) => {
    const party = parties.find(({ id }) => id === partyId)
    if (!party || !canWriteOwn(context.actor, standing, partyId)) return refuse('not_found')
    if (!isBaselineOpen(service, party, await listStatements(tx, [service.id]))) return refuse('frozen')
    const by = { name: nameOf(context), on: context.clock.today() }
    return (await saveBaseline(tx, partyId, version, baseline, by)) ? ok(null) : refuse('changed_meanwhile')
  })
}
