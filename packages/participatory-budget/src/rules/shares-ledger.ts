import type { SharesState } from './shares-state.ts'

/** An exact price: `numerator / (voters × product of the divisors so far × points)`. */
export interface ExactPrice {
  readonly numerator: bigint
  readonly points: bigint
  /** Of the close ballots: those who have less than their share, and pay all of it. */
  readonly short: ReadonlySet<number>
  /** Of the close ballots: those whose share is exactly what they have left. */
  readonly even: ReadonlySet<number>
}

/**
 * The same money in whole numbers, worked out only when doubles are too close to decide.
 *
 * The money left to a voter who was never exhausted is `e − Σ price(round) × points`, and each price is
 * `(cost − money of the exhausted) / points of the others`: a combination, with small whole coefficients, of e and of the
 * prices before. So round r's price is kept as `numerators[r] / (voters × divisors[0] × … × divisors[r])`, and any such
 * combination is added up by Horner's scheme.
 */
export class SharesLedger {
  readonly #state: SharesState
  readonly #numerators: bigint[] = []
  readonly #divisors: bigint[] = []
  /** Purchases at the beginning of the count under way that are the same in every count with more money. */
  #alike = 0

  constructor(state: SharesState) {
    this.#state = state
  }

  /** At the beginning of a count whose first `alike` purchases are those of every count with more money: so are their prices. */
  reset(alike: number): void {
    const known = Math.min(alike, this.#alike, this.#numerators.length)
    this.#alike = alike
    this.#numerators.length = known
    this.#divisors.length = known
  }

  /** `voters ×` the product of the divisors: the denominator of every amount now, and of the prices before division by points. */
  denominator(): bigint {
    this.#catchUp()
    return this.#divisors.reduce(
      (product, divisor) => product * divisor,
      BigInt(this.#state.endowment.voters),
    )
  }

  /** Price of a round, over `voters × divisors[0] × … × divisors[round]`. */
  price(round: number): { readonly numerator: bigint; readonly denominator: bigint } {
    this.#catchUp()
    const denominator = this.#divisors
      .slice(0, round + 1)
      .reduce((product, divisor) => product * divisor, BigInt(this.#state.endowment.voters))
    return { numerator: this.#numerators[round]!, denominator }
  }

  /** Money left to each voter of a ballot, over `denominator()`. */
  budget(ballot: number): bigint {
    this.#catchUp()
    if (this.#state.budgets[ballot] === 0) return 0n
    return this.#left(ballot)
  }

  #left(ballot: number): bigint {
    const { order } = this.#state
    const points = new Float64Array(order.length)
    this.#addPoints(ballot, 1, points)
    let sum = this.#state.endowment.total
    for (let round = 0; round < order.length; round++)
      sum =
        sum * this.#divisors[round]! -
        (points[round] === 0 ? 0n : BigInt(points[round]!) * this.#numerators[round]!)
    return sum
  }

  /**
   * The exact price of a project, null where its supporters cannot pay it. `close` are the ballots that doubles cannot tell apart from
   * the price; `price` tells all others.
   */
  exactPrice(project: number, price: number, close: ReadonlySet<number>): ExactPrice | null {
    this.#catchUp()
    const sums = this.#sum(project, (ballot, points) =>
      close.has(ballot) ? 'undecided' : this.#state.budgets[ballot]! < price * points ? 'all' : 'share',
    )
    let undecided = sums.undecided.map((entry) => ({ ...entry, money: this.#left(entry.ballot) }))
    let free = sums.points + undecided.reduce((sum, { people, points }) => sum + people * points, 0)
    const [all, even] = [new Set<number>(), new Set<number>()]
    // The same steps as `raise`, exactly: from below, each ballot that cannot pay its share leaves the others more to pay.
    for (;;) {
      if (free === 0) return null
      const numerator = this.#horner(project, sums)
      const points = BigInt(free)
      const isShort = (entry: Undecided & { money: bigint }) =>
        entry.money * points < numerator * BigInt(entry.points)
      const short = undecided.filter(isShort)
      if (short.length === 0) {
        for (const entry of undecided)
          if (entry.money * points === numerator * BigInt(entry.points)) even.add(entry.ballot)
        return { numerator, points, short: all, even }
      }
      undecided = undecided.filter((entry) => !isShort(entry))
      for (const { ballot, people, points: given } of short) {
        all.add(ballot)
        free -= people * given
        sums.people += people
        this.#addPoints(ballot, people, sums.coefficients)
      }
    }
  }

  #catchUp(): void {
    const { order, paidShare } = this.#state
    for (let round = this.#numerators.length; round < order.length; round++) {
      const project = order[round]!
      const sums = this.#sum(project, (ballot) => {
        const exhaustedIn = this.#state.exhaustedIn(ballot)
        if (exhaustedIn < round) return 'nothing'
        return exhaustedIn === round && paidShare[ballot] === 0 ? 'all' : 'share'
      })
      this.#numerators.push(this.#horner(project, sums))
      this.#divisors.push(BigInt(sums.points))
    }
  }

  #sum(
    project: number,
    payOf: (ballot: number, points: number) => 'nothing' | 'all' | 'share' | 'undecided',
  ): Sums {
    const { groupOf, groupPoints, entryOf, ballot, people } = this.#state.profile
    const sums: Sums = {
      people: 0,
      points: 0,
      coefficients: new Float64Array(this.#state.order.length),
      undecided: [],
    }
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
      const points = groupPoints[group]!
      for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
        const [index, weight] = [ballot[entry]!, people[entry]!]
        const pays = payOf(index, points)
        if (pays === 'share') sums.points += weight * points
        else if (pays === 'undecided') sums.undecided.push({ ballot: index, people: weight, points })
        else if (pays === 'all' && this.#hasMoney(index)) {
          sums.people += weight
          this.#addPoints(index, weight, sums.coefficients)
        }
      }
    }
    return sums
  }

  /** While catching up, a ballot exhausted in that very round still has its money. */
  #hasMoney(ballot: number): boolean {
    return this.#state.exhaustedIn(ballot) >= this.#numerators.length
  }

  /** Adds what the voters of a ballot gave to the projects bought so far, by round. */
  #addPoints(ballot: number, people: number, coefficients: Float64Array): void {
    const { start, project, points } = this.#state.profile.election.ballots
    for (let at = start[ballot]!; at < start[ballot + 1]!; at++) {
      const round = this.#state.roundOf[project[at]!]!
      if (round >= 0 && round < this.#numerators.length) coefficients[round]! += people * points[at]!
    }
  }

  /** `cost − money of those who pay all`, over the denominator at this round. */
  #horner(project: number, { people, coefficients }: Sums): bigint {
    const { endowment, profile } = this.#state
    let sum = BigInt(profile.cost[project]!) * BigInt(endowment.voters) - BigInt(people) * endowment.total
    for (let round = 0; round < this.#numerators.length; round++) {
      sum *= this.#divisors[round]!
      if (coefficients[round] !== 0) sum += BigInt(coefficients[round]!) * this.#numerators[round]!
    }
    return sum
  }
}

interface Undecided {
  readonly ballot: number
  readonly people: number
  readonly points: number
}

interface Sums {
  /** People who pay all they have left. */
  people: number
  /** Points of those who pay their share. */
  points: number
  /** By round: points that those who pay all gave to its project. */
  readonly coefficients: Float64Array
  readonly undecided: Undecided[]
}

/** A quotient of whole numbers of any length as a double, within two roundings. */
export function approximate(numerator: bigint, denominator: bigint): number {
  const shift = Math.max(0, denominator.toString(16).length - 24) * 4
  const [top, bottom] = [numerator >> BigInt(shift), denominator >> BigInt(shift)]
  return Number(top) / Number(bottom)
}
