import type { Hono } from 'hono'
import { listDistricts } from '#modules/participation/processes/processes.public.ts'
import { fileOf } from '#web/file-field.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import {
  addPicture,
  openDraft,
  publishDraft,
  removeDraft,
  removePicture,
  reviseDraft,
  writeDraft,
} from './draft.actions.ts'
import { formatDegrees, pointAt } from './outline.rules.ts'
import { listPictures } from './pictures.queries.ts'
import { findSimilar } from './proposal-list.queries.ts'
import { onlookerOf, refusedAct, refusedInput, senderOf, statusOf, words } from './proposals.answers.ts'
import {
  clickInput,
  deskInput,
  deskMailboxInput,
  newInput,
  personInput,
  pictureInput,
  textInput,
} from './proposals.inputs.ts'
import { proposalsPaths } from './proposals.paths.ts'
import { canDictate } from './proposals.permissions.ts'
import { getOutline, listProposalProcesses } from './proposals.queries.ts'
import type { Proposal } from './proposals.rules.ts'
import type { ProposalsRefusal } from './refusals.ts'
import { DraftPage } from './views/draft-page.tsx'
import { ProposalFormPage } from './views/proposal-form-page.tsx'

/** Writing a proposal: the form, the draft with what it looks like, its pictures, and its publication. */
export function addDraftRoutes(app: Hono<AppEnv>): void {
  app.get('/propositions/nouvelle', (c) =>
    showForm(c, null, {
      values: { demarche: c.req.query('demarche'), guichet: c.req.query('guichet') },
      errors: {},
    }),
  )

  app.post('/propositions/nouvelle', async (c) => {
    const values = await readForm(c)
    if (isClick(values)) return showForm(c, null, await clicked(c, values))
    const where = newInput.safeParse(values)
    const text = textInput.safeParse(values)
    if (!where.success) return showForm(c, null, refusedInput(c, values, where.error), 422)
    const desk = where.data.guichet ? deskInput.safeParse(values) : null
    if (desk && !desk.success) return showForm(c, null, refusedInput(c, values, desk.error), 422)
    if (!text.success) return showForm(c, null, refusedInput(c, values, text.error), 422)
    const input = {
      process: where.data.demarche,
      text: text.data,
      desk: desk ? { name: desk.data.nom } : null,
    }
    const result = await writeDraft(c.var.context, input)
    if (result.ok) return goTo(c, proposalsPaths.draft(result.value.key))
    if (result.refusal === 'not_found') return c.notFound()
    return showForm(c, null, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/propositions/brouillons/:key', (c) => showDraft(c, emptyForm))

  app.get('/propositions/brouillons/:key/modifier', async (c) => {
    const draft = await draftOf(c)
    return draft ? showForm(c, draft, formOf(draft)) : c.notFound()
  })

  app.post('/propositions/brouillons/:key/modifier', async (c) => {
    const draft = await draftOf(c)
    if (!draft) return c.notFound()
    const values = await readForm(c)
    if (isClick(values)) return showForm(c, draft, await clicked(c, values))
    const text = textInput.safeParse(values)
    if (!text.success) return showForm(c, draft, refusedInput(c, values, text.error), 422)
    const result = await reviseDraft(c.var.context, keyOf(c), text.data)
    if (result.ok) return goTo(c, proposalsPaths.draft(keyOf(c)), words(c)('done.draft_saved'))
    return showForm(c, draft, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/propositions/brouillons/:key/images', async (c) => {
    const values = await readForm(c)
    const input = pictureInput.safeParse(values)
    if (!input.success) return showDraft(c, refusedInput(c, values, input.error), 422)
    const bytes = await fileOf(c, 'image')
    if (!bytes) return showDraft(c, { values, errors: { image: words(c)('error.picture_missing') } }, 422)
    const result = await addPicture(c.var.context, keyOf(c), { bytes, alt: input.data.description })
    return result.ok
      ? goTo(c, proposalsPaths.draft(keyOf(c)), words(c)('done.picture'))
      : refuseDraft(c, values, result.refusal)
  })

  app.post('/propositions/brouillons/:key/images/:id/suppression', async (c) => {
    const result = await removePicture(c.var.context, keyOf(c), c.req.param('id'))
    return result.ok ? goTo(c, proposalsPaths.draft(keyOf(c)), words(c)('done.removed')) : c.notFound()
  })

  app.post('/propositions/brouillons/:key/suppression', async (c) => {
    const result = await removeDraft(c.var.context, keyOf(c))
    return result.ok ? goTo(c, proposalsPaths.list(), words(c)('done.draft_removed')) : c.notFound()
  })

  app.post('/propositions/brouillons/:key/publication', async (c) => {
    const sender = await senderOf(c)
    const draft = await draftOf(c)
    if (!draft) return c.notFound()
    const values = await readForm(c)
    const needsPerson = draft.author === null && sender.contributor === null
    const person = needsPerson ? personInput.safeParse(values) : null
    if (person && !person.success) return showDraft(c, refusedInput(c, values, person.error), 422)
    const desk = draft.isDictated ? deskMailboxInput.safeParse(values) : null
    if (desk && !desk.success) return showDraft(c, refusedInput(c, values, desk.error), 422)
    const who = person ? { name: person.data.nom, email: person.data.courriel } : null
    const result = await publishDraft(c.var.context, sender, keyOf(c), who, desk?.data.courriel ?? null)
    if (!result.ok) return refuseDraft(c, values, result.refusal)
    const { how, number } = result.value
    if (how === 'link_sent')
      return goTo(c, proposalsPaths.draft(keyOf(c)), words(c)('done.link_sent', { email: who?.email ?? '' }))
    const next = how === 'submitted' && draft.isDictated ? proposalsPaths.list() : proposalsPaths.show(number)
    return goTo(c, next, words(c)(`done.${how}`))
  })
}

function keyOf(c: WebContext): string {
  return c.req.param('key') ?? ''
}

function draftOf(c: WebContext): Promise<Proposal | null> {
  return openDraft(c.var.context, keyOf(c))
}

function isClick(values: FormValues): boolean {
  return clickInput.safeParse(values).success
}

/** The form with the place that was pointed at on the map. */
async function clicked(c: WebContext, values: FormValues): Promise<FormState> {
  const click = clickInput.parse(values)
  const outline = await getOutline(c.var.context.db)
  if (!outline) return { values, errors: {} }
  const { lat, lon } = pointAt(outline, click['carte.x'], click['carte.y'])
  const place = { latitude: formatDegrees(lat), longitude: formatDegrees(lon) }
  return { values: { ...values, ...place }, errors: {} }
}

function formOf(draft: Proposal): FormState {
  return {
    values: {
      titre: draft.title,
      texte: draft.body,
      categorie: draft.category,
      quartier: draft.districtId ?? '',
      rue: draft.street,
      latitude: draft.point ? formatDegrees(draft.point.lat) : '',
      longitude: draft.point ? formatDegrees(draft.point.lon) : '',
    },
    errors: {},
  }
}

async function showForm(
  c: WebContext,
  draft: Proposal | null,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const { db, clock, actor } = c.var.context
  const atDesk = draft === null && state.values.guichet === 'oui'
  if (atDesk && !canDictate(actor)) return c.notFound() as Response
  const processes = draft
    ? []
    : (await listProposalProcesses(db, clock.today())).filter(({ isOpen }) => isOpen)
  return show(
    c,
    ProposalFormPage,
    {
      action: draft ? proposalsPaths.draftEdit(keyOf(c)) : '/propositions/nouvelle',
      isNew: draft === null,
      atDesk,
      canDictate: canDictate(actor),
      processes,
      districts: await listDistricts(db),
      outline: await getOutline(db),
      state,
    },
    status,
  )
}

async function showDraft(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const { db } = c.var.context
  const draft = await draftOf(c)
  if (!draft) return c.notFound() as Response
  const { contributor } = await onlookerOf(c)
  return show(
    c,
    DraftPage,
    {
      draft,
      draftKey: keyOf(c),
      pictures: await listPictures(db, draft.id),
      similar: await findSimilar(db, draft, 5),
      outline: await getOutline(db),
      needsPerson: draft.author === null && contributor === null && c.var.context.actor === null,
      state,
    },
    status,
  )
}

async function refuseDraft(c: WebContext, values: FormValues, refusal: ProposalsRefusal): Promise<Response> {
  if (refusal === 'not_found') return c.notFound() as Response
  return showDraft(c, refusedAct(c, values, refusal), statusOf(refusal))
}
