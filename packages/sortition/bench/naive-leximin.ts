import type { Highs } from 'highs'
import { bestPanelSearch } from '../src/best-panel.ts'
import { masterProgram } from '../src/master-program.ts'
import { type PanelModel, panelModel } from '../src/panel-model.ts'
import type { KindCounts } from '../src/panel-search.ts'
import type { SortitionProblem } from '../src/problem.ts'

/** Tolerance of the field's implementations. */
const EPS = 5e-4

/** How far the textbook way came. */
export interface NaiveLeximin {
  readonly finished: boolean
  /** By person; those not settled have the level reached. */
  readonly chances: Float64Array
}

/**
 * Leximin as the textbook has it (Flanigan et al., 2021), one unknown a person: a panel for each person not seen yet, then
 * stage by stage a linear program over the panels known, whose prices go to a whole-number program for one more panel.
 */
export function naiveLeximin(highs: Highs, problem: SortitionProblem, timeLeft: () => number): NaiveLeximin {
  const model = byPerson(problem)
  const people = problem.people.length
  return highs.withModel((integer) =>
    highs.withModel((linear): NaiveLeximin => {
      const best = bestPanelSearch(highs, integer, model, timeLeft)
      const master = masterProgram(highs, linear, new Float64Array(people).fill(1))
      const chances = new Float64Array(people)
      if (!coverEverybody(people, best, (panel) => master.add([panel]), timeLeft))
        return { finished: false, chances }
      const rising = new Set(chances.keys())
      while (rising.size > 0) {
        master.ask(
          chances.map((_, person) => (rising.has(person) ? 1 : 0)),
          chances.map((chance, person) => (rising.has(person) ? 0 : chance)),
        )
        const answer = master.solve()
        for (const person of rising) chances[person] = answer.share
        if (timeLeft() <= 0) return { finished: false, chances }
        const { counts, bound } = best(answer.prices)
        if (bound > answer.worth + EPS && counts !== null) master.add([counts])
        else for (const person of settled(rising, answer.prices)) rising.delete(person)
      }
      return { finished: true, chances }
    }),
  )
}

function byPerson(problem: SortitionProblem): PanelModel {
  const model = panelModel(problem)
  const kinds = model.kinds.flatMap(({ people, limits }) =>
    people.map((person) => ({ people: [person], cap: 1, limits })),
  )
  return { ...model, kinds: kinds.sort((a, b) => a.people[0]! - b.people[0]!) }
}

/** @returns whether time was enough. */
function coverEverybody(
  people: number,
  best: (value: Float64Array) => { readonly counts: KindCounts | null },
  add: (panel: KindCounts) => void,
  timeLeft: () => number,
): boolean {
  const seen = new Set<number>()
  for (let person = 0; person < people; person++) {
    if (seen.has(person)) continue
    if (timeLeft() <= 0) return false
    const value = new Float64Array(people)
    value[person] = 1
    const { counts } = best(value)
    if (counts === null) return false
    add(counts)
    for (const [other, count] of counts.entries()) if (count > 0) seen.add(other)
  }
  return true
}

function settled(rising: ReadonlySet<number>, prices: Float64Array): number[] {
  const held = [...rising].filter((person) => prices[person]! > EPS)
  return held.length > 0 ? held : [...rising]
}
