import type { Hono } from 'hono'
import { z } from 'zod'
import { answerText } from '#modules/steering/law/law.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { filled, text } from '#web/form-values.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, showToAll, type WebContext } from '#web/respond.ts'
import { seenBy } from './audience.rules.ts'
import { listCorrections } from './corrections.queries.ts'
import { listOfficers } from './officers.queries.ts'
import { refusedAct, refusedInput, staleForm, words } from './organisations.answers.ts'
import { recordInput } from './organisations.inputs.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canEditRecord, canKeepDirectory } from './organisations.permissions.ts'
import { type Reader, readerOf } from './reader.ts'
import { correctRecord, openRecord } from './record.actions.ts'
import { recordChange, recordForm } from './record-form.ts'
import {
  findOrganisation,
  listDistrictChoices,
  listTopics,
  type OrganisationSheet,
  standingId,
} from './sheet.queries.ts'
import { aidWindow } from './undertaking.rules.ts'
import { EditPage } from './views/edit-page.tsx'
import { NewRecordPage } from './views/new-record-page.tsx'
import { OrganisationPage } from './views/organisation-page.tsx'

const newRecordInput = z.object({ nom: filled(200), numero: text(60) })

/** The page of an organisation, and the form that corrects it. */
export function addRecordRoutes(app: Hono<AppEnv>): void {
  app.get('/organisations/nouvelle', (c) =>
    canKeepDirectory(c.var.context.actor) ? show(c, NewRecordPage, { state: emptyForm }) : c.notFound(),
  )

  app.post('/organisations/nouvelle', async (c) => {
    if (!canKeepDirectory(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = newRecordInput.safeParse(values)
    if (!input.success) return show(c, NewRecordPage, { state: refusedInput(c, values, input.error) }, 422)
    const opened = await openRecord(c.var.context, { name: input.data.nom, number: input.data.numero })
    if (!opened.ok)
      return opened.refusal === 'not_found'
        ? c.notFound()
        : show(c, NewRecordPage, { state: refusedAct(c, values, opened.refusal) }, 422)
    const notice = words(c)(opened.value.isNew ? 'done.opened' : 'done.known')
    return goTo(c, organisationsPaths.show(opened.value.id), notice)
  })

  app.get('/organisations/:id/modifier', async (c) => {
    const found = await editable(c)
    return found ? edit(c, found.sheet, { values: recordForm(found.sheet), errors: {} }, 200) : c.notFound()
  })

  app.post('/organisations/:id/modifier', async (c) => {
    const found = await editable(c)
    if (!found) return c.notFound()
    const { sheet, reader } = found
    const values = await readForm(c)
    const input = recordInput.safeParse(values)
    if (!input.success) return edit(c, sheet, refusedInput(c, values, input.error), 422)
    const change = recordChange(input.data, await listDistrictChoices(c.var.context.db))
    const saved = await correctRecord(c.var.context, reader, sheet.id, input.data.version, change)
    if (saved.ok) return goTo(c, organisationsPaths.show(sheet.id), words(c)('done.saved'))
    if (saved.refusal === 'not_found') return c.notFound()
    const now = await editable(c)
    return now ? edit(c, sheet, staleForm(c, values, recordForm(now.sheet)), 409) : c.notFound()
  })

  app.get('/organisations/:id', async (c) => {
    const { db, clock, actor, locale } = c.var.context
    const id = c.req.param('id')
    const sheet = await findOrganisation(db, id, clock.today())
    if (!sheet) return elsewhere(c, id)
    const { standing } = await readerOf(c, sheet.id)
    const aid = aidWindow(sheet.receipts, clock.today())
    return showToAll(c, OrganisationPage, {
      organisation: seenBy(sheet, standing),
      standing,
      aid,
      aidSentence: answerText(aid.answer, locale),
      today: clock.today(),
      isSignedIn: actor !== null,
      corrections: canEditRecord(standing) ? await listCorrections(db, sheet.id) : [],
      officers: standing === 'keeper' ? await listOfficers(db, sheet.id) : [],
    })
  })
}

/** The address of a record that gave way leads to the one that stands. */
async function elsewhere(c: WebContext, id: string): Promise<Response> {
  const standing = await standingId(c.var.context.db, id)
  const isThere =
    standing !== null &&
    standing !== id &&
    (await findOrganisation(c.var.context.db, standing, c.var.context.clock.today()))
  return isThere ? c.redirect(organisationsPaths.show(isThere.id), 302) : c.notFound()
}

/** The organisation of the address, when this person may correct it. */
async function editable(c: WebContext): Promise<{ sheet: OrganisationSheet; reader: Reader } | null> {
  const { db, clock } = c.var.context
  const sheet = await findOrganisation(db, c.req.param('id') ?? '', clock.today())
  if (!sheet) return null
  const reader = await readerOf(c, sheet.id)
  return canEditRecord(reader.standing) ? { sheet, reader } : null
}

async function edit(
  c: WebContext,
  organisation: OrganisationSheet,
  state: FormState,
  status: 200 | 409 | 422,
): Promise<Response> {
  const { db } = c.var.context
  const [topics, districts] = [await listTopics(db), await listDistrictChoices(db)]
  return show(c, EditPage, { organisation, topics, districts, state }, status)
}
