export { type NewService, openService } from './services.actions.ts'
export { canArrangeServices } from './services.permissions.ts'
export {
  findService,
  findServiceOf,
  listAllMembers,
  listMembers,
  listServices,
  type Service,
  type ServiceMember,
} from './services.queries.ts'
