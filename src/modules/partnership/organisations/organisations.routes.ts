import { Hono } from 'hono'
import type { AppEnv } from '#web/respond.ts'
import { addDirectoryRoutes } from './directory.routes.ts'
import { addDuplicateRoutes } from './duplicates.routes.ts'
import { addFileImportRoutes } from './file-imports.routes.ts'
import { addMapRoutes } from './map.routes.ts'
import { addOfficerRoutes } from './officers.routes.ts'
import { addPartRoutes } from './parts.routes.ts'
import { addRecordRoutes } from './record.routes.ts'
import { addScdlRoutes } from './scdl.routes.ts'
import { addTerritoryRoutes } from './territory.routes.ts'
import { addVitalityRoutes } from './vitality.routes.ts'

/** Addresses with a word of their own come before those that hold an identity. */
export function organisationsRoutes() {
  const app = new Hono<AppEnv>()
  addDirectoryRoutes(app)
  addMapRoutes(app)
  addTerritoryRoutes(app)
  addFileImportRoutes(app)
  addScdlRoutes(app)
  addVitalityRoutes(app)
  addDuplicateRoutes(app)
  addOfficerRoutes(app)
  addPartRoutes(app)
  addRecordRoutes(app)
  return app
}
