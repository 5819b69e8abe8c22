import type { Lottery } from './lottery.ts'

/** One step of a draw: what is done and what comes out, so that a resident can do it again. */
export interface DrawStep {
  readonly step: string
  readonly value: string
}

export interface Draw {
  /** Ids, in the order in which the panel was published. */
  readonly selected: readonly string[]
  /** Position of the panel in the published list, from 1. */
  readonly panel: number
  readonly steps: readonly DrawStep[]
}

/**
 * Draws one panel of a published lottery with a published seed: the SHA-256 of the seed, read as a whole number, divided
 * by the total weight; the remainder is the ticket, and the panels hold the tickets in the order of the list.
 *
 * The total is 10¹², so that the ticket is the last twelve digits of the number. Whoever has the list and the seed finds
 * the same panel with paper, a calculator of large numbers and any SHA-256; the steps say how. Publish the list before the
 * seed is known, and take as a seed what nobody can choose, such as the numbers of a national lottery of a later day.
 * Runs in a browser too. Cost: one hash, and one pass over the panels.
 *
 * @throws Error where the weights are not whole numbers that add up to the total: such a list must not be drawn from.
 * @example
 * const { selected } = await drawPanel(lottery, 'Loto du 4 mars 2027 : 3 17 22 38 41 - 9')
 */
export async function drawPanel(lottery: Lottery, seed: string): Promise<Draw> {
  const total = checkedTotal(lottery)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(seed))
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const number = BigInt(`0x${hex}`)
  const ticket = Number(number % BigInt(total))
  let before = 0
  const position = lottery.panels.findIndex(({ weight }) => {
    before += weight
    return ticket < before
  })
  const { weight, members } = lottery.panels[position]!
  return {
    selected: members,
    panel: position + 1,
    steps: [
      { step: 'seed, as UTF-8 text without end of line', value: seed },
      { step: 'SHA-256 of the seed, in hexadecimal (printf %s SEED | sha256sum)', value: hex },
      { step: 'the same as a whole number in decimal', value: String(number) },
      { step: `remainder of the division by the total weight ${total}: the ticket`, value: String(ticket) },
      {
        step: `first panel whose weight, added to those of all panels before it, exceeds the ticket: panel ${position + 1} of ${lottery.panels.length} holds the tickets`,
        value: `${before - weight} to ${before - 1}`,
      },
      { step: 'members of this panel', value: members.join(', ') },
    ],
  }
}

function checkedTotal({ panels, totalWeight }: Lottery): number {
  const sum = panels.reduce((total, { weight }) => total + weight, 0)
  const whole = panels.every(({ weight }) => Number.isSafeInteger(weight) && weight > 0)
  if (!whole || sum !== totalWeight || !Number.isSafeInteger(sum)) {
    throw new Error(`the weights of the panels must be whole and add up to ${totalWeight}, not ${sum}`)
  }
  return totalWeight
}
