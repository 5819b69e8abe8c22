import { createHash } from 'node:crypto'
import { readPb } from '@faire-commune/participatory-budget'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { inOrder, readSheet, secretFrom, writeSheet } from './ballots.rules.ts'
import type { BallotType, Edition, Project } from './editions.rules.ts'
import { readPile, stateOfBatch, writePile } from './paper.rules.ts'
import { writePbBallot, writePbHead } from './pb-file.rules.ts'

const edition: Edition = {
  id: 'e',
  code: 'essai',
  title: 'Essai',
  summary: '',
  processId: null,
  measureId: null,
  rulesDeliberationId: null,
  currency: 'EUR',
  perimeter: 'town',
  minimumAge: 11,
  electorate: 'Toutes et tous',
  rollKind: 'declaration',
  ballotType: 'approval',
  mostProjects: null,
  points: null,
  countingRule: 'greedy-cost',
  ties: 'seed',
  opensOn: calendarDate('2026-09-01'),
  closesOn: calendarDate('2026-09-15'),
  seedCommitment: null,
  status: 'sealed',
  importedFrom: '',
  version: 1,
}

/** What people type: quotes, semicolons, ends of line, words of the format itself. */
const anyTitle = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    fc.constantFrom(
      'VOTES',
      'a;b',
      '"',
      'x\ny',
      '"a" ; "b"',
      ' META ',
      'voter_id;vote',
      '<script>alert(1)</script>',
    ),
  )
  .map((title) => title.replaceAll('\0', '').replaceAll('\r', '').trim())
  .filter((title) => title !== '')

const anyElection = fc
  .record({
    titles: fc.array(anyTitle, { minLength: 1, maxLength: 6 }),
    type: fc.constantFrom<BallotType>('approval', 'points', 'ranking', 'budget'),
    seed: fc.base64String({ minLength: 16, maxLength: 24 }),
  })
  .chain((parts) =>
    fc.record({
      parts: fc.constant(parts),
      costs: fc.array(fc.integer({ min: 1, max: 9_999_999 }), {
        minLength: parts.titles.length,
        maxLength: parts.titles.length,
      }),
      ballots: fc.array(
        fc.record({
          chosen: fc.subarray(parts.titles.map((_, index) => index + 1)),
          points: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 6, maxLength: 6 }),
        }),
        { maxLength: 12 },
      ),
    }),
  )

describe('the published file', () => {
  test('is read back as the election that was voted, whatever titles and ballots are', () => {
    fc.assert(
      fc.property(anyElection, ({ parts, costs, ballots }) => {
        const projects: Project[] = parts.titles.map((title, index) => ({
          id: `${index}`,
          area: 1,
          number: index + 1,
          reference: String(index + 1),
          title,
          description: '',
          place: '',
          costCents: costs[index] ?? 1,
          proposalId: null,
        }))
        const hasPoints = parts.type === 'points'
        const references = new Map(projects.map((project) => [project.number, project.reference]))
        const text = [
          writePbHead({
            edition: { ...edition, title: parts.titles[0] ?? '', ballotType: parts.type },
            area: { number: 1, name: 'Ville', districtId: null, envelopeCents: 123_456 },
            projects,
            ballots: ballots.length,
            town: 'Ville',
            seed: parts.seed,
          }),
          ...ballots.map(({ chosen, points }, index) =>
            writePbBallot(
              createHash('sha256').update(String(index)).digest('hex'),
              { projects: chosen, points: hasPoints ? points.slice(0, chosen.length) : null },
              references,
            ),
          ),
        ].join('')
        const reading = readPb(new TextEncoder().encode(text), {
          duplicateVoters: 'refuse',
          groups: [],
          maxProblems: 5,
        })
        if (!reading.ok) throw new Error(JSON.stringify([reading.problems, text]))
        const { election } = reading
        expect(election.voters).toBe(ballots.length)
        expect(election.projects.map(({ fields }) => fields.name)).toEqual(parts.titles)
        const scale = 10 ** (2 - election.decimals)
        expect(election.projects.map(({ cost }) => cost * scale)).toEqual(costs)
        expect(election.budget * scale).toBe(123_456)
        const supporters = projects.map(
          ({ number }) => ballots.filter((ballot) => ballot.chosen.includes(number)).length,
        )
        const read = new Array<number>(projects.length).fill(0)
        election.ballots.voters.forEach((voters, ballot) => {
          const [from, to] = [election.ballots.start[ballot] ?? 0, election.ballots.start[ballot + 1] ?? 0]
          for (const project of election.ballots.project.subarray(from, to))
            read[project] = (read[project] ?? 0) + voters
        })
        expect(read).toEqual(supporters)
      }),
    )
  })
})

describe('paper', () => {
  const anySheet = fc
    .uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 8 })
    .map((projects) => inOrder({ projects, points: null }))

  test('a pile is read back as it was written', () => {
    const projects = Array.from({ length: 30 }, (_, index) => ({
      id: `${index}`,
      area: 1,
      number: index + 1,
      reference: String(index + 1),
      title: 'Projet',
      description: '',
      place: '',
      costCents: 1000,
      proposalId: null,
    }))
    const area = { number: 1, name: 'Ville', districtId: null, envelopeCents: 100_000 }
    fc.assert(
      fc.property(fc.array(anySheet, { maxLength: 20 }), (sheets) => {
        expect(readPile(writePile(sheets), { edition, area, projects })).toEqual({ sheets, faults: [] })
      }),
    )
  })

  test('is ready only with two equal readings and as many sheets as marks', () => {
    fc.assert(
      fc.property(
        fc.array(anySheet, { minLength: 5, maxLength: 9 }),
        fc.integer({ min: 0, max: 12 }),
        (pile, marks) => {
          const state = stateOfBatch([pile, pile], marks, false).kind
          expect(state === 'ready').toBe(marks === pile.length)
          expect(stateOfBatch([pile], marks, true).kind).not.toBe('ready')
          const [first, ...others] = pile
          const other = { projects: [...(first?.projects ?? []), 31], points: null }
          expect(stateOfBatch([pile, [other, ...others]], pile.length, true)).toEqual({
            kind: 'differ',
            lines: [1],
          })
        },
      ),
    )
  })

  test.each([
    ['3 12 40', false, '3 12 40'],
    ['40,12;3', false, '3 12 40'],
    ['3=5 12:2', true, '3=5 12=2'],
    ['3=5', false, null],
    ['3', true, null],
    ['trois', false, null],
  ])('a sheet %j is read as %j', (text, withPoints, written) => {
    const sheet = readSheet(text, withPoints)
    expect(sheet && writeSheet(sheet)).toBe(written)
  })
})

test('each letter of a secret is as likely, and too few bytes give none', () => {
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 256; byte += 1) {
    const letter = secretFrom([byte], 1)
    if (letter) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  expect([...counts.values()]).toEqual(Array(30).fill(8))
  expect(secretFrom([250, 251, 3], 2)).toBeNull()
})
