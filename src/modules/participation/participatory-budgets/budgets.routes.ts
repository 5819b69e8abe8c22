import { Hono } from 'hono'
import type { AppEnv } from '#web/respond.ts'
import { addEditionRoutes } from './editions.routes.ts'
import { addFollowUpRoutes } from './follow-up.routes.ts'
import { addKioskRoutes } from './kiosk.routes.ts'
import { addPaperRoutes } from './paper.routes.ts'
import { addProposalRoutes } from './proposals.routes.ts'
import { addResultsRoutes } from './results.routes.ts'
import { addRollRoutes } from './roll.routes.ts'
import { addVotingRoutes } from './voting.routes.ts'

export function participatoryBudgetsRoutes() {
  const app = new Hono<AppEnv>()
  addVotingRoutes(app)
  addEditionRoutes(app)
  addProposalRoutes(app)
  addRollRoutes(app)
  addPaperRoutes(app)
  addKioskRoutes(app)
  addResultsRoutes(app)
  addFollowUpRoutes(app)
  return app
}
