import type { Profile } from './compile-profile.ts'
import type { SharesOutcome } from './equal-shares.ts'
import { freeProjects } from './free-projects.ts'
import { SharesRun } from './rules/shares-run.ts'
import type { Endowment } from './rules/shares-state.ts'
import { StepJumps } from './rules/step-jumps.ts'
import type { Tie, TieBreaker } from './types.ts'

export interface AddOneVariant {
  /** `exact`: the budget over the voters, as pabutools; `integral`: without its cents, as equalshares.net. */
  readonly start: 'exact' | 'integral'
  /** When no project fits any more: of those that have a supporter (pabutools), or of all (equalshares.net). */
  readonly exhaustive: 'supported' | 'all'
}

export interface AddOneOutcome extends SharesOutcome {
  /** Endowments that the step-by-step rule looks at. */
  readonly steps: number
  /** Counts that were really made for it. */
  readonly counts: number
  /** Rounds with a tie over all steps; `ties` holds those of the outcome. */
  readonly tiesOverSteps: number
}

/**
 * Equal shares, completed by giving every voter one more unit of currency at a time until the outcome would cost more than the
 * budget (the one before is kept) or no further project fits.
 *
 * Outcome of the step-by-step rule without all its steps: after each count, `StepCertificate` proves for how many more units the
 * same projects are bought in the same order, and the count jumps there.
 *
 * Cost: at most one count a step, mostly far fewer; see `counts` of the outcome.
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * const variant = { start: 'exact', exhaustive: 'supported' }
 * const outcome = equalSharesAddOne(profile, variant, breakTies(profile, { by: 'lexicographic' }))
 * outcome.selected.map((project) => profile.election.projects[project].id) // → ['arbres', 'cour']
 */
export function equalSharesAddOne(
  profile: Profile,
  variant: AddOneVariant,
  breakTies: TieBreaker,
): AddOneOutcome {
  return addOneVariants(profile, [variant], breakTies)[0]!
}

/**
 * The outcomes of `equalSharesAddOne` for several variants, in their order. Their counts are made in turns, by what the voters start with: what one learns
 * about dear projects spares the other a look.
 */
export function addOneVariants(
  profile: Profile,
  variants: readonly AddOneVariant[],
  breakTies: TieBreaker,
): AddOneOutcome[] {
  const free = freeProjects(profile)
  const run = new SharesRun(profile, breakTies, free)
  const searches = variants.map((variant) => new AddOneSearch(profile, run, free, variant))
  for (;;) {
    const open = searches.filter(({ isEnded }) => !isEnded)
    if (open.length === 0) break
    open.reduce((least, search) => (search.next.total < least.next.total ? search : least)).advance()
  }
  const isAlone = searches.length === 1
  return searches.map((search) => search.outcome(isAlone ? run : new SharesRun(profile, breakTies, free)))
}

interface Kept {
  readonly selected: readonly number[]
  readonly ties: readonly Tie[]
  readonly endowment: Endowment
}

class AddOneSearch {
  readonly #profile: Profile
  readonly #run: SharesRun
  readonly #free: readonly number[]
  readonly #variant: AddOneVariant
  readonly #jumps: StepJumps
  #steps = 0
  #counts = 0
  #tiesOverSteps = 0
  #kept: Kept
  /** What the voters start with in the next count. */
  next: Endowment
  isEnded = false

  constructor(profile: Profile, run: SharesRun, free: readonly number[], variant: AddOneVariant) {
    this.#profile = profile
    this.#run = run
    this.#jumps = new StepJumps(run.state)
    this.#free = free
    this.#variant = variant
    this.next = this.#first()
    this.#kept = { selected: free, ties: [], endowment: this.next }
  }

  /** @param run where the count of the outcome is left, to explain it with. */
  outcome(run: SharesRun): AddOneOutcome {
    const { selected, ties, endowment } = this.#kept
    if (run !== this.#run || run.state.endowment.total !== endowment.total) run.count(endowment)
    return {
      selected,
      ties,
      endowment: { numerator: endowment.total, denominator: BigInt(endowment.voters) },
      run,
      steps: this.#steps,
      counts: this.#counts,
      tiesOverSteps: this.#tiesOverSteps,
    }
  }

  /** Makes one count, and finds the next one to make. */
  advance(): void {
    const counted = this.#count(this.next)
    this.isEnded = true
    if (this.#costOf(counted.selected) > this.#profile.election.budget) return
    this.#kept = counted
    if (this.#isExhaustive(counted.selected)) return
    this.isEnded = false
    const same = this.#jumps.stepsAlike(this.#unit())
    this.#steps += same
    this.#tiesOverSteps += same * counted.ties.length
    this.#kept = { ...counted, endowment: this.#later(this.next, same) }
    this.next = this.#later(this.next, same + 1)
  }

  #count(endowment: Endowment): Kept {
    this.#steps++
    this.#counts++
    const selected = [...this.#free, ...this.#run.count(endowment)]
    this.#tiesOverSteps += this.#run.ties.length
    return { selected, ties: [...this.#run.ties], endowment }
  }

  /** One unit of currency for one voter, in whole money units. */
  #unit(): number {
    return 10 ** this.#profile.election.decimals
  }

  #later({ total, voters }: Endowment, steps: number): Endowment {
    return { total: total + BigInt(steps) * BigInt(voters) * BigInt(this.#unit()), voters }
  }

  #first(): Endowment {
    const { budget, voters } = this.#profile.election
    const people = Math.max(1, voters)
    const step = BigInt(people) * BigInt(this.#unit())
    const total = BigInt(budget)
    return { total: this.#variant.start === 'exact' ? total : (total / step) * step, voters: people }
  }

  #costOf(selected: readonly number[]): number {
    let sum = 0
    for (const project of selected) sum += this.#profile.cost[project]!
    return sum
  }

  /** Also where all that have a supporter are bought: no endowment buys another, though one without supporters may fit. */
  #isExhaustive(selected: readonly number[]): boolean {
    const { cost, votes, election } = this.#profile
    const left = election.budget - this.#costOf(selected)
    const isTaken = new Uint8Array(cost.length)
    for (const project of selected) isTaken[project] = 1
    let isSupportedOpen = false
    let fits = false
    for (let project = 0; project < cost.length; project++) {
      if (isTaken[project] === 1) continue
      const isSupported = votes[project]! > 0 && cost[project]! > 0
      isSupportedOpen ||= isSupported
      fits ||= cost[project]! <= left && (isSupported || this.#variant.exhaustive === 'all')
    }
    return !isSupportedOpen || !fits
  }
}
