import type { Hono } from 'hono'
import type { z } from 'zod'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { moveCard, removeCard } from './board.actions.ts'
import { getBoard } from './board-faces.queries.ts'
import {
  addFile,
  addItem,
  commentCard,
  linkCards,
  removeFile,
  reviseCard,
  tickItem,
  unlinkCards,
} from './card.actions.ts'
import { cardForm, storedCardErrors } from './card-form.ts'
import { findFile, listHangsOf } from './card-hangs.queries.ts'
import { findCard, listAssignees, listCardLabels, listLabels } from './cards.queries.ts'
import { listMembers } from './members.queries.ts'
import { addressed, mayLead, mayWork, refusedAct, refusedInput, statusOf, words } from './projects.answers.ts'
import { cardInput, commentInput, doneInput, itemInput, moveInput, needInput } from './projects.inputs.ts'
import { projectsPaths } from './projects.paths.ts'
import { newId } from './projects.queries.ts'
import { isActive } from './projects.rules.ts'
import type { Outcome, ProjectsRefusal } from './refusals.ts'
import { CardPage } from './views/card-page.tsx'

export function addCardRoutes(app: Hono<AppEnv>): void {
  app.get('/projets/:code/cartes/:numero', (c) => showCard(c, emptyForm))

  app.post('/projets/:code/cartes/:numero', (c) =>
    take(c, cardInput, (code, number, input) =>
      reviseCard(c.var.context, code, number, input.version, {
        title: input.titre,
        description: input.description,
        startsOn: input.debut,
        dueOn: input.echeance,
        effortMin: input.charge,
        repeats: input.repetition,
        assignees: input.personnes,
        labels: input.etiquettes,
      }),
    ),
  )

  app.post('/projets/:code/cartes/:numero/deplacement', (c) =>
    take(c, moveInput, (code, number, { colonne: columnId, avant: place }) =>
      moveCard(c.var.context, code, number, { columnId, place }),
    ),
  )

  app.post('/projets/:code/cartes/:numero/liste', (c) =>
    take(c, itemInput, (code, number, { cle: id, element: body }) =>
      addItem(c.var.context, code, number, { id, body }),
    ),
  )

  app.post('/projets/:code/cartes/:numero/liste/:id', (c) =>
    take(c, doneInput, (code, number, { fait }) => tickItem(c.var.context, code, number, idOf(c), fait)),
  )

  app.post('/projets/:code/cartes/:numero/commentaires', (c) =>
    take(c, commentInput, (code, number, { cle: id, commentaire: body }) =>
      commentCard(c.var.context, code, number, { id, body }),
    ),
  )

  app.post('/projets/:code/cartes/:numero/dependances', (c) =>
    take(c, needInput, (code, number, { attend, lien }) =>
      lien === 'ajouter'
        ? linkCards(c.var.context, code, number, attend)
        : unlinkCards(c.var.context, code, number, attend),
    ),
  )

  app.post('/projets/:code/cartes/:numero/fichiers', async (c) => {
    const found = await addressed(c)
    if (!found || !mayWork(c, found)) return c.notFound()
    const value = (await c.req.parseBody()).fichier
    if (!(value instanceof File) || value.size === 0)
      return showCard(c, { values: {}, errors: { fichier: words(c)('error.file_missing') } }, 422)
    const file = { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) }
    const result = await addFile(c.var.context, found.project.code, numberOf(c), file)
    return answer(c, {}, result.ok ? null : result.refusal)
  })

  app.get('/projets/:code/cartes/:numero/fichiers/:id', async (c) => {
    const found = await addressed(c)
    const card = found && (await findCard(c.var.context.db, found.project.id, numberOf(c)))
    const file = card && (await findFile(c.var.context.db, card.id, idOf(c)))
    return file ? sendFile(c, { name: file.name, type: file.mediaType, bytes: file.bytes }) : c.notFound()
  })

  app.post('/projets/:code/cartes/:numero/fichiers/:id', async (c) => {
    const result = await removeFile(c.var.context, c.req.param('code'), numberOf(c), idOf(c))
    return answer(c, {}, result.ok ? null : result.refusal)
  })

  app.post('/projets/:code/cartes/:numero/suppression', async (c) => {
    const code = c.req.param('code')
    const result = await removeCard(c.var.context, code, numberOf(c))
    if (result.ok) return goTo(c, projectsPaths.board(code), words(c)('done.removed'))
    return c.notFound()
  })
}

function numberOf(c: WebContext): number {
  const text = c.req.param('numero') ?? ''
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
}

/** An identity of the address; one that cannot be is that of nothing. */
function idOf(c: WebContext): string {
  const id = c.req.param('id') ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : '00000000-0000-0000-0000-000000000000'
}

async function take<Schema extends z.ZodType>(
  c: WebContext,
  schema: Schema,
  act: (code: string, number: number, input: z.infer<Schema>) => Outcome<null>,
): Promise<Response> {
  const found = await addressed(c)
  if (!found || !mayWork(c, found)) return c.notFound()
  const values = await readForm(c)
  const input = schema.safeParse(values)
  if (!input.success) return showCard(c, refusedInput(c, values, input.error), 422)
  const result = await act(found.project.code, numberOf(c), input.data)
  return answer(c, values, result.ok ? null : result.refusal)
}

function answer(
  c: WebContext,
  values: FormValues,
  refusal: ProjectsRefusal | null,
): Response | Promise<Response> {
  const code = c.req.param('code') ?? ''
  if (refusal === null) return goTo(c, projectsPaths.card(code, numberOf(c)), words(c)('done.saved'))
  if (refusal === 'not_found' || refusal === 'card_unknown' || refusal === 'column_unknown')
    return c.notFound()
  return showCard(c, refusedAct(c, values, refusal), statusOf(refusal))
}

async function showCard(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const found = await addressed(c)
  const { db, clock } = c.var.context
  const card = found && (await findCard(db, found.project.id, numberOf(c)))
  if (!found || !card) return c.notFound()
  const { project } = found
  const today = clock.today()
  const stored = cardForm(card, await listAssignees(db, card.id), await listCardLabels(db, card.id))
  const isRewritten = state.values.titre !== undefined
  const board = await getBoard(db, project.id)
  return show(
    c,
    CardPage,
    {
      project,
      card,
      hangs: await listHangsOf(db, card.id),
      members: (await listMembers(db, project.id)).filter((member) => isActive(member, today)),
      labels: await listLabels(db, project.id),
      board,
      canWork: mayWork(c, found),
      canLead: mayLead(c, found),
      keys: [newId(), newId()] as const,
      today,
      state: {
        values: { ...stored, ...state.values, ...(status === 409 ? { version: stored.version } : {}) },
        errors:
          status === 409 && isRewritten
            ? { ...state.errors, ...storedCardErrors(words(c), state.values, stored) }
            : state.errors,
      },
    },
    status,
  )
}
