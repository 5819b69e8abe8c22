/**
 * Draws the picture of the README: everybody's chance by leximin and by the usual way, on the same pool.
 * Run: node packages/sortition/bench/picture.ts > packages/sortition/chances.svg
 */
import {
  chancesOf,
  leximin,
  loadSolver,
  type SortitionOutcome,
  seededRandom,
  stopwatch,
  stratifiedRandom,
} from '../src/index.ts'
import { generatePool } from './generate-pool.ts'

const WIDTH = 760
const HEIGHT = 400
const LEFT = 62
const TOP = 74
const PLOT_WIDTH = WIDTH - LEFT - 24
const PLOT_HEIGHT = HEIGHT - TOP - 56

/** Chances above it are drawn on the edge: the few people whom the quotas need. */
const TOP_CHANCE = 0.5

const problem = generatePool(400, 40, 5, 1)
const highs = await loadSolver()
const effort = () => ({ random: seededRandom(1), timeLeft: stopwatch(60) })
const fair = sorted(leximin(highs, problem, effort()))
const usual = sorted(stratifiedRandom(highs, problem, 1000, effort()))

function sorted(outcome: SortitionOutcome): number[] {
  if (outcome.status !== 'ok') throw new Error('the generated pool has panels')
  return [...chancesOf(problem, outcome.lottery)].sort((a, b) => a - b)
}

const x = (rank: number, of: number) => LEFT + (rank / of) * PLOT_WIDTH
const y = (chance: number) => TOP + PLOT_HEIGHT * (1 - Math.min(chance, TOP_CHANCE) / TOP_CHANCE)
const percent = (chance: number) => `${String(Math.round(chance * 1000) / 10).replace('.', ',')} %`
const line = (chances: readonly number[]) =>
  chances.map((chance, rank) => `${x(rank, chances.length - 1).toFixed(1)},${y(chance).toFixed(1)}`).join(' ')

const gridLines = [0, 0.1, 0.2, 0.3, 0.4, 0.5].map(
  (chance) =>
    `<line x1="${LEFT}" x2="${WIDTH - 24}" y1="${y(chance)}" y2="${y(chance)}" stroke="#d9d4cb"/>` +
    `<text x="${LEFT - 8}" y="${y(chance) + 4}" text-anchor="end">${chance * 100} %</text>`,
)
const below = usual.filter((chance) => chance < fair[0]! - 1e-6).length

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="13" fill="#3a352e">
<title>Personne n'a moins de ${percent(fair[0]!)} de chance par leximin ; par la méthode usuelle, ${below} personnes sur ${usual.length} en ont moins, jusqu'à ${percent(usual[0]!)}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fffdf9"/>
<text x="${LEFT}" y="28" font-size="18" font-weight="bold">Leximin : personne en dessous de ${percent(fair[0]!)} de chance</text>
<text x="${LEFT}" y="50">Méthode usuelle : ${below} des ${usual.length} volontaires en ont moins, le moins chanceux ${percent(usual[0]!)}</text>
${gridLines.join('\n')}
<polyline fill="none" stroke="#b4541a" stroke-width="2.5" stroke-dasharray="6 4" points="${line(usual)}"/>
<polyline fill="none" stroke="#1d5b6b" stroke-width="3" points="${line(fair)}"/>
<line x1="${LEFT + 16}" x2="${LEFT + 52}" y1="${TOP + 22}" y2="${TOP + 22}" stroke="#1d5b6b" stroke-width="3"/>
<text x="${LEFT + 60}" y="${TOP + 27}">leximin</text>
<line x1="${LEFT + 16}" x2="${LEFT + 52}" y1="${TOP + 44}" y2="${TOP + 44}" stroke="#b4541a" stroke-width="2.5" stroke-dasharray="6 4"/>
<text x="${LEFT + 60}" y="${TOP + 49}">méthode usuelle (1 000 tirages)</text>
<text x="${LEFT + PLOT_WIDTH / 2}" y="${HEIGHT - 30}" text-anchor="middle">les ${fair.length} volontaires, du moins au plus chanceux</text>
<text x="${LEFT + PLOT_WIDTH / 2}" y="${HEIGHT - 12}" text-anchor="middle" font-size="11">Commune fictive, ${problem.panelSize} places, quotas de genre, âge, quartier, diplôme et profession ; au-delà de 50 %, le trait reste au bord</text>
</svg>`)
