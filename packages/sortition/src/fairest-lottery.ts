import { type Aim, decompose, type KindLottery, type Workshop } from './decompose.ts'
import type { Cut, Relaxation } from './relaxation.ts'

/** A lottery by kinds, and how far it is proven. */
export interface FairLottery<AnyAim extends Aim> {
  readonly lottery: KindLottery
  /** What nobody can do better than, by kind; the lottery gives it where `exact`. */
  readonly aim: AnyAim
  /** Kinds whose people fit in no panel. */
  readonly impossible: ReadonlySet<number>
  readonly exact: boolean
}

/**
 * The lottery that is best in the eyes of `aimAt`, a method that knows how to find the best expected panel with fractions of
 * people: finds it, writes it with whole panels, and where that is proven impossible learns a limit and starts again.
 *
 * The point reached is best among all lotteries over whole panels, as it is best among even more. Ends: each round cuts the
 * last point off, and time is bounded.
 */
export function fairestLottery<AnyAim extends Aim>(
  workshop: Workshop,
  aimAt: (relaxation: Relaxation) => AnyAim,
): FairLottery<AnyAim> {
  const cuts: Cut[] = []
  const impossible = new Set<number>()
  for (;;) {
    const aim = aimAt({ model: workshop.model, cuts, impossible })
    const answer = decompose(workshop, aim)
    if (answer.state !== 'unreachable') {
      return { lottery: answer.lottery, aim, impossible, exact: answer.state === 'exact' }
    }
    cuts.push(...answer.cuts)
    for (const kind of answer.impossible) impossible.add(kind)
  }
}
