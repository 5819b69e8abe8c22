/**
 * Draws the picture of the README: by quarter of a made-up town, the money of the funded projects that people voted for, by the usual rule and
 * by equal shares. Run: node packages/participatory-budget/bench/picture.ts > packages/participatory-budget/quarters.svg
 */
import { type Counted, countElection, readPb, satisfactionReport } from '../src/index.ts'
import { generateElection } from './generate-election.ts'

const WIDTH = 760
const LEFT = 190
const TOP = 92
const ROW = 42
const PLOT = WIDTH - LEFT - 40
const USUAL = '#b4541a'
const FAIR = '#1d5b6b'

const text = generateElection({ voters: 4_000, projects: 64 }, 11)
const reading = readPb(new TextEncoder().encode(text), {
  duplicateVoters: 'refuse',
  groups: [{ column: 'quarter', bands: null }],
  maxProblems: 1,
})
if (!reading.ok) throw new Error(reading.problems[0]?.text)
const { election } = reading
const usual = sharesOf(countElection(election, 'greedy-cost', { by: 'votes' }))
const fair = sharesOf(countElection(election, 'mes-cost-add1u', { by: 'votes' }))

/** By quarter: its people, and the money spent on projects they voted for, each cost shared by its supporters. */
function sharesOf({ selected }: Counted) {
  const { groups } = satisfactionReport(election, selected, 30)
  const rows = (groups[0]?.rows ?? []).map(({ label, voters, meanShare }) => ({
    label,
    voters,
    share: meanShare,
  }))
  return rows.sort((a, b) => b.voters - a.voters)
}

const most =
  50 * Math.ceil(Math.max(...usual.map(({ share }) => share), ...fair.map(({ share }) => share)) / 50)
const x = (share: number) => LEFT + (share / most) * PLOT
const number = (value: number) => value.toLocaleString('fr-FR', { maximumFractionDigits: 0 })
const least = (rows: readonly { readonly share: number }[]) =>
  number(Math.min(...rows.map(({ share }) => share)))
const height = TOP + ROW * usual.length + 40
const grid = [0, 0.25, 0.5, 0.75, 1].map(
  (part) =>
    `<line x1="${x(part * most)}" x2="${x(part * most)}" y1="${TOP - 8}" y2="${height - 36}" stroke="#d9d4cb"/>` +
    `<text x="${x(part * most)}" y="${height - 16}" text-anchor="middle">${number(part * most)} €</text>`,
)
const rows = usual.map(({ label, voters, share }, index) => {
  const y = TOP + ROW * index + 14
  const after = fair.find((row) => row.label === label)?.share ?? 0
  return (
    `<text x="${LEFT - 14}" y="${y + 5}" text-anchor="end">${label} (${number(voters)})</text>` +
    `<line x1="${x(share).toFixed(1)}" x2="${x(after).toFixed(1)}" y1="${y}" y2="${y}" stroke="#8b857b" stroke-width="2"/>` +
    `<circle cx="${x(share).toFixed(1)}" cy="${y}" r="7" fill="#fffdf9" stroke="${USUAL}" stroke-width="3"/>` +
    `<circle cx="${x(after).toFixed(1)}" cy="${y}" r="7" fill="${FAIR}"/>`
  )
})
const finding = `Parts égales : le quartier le moins servi passe de ${least(usual)} à ${least(fair)} € par votant`

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="sans-serif" font-size="13" fill="#3a352e">
<title>${finding}, dans une ville inventée de ${number(election.voters)} votants et ${usual.length} quartiers</title>
<rect width="${WIDTH}" height="${height}" fill="#fffdf9"/>
<text x="24" y="28" font-size="18" font-weight="bold">${finding}</text>
<text x="24" y="52">Argent des projets financés que les habitants ont choisis, par votant de chaque quartier (ville inventée, même budget)</text>
<circle cx="31" cy="70" r="6" fill="#fffdf9" stroke="${USUAL}" stroke-width="3"/><text x="44" y="75">le plus de voix d'abord</text>
<circle cx="211" cy="70" r="6" fill="${FAIR}"/><text x="224" y="75">parts égales (mes-cost-add1u)</text>
${grid.join('\n')}
${rows.join('\n')}
</svg>`)
