import type { Person, Quota, SortitionProblem } from '../src/problem.ts'
import { seededRandom } from '../src/seeded-random.ts'

interface Feature {
  readonly name: string
  /** Share of the town. */
  readonly share: number
  /** How much more readily they answer an invitation than the average. */
  readonly readiness: number
}

/** A French town: shares close to a census, with graduates, the 55–69 and owners answering more readily. */
const CATEGORIES: Readonly<Record<string, readonly Feature[]>> = {
  genre: features('femme .52 1, homme .48 .9'),
  age: features('16-24 .14 .6, 25-39 .24 .8, 40-54 .25 1, 55-69 .22 1.6, 70+ .15 .9'),
  quartier: features(
    'Centre .16 1.2, Gare .13 1, Hauts .1 1.1, Plaine .14 .9, Rives .12 1, Coteaux .1 1.1, Bourg-Nord .14 .7, Bourg-Sud .11 .8',
  ),
  diplome: features('aucun .24 .45, CAP-BEP .26 .7, bac .18 1, superieur .32 1.8'),
  csp: features(
    'ouvrier .13 .5, employe .16 .8, intermediaire .15 1.1, cadre .1 1.9, independant .04 .9, retraite .27 1.3, sans-activite .15 .7',
  ),
  logement: features('proprietaire .55 1.3, locataire-prive .25 .9, locataire-social .2 .5'),
}

function features(text: string): Feature[] {
  return text.split(', ').map((entry) => {
    const [name, share, readiness] = entry.split(' ')
    return { name: name!, share: Number(share), readiness: Number(readiness) }
  })
}

/**
 * A pool of volunteers as a town meets it, the same for the same seed. Quotas lie within one of the town's shares, so a
 * pool of some hundred people can fill them.
 *
 * `categories`: how many of genre, age, quartier, diplome, csp, logement, in this order.
 */
export function generatePool(
  size: number,
  panelSize: number,
  categories: number,
  seed: number,
): SortitionProblem {
  const random = seededRandom(seed)
  const chosen = Object.entries(CATEGORIES).slice(0, categories)
  const people: Person[] = Array.from({ length: size }, (_, index) => ({
    id: `p${index + 1}`,
    features: Object.fromEntries(chosen.map(([category, list]) => [category, pick(list, random)])),
    household: null,
  }))
  return { people, seated: [], panelSize, quotas: quotasOf(chosen, panelSize), perHousehold: null }
}

function pick(list: readonly Feature[], random: () => number): string {
  let left = random() * list.reduce((sum, { share, readiness }) => sum + share * readiness, 0)
  for (const { name, share, readiness } of list) {
    left -= share * readiness
    if (left < 0) return name
  }
  return list.at(-1)!.name
}

function quotasOf(chosen: readonly (readonly [string, readonly Feature[]])[], panelSize: number): Quota[] {
  return chosen.flatMap(([category, list]) =>
    list.map(({ name, share }) => ({
      traits: [{ category, feature: name }],
      min: Math.max(0, Math.ceil(share * panelSize - 1)),
      max: Math.floor(share * panelSize + 1),
      flex: null,
    })),
  )
}
