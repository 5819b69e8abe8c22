import { type Aim, decompose, type KindLottery, type Workshop } from './decompose.ts'
import { panelLeximin } from './panel-leximin.ts'
import type { Cut, Relaxation } from './relaxation.ts'

/** Where a method aims, and what by its own measure no lottery can beat. */
export interface BoundedAim extends Aim {
  readonly bound: number
}

/** A lottery by kinds, and how far it is proven. */
export interface FairLottery {
  readonly lottery: KindLottery
  /** What nobody can do better than, by kind; the lottery gives it where `exact`. */
  readonly aim: BoundedAim
  readonly exact: boolean
}

/**
 * The lottery that is best in the eyes of `aimAt`, a method that knows how to find the best expected panel with fractions of
 * people, and writes it with whole panels: as it is best among even more lotteries, it is best among these.
 *
 * Where that is proven impossible, a method of levels climbs them over panels of whole people; another one learns a limit
 * and starts again. Ends: each round cuts the last point off, and time is bounded.
 *
 * @param levels as in `panelLeximin`, or null.
 */
export function fairestLottery(
  workshop: Workshop,
  levels: number | null,
  aimAt: (relaxation: Relaxation) => BoundedAim,
): FairLottery {
  const cuts: Cut[] = []
  const impossible = new Set<number>()
  for (;;) {
    const aim = aimAt({ model: workshop.model, cuts, impossible })
    const answer = decompose(workshop, aim)
    if (answer.state !== 'unreachable') {
      return { lottery: answer.lottery, aim, exact: answer.state === 'exact' }
    }
    if (levels !== null) {
      const { lottery, expected, bound, exact } = panelLeximin(workshop, levels)
      return { lottery, aim: { due: expected, expected, bound }, exact }
    }
    cuts.push(...answer.cuts)
    for (const kind of answer.impossible) impossible.add(kind)
  }
}
