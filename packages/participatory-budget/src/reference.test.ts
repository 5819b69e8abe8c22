import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { referencePath } from '../../../test/reference.ts'
import { countAllRules } from './count-all-rules.ts'
import { countElection } from './count-election.ts'
import { ejrPlusViolations } from './ejr-plus-violations.ts'
import { formatFraction } from './format-fraction.ts'
import { readPb } from './read-pb.ts'
import type { Election } from './types.ts'

const folder = referencePath('data', 'participatory-budgets')

const expectedFile = z.record(
  z.string(),
  z.object({
    instance: z.object({ voters: z.number(), classes: z.number(), projects: z.number() }),
    outcomes: z.record(z.string(), z.array(z.string())),
    details: z.record(z.string(), z.union([z.number(), z.string()])),
    ejr_plus_up_to_one_violations_cost: z.record(z.string(), z.number()).nullable(),
  }),
)

function load(root: string, file: string): Election {
  const reading = readPb(readFileSync(path.join(root, 'instances', file)), {
    duplicateVoters: 'refuse',
    groups: [],
    maxProblems: 20,
  })
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.election
}

/** Every outcome and detail of one file that the reference knows, by our own count. */
function countAll(election: Election, rules: readonly string[], details: readonly string[]) {
  const outcomes: Record<string, readonly string[]> = {}
  const found: Record<string, number | string> = {}
  for (const { rule, selected, ties, shares } of countAllRules(election, { by: 'lexicographic' })) {
    if (!rules.includes(rule)) continue
    outcomes[rule] = selected.map((project) => election.projects[project]?.id ?? '')
    found[`${rule}-ties`] = ties.length
    if (shares === null || !('steps' in shares)) continue
    found[`${rule}-ties`] = shares.tiesOverSteps
    found[`${rule}-steps`] = shares.steps
    found[`${rule}-endowment`] = formatFraction(shares.endowment, election.decimals)
  }
  return { outcomes, details: Object.fromEntries(details.map((key) => [key, found[key]])) }
}

/** Projects that break EJR+ up to one, by rule. */
function violations(election: Election, rules: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    rules.map((rule) => {
      const { profile, selected } = countElection(election, rule, { by: 'lexicographic' })
      return [rule, ejrPlusViolations(profile, selected).length]
    }),
  )
}

describe.skipIf(folder === null)('the 82 elections of the reference', () => {
  const root = folder ?? ''
  const expected =
    folder === null
      ? {}
      : expectedFile.parse(JSON.parse(readFileSync(path.join(root, 'expected.json'), 'utf8')))

  test.each(Object.keys(expected))('%s: every rule selects the same projects in the same order', (file) => {
    const {
      instance,
      outcomes,
      details,
      ejr_plus_up_to_one_violations_cost: unfair,
    } = expected[file] ?? expect.fail('no such file')
    const election = load(root, file)
    expect(election.voters).toBe(instance.voters)
    expect(election.ballots.voters.length).toBe(instance.classes)
    expect(election.projects.length).toBe(instance.projects)
    expect(violations(election, Object.keys(unfair ?? {}))).toEqual(unfair ?? {})
    expect(countAll(election, Object.keys(outcomes), Object.keys(details))).toEqual({ outcomes, details })
  })
})
