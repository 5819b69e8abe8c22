import type { Application } from '../applications.rules.ts'

/** Titles of applications by their identity, for tables of the jury. */
export function byId(applications: readonly Application[]): ReadonlyMap<string, Application> {
  return new Map(applications.map((application) => [application.id, application]))
}
