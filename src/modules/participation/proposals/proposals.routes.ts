import { Hono } from 'hono'
import type { AppEnv } from '#web/respond.ts'
import { addAssessmentRoutes } from './assessment.routes.ts'
import { addAuthorRoutes } from './authors.routes.ts'
import { addDiscussionRoutes } from './discussion.routes.ts'
import { addDraftRoutes } from './draft.routes.ts'
import { addLinkRoutes } from './links.routes.ts'
import { addModerationRoutes } from './moderation.routes.ts'
import { addApiRoutes } from './proposals.api.ts'
import { addPublicRoutes } from './public.routes.ts'

export function proposalsRoutes() {
  const app = new Hono<AppEnv>()
  addDraftRoutes(app)
  addLinkRoutes(app)
  addModerationRoutes(app)
  addAssessmentRoutes(app)
  addDiscussionRoutes(app)
  addAuthorRoutes(app)
  addApiRoutes(app)
  addPublicRoutes(app)
  return app
}
