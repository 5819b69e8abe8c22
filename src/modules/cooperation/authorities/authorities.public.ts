export { authoritiesOpenApi } from './authorities.openapi.ts'
export { authoritiesPaths } from './authorities.paths.ts'
export { authoritiesRoutes } from './authorities.routes.ts'
export {
  type Authority,
  type AuthorityKind,
  authorityKinds,
  isAuthorityKind,
} from './authorities.rules.ts'
export { authoritiesWords } from './authorities.words.ts'
export { authorityCatalogue } from './authority-catalogue.ts'
export { nameOfficer } from './authority-officers.actions.ts'
export {
  type AuthorityKey,
  listAuthoritiesOf as authoritiesOf,
  listOfficers,
} from './authority-officers.queries.ts'
export { authorityOfficerSubjects, competenceFileSubjects } from './authority-subjects.ts'
