import type { BudgetPicture } from './document.rules.ts'

const width = 720
const height = 300
const left = 78
const right = 16
const top = 18
const bottom = 58

const fills = { operating: '#1d5b6b', investment: '#c98a2b' } as const
const ink = '#2b2a27'
const grid = '#d9d4c7'

/** The picture as SVG with everything in attributes, so that it reads the same in a page, a word file and a PDF. */
export function drawBudget(picture: BudgetPicture): string {
  const all = picture.series.flatMap(({ amounts, limits }) => [
    ...amounts,
    ...limits.map((limit) => limit ?? 0),
  ])
  const lowest = Math.min(0, ...all)
  const highest = Math.max(1, ...all)
  const ticks = niceTicks(lowest, highest)
  const [from = 0, to = 1] = [ticks[0], ticks.at(-1)]
  const y = (value: number) => round(top + ((to - value) / (to - from)) * (height - top - bottom))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Atkinson Hyperlegible, sans-serif" font-size="13" fill="${ink}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...ticks.map(
      (tick) =>
        `<line x1="${left}" x2="${width - right}" y1="${y(tick)}" y2="${y(tick)}" stroke="${tick === 0 ? ink : grid}"/><text x="${left - 8}" y="${y(tick) + 4}" text-anchor="end">${escapeText(picture.tick(tick))}</text>`,
    ),
    ...picture.years.flatMap((year, index) => drawYear(picture, year, index, y)),
    drawLegend(picture),
    '</svg>',
  ].join('')
}

function drawYear(
  picture: BudgetPicture,
  year: number,
  index: number,
  y: (value: number) => number,
): string[] {
  const band = (width - left - right) / picture.years.length
  const bar = Math.min(34, (band * 0.7) / picture.series.length)
  const start = left + band * index + (band - bar * picture.series.length) / 2
  const bars = picture.series.flatMap(({ look, amounts, limits }, place) => {
    const x = round(start + place * bar)
    const amount = amounts[index] ?? 0
    const limit = limits[index] ?? null
    const height = Math.abs(y(amount) - y(0))
    return [
      `<rect x="${x}" y="${Math.min(y(amount), y(0))}" width="${round(bar - 3)}" height="${round(height)}" fill="${fills[look]}"/>`,
      ...(limit === null
        ? []
        : [
            `<line x1="${x - 2}" x2="${round(x + bar - 1)}" y1="${y(limit)}" y2="${y(limit)}" stroke="${ink}" stroke-width="2.5"/>`,
          ]),
    ]
  })
  const middle = round(left + band * (index + 0.5))
  return [...bars, `<text x="${middle}" y="${height - bottom + 20}" text-anchor="middle">${year}</text>`]
}

function drawLegend(picture: BudgetPicture): string {
  const y = height - 14
  let x = left
  const keys = picture.series.map(({ label, look }) => {
    const key = `<rect x="${x}" y="${y - 11}" width="13" height="13" fill="${fills[look]}"/><text x="${x + 19}" y="${y}">${escapeText(label)}</text>`
    x += 45 + label.length * 7
    return key
  })
  const limit = `<line x1="${x}" x2="${x + 16}" y1="${y - 5}" y2="${y - 5}" stroke="${ink}" stroke-width="2.5"/><text x="${x + 22}" y="${y}">${escapeText(picture.limitLabel)}</text>`
  return keys.join('') + limit
}

/** Round steps (1, 2 or 5 times a power of ten) that cover the range, five or so. */
function niceTicks(lowest: number, highest: number): number[] {
  const rough = (highest - lowest) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const first = Math.floor(lowest / step)
  const last = Math.ceil(highest / step)
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeText(text: string): string {
  // The font of the picture has no narrow space.
  return text
    .replaceAll('\u202f', '\u00a0')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
