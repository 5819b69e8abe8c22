import type { Profile } from '../compile-profile.ts'
import type { Tie, TieBreaker } from '../types.ts'
import type { CloseBallots } from './close-ballots.ts'
import { FullShareStart } from './full-share-start.ts'
import { type Contender, leastRates } from './least-rates.ts'
import { PriceForecast } from './price-forecast.ts'
import { RateMemory } from './rate-memory.ts'
import { approximate, SharesLedger } from './shares-ledger.ts'
import { SharesLook } from './shares-look.ts'
import { CLOSE, type Endowment, SharesState } from './shares-state.ts'

/** Nobody's money is close to the price: doubles decide. */
const NOBODY: ReadonlySet<number> = new Set()

/** Where budgets may be further off than this part of the endowment, they are worked out again exactly. */
const MOST_DRIFT = 2 ** -32

/** From this count on, what is learnt is kept for the next: preparing that costs about one count. */
const WORTH_MEMORY = 3

/** It takes the square of this many amounts. */
const MOST_REMEMBERED = 1500

/**
 * One count by equal shares after another on the same profile, in the same memory.
 *
 * The rate of a project is its price over what a point is worth. Money only shrinks during a count, so a rate found in one round is
 * a lower bound in the next: only projects whose bound lies below the best rate are looked at again.
 */
export class SharesRun {
  readonly state: SharesState
  readonly ledger: SharesLedger
  readonly ties: Tie[] = []
  readonly #looks: SharesLook
  readonly #profile: Profile
  readonly #breakTies: TieBreaker
  readonly #free: readonly number[]
  /** Lower bounds of the rates; Infinity once bought or out of reach. */
  readonly #bounds: Float64Array
  readonly #rates: Float64Array
  /** Most that a rate may be wrong. */
  readonly #doubts: Float64Array
  /** Round in which the rate was last looked at. */
  readonly #seen: Int32Array
  /** 1 where nobody's money is close to the price that was last found. */
  readonly #sure: Uint8Array
  /** The order of the last count, and how much of it is bought. */
  #before: readonly number[] = []
  #boughtOfBefore = 0
  readonly #leftOut = new Set<number>()
  readonly #forecast: PriceForecast
  readonly #start: FullShareStart
  #counts = 0
  #memory: RateMemory | null = null

  constructor(profile: Profile, breakTies: TieBreaker, free: readonly number[]) {
    const projects = profile.cost.length
    this.#profile = profile
    this.#breakTies = breakTies
    this.#free = free
    this.state = new SharesState(profile)
    this.#looks = new SharesLook(this.state)
    this.ledger = new SharesLedger(this.state)
    this.#bounds = new Float64Array(projects)
    this.#rates = new Float64Array(projects)
    this.#doubts = new Float64Array(projects)
    this.#seen = new Int32Array(projects)
    this.#sure = new Uint8Array(projects)
    this.#forecast = new PriceForecast(projects)
    this.#start = new FullShareStart(this.state)
  }

  /** From now on, counts as if the project did not stand for election. */
  leaveOut(project: number): void {
    this.#leftOut.add(project)
    this.#start.leaveOut(project)
    this.#memory = null
  }

