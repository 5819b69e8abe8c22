/** People who are invited alike, such as the women under 25 of a district. */
export interface Stratum {
  readonly name: string
  /** How many can be invited. */
  readonly residents: number
  /** How many are to answer yes, so that the panel can be drawn among them. */
  readonly wanted: number
  /** Share of the invited who answer yes: 0 < rate ≤ 1. From past invitations, at best by stratum. */
  readonly answerRate: number
}

export interface Invitations {
  readonly name: string
  readonly letters: number
  readonly expectedAnswers: number
  /** Chance that at least as many as wanted answer yes. */
  readonly chanceOfEnough: number
  /** Whether all residents are invited and the chance asked for is still not reached. */
  readonly tooFewResidents: boolean
}

/**
 * First of the two steps of recruitment: how many letters each stratum needs, so that with the chance `confidence` *every*
 * stratum brings as many volunteers as wanted. The second step is the lottery among those who answered.
 *
 * Answers are taken to be independent, so a number of letters gives a binomial number of answers, and each of s strata
 * must succeed with `confidence^(1/s)`. The fewest letters that do are found by doubling and halving. Inviting by
 * expected value alone (wanted / rate) fails about every second time.
 *
 * Cost: log(residents) binomial tails of `wanted` terms a stratum.
 *
 * @throws Error for a rate outside ]0, 1], a confidence outside ]0, 1[, or counts that are no whole numbers ≥ 0.
 * @example
 * planInvitations([{ name: '16-24', residents: 5000, wanted: 12, answerRate: 0.03 }], 0.95)
 * // [{ name: '16-24', letters: 604, expectedAnswers: 18.12, chanceOfEnough: 0.95…, tooFewResidents: false }]
 */
export function planInvitations(strata: readonly Stratum[], confidence: number): Invitations[] {
  if (!(confidence > 0 && confidence < 1)) throw new Error('a confidence lies between 0 and 1')
  const each = confidence ** (1 / strata.length)
  return strata.map((stratum) => {
    checkStratum(stratum)
    const { name, residents, wanted, answerRate } = stratum
    const enough = (letters: number) => chanceOfAtLeast(wanted, letters, answerRate)
    const letters = fewest(residents, (count) => enough(count) >= each)
    const chanceOfEnough = enough(letters)
    return {
      name,
      letters,
      expectedAnswers: letters * answerRate,
      chanceOfEnough,
      tooFewResidents: chanceOfEnough < each,
    }
  })
}

function checkStratum({ name, residents, wanted, answerRate }: Stratum): void {
  const isCount = (number: number) => Number.isSafeInteger(number) && number >= 0
  if (!isCount(residents) || !isCount(wanted)) throw new Error(`${name}: people are counted in whole numbers`)
  if (!(answerRate > 0 && answerRate <= 1))
    throw new Error(`${name}: an answer rate lies above 0 and up to 1`)
}

/** Smallest count up to `most` that does, else `most`. What does for a count does for a larger one. */
function fewest(most: number, does: (count: number) => boolean): number {
  let tooFew = -1
  let enough = most
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (does(middle)) enough = middle
    else tooFew = middle
  }
  return enough
}

/**
 * Chance that at least `wanted` of `letters` answer: 1 less the binomial terms below, each from the one before it, in
 * logarithms so that thousands of letters do not underflow.
 */
function chanceOfAtLeast(wanted: number, letters: number, rate: number): number {
  if (wanted === 0) return 1
  if (wanted > letters) return 0
  if (rate === 1) return 1
  const odds = Math.log(rate) - Math.log1p(-rate)
  let term = letters * Math.log1p(-rate)
  let below = 0
  for (let answers = 0; answers < wanted; answers++) {
    below += Math.exp(term)
    term += Math.log(letters - answers) - Math.log(answers + 1) + odds
  }
  return Math.max(0, 1 - below)
}
