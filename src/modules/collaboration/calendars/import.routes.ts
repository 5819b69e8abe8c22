import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { addFileImport } from '#web/file-import.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { importObjects } from './bulk.actions.ts'
import { sentenceOf, words } from './calendars.answers.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { canUseCalendars } from './calendars.permissions.ts'
import { type ImportedObject, readImport } from './import-file.rules.ts'
import { ImportPage, ImportPlanPage } from './views/import-page.tsx'

interface Plan {
  readonly objects: readonly ImportedObject[]
  readonly faults: readonly {
    readonly line: number | null
    readonly column: string
    readonly remedy: string
  }[]
  readonly leftOut: number
  readonly notice: string
}

/** Events brought from another program: what the file holds is shown before anything is written. */
export function addImportRoutes(app: Hono<AppEnv>): void {
  addFileImport<Plan>(app, {
    path: calendarsPaths.importFile(),
    may: (c) => canUseCalendars(c.var.context.actor),
    plan: async (c, bytes) => ok(planOf(c, bytes)),
    write: async (c, bytes): Promise<Result<Plan, 'not_found'>> => {
      const plan = planOf(c, bytes)
      const done = await importObjects(c.var.context, plan.objects)
      if (!done.ok) return refuse('not_found')
      const { added, replaced, left, refused } = done.value
      const t = words(c)
      const sentences = [
        t('import.added', { count: added }),
        replaced > 0 ? t('import.replaced', { count: replaced }) : '',
        left > 0 ? t('import.left', { count: left }) : '',
        refused.length > 0 ? t('import.refused', { titles: refused.slice(0, 5).join(', ') }) : '',
      ]
      return ok({ ...plan, notice: sentences.filter(Boolean).join(' ') })
    },
    showForm: (c, state, status) => show(c, ImportPage, { state }, status),
    showPlan: (c, plan, content, status) => show(c, ImportPlanPage, { ...plan, content }, status),
    goOn: (c, done) => goTo(c, calendarsPaths.home(), done.notice),
    noFile: (c) => words(c)('import.no_file'),
  })
}

function planOf(c: WebContext, bytes: Uint8Array): Plan {
  const t = words(c)
  const plan = readImport(
    bytes,
    (text) => `${createHash('sha256').update(text).digest('hex').slice(0, 32)}@import`,
  )
  if (!plan)
    return {
      objects: [],
      faults: [{ line: 1, column: '', remedy: t('import.not_a_calendar') }],
      leftOut: 0,
      notice: '',
    }
  const faults = plan.faults.map(({ line, title, fault }) => ({
    line,
    column: title || t('untitled'),
    remedy: sentenceOf(t, fault),
  }))
  return { objects: plan.objects, faults, leftOut: plan.leftOut, notice: '' }
}
