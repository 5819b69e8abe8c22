import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { writeCsv } from '#infra/spreadsheet.ts'
import { yearOf } from '#kernel/calendar-date.ts'
import { formatDecimalPlain } from '#kernel/decimal.ts'
import { addFileImport } from '#web/file-import.ts'
import type { FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { addContestRoutes } from './contests.routes.ts'
import { addLine, importLineFile, planLineFile } from './lines.actions.ts'
import { listAllLines, listLines } from './lines.queries.ts'
import { lineHeaders } from './lines-file.rules.ts'
import type { OpenFile } from './service-file.ts'
import { opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { lineFilterInput, lineInput } from './shared-services.inputs.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canEnterUnits, canSeeLines } from './shared-services.permissions.ts'
import type { Party } from './shared-services.rules.ts'
import { LineImportPage, LinePreviewPage } from './views/import-pages.tsx'
import { LineFormPage } from './views/line-form-page.tsx'
import { LinesPage } from './views/lines-page.tsx'

/** Units used: the list, a line by hand, a file, and what is contested. */
export function addLineRoutes(app: Hono<AppEnv>): void {
  app.get('/services-partages/:code/lignes', async (c) => {
    const open = await opened(c)
    if (!open || open.file.service.startsOn === null) return c.notFound()
    const { db, actor, clock } = c.var.context
    const { file, standing } = open
    const { annee, partie, suite } = lineFilterInput.parse(c.req.query())
    const year = annee ?? yearOf(clock.today())
    const parties = seenParties(open)
    const chosen = parties.find(({ reference }) => reference === partie) ?? null
    const { rows, next } = await listLines(db, {
      serviceId: file.service.id,
      partyIds: (chosen ? [chosen] : parties).map(({ id }) => id),
      year,
      after: suite ?? null,
    })
    const filter = { year, ...(chosen ? { party: chosen.reference } : {}) }
    return show(c, LinesPage, {
      file,
      rows,
      years: yearsOf(open, yearOf(clock.today())),
      year,
      parties,
      chosen,
      first: suite === undefined ? null : paths.lines(file.service.code, filter),
      next: next && paths.lines(file.service.code, { ...filter, after: next }),
      canEnter: canEnterUnits(actor, standing) && file.service.status === 'running',
      today: clock.today(),
    })
  })

  app.get('/services-partages/:code/lignes/export.csv', async (c) => {
    const open = await opened(c)
    if (!open) return c.notFound()
    const { db, clock, town } = c.var.context
    const { file } = open
    const { annee } = lineFilterInput.parse(c.req.query())
    const year = annee ?? yearOf(clock.today())
    const partyIds = seenParties(open).map(({ id }) => id)
    const lines = await listAllLines(db, { serviceId: file.service.id, partyIds, year })
    const rows = lines.map((line) => [
      line.reference,
      file.parties.find(({ id }) => id === line.partyId)?.reference ?? '',
      file.units.find(({ id }) => id === line.unitId)?.code ?? '',
      line.day,
      formatDecimalPlain(line.quantity),
      line.proof,
    ])
    return sendFile(c, {
      name: `unites-${file.service.code}-${year}${town.isFictional ? '-fictif' : ''}.csv`,
      type: 'text/csv; charset=utf-8',
      bytes: writeCsv(lineHeaders, rows),
    })
  })

  app.get('/services-partages/:code/lignes/nouvelle', async (c) => {
    const open = await enterable(c)
    const values = { cle: randomUUID(), jour: c.var.context.clock.today() }
    return open ? show(c, LineFormPage, { file: open.file, state: { values, errors: {} } }) : c.notFound()
  })

  app.post('/services-partages/:code/lignes/nouvelle', async (c) => {
    const open = await enterable(c)
    if (!open) return c.notFound()
    const { file } = open
    const values = await readForm(c)
    const showForm = (state: FormState, status: 409 | 422) => show(c, LineFormPage, { file, state }, status)
    const input = lineInput.safeParse(values)
    if (!input.success) return showForm(refusedInput(c, values, input.error), 422)
    const result = await addLine(c.var.context, file.service.code, input.data)
    if (result.ok) return goTo(c, paths.lines(file.service.code), words(c)('done.line'))
    if (result.refusal === 'not_found') return c.notFound()
    return showForm(refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  addFileImport(app, {
    path: '/services-partages/:code/lignes/import',
    may: async (c) => (await enterable(c)) !== null,
    plan: (c, bytes) => planLineFile(c.var.context, codeOf(c), bytes),
    write: (c, bytes) => importLineFile(c.var.context, codeOf(c), bytes),
    async showForm(c, state, status) {
      const open = await enterable(c)
      if (!open) return c.notFound()
      const year = yearOf(c.var.context.clock.today())
      return show(c, LineImportPage, { service: open.file.service, state, year }, status)
    },
    async showPlan(c, plan, content, status) {
      const open = await enterable(c)
      return open
        ? show(c, LinePreviewPage, { service: open.file.service, plan, content }, status)
        : c.notFound()
    },
    goOn: (c, { fresh, known }) =>
      goTo(c, paths.lines(codeOf(c)), words(c)('import.done', { fresh: fresh.length, known })),
    noFile: (c) => words(c)('import.no_file'),
  })

  addContestRoutes(app)
}

function codeOf(c: WebContext): string {
  return c.req.param('code') ?? ''
}

/** Parties whose lines this person sees. */
function seenParties({ file, standing }: OpenFile): Party[] {
  return file.parties.filter(({ id }) => canSeeLines(standing, id))
}

function yearsOf({ file }: OpenFile, thisYear: number): number[] {
  const { startsOn, endedOn } = file.service
  if (startsOn === null) return []
  const last = endedOn ? yearOf(endedOn) : thisYear
  return Array.from({ length: last - yearOf(startsOn) + 1 }, (_, index) => last - index)
}

/** The service of the address, when this person may enter units in it. */
async function enterable(c: WebContext): Promise<OpenFile | null> {
  const open = await opened(c)
  const isOpen = open?.file.service.status === 'running'
  return open && isOpen && canEnterUnits(c.var.context.actor, open.standing) ? open : null
}