  /** Projects bought with this endowment, in order, without the free ones. */
  count(endowment: Endowment): readonly number[] {
    this.#before = [...this.state.order]
    this.#boughtOfBefore = 0
    if (++this.#counts === WORTH_MEMORY && this.#bounds.length <= MOST_REMEMBERED)
      this.#memory = new RateMemory(this.state)
    this.#reset(endowment)
    while (this.#buyNext());
    return this.state.order
  }

  #reset(endowment: Endowment): void {
    const { cost, worth, score } = this.#profile
    this.state.reset(endowment, this.#start.begin())
    this.ledger.reset(this.state.order.length)
    this.ties.length = 0
    this.#seen.fill(-1)
    for (let project = 0; project < cost.length; project++)
      this.#bounds[project] =
        score[project] === 0 || cost[project] === 0 || this.#leftOut.has(project)
          ? Number.POSITIVE_INFINITY
          : (cost[project]! / score[project]! / worth[project]!) * (1 - CLOSE)
    for (const project of this.state.order) this.#bounds[project] = Number.POSITIVE_INFINITY
    this.#memory?.begin()
  }

  #buyNext(): boolean {
    for (;;) {
      const level = this.#findLevel()
      const [first] = level
      if (first === undefined) return false
      const price = this.#rates[first]! * this.#profile.worth[first]!
      const isSure = this.#sure[first] === 1
      if (level.length === 1 && (isSure || this.#closeBallots(first).size === 0)) {
        this.#buy(
          first,
          price,
          isSure ? this.#doubts[first]! * this.#profile.worth[first]! : this.#looks.doubt,
          null,
        )
        return true
      }
      if (this.#buyExactly(level)) return true
    }
  }

  /** The projects whose rates are least, as far as doubles can tell. */
  #findLevel(): number[] {
    const round = this.state.order.length
    let best = Number.POSITIVE_INFINITY
    let doubt = 0
    const consider = (project: number) => {
      const ceiling = best * (1 + 2 * CLOSE) + 2 * doubt
      if (this.#isTooDear(project, ceiling)) return
      this.#look(project, round, ceiling)
      if (this.#rates[project]! < best) [best, doubt] = [this.#rates[project]!, this.#doubts[project]!]
    }
    const expected = this.#firstOfBefore()
    if (expected >= 0) {
      consider(expected)
      // The best is known, most likely: the others may come in any order.
      for (let project = 0; project < this.#bounds.length; project++)
        if (this.#isOpen(project, round) && this.#bounds[project]! <= best * (1 + CLOSE) + doubt)
          consider(project)
    } else
      for (;;) {
        const project = this.#lowestUnseen(round)
        if (project < 0 || this.#bounds[project]! > best * (1 + CLOSE) + doubt) break
        consider(project)
      }
    const level: number[] = []
    if (best === Number.POSITIVE_INFINITY) return level
    for (let project = 0; project < this.#seen.length; project++)
      if (
        this.#seen[project] === round &&
        this.#rates[project]! - this.#doubts[project]! <= best * (1 + CLOSE) + doubt
      )
        level.push(project)
    return level
  }

  #isOpen(project: number, round: number): boolean {
    return this.#bounds[project]! < Number.POSITIVE_INFINITY && this.#seen[project] !== round
  }

  #lowestUnseen(round: number): number {
    let lowest = -1
    let bound = Number.POSITIVE_INFINITY
    for (let project = 0; project < this.#bounds.length; project++)
      if (this.#bounds[project]! < bound && this.#seen[project] !== round) {
        lowest = project
        bound = this.#bounds[project]!
      }
    return lowest
  }

  /** Whom the last count bought first of all that are not bought yet: most likely the next. */
  #firstOfBefore(): number {
    const before = this.#before
    while (this.#boughtOfBefore < before.length) {
      const project = before[this.#boughtOfBefore]!
      if (this.#bounds[project] !== Number.POSITIVE_INFINITY) return project
      this.#boughtOfBefore++
    }
    return -1
  }

  /** By what earlier counts say, without a look. */
  #isTooDear(project: number, ceiling: number): boolean {
    if (this.#memory === null) return false
    const worth = this.#profile.worth[project]!
    const bound = (this.#memory.priceBound(project, ceiling * worth) / worth) * (1 - 2 ** -50)
    if (bound === 0) return false
    this.#bounds[project] = bound
    return true
  }

  #look(project: number, round: number, ceiling: number): void {
    const looks = this.#looks
    const worth = this.#profile.worth[project]!
    const isFirst = ceiling === Number.POSITIVE_INFINITY
    const guess = isFirst ? this.#forecast.price(project, this.state.each) : ceiling * worth
    const price = looks.raise(project, this.#bounds[project]! * worth, guess, ceiling * worth)
    this.#memory?.noteLook(project, looks)
    this.#seen[project] = round
    this.#sure[project] = 0
    if (price === Number.POSITIVE_INFINITY) {
      this.#rates[project] = price
      this.#lookAtAllMoney(project)
      return
    }
    const doubt = looks.error / looks.freePoints / worth
    this.#rates[project] = price / worth
    this.#doubts[project] = looks.isSure ? looks.doubt / worth : doubt
    this.#sure[project] = looks.isSure ? 1 : 0
    this.#bounds[project] = (price / worth - doubt) * (1 - 2 ** -50)
  }

  /** The supporters' money does not seem to reach the cost: dropped for good, unless it is too close to say. */
  #lookAtAllMoney(project: number): void {
    const { cost, worth } = this.#profile
    const gap = cost[project]! - this.#looks.paid
    const isClose = gap <= CLOSE * cost[project]! + this.#looks.error
    const exact = isClose ? this.ledger.exactPrice(project, 0, this.#allBallots(project)) : null
    this.#doubts[project] = 0
    if (exact === null) this.#bounds[project] = Number.POSITIVE_INFINITY
    else {
      const rate = approximate(exact.numerator, exact.points * this.ledger.denominator()) / worth[project]!
      this.#rates[project] = rate
      this.#doubts[project] = rate * CLOSE
      this.#bounds[project] = rate * (1 - CLOSE)
    }
  }

  #closeBallots(project: number): ReadonlySet<number> {
    const close = this.#looks.closeBallots(project, this.#rates[project]! * this.#profile.worth[project]!)
    return close.length === 0 ? NOBODY : new Set(close)
  }

  #allBallots(project: number): ReadonlySet<number> {
    const { groupOf, entryOf, ballot } = this.#profile
    return new Set(ballot.subarray(entryOf[groupOf[project]!]!, entryOf[groupOf[project + 1]!]!))
  }

  /** False where one of the projects turns out to be out of reach: the round begins again without it. */
  #buyExactly(level: readonly number[]): boolean {
    const contenders: Contender[] = []
    for (const project of level) {
      const close = this.#closeBallots(project)
      const exact = this.ledger.exactPrice(
        project,
        this.#rates[project]! * this.#profile.worth[project]!,
        close,
      )
      if (exact === null) {
        this.#bounds[project] = Number.POSITIVE_INFINITY
        this.#rates[project] = Number.POSITIVE_INFINITY
        this.#seen.fill(-1)
        return false
      }
      contenders.push({ project, close, exact })
    }
    const { project, close, exact } = this.#choose(contenders)
    const { short, even } = exact
    const able = new Set([...close].filter((ballot) => !short.has(ballot) && !even.has(ballot)))
    const price = approximate(exact.numerator, exact.points * this.ledger.denominator())
    this.#looks.closeBallots(project, price)
    this.#buy(project, price, this.#looks.doubt, { short, even, able })
    return true
  }

  #choose(contenders: readonly Contender[]): Contender {
    const level = leastRates(contenders, this.#profile.worth)
    const best = level[0]!
    if (level.length === 1) return best
    const candidates = level.map(({ project }) => project)
    const { chosen, by } = this.#breakTies(candidates)
    this.ties.push({ round: this.#free.length + this.state.order.length + 1, candidates, chosen, by })
    return level.find(({ project }) => project === chosen) ?? best
  }

  #buy(project: number, price: number, doubt: number, close: CloseBallots | null): void {
    const { state } = this
    this.#start.watch(project, price, close === null)
    state.buy(project, price, doubt, close)
    this.#bounds[project] = Number.POSITIVE_INFINITY
    this.#forecast.note(project, state.each, price)
    this.#memory?.noteBought(project, price)
    if (state.drift > MOST_DRIFT * state.each) state.anchor(this.#exactPrices())
  }

  #exactPrices(): Float64Array {
    return Float64Array.from(this.state.order, (_, round) => {
      const { numerator, denominator } = this.ledger.price(round)
      return approximate(numerator, denominator)
    })
  }
}
