/** What exact arithmetic says of ballots whose money is close to their share. */
export interface CloseBallots {
  /** Less than their share: they pay all they have. */
  readonly short: ReadonlySet<number>
  /** Exactly their share. */
  readonly even: ReadonlySet<number>
  /** More. */
  readonly able: ReadonlySet<number>
}

/** True where the voters of a ballot have more than their share; `left` is what doubles say they would have left. */
export function isAble({ short, even, able }: CloseBallots, ballot: number, left: number): boolean {
  return able.has(ballot) || (left > 0 && !short.has(ballot) && !even.has(ballot))
}
