import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { slugOf } from '#kernel/plain-text.ts'
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
  findScenario,
  insertScenario,
  measureIds,
  raiseVersion,
  updateFrame,
} from './scenarios.queries.ts'
import type {
  Scenario,
  ScenarioChoice,
  ScenarioFrame,
  ScenarioLink,
  ScenarioSynergy,
} from './scenarios.rules.ts'

export type ScenariosRefusal = 'not_found' | 'changed_meanwhile' | 'code_taken' | 'measure_unknown'

type Outcome<Value> = Promise<Result<Value, ScenariosRefusal>>

const defaultWeights = { cash: 100, time: 50, other: 50 }
const defaultEffectPoint_cents = 1_000_000

/** A new scenario without limits, under a code made of its title. */
export function createScenario(
  context: Context,
  { title, firstYear, yearCount }: Pick<ScenarioFrame, 'title' | 'firstYear' | 'yearCount'>,
): Outcome<string> {
  return addScenario(context, {
    code: codeOfTitle(title),
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
  try {
    await insertScenario(context.db, frame, context.actor?.id ?? null)
    return ok(frame.code)
  } catch (error) {
    if (isDuplicate(error)) return refuse('code_taken')
    throw error
  }
}

/** Segments of addresses that no scenario may take, and a name for a title without any letter. */
const reservedCodes: ReadonlySet<string> = new Set(['', 'nouveau', 'comparaison'])

function codeOfTitle(title: string): string {
  const slug = slugOf(title)
  return reservedCodes.has(slug) ? `scenario-${slug}`.replace(/-$/, '') : slug
}

export function saveFrame(
  context: Context,
  code: string,
  version: number,
  frame: Omit<ScenarioFrame, 'code'>,
): Outcome<null> {
  return change(context, code, async (tx, scenario) =>
    (await updateFrame(tx, scenario.id, version, { ...frame, code }))
      ? ok(null)
      : refuse('changed_meanwhile'),
  )
}

/** Which measures are imposed, forbidden or free, and when they may start. */
export function saveChoices(
  context: Context,
  code: string,
  version: number,
  choices: readonly ScenarioChoice[],
): Outcome<null> {
  return change(context, code, async (tx, scenario) => {
    if (!(await raiseVersion(tx, scenario.id, version))) return refuse('changed_meanwhile')
    await replaceChoices(tx, scenario.id, choices, await measureIds(tx))
    return ok(null)
  })
}

export function addLink(context: Context, code: string, link: ScenarioLink): Outcome<null> {
  return change(context, code, async (tx, scenario) =>
    (await insertLink(tx, scenario.id, link, await measureIds(tx))) ? ok(null) : refuse('measure_unknown'),
  )
}

export function removeLink(
  context: Context,
  code: string,
  link: Omit<ScenarioLink, 'reason'>,
): Outcome<null> {
  return change(context, code, async (tx, scenario) => {
    const ids = await measureIds(tx)
    if (!ids.has(link.measure) || !ids.has(link.other)) return refuse('measure_unknown')
    await deleteLink(tx, scenario.id, link, ids)
    return ok(null)
  })
}

export function addSynergy(
  context: Context,
  code: string,
  synergy: Omit<ScenarioSynergy, 'id'>,
): Outcome<null> {
  return change(context, code, async (tx, scenario) =>
    (await insertSynergy(tx, scenario.id, synergy, await measureIds(tx)))
      ? ok(null)
      : refuse('measure_unknown'),
  )
}

export function removeSynergy(context: Context, code: string, id: string): Outcome<null> {
  return change(context, code, async (tx, scenario) => {
    await deleteSynergy(tx, scenario.id, id)
    return ok(null)
  })
}

/** Keeps a portfolio moved by hand beside the computed one; none at all forgets it. */
export function saveHandPicks(
  context: Context,
  code: string,
  starts: Readonly<Record<string, number>>,
): Outcome<null> {
  return change(context, code, async (tx, scenario) => {
    await replaceHandPicks(tx, scenario.id, starts, await measureIds(tx))
    return ok(null)
  })
}

export function removeScenario(context: Context, code: string): Outcome<null> {
  return change(context, code, async (tx, scenario) => {
    await deleteScenario(tx, scenario.id)
    return ok(null)
  })
}

function change<Value>(
  context: Context,
  code: string,
  act: (tx: Database, scenario: Scenario) => Promise<Result<Value, ScenariosRefusal>>,
): Outcome<Value> {
  if (!canPrepareScenarios(context.actor)) return Promise.resolve(refuse('not_found'))
  return inTransaction(context.db, async (tx) => {
    const scenario = await findScenario(tx, code)
    return scenario ? act(tx, scenario) : refuse('not_found')
  })
}
