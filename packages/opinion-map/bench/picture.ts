/**
 * Draws the picture of the README from a real conversation: where people stand, their groups, and who is on the edge.
 * Run: node packages/opinion-map/bench/picture.ts > packages/opinion-map/map.svg
 */
import { groupStability, mapOpinions } from '../src/index.ts'
import { conversationFolders, readConversation } from '../test/conversations.ts'

const WIDTH = 760
const HEIGHT = 520
const TOP = 104
const MARGIN = 36

const place = conversationFolders().find(({ name }) => name === 'scoop-hivemind.ubi')
if (place === undefined) throw new Error('the reference data is absent: set FAIRE_COMMUNE_REFERENCE')
const { votes, choices } = readConversation(place)
const map = mapOpinions(votes, choices)
const stability = groupStability(map, { resamples: 200, shuffles: 199, seed: 'README' })

/** Below it, a participant's mark is hollow: their group is not sure. */
const SURE = 0.8

const xs = Array.from(map.rowsInMap, (row) => map.points.x[row]!)
const ys = Array.from(map.rowsInMap, (row) => map.points.y[row]!)
const [left, right] = [Math.min(...xs), Math.max(...xs)]
const [low, high] = [Math.min(...ys), Math.max(...ys)]
const scale = Math.min((WIDTH - 2 * MARGIN) / (right - left), (HEIGHT - TOP - 2 * MARGIN) / (high - low))
const across = (x: number) => WIDTH / 2 + scale * (x - (left + right) / 2)
const down = (y: number) => TOP + (HEIGHT - TOP) / 2 - 10 - scale * (y - (low + high) / 2)

/** Group A, B, C…: a colour and a shape each, so that colour is never alone to tell them apart. */
const colours = ['#1d5b6b', '#b4541a', '#6b3f86', '#4c6b1d', '#86363f']
const shapes = [
  (x: number, y: number) => `<circle cx="${x}" cy="${y}" r="5.5"`,
  (x: number, y: number) => `<rect x="${round(x - 5)}" y="${round(y - 5)}" width="10" height="10"`,
  (x: number, y: number) => `<path d="M${x} ${round(y - 6.5)}l6.5 11.5h-13z"`,
  (x: number, y: number) => `<path d="M${x} ${round(y - 7)}l7 7l-7 7l-7 -7z"`,
  (x: number, y: number) => `<path d="M${round(x - 6)} ${round(y - 5)}h12l-6 11z"`,
]

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function mark(x: number, y: number, group: number, isSure: boolean): string {
  const fill = isSure ? colours[group] : '#fffdf9'
  return `${shapes[group]!(round(x), round(y))} fill="${fill}" stroke="${colours[group]}" stroke-width="1.5" fill-opacity="0.75"/>`
}

const marks = Array.from(map.rowsInMap, (row, i) =>
  mark(across(xs[i]!), down(ys[i]!), map.groupOf[row]!, stability.staying[i]! >= SURE),
)
const sizes = map.groupIds.map((_, group) => map.groupOf.filter((own) => own === group).length)
const words = { sure: 'sûrs', likely: 'probables', none: 'incertains' }
const percent = (share: number) => `${Math.round(share * 100)} %`
const legend = map.groupIds.map((_, group) => {
  const x = MARGIN + 8 + group * 225
  const letter = 'ABCDE'[group]
  const kept = percent(stability.jaccard[group]!)
  return `${mark(x, 80, group, true)}<text x="${x + 14}" y="85">${letter} : ${sizes[group]} personnes, gardé à ${kept}</text>`
})
const title = `${map.groupIds.length} groupes, ${words[stability.verdict]} : ${percent(stability.sameCount)} des tirages en trouvent autant`

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="13" fill="#3a352e">
<title>${title}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fffdf9"/>
<text x="${MARGIN}" y="32" font-size="18" font-weight="bold">${title}</text>
<text x="${MARGIN}" y="54">« A Universal Basic Income for Aotearoa NZ? », ${map.rowsInMap.length} personnes ; marque vide : pas sûre de son groupe</text>
${legend.join('\n')}
${marks.join('\n')}
<text x="${MARGIN}" y="${HEIGHT - 26}" font-size="11">Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC BY 4.0</text>
<text x="${MARGIN}" y="${HEIGHT - 11}" font-size="11">with Attribution to The Computational Democracy Project</text>
</svg>`)
