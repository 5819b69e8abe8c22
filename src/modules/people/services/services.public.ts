export { canArrangeServices, type NewService, openService } from './services.actions.ts'
export {
  findService,
  findServiceOf,
  listAllMembers,
  listMembers,
  listServices,
  type Service,
  type ServiceMember,
} from './services.queries.ts'
