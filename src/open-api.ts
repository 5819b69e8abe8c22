import { Hono } from 'hono'
import { authoritiesOpenApi } from '#modules/cooperation/authorities/authorities.public.ts'
import { cooperationsOpenApi } from '#modules/cooperation/cooperations/cooperations.public.ts'
import { sharedServicesOpenApi } from '#modules/cooperation/shared-services/shared-services.public.ts'
import { commitmentsOpenApi } from '#modules/participation/commitments/commitments.public.ts'
import { processesOpenApi } from '#modules/participation/processes/processes.public.ts'
import { proposalsOpenApi } from '#modules/participation/proposals/proposals.public.ts'
import { callsOpenApi } from '#modules/partnership/calls/calls.public.ts'
import { organisationsOpenApi } from '#modules/partnership/organisations/organisations.public.ts'
import { lawOpenApi, lawPaths } from '#modules/steering/law/law.public.ts'
import type { AppEnv } from '#web/respond.ts'

/** The one description of what programs may ask of this site: each module gives its part. */
export function openApiRoutes() {
  const app = new Hono<AppEnv>()
  app.get(lawPaths.openApi(), (c) => {
    const { settings, town } = c.var.context
    const parts = [
      lawOpenApi(),
      processesOpenApi(),
      commitmentsOpenApi(),
      proposalsOpenApi(),
      callsOpenApi(),
      organisationsOpenApi(),
      authoritiesOpenApi(),
      cooperationsOpenApi(),
      sharedServicesOpenApi(),
    ]
    return c.json({
      openapi: '3.1.1',
      info: {
        title: `Faire Commune, ${town.name}`,
        version: '1',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: settings.publicUrl }],
      tags: parts.flatMap(({ tags }) => tags),
      paths: Object.assign({}, ...parts.map(({ paths }) => paths)),
      components: { schemas: Object.assign({}, ...parts.map(({ schemas }) => schemas)) },
    })
  })
  return app
}
