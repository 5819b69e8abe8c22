import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { roles } from '#kernel/roles.ts'
import {
  type LineRecord,
  type MeasureRecord,
  measuresFile,
} from '#modules/steering/measures/exchange.rules.ts'
import { describeKind, isLineKind, lineKindCodes } from '#modules/steering/measures/line-kinds.rules.ts'
import { radarQuestions } from '#modules/steering/measures/radar.rules.ts'
import {
  type Decision,
  decisionsFile,
  deliberationsFile,
  type Evidence,
  evidenceFile,
  scenariosFile,
  worldFile,
} from './world-files.ts'

const folder = new URL('.', import.meta.url)
const geography = new URL('../../node_modules/@etalab/decoupage-administratif/data/', import.meta.url)
const worlds = ['town', 'small', 'agglomeration'] as const
type WorldName = (typeof worlds)[number]

/** Every unit that a result or a condition may have: the words of the interface must know them all. */
const units = new Set(
  `tonnes tCO2e people jobs companies organisations projects proposals percent points euros days weeks services
  authorities documents premises categories meetings`.split(/\s+/),
)
const today = '2026-11-23'
const scenarioCounts: Readonly<Record<WorldName, number>> = { town: 2, small: 1, agglomeration: 0 }

function readJson<T>(file: URL, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

function read<T>(world: WorldName, name: string, schema: z.ZodType<T>): T {
  return readJson(new URL(`${world}/${name}.json`, folder), schema)
}

function filesOf(world: WorldName): string[] {
  return readdirSync(new URL(`${world}/`, folder)).filter((name) => name.endsWith('.json'))
}

function measuresOf(world: WorldName): MeasureRecord[] {
  return filesOf(world)
    .filter((name) => name.startsWith('measures'))
    .flatMap((name) => read(world, name.replace('.json', ''), measuresFile).measures)
}

function optional<T>(world: WorldName, name: string, schema: z.ZodType<T[]>): T[] {
  return filesOf(world).includes(`${name}.json`) ? read(world, name, schema) : []
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

describe.each(worlds)('world %s', (world) => {
  const town = read(world, 'town', worldFile)
  const measures = measuresOf(world)
  const codes = measures.map(({ code }) => code)
  const evidence = optional(world, 'evidence', evidenceFile)
  const decisions = optional(world, 'decisions', decisionsFile)
  const deliberations = optional(world, 'deliberations', deliberationsFile)
  const scenarios = optional(world, 'scenarios', scenariosFile)

  test('is fictional: no real commune or inter-municipal body has its name, its SIREN is invalid', () => {
    const named = z.array(z.object({ code: z.string(), nom: z.string() }))
    const communes = readJson(new URL('communes.json', geography), named)
    const bodies = readJson(new URL('epci.json', geography), named)
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
      const named = [
        ...scenario.imposed,
        ...scenario.forbidden,
        ...requires.flatMap(({ measure, needs }) => [measure, needs]),
        ...[...excludes, ...synergies].flatMap((link) => link.measures),
      ]
      expect(named.filter((code) => !codes.includes(code))).toEqual([])
      expect(scenario.imposed.filter((code) => scenario.forbidden.includes(code))).toEqual([])
      const vectors = [limits.operating_cents, limits.investment_cents, ...Object.values(limits.staff_hours)]
      expect(vectors.filter(({ length }) => length !== scenario.years.length)).toEqual([])
    }
    expect(scenarios.length).toBe(scenarioCounts[world])
  })

  test('is typeset in French: no straight apostrophe, no plain space before double punctuation', () => {
    const faults = filesOf(world).flatMap((name) => {
      const text = readFileSync(new URL(`${world}/${name}`, folder), 'utf8')
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

describe('the town of the note', () => {
  const measures = measuresOf('town')
  const evidence = read('town', 'evidence', evidenceFile)
  const statuses = statusesAfter(read('town', 'decisions', decisionsFile))
  const running = measures.filter(({ code }) => statuses.get(code) === 'running')

  /** Promised to date: the years that are over, from the start of the measure to the last day of evidence. */
  function promised(line: LineRecord, figure: 'low' | 'likely' | 'high'): number {
    const years = Math.min(line.last_year ?? line.first_year, 2) - line.first_year + 1
    return Math.max(years, 0) * Number(line[figure])
  }

  function measured(code: string, line: LineRecord): number {
    return evidence
      .filter((row) => row.measure === code && row.line === line.label)
      .reduce((sum, { quantity }) => sum + Number(quantity), 0)
  }

  const due = running.flatMap(({ code, lines }) =>
    lines.filter(({ first_year }) => first_year <= 2).map((line) => ({ code, line })),
  )

  test('uses every kind of line and every level of engagement', () => {
    const used = new Set(measures.flatMap(({ lines }) => lines.map(({ kind }) => kind)))
    expect(lineKindCodes.filter((kind) => !used.has(kind))).toEqual([])
    expect(new Set(measures.map(({ engagement_level }) => engagement_level)).size).toBe(5)
    expect(new Set(measures.map(({ part }) => part))).toEqual(new Set(['I', 'II', 'III']))
  })

  test('has three measures running for two years, one closed, one dropped, and some at each other step', () => {
    const count = (status: string) => [...statuses.values()].filter((value) => value === status).length
    expect(running.map(({ starts_on }) => starts_on)).toEqual(['2024-11-01', '2024-11-01', '2024-11-01'])
    expect([count('closed'), count('dropped')]).toEqual([1, 1])
    expect(count('decided')).toBeGreaterThan(4)
    expect(count('assessed')).toBeGreaterThan(4)
    expect(measures.length - statuses.size).toBeGreaterThan(2)
  })

  test('has evidence for every line that is due, and exactly one line out of its band', () => {
    expect(
      due.filter(({ code, line }) => measured(code, line) === 0 && promised(line, 'likely') > 0),
    ).toEqual([])
    const out = due.filter(
      ({ code, line }) =>
        measured(code, line) < promised(line, 'low') || measured(code, line) > promised(line, 'high'),
    )
    expect(out.map(({ line }) => line.label)).toEqual(['Accompagnement et reprise des données'])
    const gains = due.filter(({ line }) => isGain(line))
    const better = gains.filter(({ code, line }) => measured(code, line) > promised(line, 'likely'))
    expect(better.length).toBeGreaterThan(2)
    expect(gains.length - better.length).toBeGreaterThan(2)
  })

  test('has exactly one condition late among the running measures', () => {
    const late = running.flatMap(({ code, conditions }) =>
      conditions.filter(({ indicator, due_on, threshold }) => {
        const last = evidence.filter((row) => row.measure === code && row.indicator === indicator).at(-1)
        return due_on <= today && (last === undefined || Number(last.quantity) < threshold)
      }),
    )
    expect(late.map(({ indicator }) => indicator)).toEqual(['cost_share_agreement'])
  })

  test('never counts the potential of the 2012 study as a probable gain', () => {
    const lines = measures.flatMap((measure) => measure.lines)
    const study = lines.filter(({ source }) => source.text.startsWith('BORNE SUPÉRIEURE'))
    expect(study.map(({ likely, label }) => [likely, label.startsWith('Borne supérieure')])).toEqual([
      [0, true],
    ])
  })

  test('says that the 20 % ceiling of a cooperative company is over since 2014-08-02', () => {
    const risks = measures.find(({ code }) => code === 'scic')?.risks ?? []
    const ceiling = risks.find(({ statement }) => statement.includes('2 août 2014'))
    expect(ceiling?.statement).toContain('50')
    expect(ceiling?.source).toContain('19 septies')
  })

  test('has scenarios that leave room for what they impose', () => {
    const byCode = new Map(measures.map((measure) => [measure.code, measure]))
    for (const { imposed, limits, years } of read('town', 'scenarios', scenariosFile)) {
      for (const grade of ['A', 'B', 'C'] as const) {
        const needed = years.map((year) =>
          imposed.reduce((sum, code) => sum + hoursIn(byCode.get(code), grade, year), 0),
        )
        const over = needed.filter((hours, index) => hours > (limits.staff_hours[grade][index] ?? 0))
        expect(over, grade).toEqual([])
      }
    }
  })
})

function hoursIn(measure: MeasureRecord | undefined, grade: 'A' | 'B' | 'C', year: number): number {
  if (measure === undefined) return 0
  const rank = year - Number(measure.starts_on.slice(0, 4)) + 1
  return measure.lines
    .filter((line) => line.kind === 'staff_hours' && line.grade === grade)
    .filter((line) => line.first_year <= rank && rank <= (line.last_year ?? line.first_year))
    .reduce((sum, line) => sum + Number(line.likely), 0)
}
