import { Hono } from 'hono'
import { slugOf } from '#kernel/plain-text.ts'
import { listScenarioReports } from '#modules/steering/scenarios/scenarios.public.ts'
import { type AppEnv, sendFile, show, type WebContext } from '#web/respond.ts'
import { drawBudget } from './budget-picture.rules.ts'
import type { BudgetPicture } from './document.rules.ts'
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
    if (!canSeeNotes(c.var.context.actor)) return c.notFound()
    const reports = await listScenarioReports(c.var.context)
    return show(c, ChooseNotePage, { reports, missing: false })
  })

  app.get('/note/:code', async (c) => {
    const found = await noteOf(c)
    if (!found.ok && found.refusal === 'not_found') return c.notFound()
    if (!found.ok) {
      const reports = await listScenarioReports(c.var.context)
      return show(c, ChooseNotePage, { reports, missing: true }, 409)
    }
    const { source, isStale } = found.value
    return show(c, NotePage, { code: c.req.param('code'), note: writeNote(source), isStale })
  })

  app.get('/note/:code/budget.svg', async (c) => {
    const found = await noteOf(c)
    const picture = found.ok ? pictureOf(writeNote(found.value.source).blocks) : null
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

function noteOf(c: WebContext) {
  const { context } = c.var
  if (!canSeeNotes(context.actor)) return Promise.resolve({ ok: false, refusal: 'not_found' } as const)
  return gatherNote(context, c.req.param('code') ?? '', context.locale)
}

function pictureOf(blocks: readonly { readonly kind: string }[]): BudgetPicture | null {
  const block = blocks.find(
    (item): item is { kind: 'picture'; picture: BudgetPicture } => item.kind === 'picture',
  )
  return block?.picture ?? null
}
