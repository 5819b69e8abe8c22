import { Hono } from 'hono'
import type { AppEnv } from '#web/respond.ts'
import { addAgreementRoutes } from './agreement.routes.ts'
import { addApplicantRoutes, type Enter } from './applicant.routes.ts'
import { addApplicationRoutes } from './application.routes.ts'
import { addAssessmentRoutes } from './assessment.routes.ts'
import { addAwardRoutes } from './award.routes.ts'
import { addCallRoutes } from './call.routes.ts'
import { addCallsApi } from './calls.api.ts'
import { addDocumentRoutes } from './documents.routes.ts'
import { addDraftRoutes } from './draft.routes.ts'
import { addFormRoutes } from './form.routes.ts'
import { addJuryRoutes } from './jury.routes.ts'
import { addPapersRoutes } from './papers.routes.ts'
import { addScenarioRoutes } from './scenario.routes.ts'
import { addWinnersRoutes } from './winners.routes.ts'

/** `enter` opens a session in the browser for the account of a mailbox that was proved. */
export function callsRoutes(enter: Enter) {
  const app = new Hono<AppEnv>()
  // Addresses with words of their own come before `/:code`.
  addApplicantRoutes(app, enter)
  addPapersRoutes(app)
  addApplicationRoutes(app)
  addDraftRoutes(app)
  addAssessmentRoutes(app)
  addWinnersRoutes(app)
  addCallsApi(app)
  addAwardRoutes(app)
  addDocumentRoutes(app)
  addAgreementRoutes(app)
  addJuryRoutes(app)
  addScenarioRoutes(app)
  addFormRoutes(app)
  addCallRoutes(app)
  return app
}
