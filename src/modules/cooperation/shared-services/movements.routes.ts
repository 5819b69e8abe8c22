import type { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { admitParty, giveNotice, withdrawNotice, writeExitCost } from './movements.actions.ts'
import { firstDeparture } from './movements.rules.ts'
import { nameAuthority } from './name-authority.ts'
import { admissionInput, departureInput, exitCostInput } from './running.inputs.ts'
import type { OpenFile } from './service-file.ts'
import { exitForm } from './shared-service-forms.ts'
import { opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canKeep, roleForDeparture } from './shared-services.permissions.ts'
import type { Party } from './shared-services.rules.ts'
import { AdmissionPage } from './views/admission-page.tsx'
import { DeparturePage } from './views/departure-page.tsx'

type Status = 200 | 409 | 422

/** Parties that come into a service that runs, and those that leave it. */
export function addMovementRoutes(app: Hono<AppEnv>): void {
  app.get('/services-partages/:code/entree', async (c) => {
    const open = await admitting(c)
    return open ? show(c, AdmissionPage, { file: open.file, state: emptyForm }) : c.notFound()
  })

  app.post('/services-partages/:code/entree', async (c) => {
    const open = await admitting(c)
    if (!open) return c.notFound()
    const { file } = open
    const values = await readForm(c)
    const again = (state: FormState, status: Status) => show(c, AdmissionPage, { file, state }, status)
    const input = admissionInput.safeParse(values)
    if (!input.success) return again(refusedInput(c, values, input.error), 422)
    const { nom, code_insee, sigle, fictive, entre_le, deliberation, decide_le, accord } = input.data
    const { town } = c.var.context
    const named = nameAuthority(nom, code_insee, fictive)
    if (!named.ok) return again(refusedAct(c, values, named.refusal), 422)
    const result = await admitParty(c.var.context, file.service.code, {
      party: {
        ...named.value,
        reference: sigle,
        isHost: false,
        isTown: false,
        isFictional: fictive && town.isDemo,
      },
      joinedOn: entre_le,
      deliberation,
      decidedOn: decide_le,
      agreement: accord,
    })
    if (result.ok) return goTo(c, paths.baseline(file.service.code, result.value), words(c)('done.admitted'))
    if (result.refusal === 'not_found') return c.notFound()
    return again(refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/services-partages/:code/depart/:partie', (c) => showDeparture(c, {}))

  app.post('/services-partages/:code/depart/:partie', async (c) => {
    const found = await leaving(c)
    if (!found?.canGiveNotice) return c.notFound()
    const { code, reference } = placeOf(found)
    const values = await readForm(c)
    const input = departureInput.safeParse(values)
    if (!input.success) return showDeparture(c, { notice: refusedInput(c, values, input.error) }, 422)
    const result = await giveNotice(c.var.context, code, reference, input.data)
    if (result.ok) return goTo(c, paths.departure(code, reference), words(c)('done.notice_given'))
    if (result.refusal === 'not_found') return c.notFound()
    return showDeparture(c, { notice: refusedAct(c, values, result.refusal) }, statusOf(result.refusal))
  })

  app.post('/services-partages/:code/depart/:partie/retrait', async (c) => {
    const found = await leaving(c)
    if (!found) return c.notFound()
    const { code, reference } = placeOf(found)
    const result = await withdrawNotice(c.var.context, code, reference)
    if (result.ok) return goTo(c, paths.departure(code, reference), words(c)('done.notice_withdrawn'))
    return c.notFound()
  })

  app.post('/services-partages/:code/depart/:partie/frais', async (c) => {
    const found = await leaving(c)
    if (!found || !canKeep(c.var.context.actor) || found.party.leavesOn === null) return c.notFound()
    const { code, reference } = placeOf(found)
    const values = await readForm(c)
    const input = exitCostInput.safeParse(values)
    if (!input.success) return showDeparture(c, { exit: refusedInput(c, values, input.error) }, 422)
    const result = await writeExitCost(c.var.context, code, reference, input.data)
    if (result.ok) return goTo(c, paths.departure(code, reference), words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    return showDeparture(c, { exit: refusedAct(c, values, result.refusal) }, statusOf(result.refusal))
  })
}

async function admitting(c: WebContext): Promise<OpenFile | null> {
  const open = await opened(c)
  return open && canKeep(c.var.context.actor) && open.file.service.status === 'running' ? open : null
}

interface Leaving {
  readonly open: OpenFile
  readonly party: Party
  readonly canGiveNotice: boolean
}

/** The party of the address, when this person speaks for it or keeps the register; the host never leaves. */
async function leaving(c: WebContext): Promise<Leaving | null> {
  const open = await opened(c)
  const party = open?.file.parties.find(({ reference }) => reference === c.req.param('partie'))
  if (!open || !party || party.isHost || open.file.service.status === 'prepared') return null
  const { actor } = c.var.context
  const canGiveNotice = roleForDeparture(actor, open.standing, party) !== null
  return canGiveNotice || canKeep(actor) ? { open, party, canGiveNotice } : null
}

function placeOf({ open, party }: Leaving) {
  return { code: open.file.service.code, reference: party.reference }
}

async function showDeparture(
  c: WebContext,
  { notice, exit }: { readonly notice?: FormState; readonly exit?: FormState },
  status: Status = 200,
): Promise<Response> {
  const found = await leaving(c)
  if (!found) return c.notFound()
  const { file } = found.open
  const today = c.var.context.clock.today()
  const first = firstDeparture(today, file.service.noticeMonths)
  const values = { preavis_le: today, quitte_le: first }
  return show(
    c,
    DeparturePage,
    {
      file,
      party: found.party,
      canGiveNotice: found.canGiveNotice && file.service.status === 'running',
      canKeep: canKeep(c.var.context.actor),
      first,
      today,
      noticeState: notice ?? { values, errors: {} },
      exitState: exit ?? exitForm(found.party),
    },
    status,
  )
}
