import fc from 'fast-check'
import type { Election, VoteType } from '../src/index.ts'
import { readPb } from '../src/index.ts'

/** A small election as plain lists: vote[k] are [project, points] pairs. */
export interface PlainElection {
  readonly voteType: VoteType
  readonly budget: number
  readonly costs: readonly number[]
  readonly votes: readonly (readonly (readonly [project: number, points: number])[])[]
}

/** Few projects, few prices and few kinds of ballots: ties, exhausted voters and exact fits are common. */
export function plainElections(voteType: VoteType): fc.Arbitrary<PlainElection> {
  return fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }).chain((costs) =>
    fc.record({
      voteType: fc.constant(voteType),
      budget: fc.integer({ min: 0, max: 120 }),
      costs: fc.constant(costs),
      votes: fc.array(votes(costs.length, voteType), { minLength: 1, maxLength: 9 }),
    }),
  )
}

function votes(projects: number, voteType: VoteType) {
  return fc
    .shuffledSubarray(Array.from({ length: projects }, (_, project) => project))
    .chain((list) =>
      fc
        .array(fc.integer({ min: 0, max: 4 }), { minLength: list.length, maxLength: list.length })
        .map((points) =>
          list.map(
            (project, place) =>
              [project, pointsOf(voteType, points[place]!, list.length - 1 - place)] as const,
          ),
        ),
    )
}

function pointsOf(voteType: VoteType, given: number, borda: number): number {
  return voteType === 'approval' ? 1 : voteType === 'ordinal' ? borda : given
}

/** The text of its `.pb` file, with the projects named by `idOf`. */
export function asPb(
  { voteType, budget, costs, votes }: PlainElection,
  idOf = (project: number) => `p${project}`,
): string {
  const hasPoints = voteType === 'cumulative' || voteType === 'scoring'
  return [
    `META\nkey;value\nbudget;${budget}\nvote_type;${voteType}\nPROJECTS\nproject_id;cost`,
    ...costs.map((cost, project) => `${idOf(project)};${cost}`),
    `VOTES\nvoter_id;vote${hasPoints ? ';points' : ''}`,
    ...votes.map((vote, voter) =>
      [
        voter + 1,
        vote.map(([project]) => idOf(project)).join(','),
        ...(hasPoints ? [vote.map(([, points]) => points).join(',')] : []),
      ].join(';'),
    ),
  ].join('\n')
}

export function asElection(plain: PlainElection, idOf?: (project: number) => string): Election {
  const reading = readPb(new TextEncoder().encode(asPb(plain, idOf)), {
    duplicateVoters: 'refuse',
    groups: [],
    maxProblems: 3,
  })
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.election
}
