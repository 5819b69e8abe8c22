export { commitmentSubjects } from './commitment-subjects.ts'
export {
  cancelCommitment,
  type Delivery,
  type DeliveryRefusal,
  deliver,
  promise,
} from './commitments.actions.ts'
export { commitmentsOpenApi } from './commitments.openapi.ts'
export { commitmentsPaths } from './commitments.paths.ts'
export { listCommitmentStates } from './commitments.queries.ts'
export { commitmentsRoutes } from './commitments.routes.ts'
export {
  type CommitmentKey,
  type CommitmentKind,
  type CommitmentState,
  type NewCommitment,
  stateOf,
} from './commitments.rules.ts'
export { remindResponsible } from './reminders.ts'
