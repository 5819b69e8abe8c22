export { type BalanceLine, checkPortfolio, type PortfolioCheck } from './check-portfolio.ts'
export { explainLeftOut, type LeftOut } from './explain-left-out.ts'
export { type Fault, findFaults } from './find-faults.ts'
export { type FrontierPoint, solveFrontier } from './frontier.ts'
export { defaultGap } from './run.ts'
export { samplePert } from './sample-pert.ts'
export { seededRandom } from './seeded-random.ts'
export { solvePortfolio } from './solve-portfolio.ts'
export type * from './types.ts'
export {
  type CoreIndex,
  type DrawOptions,
  estimateCoreIndex,
  estimateRisk,
  type Factor,
  type Risk,
  type Uncertainty,
} from './uncertainty.ts'
