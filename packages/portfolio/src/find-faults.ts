import type { Problem } from './types.ts'

/** Where the question is wrong, as the path of the key, and why. */
export interface Fault {
  readonly path: readonly (string | number)[]
  readonly reason: string
}

/**
 * What the shape of a question does not say: years that follow each other, ids that exist, vectors no longer than they
 * may be. Every other function of this package needs a question without fault. Cost: its size.
 */
export function findFaults(problem: Problem): Fault[] {
  return [...yearFaults(problem), ...measureFaults(problem), ...synergyFaults(problem)]
}

function yearFaults({ years }: Problem): Fault[] {
  if (years.length === 0) return [{ path: ['years'], reason: 'at least one year' }]
  return years.flatMap((year, index) =>
    index > 0 && year !== years[index - 1]! + 1
      ? [{ path: ['years', index], reason: 'years follow each other' }]
      : [],
  )
}

function measureFaults({ measures, years }: Problem): Fault[] {
  const ids = new Set(measures.map(({ id }) => id))
  const seen = new Set<string>()
  return measures.flatMap(({ id, starts = [], requires = [], excludes = [] }, index) => {
    const at = (...keys: (string | number)[]) => ['measures', index, ...keys]
    const faults: Fault[] = seen.has(id) ? [{ path: at('id'), reason: `${id} is there twice` }] : []
    seen.add(id)
    starts.forEach((year, k) => {
      if (!years.includes(year))
        faults.push({ path: at('starts', k), reason: `${year} is not one of the years` })
    })
    for (const [key, others] of [
      ['requires', requires],
      ['excludes', excludes],
    ] as const)
      others.forEach((other, k) => {
        if (other === id) faults.push({ path: at(key, k), reason: 'a measure cannot name itself' })
        else if (!ids.has(other)) faults.push({ path: at(key, k), reason: `no measure has the id ${other}` })
      })
    return faults
  })
}

function synergyFaults({ measures, synergies = [] }: Problem): Fault[] {
  const ids = new Set(measures.map(({ id }) => id))
  return synergies.flatMap((synergy, index) =>
    synergy.measures.flatMap((id, k) =>
      ids.has(id)
        ? []
        : [{ path: ['synergies', index, 'measures', k], reason: `no measure has the id ${id}` }],
    ),
  )
}
