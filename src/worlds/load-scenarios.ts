import type { Context } from '#infra/context.ts'
import {
  addLink,
  addScenario,
  addSynergy,
  saveChoices,
  solveScenario,
} from '#modules/steering/scenarios/scenarios.public.ts'
import type { ScenarioRecord } from '../../db/worlds/world-files.ts'
import { expected } from './load-accounts.ts'

const effectPoint_cents = 1_000_000

/** Writes the scenarios of a world and computes them, so that its pages and its note are there at the first visit. */
export async function loadScenarios(context: Context, records: readonly ScenarioRecord[]): Promise<void> {
  for (const record of records) {
    expected(await addScenario(context, frameOf(record)), record.code)
    const stance = (codes: readonly string[], value: 'imposed' | 'forbidden') =>
      codes.map((measure) => ({ measure, stance: value, startYears: [] }))
    const choices = [...stance(record.imposed, 'imposed'), ...stance(record.forbidden, 'forbidden')]
    expected(await saveChoices(context, record.code, 1, choices), record.code)
    for (const { measure, needs } of record.requires)
      expected(
        await addLink(context, record.code, { kind: 'requires', measure, other: needs, reason: '' }),
        record.code,
      )
    for (const { measures, reason } of record.excludes)
      expected(
        await addLink(context, record.code, {
          kind: 'excludes',
          measure: measures[0],
          other: measures[1],
          reason,
        }),
        record.code,
      )
    for (const { measures, value, reason } of record.synergies)
      expected(await addSynergy(context, record.code, { label: reason, value, measures }), record.code)
    await expected(await solveScenario(context, record.code), record.code).done
  }
}

function frameOf(record: ScenarioRecord) {
  const { operating_cents, investment_cents, staff_hours } = record.limits
  const at = (amounts: readonly number[], index: number) => amounts[index] ?? null
  const percent = (weight: number) => Math.round(weight * 100)
  return {
    code: record.code,
    title: record.name,
    summary: record.summary,
    firstYear: record.years[0] ?? 0,
    yearCount: record.years.length,
    carryOver: false,
    weights: {
      cash: percent(record.weights.cash),
      time: percent(record.weights.time),
      other: percent(record.weights.other),
    },
    effectPointCents: effectPoint_cents,
    limits: record.years.map((year, index) => ({
      year,
      operatingCents: at(operating_cents, index),
      investmentCents: at(investment_cents, index),
      hours: { A: at(staff_hours.A, index), B: at(staff_hours.B, index), C: at(staff_hours.C, index) },
    })),
  }
}
