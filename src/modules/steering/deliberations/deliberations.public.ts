export { listDeliberationChoices } from './deliberations.queries.ts'
