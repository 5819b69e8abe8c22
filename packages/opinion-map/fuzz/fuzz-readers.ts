/**
 * Feeds the readers of files with damaged texts, for as many seconds as asked, and maps what they read: nothing may be
 * thrown, and every refusal names a problem and a remedy.
 *
 * Run: node packages/opinion-map/fuzz/fuzz-readers.ts SECONDS SEED
 */
import {
  formatMap,
  mapOpinions,
  POLIS_SETTINGS,
  type Read,
  readModeration,
  readParticipantVotes,
  readProductionModeration,
  readVotes,
  seededRandom,
} from '../src/index.ts'

const [seconds, seed] = [Number(process.argv[2] ?? Number.NaN), process.argv[3] ?? '']
if (!(seconds > 0) || seed === '') throw new Error('how many seconds and which seed: fuzz-readers.ts 60 a')

const random = seededRandom(seed)
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!

const samples = [
  'timestamp,datetime,comment-id,voter-id,vote\n1,"a, b",0,0,1\n2,c,1,0,-1\n3,d,0,1,0\n',
  'participant,group-id,n-comments,7,8,9\n0,1,2,1,0,-1\n1,,3,,,\n',
  'timestamp,comment-id,moderated,comment-body\n1,0,-1,"line\nline ""quoted"""\n2,1,1,x\n',
  '{"mod-out":[1,2],"n":3}',
]
const scraps = [
  ',',
  ';',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  '\uFEFF',
  '\0',
  '-1',
  '1e9',
  'NaN',
  '9'.repeat(30),
  '__proto__',
  '🗳',
  '{',
  ']',
]
const readers: readonly ((text: string) => Read<unknown>)[] = [
  readParticipantVotes,
  readModeration,
  readProductionModeration,
]

function damaged(text: string): string {
  let result = text
  for (let times = Math.floor(random() * 8); times > 0; times--) {
    const at = Math.floor(random() * (result.length + 1))
    const end = at + Math.floor(random() * 6)
    result =
      result.slice(0, at) + (random() < 0.6 ? pick(scraps) : '') + result.slice(random() < 0.5 ? at : end)
    if (random() < 0.1) result += result.slice(at)
  }
  return result
}

function check(read: Read<unknown>, text: string): void {
  if (read.ok) return
  const isTold = read.faults.length > 0 && read.faults.every(({ problem, remedy }) => problem && remedy)
  if (!isTold) throw new Error(`a refusal without words: ${JSON.stringify(text)}`)
}

let texts = 0
let accepted = 0
const end = performance.now() + seconds * 1000
while (performance.now() < end) {
  const text = damaged(pick(samples))
  texts++
  try {
    for (const reader of readers) check(reader(text), text)
    const votes = readVotes(text)
    check(votes, text)
    if (!votes.ok) continue
    accepted++
    JSON.stringify(
      formatMap(mapOpinions(votes.value, { moderatedOut: [], meta: [], settings: POLIS_SETTINGS })),
    )
  } catch (error) {
    throw new Error(`thrown on ${JSON.stringify(text)}`, { cause: error })
  }
}
console.log(`${texts} texts, of which ${accepted} were votes; nothing thrown`)
