import { seededRandom } from '../bench/seeded-random.ts'
import { countElection, countRules, createPbReader, writePb } from '../src/index.ts'

const seeds = [
  'META\nkey;value\nbudget;100,5\nvote_type;approval\nPROJECTS\nproject_id;cost;name\na;60;"x; ""y"""\nb/1;40.5;z\nVOTES\nvoter_id;sex;vote\n1;M;a,b/1\n2;F;b/1\n3;;\n',
  'META\nbudget;30\nvote_type;cumulative\nPROJECTS\nproject_id;cost\n1;10\n2;20\n3;5\nVOTES\nvoter_id;vote;points\n1;1,2;3,2\n2;3;1.5\n3;2,3;0,1\n',
  'META\r\nbudget;30\r\nvote_type;ordinal\r\nPROJECTS\r\nproject_id;cost\r\nx;10\r\ny;20\r\nVOTES\r\nvoter_id;vote\r\n1;x,y\r\n2;y\r\n',
]
const spices = [
  ';',
  '"',
  '\n',
  '\r',
  ',',
  'META',
  'VOTES',
  'none',
  '0',
  '9999999999999999',
  '-1',
  '.5',
  '\u0000',
  '\ufeff',
  'é',
  '😀',
]

const [seconds = '60', seed = '1'] = process.argv.slice(2)
const random = seededRandom(Number(seed))
const encoder = new TextEncoder()
const until = performance.now() + 1000 * Number(seconds)
const seen = { files: 0, read: 0, refused: 0 }

/** A file like a real one, with some bytes changed, cut, doubled or put in. */
function mutated(): Uint8Array {
  let bytes = encoder.encode(seeds[Math.floor(random() * seeds.length)])
  for (let change = Math.floor(random() * 6); change > 0; change--) {
    const at = Math.floor(random() * (bytes.length + 1))
    const to = Math.min(bytes.length, at + Math.floor(random() * 12))
    const spice = encoder.encode(spices[Math.floor(random() * spices.length)])
    const parts = [
      [bytes.subarray(0, at), spice, bytes.subarray(at)],
      [bytes.subarray(0, at), bytes.subarray(to)],
      [bytes.subarray(0, to), bytes.subarray(at)],
      [bytes.subarray(0, at), Uint8Array.of(Math.floor(random() * 256)), bytes.subarray(to)],
    ][Math.floor(random() * 4)]
    bytes = Uint8Array.from((parts ?? []).flatMap((part) => [...part]))
  }
  return bytes
}

function tryOne(bytes: Uint8Array): void {
  const options = {
    duplicateVoters: 'refuse',
    groups: [],
    maxProblems: 1 + Math.floor(random() * 5),
  } as const
  const stream = createPbReader(options)
  const size = 1 + Math.floor(random() * 40)
  for (let at = 0; at < bytes.length; at += size) stream.push(bytes.subarray(at, at + size))
  const reading = stream.end()
  seen.files++
  if (!reading.ok) {
    seen.refused++
    if (reading.problems.some(({ line, remedy }) => line < 1 || remedy === ''))
      throw new Error('a defect without remedy')
    return
  }
  seen.read++
  for (const rule of countRules(reading.election.voteType))
    countElection(reading.election, rule, { by: 'cost' })
  const again = createPbReader(options)
  for (const text of writePb(reading.election)) again.push(encoder.encode(text))
  if (!again.end().ok) throw new Error('what was written cannot be read')
}

while (performance.now() < until) {
  const bytes = mutated()
  try {
    tryOne(bytes)
  } catch (error) {
    console.error(JSON.stringify(new TextDecoder().decode(bytes)))
    throw error
  }
}
console.log(
  `${seen.files} files in ${seconds} s, seed ${seed}: ${seen.read} read and counted, ${seen.refused} refused, no crash`,
)
