import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { roles } from '#kernel/roles.ts'
import type { LineRecord, MeasureRecord } from '#modules/steering/measures/exchange.rules.ts'
import { describeKind, isLineKind, lineKindCodes } from '#modules/steering/measures/line-kinds.rules.ts'
import { radarQuestions } from '#modules/steering/measures/radar.rules.ts'
import { folderOf, readWorld, worldNames } from './read-world.ts'
import type { Decision, Evidence } from './world-files.ts'

const geography = new URL('../../node_modules/@etalab/decoupage-administratif/data/', import.meta.url)

/** Every unit that a result or a condition may have: the words of the interface must know them all. */
const units = new Set(
  `tonnes tCO2e people jobs companies organisations projects proposals percent points euros days weeks services
  authorities documents premises categories exercises`.split(/\s+/),
)
const today = '2026-11-23'
const scenarioCounts: Readonly<Record<(typeof worldNames)[number], number>> = {
  town: 2,
  small: 1,
  agglomeration: 0,
}

const named = z.array(z.object({ code: z.string(), nom: z.string() }))

function readGeography(file: string): z.infer<typeof named> {
  return named.parse(JSON.parse(readFileSync(new URL(file, geography), 'utf8')))
}

function isGain(line: LineRecord): boolean {
  return isLineKind(line.kind) && describeKind(line.kind).direction === 'gain'
}

function luhn(digits: string): number {
  const values = [...digits].reverse().map((digit, rank) => Number(digit) * (rank % 2 === 0 ? 1 : 2))
  return values.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10
}

/** Statuses after the acts, or the first act that is not allowed from where the measure stands. */
function statusesAfter(decisions: readonly Decision[]): Map<string, string> {
  const steps = {
    assess: [['idea'], 'assessed'],
    decide: [['assessed'], 'decided'],
    start: [['decided'], 'running'],
    close: [['running'], 'closed'],
    drop: [['idea', 'assessed', 'decided', 'running'], 'dropped'],
  } as const
  const statuses = new Map<string, string>()
  for (const { measure, act } of decisions) {
    const [from, to] = steps[act]
    expect(from, `${measure}: ${act}`).toContain(statuses.get(measure) ?? 'idea')
    statuses.set(measure, to)
  }
  return statuses
}

