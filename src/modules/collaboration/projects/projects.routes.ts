import { Hono } from 'hono'
import { isOfTheTown } from '#kernel/actor.ts'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { formatDecimalPlain } from '#kernel/decimal.ts'
import { listMeasureChoices } from '#modules/steering/measures/measures.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addBoardRoutes } from './board.routes.ts'
import { addImportRoutes } from './import.routes.ts'
import { addMeetingRoutes } from './meetings.routes.ts'
import { createProject, reviseProject } from './projects.actions.ts'
import { addressed, mayLead, refusedAct, refusedInput, statusOf, words } from './projects.answers.ts'
import { filterInput, newProjectInput, sheetInput } from './projects.inputs.ts'
import { projectsPaths } from './projects.paths.ts'
import { canCreateProject, canOpenProjects, canSeeSecurity, canSeeServices } from './projects.permissions.ts'
import { listProjects, newId } from './projects.queries.ts'
import type { Project, ProjectDraft } from './projects.rules.ts'
import type { ProjectsRefusal } from './refusals.ts'
import { findServiceOf } from './services.queries.ts'
import { addSheetRoutes, showSheet } from './sheet.routes.ts'
import { addTeamRoutes } from './team.routes.ts'
import { ProjectFormPage } from './views/project-form-page.tsx'
import { ProjectListPage } from './views/project-list-page.tsx'
import { addOverviewRoutes, addPlanRoutes } from './work.routes.ts'

export function projectsRoutes() {
  const app = new Hono<AppEnv>()

  app.get('/projets', async (c) => {
    const { db, actor, clock } = c.var.context
    if (actor === null || !canOpenProjects(actor)) return c.notFound()
    const filter = filterInput.parse(c.req.query())
    const sees = actor.roles.has('director_general') ? 'all' : isOfTheTown(actor) ? 'open' : 'own'
    const { rows, next } = await listProjects(db, {
      accountId: actor.id,
      sees,
      on: clock.today(),
      status: filter.etat,
      search: filter.q,
      offset: Number(filter.suite ?? 0),
    })
    return show(c, ProjectListPage, {
      rows,
      filter,
      next: next === null ? null : String(next),
      canCreate: canCreateProject(actor),
      canSeeServices: canSeeServices(actor),
      canSeeSecurity: canSeeSecurity(actor),
      today: clock.today(),
    })
  })

  app.get('/projets/nouveau', async (c) => {
    const { db, actor, clock } = c.var.context
    if (actor === null || !canCreateProject(actor)) return c.notFound()
    const service = (await findServiceOf(db, actor.id)) ?? ''
    const values = { debut: clock.today(), modele: 'plain', service }
    return showForm(c, null, { values, errors: {} })
  })

  app.post('/projets/nouveau', async (c) => {
    if (!canCreateProject(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = newProjectInput.safeParse(values)
    if (!input.success) return showForm(c, null, refusedInput(c, values, input.error), 422)
    const { cle: key, modele: template, service: body } = input.data
    const result = await createProject(c.var.context, { ...draftOf(input.data), key, template, body })
    if (result.ok) return goTo(c, projectsPaths.show(result.value), words(c)('done.created'))
    return showForm(c, null, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  addOverviewRoutes(app)

  app.get('/projets/:code', (c) => showSheet(c, emptyForm))

  app.get('/projets/:code/modifier', async (c) => {
    const found = await addressed(c)
    return found && mayLead(c, found) ? showForm(c, found.project, formOf(found.project)) : c.notFound()
  })

  app.post('/projets/:code/modifier', async (c) => {
    const found = await addressed(c)
    if (!found || !mayLead(c, found)) return c.notFound()
    const { project } = found
    const values = await readForm(c)
    const input = sheetInput.safeParse(values)
    if (!input.success) return showForm(c, project, refusedInput(c, values, input.error), 422)
    const result = await reviseProject(c.var.context, project.code, input.data.version, draftOf(input.data))
    if (result.ok) return goTo(c, projectsPaths.show(project.code), words(c)('done.saved'))
    return showForm(c, project, staleOr(c, values, result.refusal, project), statusOf(result.refusal))
  })

  addTeamRoutes(app)
  addSheetRoutes(app)
  addBoardRoutes(app)
  addPlanRoutes(app)
  addMeetingRoutes(app)
  addImportRoutes(app)
  return app
}

/** Somebody else wrote first: what was typed stays, each field that differs says what is stored, and saving again is a choice. */
function staleOr(c: WebContext, values: FormValues, refusal: ProjectsRefusal, project: Project): FormState {
  const refused = refusedAct(c, values, refusal)
  if (refusal !== 'changed_meanwhile') return refused
  const t = words(c)
  const stored = formOf(project).values
  const differing = Object.keys(stored).filter(
    (name) => name !== 'version' && (values[name] ?? '') !== (stored[name] ?? ''),
  )
  const errors = differing.map((name) => [name, t('error.stored_now', { value: stored[name] ?? '' })])
  return {
    values: { ...values, version: stored.version },
    errors: { ...refused.errors, ...Object.fromEntries(errors) },
  }
}

async function showForm(
  c: WebContext,
  project: Project | null,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const measures = await listMeasureChoices(c.var.context.db)
  const formKey = state.values.cle ?? newId()
  return show(c, ProjectFormPage, { code: project?.code ?? null, measures, state, formKey }, status)
}

type SheetInput = ReturnType<typeof sheetInput.parse>

function draftOf(input: SheetInput): ProjectDraft {
  return {
    title: input.titre,
    purpose: input.but,
    measureId: input.mesure,
    isRestricted: input.reserve,
    startsOn: input.debut,
    endsOn: input.fin,
    budgetCents: input.budget,
    plannedMin: input.heures ?? 0,
  }
}

function formOf(project: Project): FormState {
  return {
    values: {
      titre: project.title,
      but: project.purpose,
      mesure: project.measureId ?? '',
      reserve: project.isRestricted ? 'oui' : undefined,
      debut: project.startsOn,
      fin: project.endsOn ?? '',
      budget: project.budgetCents === 0 ? '' : formatEurosPlain(cents(project.budgetCents)),
      heures: project.plannedMin === 0 ? '' : formatDecimalPlain(project.plannedMin / 60),
      version: String(project.version),
    },
    errors: {},
  }
}
