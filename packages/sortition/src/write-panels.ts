import type { Lottery } from './lottery.ts'

/** Says in the file itself what it is and how it is drawn from. */
export const PANELS_FORMAT = 'faire-commune/panels/1'

const HOW =
  'SHA-256 of the seed (UTF-8) as a whole number; its remainder by total_weight is the ticket; the panel drawn is the first whose weight, added to those before it, exceeds the ticket.'

/**
 * Writes a lottery as the file to be published before the draw: one panel a line, whole weights.
 *
 * @example
 * await writeFile('panels.json', writePanels(outcome.lottery))
 */
export function writePanels({ seats, totalWeight, panels }: Lottery): string {
  const lines = panels.map(({ weight, members }) => `    ${JSON.stringify({ weight, members })}`)
  const head = { format: PANELS_FORMAT, how_to_draw: HOW, seats, total_weight: totalWeight }
  const keys = Object.entries(head).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  )
  return `{\n${keys.join('')}  "panels": [\n${lines.join(',\n')}\n  ]\n}\n`
}
