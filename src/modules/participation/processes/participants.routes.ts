import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { fileOf } from '#web/file-field.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { countInput, populationInput, reasonInput } from './meter.inputs.ts'
import { countByHand, importPopulation, reverseCount } from './participation.actions.ts'
import { listCounted, listEntered } from './participation.queries.ts'
import { findPopulation, type Population } from './population.queries.ts'
import type { PopulationFault } from './population-file.rules.ts'
import { freshForm, refusedAct, refusedInput, statusOf, words } from './processes.answers.ts'
import { processesPaths } from './processes.paths.ts'
import { canManageProcess, canSeeProcess, canSetPopulation } from './processes.permissions.ts'
import { findProcessBySlug, listDistricts } from './processes.queries.ts'
import type { District, Process } from './processes.rules.ts'
import { type DimensionTable, ParticipantsPage } from './views/participants-page.tsx'
import { PopulationPage } from './views/population-page.tsx'
import { tablesOf, withheldFrom } from './who-took-part.rules.ts'

/** Who took part beside who lives in the town. */
export function addParticipantRoutes(app: Hono<AppEnv>): void {
  app.get('/demarches/population', (c) => showPopulation(c, emptyForm))

  app.post('/demarches/population', async (c) => {
    if (!canSetPopulation(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = populationInput.safeParse(values)
    const bytes = await fileOf(c, 'fichier')
    if (!bytes || !input.success) {
      const state = input.success ? { values, errors: {} } : refusedInput(c, values, input.error)
      const noFile = bytes ? {} : { fichier: words(c)('population.no_file') }
      return showPopulation(c, { values, errors: { ...state.errors, ...noFile } }, [], 422)
    }
    const { source, annee: year } = input.data
    const result = await importPopulation(c.var.context, { bytes, source, year })
    if (result.ok)
      return goTo(c, processesPaths.population(), words(c)('population.done', { count: result.value.cells }))
    const { refusal } = result
    if (refusal.code === 'not_found') return c.notFound()
    const faults = refusal.code === 'faulty' ? refusal.faults : []
    const errors = { fichier: words(c)(`population.${refusal.code}`) }
    return showPopulation(c, { values, errors }, faults, 422)
  })

  app.get('/demarches/:slug/participants', async (c) => {
    const process = await visible(c)
    return process ? showParticipants(c, process, freshForm(c)) : c.notFound()
  })

  app.post('/demarches/:slug/participants', async (c) => {
    const process = await visible(c)
    if (!process || !canManageProcess(c.var.context.actor, process)) return c.notFound()
    const values = await readForm(c)
    const input = countInput.safeParse(values)
    if (!input.success) return showParticipants(c, process, refusedInput(c, values, input.error), 422)
    const { key, count } = input.data
    const districts = await listDistricts(c.var.context.db)
    const known = {
      ...count,
      phaseId: process.phases.find(({ id }) => id === count.phaseId)?.id ?? null,
      districtId: districts.find(({ id }) => id === count.districtId)?.id ?? null,
    }
    const result = await countByHand(c.var.context, process, known, key)
    if (result.ok) return goTo(c, processesPaths.participants(process.slug), words(c)('done.counted'))
    if (result.refusal === 'not_found') return c.notFound()
    return showParticipants(c, process, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/demarches/:slug/participants/:id/correction', async (c) => {
    const process = await visible(c)
    if (!process) return c.notFound()
    const input = reasonInput.safeParse(await readForm(c))
    if (!input.success) return showParticipants(c, process, freshForm(c), 422)
    const result = await reverseCount(c.var.context, process, c.req.param('id'), input.data.motif)
    if (result.ok) return goTo(c, processesPaths.participants(process.slug), words(c)('done.taken_back'))
    if (result.refusal === 'not_found') return c.notFound()
    const { values } = freshForm(c)
    const state: FormState = { values, errors: { '': words(c)(`error.${result.refusal}`) } }
    return showParticipants(c, process, state, statusOf(result.refusal))
  })
}

async function visible(c: WebContext): Promise<Process | null> {
  const { db, actor } = c.var.context
  const process = await findProcessBySlug(db, c.req.param('slug') ?? '')
  return process && canSeeProcess(actor, process) ? process : null
}

async function showParticipants(
  c: WebContext,
  process: Process,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const canCount = canManageProcess(actor, process) && process.openedOn !== null
  const [districts, population] = [await listDistricts(db), await findPopulation(db)]
  const counted = await listCounted(db, process.id)
  const people = counted.reduce((sum, count) => sum + count.people, 0)
  const withheld = withheldFrom(process, people, canCount)
  const tables: readonly DimensionTable[] =
    withheld === null ? tablesOf(counted, districtsOf(districts), population) : []
  return show(
    c,
    ParticipantsPage,
    {
      process,
      people,
      tables,
      withheld,
      population,
      districts,
      entered: canCount ? await listEntered(db, process.id) : [],
      canCount,
      canSetPopulation: canSetPopulation(actor),
      formKey: state.values.cle ?? randomUUID(),
      today: clock.today(),
      state,
    },
    status,
  )
}

function districtsOf(districts: readonly District[]): readonly string[] {
  return districts.map(({ id }) => id)
}

async function showPopulation(
  c: WebContext,
  state: FormState,
  faults: readonly PopulationFault[] = [],
  status: 200 | 422 = 200,
): Promise<Response> {
  const { db, actor } = c.var.context
  const population: Population | null = await findPopulation(db)
  return show(
    c,
    PopulationPage,
    { population, districts: await listDistricts(db), canSet: canSetPopulation(actor), faults, state },
    status,
  )
}
