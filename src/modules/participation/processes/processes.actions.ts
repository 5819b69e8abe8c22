import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { segmentOf } from '#kernel/plain-text.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { type CalendarFault, calendarFault } from './calendar.rules.ts'
import { insertCampaign, type NamedCampaign } from './campaigns.queries.ts'
import { reservedSlugs } from './processes.paths.ts'
import {
  canEditProcess,
  canPrepareProcess,
  canSeeProcess,
  canSetCampaigns,
  roleOfPreparer,
} from './processes.permissions.ts'
import type { Phase, Process, ProcessTerms, PromisePoint } from './processes.rules.ts'
import {
  type Drafted,
  hasCosts,
  insertProcess,
  lockProcess,
  type ProcessSeed,
  raiseVersion,
  replaceDistricts,
  replacePhases,
  replacePoints,
  updateTerms,
} from './processes.writes.queries.ts'

export type DraftRefusal =
  | 'not_found'
  | 'changed_meanwhile'
  | 'frozen'
  | 'slug_taken'
  | 'measure_has_costs'
  | CalendarFault

type Outcome<Value> = Promise<Result<Value, DraftRefusal>>

/** A new process, as a draft that only the town sees. */
export async function prepareProcess(
  context: Context,
  seed: ProcessSeed,
): Outcome<{ readonly slug: string }> {
  const { actor } = context
  if (!canPrepareProcess(actor)) return refuse('not_found')
  const slug = segmentOf(seed.title, reservedSlugs, 'demarche')
  try {
    return await inTransaction(context.db, async (tx) => {
      const id = await insertProcess(tx, slug, seed, actor?.id ?? null)
      await recordAct(
        { ...context, db: tx },
        { act: 'prepare', ...subject({ ...seed, id }), role: roleOfPreparer(actor) },
      )
      return ok({ slug })
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('slug_taken')
    throw error
  }
}

export function subject(process: Pick<Process, 'id' | 'title'>) {
  return { subjectKind: 'process', subjectId: process.id, subjectLabel: process.title }
}

/** Rewrites some of the terms, and the districts where they are given. */
export function saveTerms(
  context: Context,
  slug: string,
  version: number,
  terms: Partial<ProcessTerms>,
  districtIds?: readonly string[],
): Outcome<null> {
  return changeDraft(context, slug, version, async (tx, process) => {
    const next = { ...process, ...terms }
    if (next.measureId !== process.measureId && (await hasCosts(tx, process.id)))
      return refuse('measure_has_costs')
    if (districtIds) await replaceDistricts(tx, process.id, districtIds)
    await updateTerms(tx, process, next)
    return ok(null)
  })
}

export function savePhases(
  context: Context,
  slug: string,
  version: number,
  phases: readonly Drafted<Phase>[],
): Outcome<null> {
  const fault = calendarFault(phases)
  if (fault) return Promise.resolve(refuse(fault.code))
  return changeDraft(context, slug, version, async (tx, process) => {
    await replacePhases(tx, process, phases)
    return (await raiseVersion(tx, process.id, process.version)) ? ok(null) : refuse('changed_meanwhile')
  })
}

export function savePoints(
  context: Context,
  slug: string,
  version: number,
  points: readonly Omit<PromisePoint, 'id'>[],
): Outcome<null> {
  return changeDraft(context, slug, version, async (tx, process) => {
    await replacePoints(tx, process.id, points)
    return (await raiseVersion(tx, process.id, process.version)) ? ok(null) : refuse('changed_meanwhile')
  })
}

/** Changes a draft, locked, if nobody did since the version that the person saw. */
function changeDraft(
  context: Context,
  slug: string,
  version: number,
  change: (tx: Database, process: Process) => Outcome<null>,
): Outcome<null> {
  return inTransaction(context.db, async (tx) => {
    const process = await lockProcess(tx, slug)
    if (!process || !canSeeProcess(context.actor, process) || !canPrepareProcess(context.actor))
      return refuse('not_found')
    if (!canEditProcess(context.actor, process)) return refuse('frozen')
    if (process.version !== version) return refuse('changed_meanwhile')
    return change(tx, process)
  })
}

/** A campaign bars days of votes: entering it is an act. */
export async function addCampaign(
  context: Context,
  campaign: NamedCampaign,
): Promise<Result<null, 'not_found' | 'name_taken'>> {
  if (!canSetCampaigns(context.actor)) return refuse('not_found')
  const role = context.actor?.roles.has('legal_officer') ? 'legal_officer' : 'director_general'
  try {
    return await inTransaction(context.db, async (tx) => {
      const id = await insertCampaign(tx, campaign)
      await recordAct(
        { ...context, db: tx },
        {
          act: 'set_campaign',
          subjectKind: 'election_campaign',
          subjectId: id,
          subjectLabel: campaign.name,
          role,
          details: { starts_on: campaign.startsOn, ends_on: campaign.endsOn, source: campaign.source },
        },
      )
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('name_taken')
    throw error
  }
}
