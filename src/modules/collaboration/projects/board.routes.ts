import type { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addCard, addColumn, moveCard, removeColumn, saveColumn } from './board.actions.ts'
import { openDrawnBoards } from './board-drawing.ts'
import { readBoard } from './board-faces.queries.ts'
import { streamBoard } from './board-stream.ts'
import { addCardRoutes } from './card.routes.ts'
import { addressed, mayLead, mayWork, refusedAct, refusedInput, statusOf, words } from './projects.answers.ts'
import { columnInput, moveInput, newCardInput } from './projects.inputs.ts'
import { projectsPaths } from './projects.paths.ts'
import { newId } from './projects.queries.ts'
import type { ProjectsRefusal } from './refusals.ts'
import { BoardPage } from './views/board-page.tsx'

export function addBoardRoutes(app: Hono<AppEnv>): void {
  app.get('/projets/:code/tableau', (c) => showBoard(c, emptyForm))

  app.get('/projets/:code/tableau/flux', async (c) => {
    const found = await addressed(c)
    return found ? streamBoard(c.var.context, found.project) : c.notFound()
  })

  app.post('/projets/:code/tableau/deplacement', async (c) => {
    const values = await readForm(c)
    const input = moveInput.safeParse(values)
    const code = c.req.param('code')
    if (!input.success) return showRefused(c, refusedInput(c, values, input.error), 422)
    const { carte = 0, colonne: columnId, avant: place } = input.data
    const result = await moveCard(c.var.context, code, carte, { columnId, place })
    if (result.ok) return goTo(c, projectsPaths.board(code), words(c)('done.moved'))
    return refused(c, values, result.refusal)
  })

  app.post('/projets/:code/cartes', async (c) => {
    const found = await addressed(c)
    if (!found || !mayWork(c, found)) return c.notFound()
    const values = await readForm(c)
    const input = newCardInput.safeParse(values)
    if (!input.success) return showBoard(c, refusedInput(c, values, input.error), 422)
    const { cle: key, colonne: columnId, carte: title } = input.data
    const result = await addCard(c.var.context, found.project.code, { key, columnId, title })
    if (result.ok) return goTo(c, projectsPaths.board(found.project.code), words(c)('done.card'))
    return refused(c, values, result.refusal)
  })

  app.post('/projets/:code/colonnes', async (c) => {
    const found = await addressed(c)
    if (!found || !mayLead(c, found)) return c.notFound()
    const values = await readForm(c)
    const input = columnInput.safeParse(values)
    if (!input.success) return showBoard(c, refusedInput(c, values, input.error), 422)
    const { cle, colonne: title, limite: limit, fin_de_course: isDone } = input.data
    const result = await addColumn(c.var.context, found.project.code, cle ?? newId(), {
      title,
      limit,
      isDone,
    })
    if (result.ok) return goTo(c, projectsPaths.board(found.project.code), words(c)('done.saved'))
    return refused(c, values, result.refusal)
  })

  app.post('/projets/:code/colonnes/:id', async (c) => {
    const found = await addressed(c)
    if (!found || !mayLead(c, found)) return c.notFound()
    const values = await readForm(c)
    const input = columnInput.safeParse(values)
    if (!input.success) return showBoard(c, refusedInput(c, values, input.error), 422)
    const { colonne: title, limite: limit, fin_de_course: isDone, place: shift } = input.data
    const draft = { title, limit, isDone, shift }
    const result = await saveColumn(c.var.context, found.project.code, c.req.param('id'), draft)
    if (result.ok) return goTo(c, projectsPaths.board(found.project.code), words(c)('done.saved'))
    return refused(c, values, result.refusal)
  })

  app.post('/projets/:code/colonnes/:id/suppression', async (c) => {
    const code = c.req.param('code')
    const result = await removeColumn(c.var.context, code, c.req.param('id'))
    if (result.ok) return goTo(c, projectsPaths.board(code), words(c)('done.removed'))
    return refused(c, {}, result.refusal)
  })

  addCardRoutes(app)
}

/** What is not there is not found; what is in the way is said on the board. */
function refused(c: WebContext, values: FormValues, refusal: ProjectsRefusal): Response | Promise<Response> {
  const isMissing = refusal === 'not_found' || refusal === 'column_unknown' || refusal === 'card_unknown'
  return isMissing ? c.notFound() : showBoard(c, refusedAct(c, values, refusal), statusOf(refusal))
}

/** The board with what is wrong, for those who may work on it; for others the act does not exist. */
async function showRefused(c: WebContext, state: FormState, status: 422): Promise<Response> {
  const found = await addressed(c)
  return found && mayWork(c, found) ? showBoard(c, state, status) : c.notFound()
}

const boards = openDrawnBoards()

async function showBoard(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const found = await addressed(c)
  if (!found) return c.notFound()
  const { db, clock, locale } = c.var.context
  const { project } = found
  const canWork = mayWork(c, found)
  const read = await readBoard(db, project.id)
  return show(
    c,
    BoardPage,
    {
      project,
      columns: read.columns,
      cardCount: read.cardCount,
      drawn: boards.draw({ code: project.code, read, canWork, today: clock.today(), locale }),
      canWork,
      canLead: mayLead(c, found),
      keys: [newId(), newId()] as const,
      state,
    },
    status,
  )
}
