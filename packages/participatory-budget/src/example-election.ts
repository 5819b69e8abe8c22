import { readPb } from './read-pb.ts'
import type { Election } from './types.ts'

/**
 * A small election to try the functions on, as the examples of this package do: seven people, a budget of 100, an approval
 * ballot on four projects.
 *
 * @example
 * exampleElection().projects.map(({ id, cost }) => `${id} ${cost}`) // → ['arbres 60', 'bancs 40', 'cour 30', 'dojo 50']
 */
export function exampleElection(): Election {
  const lines = ['META', 'key;value', 'budget;100', 'vote_type;approval', 'PROJECTS', 'project_id;cost']
  lines.push('arbres;60', 'bancs;40', 'cour;30', 'dojo;50', 'VOTES', 'voter_id;vote')
  lines.push('1;arbres,bancs', '2;arbres,bancs', '3;arbres,bancs,cour', '4;arbres,cour,bancs')
  lines.push('5;arbres,cour', '6;arbres,cour,dojo', '7;bancs,cour,dojo', '8;dojo', '9;dojo')
  const reading = readPb(new TextEncoder().encode(lines.join('\n')), {
    duplicateVoters: 'refuse',
    groups: [],
    maxProblems: 1,
  })
  if (!reading.ok) throw new Error(reading.problems[0]?.text)
  return reading.election
}
