import { Hono } from 'hono'
import type { AppEnv } from '#web/respond.ts'
import { addApplicationRoutes } from './application.routes.ts'
import { addAssessmentRoutes } from './assessment.routes.ts'
import { addCallRoutes } from './call.routes.ts'
import { addFormRoutes } from './form.routes.ts'
import { addJuryRoutes } from './jury.routes.ts'
import { addScenarioRoutes } from './scenario.routes.ts'

export function callsRoutes() {
  const app = new Hono<AppEnv>()
  // Addresses with words of their own come before `/:code`.
  addApplicationRoutes(app)
  addAssessmentRoutes(app)
  addJuryRoutes(app)
  addScenarioRoutes(app)
  addFormRoutes(app)
  addCallRoutes(app)
  return app
}
