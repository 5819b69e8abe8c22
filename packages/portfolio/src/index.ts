export { samplePert } from './sample-pert.ts'
export { seededRandom } from './seeded-random.ts'
export type * from './types.ts'
