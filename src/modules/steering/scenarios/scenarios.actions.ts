import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { segmentOf } from '#kernel/plain-text.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import {
  deleteLink,
  deleteSynergy,
  insertLink,
  insertSynergy,
  replaceChoices,
  replaceHandPicks,
} from './scenario-parts.queries.ts'
import { canPrepareScenarios } from './scenarios.permissions.ts'
import {
  deleteScenario,
  insertScenario,
  lockScenario,
  measureIds,
  raiseVersion,
  updateFrame,
} from './scenarios.queries.ts'
import type { ScenarioChoice, ScenarioFrame, ScenarioLink, ScenarioSynergy } from './scenarios.rules.ts'

export type ScenariosRefusal =
  | 'not_found'
  | 'changed_meanwhile'
  | 'code_taken'
  | 'bonus_taken'
  | 'measure_unknown'

type Outcome<Value> = Promise<Result<Value, ScenariosRefusal>>

const defaultWeights = { cash: 100, time: 50, other: 50 }
const defaultEffectPoint_cents = 1_000_000

/** A new scenario without limits, under a code made of its title. */
export function createScenario(
  context: Context,
  { title, firstYear, yearCount }: Pick<ScenarioFrame, 'title' | 'firstYear' | 'yearCount'>,
): Outcome<string> {
  return addScenario(context, {
    code: segmentOf(title, reservedCodes, 'scenario'),
    title,
    summary: '',
    firstYear,
    yearCount,
    carryOver: false,
    weights: defaultWeights,
    effectPointCents: defaultEffectPoint_cents,
    limits: [],
  })
}

/** The same with its whole frame and its own code. */
export async function addScenario(context: Context, frame: ScenarioFrame): Outcome<string> {
  if (!canPrepareScenarios(context.actor)) return refuse('not_found')
  const added: Outcome<string> = inTransaction(context.db, async (tx) => {
    await insertScenario(tx, frame, context.actor?.id ?? null)
    return ok(frame.code)
  })
  return refusedWhenTaken(added, 'code_taken')
}

/** Segments of addresses that no scenario may take. */
const reservedCodes: ReadonlySet<string> = new Set(['nouveau', 'comparaison'])

export function saveFrame(
  context: Context,
  code: string,
  version: number,
  frame: Omit<ScenarioFrame, 'code'>,
): Outcome<null> {
  return change(context, code, async (tx, id) =>
    (await updateFrame(tx, id, version, { ...frame, code })) ? ok(null) : refuse('changed_meanwhile'),
  )
}

/** Which measures are imposed, forbidden or free, and when they may start. */
export function saveChoices(
  context: Context,
  code: string,
  version: number,
  choices: readonly ScenarioChoice[],
): Outcome<null> {
  return change(context, code, async (tx, id) => {
    if (!(await raiseVersion(tx, id, version))) return refuse('changed_meanwhile')
    await replaceChoices(tx, id, choices, await measureIds(tx))
    return ok(null)
  })
}

export function addLink(context: Context, code: string, link: ScenarioLink): Outcome<null> {
  return change(context, code, async (tx, id) =>
    (await insertLink(tx, id, link, await measureIds(tx))) ? ok(null) : refuse('measure_unknown'),
  )
}

export function removeLink(
  context: Context,
  code: string,
  link: Omit<ScenarioLink, 'reason'>,
): Outcome<null> {
  return change(context, code, async (tx, id) => {
    const ids = await measureIds(tx)
    if (!ids.has(link.measure) || !ids.has(link.other)) return refuse('measure_unknown')
    await deleteLink(tx, id, link, ids)
    return ok(null)
  })
}

/** A bonus; its label tells it from the others of the scenario. */
export function addSynergy(
  context: Context,
  code: string,
  synergy: Omit<ScenarioSynergy, 'id'>,
): Outcome<null> {
  const added = change(context, code, async (tx, id) =>
    (await insertSynergy(tx, id, synergy, await measureIds(tx))) ? ok(null) : refuse('measure_unknown'),
  )
  return refusedWhenTaken(added, 'bonus_taken')
}

export function removeSynergy(context: Context, code: string, synergyId: string): Outcome<null> {
  return change(context, code, async (tx, id) => {
    await deleteSynergy(tx, id, synergyId)
    return ok(null)
  })
}

/** Keeps a portfolio moved by hand beside the computed one; none at all forgets it. */
export function saveHandPicks(
  context: Context,
  code: string,
  starts: Readonly<Record<string, number>>,
): Outcome<null> {
  return change(context, code, async (tx, id) => {
    await replaceHandPicks(tx, id, starts, await measureIds(tx))
    return ok(null)
  })
}

export function removeScenario(context: Context, code: string): Outcome<null> {
  return change(context, code, async (tx, id) => {
    await deleteScenario(tx, id)
    return ok(null)
  })
}

/** Changes of one scenario come one after the other: the same form sent twice at once must not collide. */
function change(
  context: Context,
  code: string,
  act: (tx: Database, scenarioId: string) => Outcome<null>,
): Outcome<null> {
  if (!canPrepareScenarios(context.actor)) return Promise.resolve(refuse('not_found'))
  return inTransaction(context.db, async (tx) => {
    const id = await lockScenario(tx, code)
    return id === null ? refuse('not_found') : act(tx, id)
  })
}

async function refusedWhenTaken<Value>(
  outcome: Outcome<Value>,
  refusal: 'code_taken' | 'bonus_taken',
): Outcome<Value> {
  try {
    return await outcome
  } catch (error) {
    if (isDuplicate(error)) return refuse(refusal)
    throw error
  }
}
