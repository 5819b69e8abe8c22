import { seededRandom } from './seeded-random.ts'

export interface ElectionSize {
  readonly voters: number
  readonly projects: number
}

const WORDS = [
  'Arbres',
  'Bancs',
  'Cour',
  'Piste',
  'Jardin',
  'Jeux',
  'Fontaine',
  'Marché',
  'École',
  'Passage',
  'Verger',
  'Kiosque',
]
const PLACES = ['Centre', 'Gare', 'Hauts', 'Plaine', 'Rives', 'Coteaux', 'Nord', 'Sud']

/**
 * The `.pb` file of a made-up town, the same for the same seed: people live in quarters and approve mostly projects of theirs, well-known
 * projects more than others, one to six each. Shaped like the largest real files: about four approvals a ballot, a quarter
 * of the ballots distinct, a budget for a third of the costs.
 */
export function generateElection({ voters, projects }: ElectionSize, seed: number): string {
  const random = seededRandom(seed)
  const quarters = PLACES.length
  const costs = Array.from({ length: projects }, () => 1000 * Math.ceil(4 * Math.exp(3.6 * random())))
  const budget = Math.round(costs.reduce((sum, cost) => sum + cost, 0) / 3)
  const rows = costs.map((cost, project) => {
    const name = `${WORDS[Math.floor(random() * WORDS.length)]} ${PLACES[project % quarters]}`
    return `${idOf(project)};${cost};${name}`
  })
  const ballots = Array.from({ length: voters }, (_, voter) => {
    const quarter = Math.floor(quarters * random() ** 1.5)
    const [age, sex] = [16 + Math.floor(70 * random()), random() < 0.53 ? 'F' : 'M']
    const method = age < 75 ? 'internet' : 'paper'
    return `${voter + 1};${age};${sex};${method};${PLACES[quarter]};${vote(quarter, { projects, quarters }, random).join(',')}`
  })
  return [
    'META\nkey;value\ndescription;Generated, no real town\ncountry;France\nunit;Ville-Exemple',
    `num_projects;${projects}\nnum_votes;${voters}\nbudget;${budget}\nvote_type;approval`,
    `PROJECTS\nproject_id;cost;name\n${rows.join('\n')}`,
    `VOTES\nvoter_id;age;sex;voting_method;quarter;vote\n${ballots.join('\n')}\n`,
  ].join('\n')
}

function vote(
  quarter: number,
  { projects, quarters }: { projects: number; quarters: number },
  random: () => number,
): string[] {
  const chosen = new Set<number>()
  const wanted = 1 + Math.floor(6 * random())
  const own = Math.ceil(projects / quarters)
  for (let tries = 0; chosen.size < wanted && tries < 40; tries++) {
    const rank = Math.floor(own * random() ** 4)
    const home = random() < 0.97 ? quarter : Math.floor(quarters * random())
    chosen.add((home + quarters * rank) % projects)
  }
  return [...chosen].sort((a, b) => a - b).map(idOf)
}

function idOf(project: number): string {
  return `L${String(project + 1).padStart(3, '0')}`
}
