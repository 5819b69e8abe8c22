import { formatMoney } from './format-money.ts'
import type { Election } from './types.ts'

/**
 * Writes an election as a `.pb` file: META and PROJECTS with every key and column it was read with, then one row a ballot. Voters get
 * new numbers in the order of the distinct ballots: who voted what cannot be told from it, and reading it again gives the
 * same election.
 *
 * A generator, so that a file larger than memory can be written. Cost: O(ballots).
 *
 * @example
 * const text = 'META\nkey;value\nbudget;10.5\nvote_type;approval\nPROJECTS\nproject_id;cost;name\na;2;"Bancs; arbres"\nVOTES\nvoter_id;vote\n1;a\n'
 * const reading = readPb(new TextEncoder().encode(text), { duplicateVoters: 'refuse', groups: [], maxProblems: 20 })
 * reading.ok && [...writePb(reading.election)].join('') === text // → true
 */
export function* writePb(election: Election): Generator<string> {
  const { meta, projects, decimals, voteType, ballots } = election
  yield 'META\nkey;value\n'
  for (const [key, value] of meta)
    yield row([key, key === 'budget' ? formatMoney(election.budget, decimals) : value])
  const columns = Object.keys(projects[0]?.fields ?? {})
  yield `PROJECTS\n${row(['project_id', 'cost', ...columns])}`
  for (const { id, cost, fields } of projects)
    yield row([id, formatMoney(cost, decimals), ...columns.map((column) => fields[column] ?? '')])
  const hasPoints = voteType === 'cumulative' || voteType === 'scoring'
  yield `VOTES\nvoter_id;vote${hasPoints ? ';points' : ''}\n`
  let voter = 0
  for (let ballot = 0; ballot < ballots.voters.length; ballot++) {
    const vote = voteOf(election, ballot, hasPoints)
    for (let copy = 0; copy < ballots.voters[ballot]!; copy++) yield row([String(++voter), ...vote])
  }
}

function voteOf(
  { ballots, projects, pointDecimals }: Election,
  ballot: number,
  hasPoints: boolean,
): string[] {
  const [from, to] = [ballots.start[ballot]!, ballots.start[ballot + 1]!]
  const ids = Array.from(ballots.project.subarray(from, to), (project) => projects[project]!.id)
  if (!hasPoints) return [ids.join(',')]
  const points = Array.from(ballots.points.subarray(from, to), (given) => formatMoney(given, pointDecimals))
  return [ids.join(','), points.join(',')]
}

function row(fields: readonly string[]): string {
  return `${fields.map(quoted).join(';')}\n`
}

/** Quotes where reading would not give the text back otherwise. */
function quoted(field: string): string {
  return /[;\n\r]|^"/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
