export { listServiceHours } from './service-hours.queries.ts'
export { type HoursFault, type ServiceHours, usualServiceHours } from './service-hours.rules.ts'
export { type NewService, openService, setServiceHours } from './services.actions.ts'
export { canArrangeServices, canSetHours } from './services.permissions.ts'
export {
  findService,
  findServiceOf,
  listAllMembers,
  listMembers,
  listServices,
  type Service,
  type ServiceMember,
} from './services.queries.ts'
