/**
 * Feeds the three readers with damaged files for a time: each must answer with a value or with faults, never throw, never
 * hang. Run: node packages/sortition/fuzz/readers.fuzz.ts [SECONDS a reader, 60] [SEED, 1]
 */
import { generatePool } from '../bench/generate-pool.ts'
import {
  type Read,
  readCategories,
  readPanels,
  readRespondents,
  seededRandom,
  writePanels,
} from '../src/index.ts'

const [seconds = '60', seed = '1'] = process.argv.slice(2)
const random = seededRandom(Number(seed))
const below = (limit: number) => Math.floor(random() * limit)

/** Longest answer to a file of some kilobytes: past it a reader is taken to hang on larger ones. */
const SLOW_MS = 500

const problem = generatePool(40, 8, 3, 1)
const columns = Object.keys(problem.people[0]!.features)
const categories = [
  'category,feature,min,max,min_flex,max_flex',
  ...problem.quotas.map(
    ({ traits, min, max }) => `${traits[0]!.category},${traits[0]!.feature},${min},${max},0,9`,
  ),
].join('\n')
const pool = [
  ['id', ...columns].join(';'),
  ...problem.people.map(({ id, features }) =>
    [id, ...columns.map((name) => `"${features[name]}"`)].join(';'),
  ),
].join('\r\n')
const ids = problem.people.map(({ id }) => id)
const panels = writePanels({
  seats: 3,
  totalWeight: 10,
  panels: [
    { weight: 4, members: ids.slice(0, 3) },
    { weight: 6, members: ids.slice(3, 6) },
  ],
})

const readers: Readonly<
  Record<string, { readonly text: string; readonly read: (text: string) => Read<unknown> }>
> = {
  categories: { text: categories, read: readCategories },
  respondents: { text: pool, read: (text) => readRespondents(text, problem.quotas, null) },
  panels: { text: panels, read: readPanels },
}

const SHARDS = [
  '"',
  '""',
  ',',
  ';',
  '\n',
  '\r',
  '\r\n',
  '\uFEFF',
  '\0',
  ' & ',
  '-1',
  '1e309',
  '9'.repeat(40),
  '{',
  '}',
  '[',
  'null',
  '__proto__',
  'é',
  '\ud800',
  '\t',
]

/** Cuts, doubles, swaps and inserts, a few times. */
function damage(text: string): string {
  let damaged = text
  for (let i = 1 + below(6); i > 0; i--) {
    const from = below(damaged.length + 1)
    const to = Math.min(damaged.length, from + below(30))
    const piece = [
      SHARDS[below(SHARDS.length)]!,
      '',
      damaged.slice(from, to).repeat(2),
      String.fromCharCode(below(65_536)),
    ]
    damaged = damaged.slice(0, from) + piece[below(piece.length)]! + damaged.slice(to)
  }
  return damaged
}

function time(act: () => void): number {
  const start = performance.now()
  act()
  return performance.now() - start
}

for (const [name, { text, read }] of Object.entries(readers)) {
  const end = performance.now() + Number(seconds) * 1000
  let files = 0
  let accepted = 0
  for (; performance.now() < end; files++) {
    const damaged = damage(text)
    const answer = read(damaged)
    // Three times, as another program may have had the processor.
    if (files % 100 === 0 && Math.min(...[1, 2, 3].map(() => time(() => read(damaged)))) > SLOW_MS) {
      throw new Error(`${name} is slow on ${JSON.stringify(damaged)}`)
    }
    if (answer.ok) accepted++
    else if (answer.faults.length === 0)
      throw new Error(`${name} refuses without a fault: ${JSON.stringify(damaged)}`)
  }
  console.log(`${name}: ${files} damaged files in ${seconds} s, ${accepted} still in order, none crashed`)
}
