import type { Hono } from 'hono'
import type { Result } from '#kernel/result.ts'
import { listMeasureChoices } from '#modules/steering/measures/measures.public.ts'
import type { FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { formOfPhases, formOfPoints, phasesOfForm, pointsOfForm } from './draft-rows.rules.ts'
import { publicityAnswer } from './legal.rules.ts'
import { type DraftRefusal, savePhases, savePoints, saveTerms } from './processes.actions.ts'
import { faultyRows, refusedAct, refusedInput, statusOf, words } from './processes.answers.ts'
import { frameInput, informationInput, versionInput } from './processes.inputs.ts'
import { type DraftPart, draftParts, processesPaths } from './processes.paths.ts'
import { canEditProcess } from './processes.permissions.ts'
import { findProcessBySlug, listDistricts } from './processes.queries.ts'
import type { Process } from './processes.rules.ts'
import { FramePage } from './views/frame-page.tsx'
import { InformationPage } from './views/information-page.tsx'
import { PhasesPage } from './views/phases-page.tsx'
import { PointsPage } from './views/points-page.tsx'

type Values = Readonly<Record<string, string>>
type Saved = Result<null, DraftRefusal> | { readonly state: FormState }

/** A draft is written in four parts, each a page of its own. */
export function addDraftRoutes(app: Hono<AppEnv>): void {
  for (const part of draftParts) {
    app.get(`/demarches/:slug/${part}`, async (c) => {
      const process = await editable(c)
      return process ? showPart(c, process, part, formOf(process, part)) : c.notFound()
    })

    app.post(`/demarches/:slug/${part}`, async (c) => {
      const process = await editable(c)
      if (!process) return c.notFound()
      const values = await readForm(c)
      const saved = await save[part](c, process, values)
      if ('state' in saved) return showPart(c, process, part, saved.state, 422)
      if (saved.ok) return goTo(c, processesPaths.show(process.slug), words(c)('done.saved'))
      if (saved.refusal === 'not_found') return c.notFound()
      // The version shown now is the current one: saving again is then a choice, not an accident.
      const state = refusedAct(c, { ...values, version: String(process.version) }, saved.refusal)
      return showPart(c, process, part, state, statusOf(saved.refusal))
    })
  }
}

const save: Readonly<Record<DraftPart, (c: WebContext, process: Process, values: Values) => Promise<Saved>>> =
  {
    async cadre(c, { slug }, values) {
      const input = frameInput.safeParse(values)
      if (!input.success) return { state: refusedInput(c, values, input.error) }
      const { version, terms, districtIds } = input.data
      const known = new Set((await listDistricts(c.var.context.db)).map(({ id }) => id))
      return saveTerms(
        c.var.context,
        slug,
        version,
        terms,
        districtIds.filter((id) => known.has(id)),
      )
    },
    async calendrier(c, { slug }, values) {
      const rows = phasesOfForm(values)
      const input = versionInput.safeParse(values)
      if (!rows.ok) return { state: faultyRows(c, values, rows.refusal) }
      if (!input.success) return { state: refusedInput(c, values, input.error) }
      return savePhases(c.var.context, slug, input.data.version, rows.value)
    },
    async promesse(c, { slug }, values) {
      const rows = pointsOfForm(values)
      const input = versionInput.safeParse(values)
      if (!rows.ok) return { state: faultyRows(c, values, rows.refusal) }
      if (!input.success) return { state: refusedInput(c, values, input.error) }
      return savePoints(c.var.context, slug, input.data.version, rows.value)
    },
    async information(c, { slug }, values) {
      const input = informationInput.safeParse(values)
      if (!input.success) return { state: refusedInput(c, values, input.error) }
      return saveTerms(c.var.context, slug, input.data.version, input.data.terms)
    },
  }

async function showPart(
  c: WebContext,
  process: Process,
  part: DraftPart,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { db, clock } = c.var.context
  switch (part) {
    case 'cadre': {
      const [districts, measures] = [await listDistricts(db), await listMeasureChoices(db)]
      return show(c, FramePage, { process, state, districts, measures }, status)
    }
    case 'calendrier':
      return show(c, PhasesPage, { process, state }, status)
    case 'promesse':
      return show(c, PointsPage, { process, state }, status)
    case 'information':
      return show(
        c,
        InformationPage,
        { process, state, publicity: publicityAnswer(process, clock.today()) },
        status,
      )
  }
}

/** What is stored, as it is typed. */
function formOf(process: Process, part: DraftPart): FormState {
  return { values: { version: String(process.version), ...valuesOf[part](process) }, errors: {} }
}

const valuesOf: Readonly<Record<DraftPart, (process: Process) => Readonly<Record<string, string>>>> = {
  cadre: (process) => ({
    titre: process.title,
    theme: process.theme,
    resume: process.summary,
    mesure: process.measureId ?? '',
    forme: process.form,
    engagement: process.engagement,
    decideur: process.decider,
    decideur_nom: process.deciderName,
    decision: process.decisionOn ?? '',
    decision_sans: process.decisionWithoutOn ?? '',
    public: process.electorate,
    age: String(process.minimumAge),
    moderation: process.moderation,
    reponse_jours: String(process.answerDays),
    quartiers: process.districts.map(({ id }) => id).join(','),
  }),
  calendrier: ({ phases }) => formOfPhases(phases),
  promesse: ({ points }) => formOfPoints(points),
  information: (process) => ({
    modalites: process.procedure,
    informations: process.information,
    delai: process.timeReason,
    suites: process.resultsPlan,
    suites_le: process.resultsOn ?? '',
    refus: process.refusalReasoning,
  }),
}

/** The process of the address, when this person may write it. */
async function editable(c: WebContext): Promise<Process | null> {
  const { db, actor } = c.var.context
  const process = await findProcessBySlug(db, c.req.param('slug') ?? '')
  return process && canEditProcess(actor, process) ? process : null
}
