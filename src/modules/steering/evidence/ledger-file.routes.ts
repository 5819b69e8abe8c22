import type { Hono } from 'hono'
import type { Context } from '#infra/context.ts'
import { writeCsv, writeXlsx } from '#infra/spreadsheet.ts'
import { assertNever } from '#kernel/assert.ts'
import { slugOf } from '#kernel/plain-text.ts'
import { addFileImport } from '#web/file-import.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { words } from './evidence.answers.ts'
import { evidencePaths, type LedgerFormat, ledgerFormats } from './evidence.paths.ts'
import { canRecordEvidence } from './evidence.permissions.ts'
import { listAllFacts } from './evidence.queries.ts'
import { importLedger, planLedgerImport } from './ledger-file.actions.ts'
import { ledgerHeaders, recordOf, writeLedger } from './ledger-file.rules.ts'
import type { MeasureBook } from './measure-book.ts'
import type { PromisedMeasure } from './promises.rules.ts'
import { LedgerImportPage } from './views/ledger-import-page.tsx'
import { LedgerPreviewPage } from './views/ledger-preview-page.tsx'

/** Pages that bring facts in from a file, and the files that take them out. */
export function addLedgerFileRoutes(app: Hono<AppEnv>, book: MeasureBook): void {
  addFileImport(app, {
    path: '/faits/import',
    may: (c) => canRecordEvidence(c.var.context.actor),
    plan: (c, bytes) => planLedgerImport(c.var.context, book, bytes),
    write: (c, bytes) => importLedger(c.var.context, book, bytes),
    showForm: (c, state, status) => show(c, LedgerImportPage, { state }, status),
    showPlan: (c, plan, content, status) => show(c, LedgerPreviewPage, { plan, content }, status),
    goOn: (c, { fresh, known }) =>
      goTo(c, evidencePaths.import(), words(c)('import.done', { fresh: fresh.length, known })),
    noFile: (c) => words(c)('import.no_file'),
  })

  app.get('/faits/export/:format', async (c) =>
    sendLedger(c, await book.list(c.var.context), c.req.param('format')),
  )

  app.get('/mesures/:code/faits/export/:format', async (c) => {
    const measure = await book.find(c.var.context, c.req.param('code'))
    return measure ? sendLedger(c, [measure], c.req.param('format')) : c.notFound()
  })

  app.get('/api/v1/measures/:code/evidence', async (c) => {
    const { db, town } = c.var.context
    const measure = await book.find(c.var.context, c.req.param('code'))
    if (!measure) return c.json({ error: 'not_found' }, 404)
    const facts = await listAllFacts(db, [measure.id])
    return c.json({ fictional: town.isFictional, facts: facts.map((fact) => recordOf(fact, measure.code)) })
  })
}

const types: Readonly<Record<LedgerFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
}

async function sendLedger(
  c: WebContext,
  measures: readonly PromisedMeasure[],
  asked: string,
): Promise<Response> {
  const format = ledgerFormats.find((known) => known === asked)
  if (!format) return c.notFound()
  const { town } = c.var.context
  // A fictional town says so inside the file and in its name.
  const origin = town.name + (town.isFictional ? ' (commune fictive)' : '')
  const only = measures.length === 1 ? `${measures[0]?.code ?? ''}-` : ''
  return sendFile(c, {
    name: `faits-${only}${slugOf(origin)}.${format}`,
    type: types[format],
    bytes: await bytesOf(c.var.context, measures, format, origin),
  })
}

async function bytesOf(
  { db }: Context,
  measures: readonly PromisedMeasure[],
  format: LedgerFormat,
  origin: string,
): Promise<Uint8Array> {
  const codes = new Map(measures.map((measure) => [measure.id, measure.code]))
  const facts = await listAllFacts(db, [...codes.keys()])
  if (format === 'json') {
    const records = facts.map((fact) => recordOf(fact, codes.get(fact.measureId) ?? ''))
    return new TextEncoder().encode(`${JSON.stringify({ origin, facts: records }, null, 2)}\n`)
  }
  const rows = writeLedger(facts, codes, origin)
  if (format === 'csv') return writeCsv(ledgerHeaders, rows)
  if (format === 'xlsx') return writeXlsx(ledgerHeaders, rows)
  return assertNever(format)
}
