import { describe, expect, test } from 'vitest'
import type { LineRecord, MeasureRecord } from '#modules/steering/measures/exchange.rules.ts'
import { describeKind, isLineKind, lineKindCodes } from '#modules/steering/measures/line-kinds.rules.ts'
import { readWorld } from './read-world.ts'
import type { Decision } from './world-files.ts'

const today = '2026-11-23'

function isGain(line: LineRecord): boolean {
  return isLineKind(line.kind) && describeKind(line.kind).direction === 'gain'
}

describe('the town of the note', () => {
  const { measures, evidence, decisions, scenarios } = readWorld('town')
  const lastAct = new Map(decisions.map(({ measure, act }) => [measure, act]))
  const running = measures.filter(({ code }) => lastAct.get(code) === 'start')

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
    const count = (act: Decision['act']) => [...lastAct.values()].filter((value) => value === act).length
    expect(running.map(({ starts_on }) => starts_on)).toEqual(['2024-11-01', '2024-11-01', '2024-11-01'])
    expect([count('close'), count('drop')]).toEqual([1, 1])
    expect(count('decide')).toBeGreaterThan(4)
    expect(count('assess')).toBeGreaterThan(4)
    expect(measures.length - lastAct.size).toBeGreaterThan(2)
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
    for (const { imposed, limits, years } of scenarios) {
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
