import type { Hono } from 'hono'
import { z } from 'zod'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import {
  type RecordRefusal,
  refusedAct,
  refusedInput,
  staleForm,
  statusOf,
  words,
} from './organisations.answers.ts'
import { receiptInput, regimeInput, versionInput } from './organisations.inputs.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canWritePart, type PartName } from './organisations.permissions.ts'
import {
  establishmentPart,
  labelPart,
  meetingPart,
  numberPart,
  type PartKind,
  personPart,
  receiptDraft,
  receiptValues,
  tiePart,
} from './part-book.ts'
import type { Edited } from './parts.queries.ts'
import { type Reader, readerOf } from './reader.ts'
import { findReceipt } from './receipts.queries.ts'
import { placeReceipt, removePart, removeReceipt, savePart, saveReceipt } from './record.actions.ts'
import { findOrganisation, type OrganisationSheet } from './sheet.queries.ts'
import { PartFormPage } from './views/part-form-page.tsx'

/** The forms of the lists of a record: new, changed, taken away. */
export function addPartRoutes(app: Hono<AppEnv>): void {
  addPart(app, establishmentPart)
  addPart(app, numberPart)
  addPart(app, personPart)
  addPart(app, labelPart)
  addPart(app, tiePart)
  addPart(app, meetingPart)
  addReceipts(app)
}

interface Written {
  readonly sheet: OrganisationSheet
  readonly reader: Reader
}

/** The organisation of the address, when this person may write that list of it. */
async function writable(c: WebContext, part: PartName): Promise<Written | null> {
  const { db, clock } = c.var.context
  const sheet = await findOrganisation(db, c.req.param('id') ?? '', clock.today())
  if (!sheet) return null
  const reader = await readerOf(c, sheet.id)
  return canWritePart(reader.standing, part) ? { sheet, reader } : null
}

function addPart<Input, Draft>(app: Hono<AppEnv>, part: PartKind<Input, Draft>): void {
  const save = async (c: WebContext, written: Written, edited: Edited | null) => {
    const { db } = c.var.context
    const values = await readForm(c)
    const input = part.input.safeParse(values)
    if (!input.success) return form(c, written, part.name, edited, refusedInput(c, values, input.error), 422)
    const draft = await part.draftOf(db, input.data, written.sheet.id)
    if (!draft.ok) return form(c, written, part.name, edited, refusedAct(c, values, draft.refusal), 422)
    const saved = await savePart(
      c.var.context,
      written.reader,
      part.name,
      written.sheet.id,
      edited,
      part.write,
      draft.value,
    )
    return saved.ok
      ? done(c, written)
      : refused(c, written, part.name, edited, values, saved.refusal, () =>
          edited ? part.valuesOf(db, written.sheet.id, edited.id) : Promise.resolve(null),
        )
  }
  addForms(app, part.name, {
    save,
    stored: (c, { sheet }, id) => part.valuesOf(c.var.context.db, sheet.id, id),
    remove: (c, { sheet, reader }, edited) =>
      removePart(c.var.context, reader, part.name, part.table, sheet.id, edited),
  })
}

function addReceipts(app: Hono<AppEnv>): void {
  const stored = async (c: WebContext, { sheet }: Written, id: string) => {
    const receipt = await findReceipt(c.var.context.db, sheet.id, id)
    return receipt && receiptValues(receipt)
  }
  addForms(app, 'versements', {
    stored,
    async save(c, written, edited) {
      const values = await readForm(c)
      const input = receiptInput.safeParse(values)
      if (!input.success)
        return form(c, written, 'versements', edited, refusedInput(c, values, input.error), 422)
      const { sheet, reader } = written
      const saved = await saveReceipt(c.var.context, reader, sheet.id, edited, receiptDraft(input.data))
      return saved.ok
        ? done(c, written)
        : refused(c, written, 'versements', edited, values, saved.refusal, () =>
            edited ? stored(c, written, edited.id) : Promise.resolve(null),
          )
    },
    remove: (c, { sheet, reader }, edited) => removeReceipt(c.var.context, reader, sheet.id, edited),
  })

  app.post('/organisations/:id/versements/:partId/regime', async (c) => {
    const written = await writable(c, 'versements')
    if (!written || !isId(c.req.param('partId'))) return c.notFound()
    const input = regimeInput.safeParse(await readForm(c))
    if (!input.success) return goTo(c, organisationsPaths.show(written.sheet.id), words(c)('error.choice'))
    const { sheet, reader } = written
    const placed = await placeReceipt(
      c.var.context,
      reader,
      sheet.id,
      c.req.param('partId'),
      input.data.regime,
    )
    return placed.ok ? done(c, written) : c.notFound()
  })
}

const isId = (text: string) => z.uuid().safeParse(text).success

interface Forms {
  stored(c: WebContext, written: Written, id: string): Promise<FormValues | null>
  save(c: WebContext, written: Written, edited: Edited | null): Promise<Response>
  remove(c: WebContext, written: Written, edited: Edited): ReturnType<typeof removeReceipt>
}

function addForms(app: Hono<AppEnv>, name: PartName, forms: Forms): void {
  const path = `/organisations/:id/${name}`
  app.get(`${path}/nouveau`, async (c) => {
    const written = await writable(c, name)
    return written ? form(c, written, name, null, emptyForm, 200) : c.notFound()
  })
  app.post(`${path}/nouveau`, async (c) => {
    const written = await writable(c, name)
    return written ? forms.save(c, written, null) : c.notFound()
  })
  app.get(`${path}/:partId`, async (c) => {
    const written = await writable(c, name)
    const values = written && (await forms.stored(c, written, c.req.param('partId')))
    if (!written || !values) return c.notFound()
    return form(c, written, name, editedOf(c, values), { values, errors: {} }, 200)
  })
  app.post(`${path}/:partId`, async (c) => {
    const written = await writable(c, name)
    if (!written || !(await forms.stored(c, written, c.req.param('partId')))) return c.notFound()
    return forms.save(c, written, editedOf(c, await readForm(c)))
  })
  app.post(`${path}/:partId/retrait`, async (c) => {
    const written = await writable(c, name)
    if (!written || !(await forms.stored(c, written, c.req.param('partId')))) return c.notFound()
    const removed = await forms.remove(c, written, editedOf(c, await readForm(c)))
    const notice = removed.ok ? words(c)('done.removed') : words(c)('error.changed_meanwhile')
    return goTo(c, organisationsPaths.show(written.sheet.id), notice)
  })
}

function editedOf(c: WebContext, values: FormValues): Edited {
  return { id: c.req.param('partId') ?? '', version: versionInput.parse(values).version }
}

function done(c: WebContext, { sheet }: Written): Response {
  return goTo(c, organisationsPaths.show(sheet.id), words(c)('done.saved'))
}

async function refused(
  c: WebContext,
  written: Written,
  name: PartName,
  edited: Edited | null,
  values: FormValues,
  refusal: RecordRefusal,
  stored: () => Promise<FormValues | null>,
): Promise<Response> {
  if (refusal === 'not_found') return c.notFound()
  const now = refusal === 'changed_meanwhile' ? await stored() : null
  const state = now ? staleForm(c, values, now) : refusedAct(c, values, refusal)
  return form(c, written, name, edited, state, statusOf(refusal))
}

function form(
  c: WebContext,
  { sheet }: Written,
  part: PartName,
  edited: Edited | null,
  state: FormState,
  status: 200 | 409 | 422,
): Response {
  const props = { organisation: sheet, part, partId: edited?.id ?? null, state }
  return show(c, PartFormPage, props, status)
}
