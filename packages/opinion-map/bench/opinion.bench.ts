/**
 * How fast a map of opinions is computed, beside the textbook's way on the same votes in the same run and the peers'
 * figures as measured elsewhere (anchors/algorithms.md, two cores, Node 20).
 *
 * Run: node packages/opinion-map/bench/opinion.bench.ts [WORD], the word choosing rows by their name. From the array of
 * votes to the whole map; the files are read before. The reference cases come from FAIRE_COMMUNE_REFERENCE (default
 * ../shared). Fails where the outcome differs between the two ways or between two runs.
 */

import { loadavg } from 'node:os'
import { adjustedRandIndex } from '../src/adjusted-rand-index.ts'
import {
  formatMap,
  type MapChoices,
  mapOpinions,
  POLIS_SETTINGS,
  runningMap,
  seededRandom,
  type Vote,
} from '../src/index.ts'
import { conversationFolders, readConversation } from '../test/conversations.ts'
import { naiveMap } from './naive-map.ts'
import { syntheticVotes } from './synthetic-votes.ts'

interface Row {
  readonly name: string
  readonly target_ms: number
  readonly runs: number
  readonly peer: string
}

const largest = '33,422 × 783, the size of the largest conversation'

const rows: readonly Row[] = [
  { name: '15-per-hour-seattle', target_ms: 2, runs: 101, peer: 'red-dwarf 64 ms, numpy 27 ms' },
  { name: 'vtaiwan.uberx', target_ms: 15, runs: 51, peer: 'red-dwarf 256 ms, numpy 299 ms' },
  {
    name: largest,
    target_ms: 1500,
    runs: 5,
    peer: 'red-dwarf not run; 2,031 × 896 with 225,524 votes: 952 ms',
  },
]

interface Input {
  readonly votes: readonly Vote[]
  readonly choices: MapChoices
}

function inputOf({ name }: Row): Input | null {
  if (name === largest) {
    const size = { participants: 33_422, comments: 783, votesEach: 60, camps: 4 }
    const votes = syntheticVotes(size, seededRandom('bench'))
    return { votes, choices: { moderatedOut: [], meta: [], settings: POLIS_SETTINGS } }
  }
  const place = conversationFolders().find((one) => one.name === name)
  return place === undefined ? null : readConversation(place)
}

interface Times {
  /** Milliseconds of each run, ascending. */
  readonly runs: readonly number[]
  /** Mean milliseconds of processor of this thread: what is left of the truth where the machine has other work. */
  readonly processor: number
}

/** Small inputs are run some times before, until the engine has compiled what it will. */
function times(count: number, work: () => void): Times {
  if (count > 20) for (let run = 0; run < 30; run++) work()
  const watch = stopwatch()
  for (let run = 0; run < count; run++) watch.time(work)
  return watch.times()
}

/** Adds up work that is done now and then. */
function stopwatch() {
  const runs: number[] = []
  let processor = 0
  return {
    time(work: () => void) {
      const start = process.threadCpuUsage()
      const begin = performance.now()
      work()
      runs.push(performance.now() - begin)
      const { user, system } = process.threadCpuUsage(start)
      processor += (user + system) / 1000
    },
    times: (): Times => ({ runs: runs.toSorted((a, b) => a - b), processor: processor / runs.length }),
  }
}

const median = ({ runs }: Times) => runs[runs.length >> 1]!
const ms = (value: number) => `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ms`

function measure(row: Row, { votes, choices }: Input): boolean {
  const map = mapOpinions(votes, choices)
  const bits = JSON.stringify(formatMap(map))
  const ours = times(row.runs, () => mapOpinions(votes, choices))
  const isSame = JSON.stringify(formatMap(mapOpinions(votes, choices))) === bits
  let naive = naiveMap(votes.slice(0, 2000), choices.moderatedOut, choices.settings)
  const textbook = times(row.name === largest ? 1 : 3, () => {
    naive = naiveMap(votes, choices.moderatedOut, choices.settings)
  })
  const groups = Array.from(map.rowsInMap, (at) => map.groupOf[at]!)
  const theirs = Array.from(map.rowsInMap, (at) => naive.groupOf.get(map.matrix.participants[at]!) ?? -1)
  const agreement = adjustedRandIndex(groups, theirs)
  const farthest = map.groupAwareConsensus.reduce(
    (most, value, j) => Math.max(most, Math.abs(value - naive.groupAwareConsensus[j]!)),
    0,
  )
  const verdict = median(ours) <= row.target_ms ? 'reached' : 'MISSED'
  console.log(
    `${row.name} (${map.matrix.participants.length} × ${map.matrix.comments.length}, ${map.matrix.value.length} votes)`,
  )
  console.log(
    `  ours      median ${ms(median(ours))}, least ${ms(ours.runs[0]!)}, worst ${ms(ours.runs.at(-1)!)} of ${row.runs}, processor ${ms(ours.processor)}; aim ${row.target_ms} ms ${verdict}`,
  )
  console.log(
    `  textbook  ${ms(median(textbook))}: ${(median(textbook) / median(ours)).toFixed(0)} times as long`,
  )
  console.log(`  peers     ${row.peer}`)
  console.log(
    `  same bits on every run: ${isSame}; groups as the textbook's: adjusted Rand index ${agreement}, consensus within ${farthest.toExponential(0)}`,
  )
  measureRunning(row, votes, choices)
  return isSame && agreement === 1 && farthest < 1e-12
}

/**
 * The last twentieth of the votes on a running map: some votes, a warm refresh, a cold map of the same votes, and again.
 * Warm and cold are thus measured by turns, under the same load.
 */
function measureRunning({ runs }: Row, votes: readonly Vote[], choices: MapChoices): void {
  const cut = Math.floor(votes.length * 0.95)
  const known = mapOpinions(votes.slice(0, cut), choices)
  const running = runningMap(known, { products: 4, residual: 1e-12, patience: 4 })
  const [adding, warm, cold] = [stopwatch(), stopwatch(), stopwatch()]
  for (let run = 0; run < runs; run++) {
    const from = cut + Math.floor(((votes.length - cut) * run) / runs)
    const to = cut + Math.floor(((votes.length - cut) * (run + 1)) / runs)
    const all = votes.slice(0, to)
    adding.time(() => {
      for (let i = from; i < to; i++) running.add(votes[i]!)
    })
    warm.time(() => running.refresh())
    cold.time(() => mapOpinions(all, choices))
  }
  const [warmTimes, coldTimes] = [warm.times(), cold.times()]
  const each = adding.times().runs.reduce((sum, time) => sum + time, 0) / (votes.length - cut)
  console.log(
    `  one vote  ${ms(each)} on average of ${votes.length - cut}; aim 0.1 ms ${each <= 0.1 ? 'reached' : 'MISSED'}`,
  )
  const share = warmTimes.processor / coldTimes.processor
  const { agreement } = running.settle()
  console.log(
    `  refresh   median ${ms(median(warmTimes))}, processor ${ms(warmTimes.processor)}: ${share.toFixed(2)} of a cold map's processor, by turns; agreement of groups with it ${agreement.adjustedRandIndex.toFixed(2)}, of axes ${agreement.axes.map((cosine) => cosine.toFixed(6)).join(' ')}`,
  )
}

const word = process.argv[2] ?? ''
console.log(`other work on this machine: load ${loadavg()[0]!.toFixed(1)} before the start`)
for (const row of rows.filter(({ name }) => name.includes(word))) {
  const input = inputOf(row)
  if (input === null) console.log(`${row.name}: skipped, the reference data is absent`)
  else if (!measure(row, input)) process.exitCode = 1
}
