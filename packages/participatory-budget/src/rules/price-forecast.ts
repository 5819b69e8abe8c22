/**
 * Guesses the price of a project from its prices in the two counts before: prices move along broken lines in what every voter starts
 * with, mostly straight from one step to the next. A wrong guess costs time, not truth.
 */
export class PriceForecast {
  readonly #each: Float64Array
  readonly #price: Float64Array
  readonly #slope: Float64Array

  constructor(projects: number) {
    this.#each = new Float64Array(projects)
    this.#price = new Float64Array(projects)
    this.#slope = new Float64Array(projects)
  }

  /** 0 for a project that was never bought. */
  price(project: number, each: number): number {
    return this.#price[project]! + this.#slope[project]! * (each - this.#each[project]!)
  }

  note(project: number, each: number, price: number): void {
    const since = each - this.#each[project]!
    if (since === 0) return
    this.#slope[project] = this.#price[project] === 0 ? 0 : (price - this.#price[project]!) / since
    this.#price[project] = price
    this.#each[project] = each
  }
}