describe.each(worldNames)('world %s', (world) => {
  const { world: town, measures, evidence, decisions, deliberations, scenarios } = readWorld(world)
  const codes = measures.map(({ code }) => code)

  test('is fictional: no real commune or inter-municipal body has its name, its SIREN is invalid', () => {
    const communes = readGeography('communes.json')
    const bodies = readGeography('epci.json')
    const names = [...communes, ...bodies].map(({ nom }) => nom.toLowerCase())
    const ownName = town.name.toLowerCase()
    expect(names.filter((name) => name === ownName || ownName.endsWith(` ${name}`))).toEqual([])
    expect(luhn(town.siren)).not.toBe(0)
    const communeCodes = new Set(communes.map(({ code }) => code))
    expect(town.neighbour_codes.filter((code) => !communeCodes.has(code))).toEqual([])
    expect(new Set(town.neighbour_codes).size).toBeGreaterThanOrEqual(10)
    if (town.intermunicipal_siren !== null)
      expect(bodies.map(({ code }) => code)).toContain(town.intermunicipal_siren)
  })

  test('has one named account for each role, each with its own address', () => {
    const held = new Set(town.accounts.map((account) => account.roles[0]))
    expect(roles.filter((role) => !held.has(role))).toEqual([])
    expect(new Set(town.accounts.map(({ email }) => email)).size).toBe(town.accounts.length)
    expect(town.accounts.filter(({ email }) => !email.endsWith('.example'))).toEqual([])
    expect(town.accounts.map(({ name }) => name)).toContain(town.mayor.name)
    expect(town.accounts.map(({ name }) => name)).toContain(town.director_general.name)
  })

  test('orders the three figures of each line and names only known kinds, grades and units', () => {
    expect(new Set(codes).size).toBe(codes.length)
    for (const measure of measures) {
      expect(new Set(measure.lines.map(({ label }) => label)).size, measure.code).toBe(measure.lines.length)
      for (const line of measure.lines) checkLine(line, `${measure.code}: ${line.label}`)
      for (const condition of measure.conditions) expect(units, condition.indicator).toContain(condition.unit)
    }
  })

  test('gives every measure what a decision needs', () => {
    const questions = Object.values(radarQuestions).flat().toSorted()
    for (const measure of measures) {
      const gains = measure.lines.filter(isGain).length
      const costs = measure.lines.length - gains
      expect(costs >= 2 && costs <= 6, `${measure.code}: ${costs} costs`).toBe(true)
      expect(gains >= 1 && gains <= 5, `${measure.code}: ${gains} gains`).toBe(true)
      expect(measure.risks.length >= 2 && measure.risks.length <= 5, measure.code).toBe(true)
      expect(measure.conditions.length >= 2 && measure.conditions.length <= 4, measure.code).toBe(true)
      expect(Object.keys(measure.ratings).toSorted()).toEqual(questions)
      const legal = measure.risks.filter(({ kind }) => kind === 'legal')
      expect(
        legal.filter(({ source }) => source === null),
        measure.code,
      ).toEqual([])
      expect(measure.risks.filter(({ mitigation, owner }) => mitigation === '' || owner === '')).toEqual([])
      expect(measure.starts_on >= '2024-01-01' && measure.starts_on < '2029-01-01', measure.code).toBe(true)
    }
  })

  test('records evidence of existing lines and indicators only', () => {
    expect(evidence.length > 0).toBe(world !== 'agglomeration')
    for (const row of evidence) checkEvidence(row, measures)
  })

  test('has coherent votes, and acts that follow one another', () => {
    for (const act of deliberations) {
      const voters = act.votes_for + act.votes_against + act.abstentions
      expect(voters + act.recused.length, act.number).toBe(act.present)
      expect(act.present > act.members_in_office / 2, act.number).toBe(true)
      expect(act.votes_for > act.votes_against, act.number).toBe(true)
      expect(act.members_in_office).toBe(town.council_members)
      for (const code of act.measures) expect(codes).toContain(code)
    }
    expect(decisions.map(({ on }) => on)).toEqual(decisions.map(({ on }) => on).toSorted())
    for (const code of statusesAfter(decisions).keys()) expect(codes).toContain(code)
    for (const { measure, deliberation, on } of decisions) {
      expect(on <= today).toBe(true)
      if (deliberation === null) continue
      const act = deliberations.find(({ number }) => number === deliberation)
      expect(act?.measures, deliberation).toContain(measure)
      expect(act?.date).toBe(on)
    }
  })

  test('has scenarios that name existing measures and whose limits cover each year', () => {
    for (const scenario of scenarios) {
      const { requires, excludes, synergies, limits } = scenario
      const mentioned = [
        ...scenario.imposed,
        ...scenario.forbidden,
        ...requires.flatMap(({ measure, needs }) => [measure, needs]),
        ...[...excludes, ...synergies].flatMap((link) => link.measures),
      ]
      expect(mentioned.filter((code) => !codes.includes(code))).toEqual([])
      expect(scenario.imposed.filter((code) => scenario.forbidden.includes(code))).toEqual([])
      const vectors = [limits.operating_cents, limits.investment_cents, ...Object.values(limits.staff_hours)]
      expect(vectors.filter(({ length }) => length !== scenario.years.length)).toEqual([])
    }
    expect(scenarios.length).toBe(scenarioCounts[world])
  })

  test('is typeset in French: no straight apostrophe, no plain space before double punctuation', () => {
    const faults = readdirSync(folderOf(world)).flatMap((name) => {
      const text = readFileSync(new URL(name, folderOf(world)), 'utf8')
      return [...text.matchAll(/.{0,20}(?:'| [;:?!»%€]|« |\d \d{3}(?!\d)).{0,12}/g)].map(
        (hit) => `${name}: ${hit[0]}`,
      )
    })
    expect(faults).toEqual([])
  })
})

function checkLine(line: LineRecord, place: string): void {
  expect(lineKindCodes, place).toContain(line.kind)
  expect(Number(line.low) <= Number(line.likely) && Number(line.likely) <= Number(line.high), place).toBe(
    true,
  )
  expect(line.last_year === null || line.last_year >= line.first_year, place).toBe(true)
  expect(Math.max(line.first_year, line.last_year ?? 0), place).toBeLessThanOrEqual(8)
  const ofStaff = line.kind === 'staff_hours' || line.kind === 'staff_hours_freed'
  expect(line.grade !== null, place).toBe(ofStaff)
  expect(line.unit === null, place).toBe(line.kind !== 'result')
  if (line.unit !== null) expect(units, place).toContain(line.unit)
  const isCash = isLineKind(line.kind) && describeKind(line.kind).family === 'cash'
  expect(line.section !== null, place).toBe(isCash)
}

function checkEvidence(row: Evidence, measures: readonly MeasureRecord[]): void {
  const measure = measures.find(({ code }) => code === row.measure)
  const place = `${row.measure}: ${row.line ?? row.indicator}`
  expect(measure, place).toBeDefined()
  expect(row.day <= today, place).toBe(true)
  if (row.kind === 'indicator') {
    const condition = measure?.conditions.find(({ indicator }) => indicator === row.indicator)
    expect(condition?.unit, place).toBe(row.unit)
    return
  }
  const line = measure?.lines.find(({ label }) => label === row.line)
  expect(line, place).toBeDefined()
  if (line) expect(isGain(line) ? 'gain' : 'cost', place).toBe(row.kind)
  expect(typeof row.quantity === 'string', place).toBe(row.unit === 'euros')
}
