import { Hono } from 'hono'
import { slugOf } from '#kernel/plain-text.ts'
import { refuse } from '#kernel/result.ts'
import { canPrepareScenarios, listScenarioReports } from '#modules/steering/scenarios/scenarios.public.ts'
import { type AppEnv, sendFile, show, type WebContext } from '#web/respond.ts'
import { drawBudget } from './budget-picture.rules.ts'
import type { BudgetPicture, NoteDocument } from './document.rules.ts'
import { gatherNote } from './gather-note.ts'
import { writeDocx } from './note-docx.ts'
import { writePdf } from './note-pdf.ts'
import { type NoteFormat, noteFormats } from './notes.paths.ts'
import { canSeeNotes } from './notes.permissions.ts'
import { ChooseNotePage } from './views/choose-note-page.tsx'
import { NotePage } from './views/note-page.tsx'
import { writeNote } from './write-note.ts'

const types: Readonly<Record<NoteFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

export function notesRoutes() {
  const app = new Hono<AppEnv>()

  app.get('/note', async (c) => {
    return canSeeNotes(c.var.context.actor) ? showChoice(c, 'none_asked') : c.notFound()
  })

  app.get('/note/:code', async (c) => {
    const found = await noteOf(c)
    if (!found.ok) return found.refusal === 'not_solved' ? showChoice(c, 'not_solved') : c.notFound()
    const { source, isStale } = found.value
    return show(c, NotePage, { code: c.req.param('code'), note: writeNote(source), isStale })
  })

  app.get('/note/:code/budget.svg', async (c) => {
    const found = await noteOf(c)
    const picture = found.ok ? pictureOf(writeNote(found.value.source)) : null
    if (!picture) return c.notFound()
    return c.body(drawBudget(picture), 200, { 'Content-Type': 'image/svg+xml' })
  })

  app.get('/note/:code/:file', async (c) => {
    const format = noteFormats.find((known) => c.req.param('file') === `note.${known}`)
    const found = format ? await noteOf(c) : null
    if (!format || !found?.ok) return c.notFound()
    const note = writeNote(found.value.source)
    const bytes = format === 'docx' ? await writeDocx(note) : await writePdf(note)
    const name = `note-${slugOf(c.var.context.town.name)}-${c.req.param('code')}.${format}`
    return sendFile(c, { name, type: types[format], bytes })
  })

  return app
}

/** The scenarios that a note may be written from. */
async function showChoice(c: WebContext, reason: 'none_asked' | 'not_solved'): Promise<Response> {
  const { context } = c.var
  const props = {
    reports: await listScenarioReports(context),
    canPrepare: canPrepareScenarios(context.actor),
    missing: reason === 'not_solved',
  }
  return show(c, ChooseNotePage, props, reason === 'not_solved' ? 409 : 200)
}

async function noteOf(c: WebContext) {
  const { context } = c.var
  if (!canSeeNotes(context.actor)) return refuse('not_found')
  return gatherNote(context, c.req.param('code') ?? '', context.locale)
}

function pictureOf({ blocks }: NoteDocument): BudgetPicture | null {
  return blocks.find((block) => block.kind === 'picture')?.picture ?? null
}
