import fc from 'fast-check'
import type { Person, Quota, SortitionProblem } from '../src/problem.ts'

const FEATURES = { genre: ['femme', 'homme'], age: ['jeune', 'adulte', 'ancien'] } as const

const person = fc.record({
  genre: fc.constantFrom(...FEATURES.genre),
  age: fc.constantFrom(...FEATURES.age),
  household: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
})

/** Quotas that often fit and sometimes do not, households, now and then an intersection and somebody seated already. */
export const smallProblem: fc.Arbitrary<SortitionProblem> = fc
  .record({
    crowd: fc.array(person, { minLength: 2, maxLength: 10 }),
    sitting: fc.array(person, { maxLength: 2 }),
    seats: fc.integer({ min: 1, max: 4 }),
    bounds: fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 1, 1, 2), fc.integer({ min: 1, max: 4 })), {
      minLength: 6,
      maxLength: 6,
    }),
    crossed: fc.boolean(),
    perHousehold: fc.option(fc.integer({ min: 1, max: 2 }), { nil: null }),
  })
  .map(({ crowd, sitting, seats, bounds, crossed, perHousehold }) => {
    const named =
      (prefix: string) =>
      (features: (typeof crowd)[number], i: number): Person => ({
        id: `${prefix}${i}`,
        features: { genre: features.genre, age: features.age },
        household: features.household,
      })
    const traits = [
      ...FEATURES.genre.map((feature) => [{ category: 'genre', feature }]),
      ...FEATURES.age.map((feature) => [{ category: 'age', feature }]),
      ...(crossed
        ? [
            [
              { category: 'genre', feature: 'femme' },
              { category: 'age', feature: 'jeune' },
            ],
          ]
        : []),
    ]
    const quotas = traits.map((list, i): Quota => {
      const [min, room] = bounds[i]!
      return { traits: list, min, max: min + room, flex: null }
    })
    const people = crowd.map(named('p'))
    const seated = sitting.map(named('s'))
    return { people, seated, panelSize: seated.length + Math.min(seats, people.length), quotas, perHousehold }
  })
