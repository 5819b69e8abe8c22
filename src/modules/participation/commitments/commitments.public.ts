export {
  cancelCommitment,
  type Delivery,
  type DeliveryRefusal,
  deliver,
  promise,
} from './commitments.actions.ts'
export { commitmentsPaths } from './commitments.paths.ts'
export { type CommitmentKey, type CommitmentKind, type NewCommitment, stateOf } from './commitments.rules.ts'
