import { Hono } from 'hono'
import type { AppEnv } from '#web/respond.ts'
import { addCallRoutes } from './call.routes.ts'
import { addFormRoutes } from './form.routes.ts'

export function callsRoutes() {
  const app = new Hono<AppEnv>()
  addFormRoutes(app)
  addCallRoutes(app)
  return app
}
