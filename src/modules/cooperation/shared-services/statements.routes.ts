import type { Hono } from 'hono'
import { writeCsv } from '#infra/spreadsheet.ts'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { writeDocx, writePdf } from '#modules/steering/notes/notes.public.ts'
import type { FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { sumUnits } from './lines.queries.ts'
import { balanceOf } from './payments.rules.ts'
import { add, parseRational, type Rational, writeDecimal, zero } from './rational.rules.ts'
import type { OpenFile } from './service-file.ts'
import { opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { costInput } from './shared-services.inputs.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canKeep, isYearSeen, roleForStatement } from './shared-services.permissions.ts'
import { type FileFormat, fileFormats } from './statement-formats.rules.ts'
import { type StatementParts, statedParties, statementDocument, statementText } from './statement-text.ts'
import { addCost, issueStatement, removeCost, splitServiceYear, whyNotIssued } from './statements.actions.ts'
import { listCosts } from './statements.queries.ts'
import { CostsPage } from './views/costs-page.tsx'
import { StatementPage } from './views/statement-page.tsx'

/** Costs of a year, and the statement that shares them. */
export function addStatementRoutes(app: Hono<AppEnv>): void {
  app.get('/services-partages/:code/couts/:annee', (c) =>
    showCosts(c, { values: { compter: 'oui' }, errors: {} }),
  )

  app.post('/services-partages/:code/couts/:annee', async (c) => {
    const open = await opened(c)
    const year = yearOfAddress(c)
    if (!open || year === null || !canKeep(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = costInput.safeParse(values)
    if (!input.success) return showCosts(c, refusedInput(c, values, input.error), 422)
    const { code } = open.file.service
    const result = await addCost(c.var.context, code, { ...input.data, year })
    if (result.ok) return goTo(c, paths.costs(code, year), words(c)('done.added'))
    if (result.refusal === 'not_found') return c.notFound()
    return showCosts(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/services-partages/:code/couts/:annee/:id/suppression', async (c) => {
    const { code, id } = c.req.param()
    const year = yearOfAddress(c)
    if (year === null || !/^[0-9a-f-]{36}$/.test(id)) return c.notFound()
    const result = await removeCost(c.var.context, code, year, id)
    if (result.ok) return goTo(c, paths.costs(code, year), words(c)('done.removed'))
    if (result.refusal === 'not_found') return c.notFound()
    return showCosts(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })

  app.get('/services-partages/:code/etats/:annee', (c) => showStatement(c, null))

  app.post('/services-partages/:code/etats/:annee', async (c) => {
    const open = await opened(c)
    const year = yearOfAddress(c)
    if (!open || year === null || roleForStatement(c.var.context.actor) === null) return c.notFound()
    const { code } = open.file.service
    const result = await issueStatement(c.var.context, code, year)
    if (result.ok) return goTo(c, paths.statement(code, year), words(c)('done.issued'))
    if (result.refusal === 'not_found') return c.notFound()
    return showStatement(c, words(c)(`error.${result.refusal}`), statusOf(result.refusal))
  })

  for (const format of fileFormats)
    app.get(`/services-partages/:code/etats/:annee/fichier.${format}`, async (c) => {
      const open = await opened(c)
      const parts = open && (await issuedParts(c, open))
      return open && parts ? sendStatement(c, parts, format) : c.notFound()
    })
}

/** The year of the address; null when it is none. */
export function yearOfAddress(c: WebContext): number | null {
  const text = c.req.param('annee') ?? ''
  return /^20\d\d$/.test(text) ? Number(text) : null
}

async function showCosts(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const open = await opened(c)
  const year = yearOfAddress(c)
  if (!open?.standing.isOfTheTown || year === null || open.file.service.startsOn === null) return c.notFound()
  const { db, actor } = c.var.context
  const { file } = open
  const isOpen = canKeep(actor) && file.statements.every((statement) => statement.year !== year)
  const sums = await sumUnits(db, file.service.id, year)
  const units = [...sums.values()].reduce(
    (sum: Rational, text) => add(sum, parseRational(text) ?? zero),
    zero,
  )
  const costs = await listCosts(db, file.service.id, year)
  return show(c, CostsPage, { file, year, costs, units: writeDecimal(units), isOpen, state }, status)
}

/** What an issued statement says; null where the year has none. */
async function issuedParts(
  c: WebContext,
  { file }: OpenFile,
): Promise<(StatementParts & { readonly question: string }) | null> {
  const year = yearOfAddress(c)
  const statement = file.statements.find((each) => each.year === year)
  const key = file.keys.find(({ id }) => id === statement?.keyId)
  if (year === null || !statement || !key) return null
  const costs = await listCosts(c.var.context.db, file.service.id, year)
  const { totalCents, units, shares, question } = statement
  return { file, year, key, costs, totalCents, units, shares, question, issued: statement }
}

async function showStatement(
  c: WebContext,
  refusal: string | null,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const open = await opened(c)
  const year = yearOfAddress(c)
  if (!open || year === null || open.file.service.startsOn === null) return c.notFound()
  if (!isYearSeen(open.standing, open.file.parties, year)) return c.notFound()
  const { locale, actor } = c.var.context
  const issued = await issuedParts(c, open)
  const common = {
    file: open.file,
    year,
    canIssue: roleForStatement(actor) !== null,
    canKeep: canKeep(actor),
  }
  if (issued) {
    const text = statementText(issued, locale)
    return show(c, StatementPage, { ...common, text, isIssued: true, closed: refusal, lacking: [] }, status)
  }
  // A year that is not stated is a draft of those who keep the register.
  if (!open.standing.isOfTheTown) {
    const closed = words(c)('statement.not_yet')
    return show(c, StatementPage, { ...common, text: null, isIssued: false, closed, lacking: [] }, status)
  }
  const { parts, lacking, closed } = await provisional(c, open, year)
  const text = parts && statementText(parts, locale)
  return show(
    c,
    StatementPage,
    { ...common, text, isIssued: false, closed: refusal ?? closed, lacking },
    status,
  )
}

/** What the statement would say today, and why it cannot be issued. */
async function provisional(c: WebContext, { file }: OpenFile, year: number) {
  const { db } = c.var.context
  const t = words(c)
  const account = await splitServiceYear(db, file.service, file.parties, year)
  const refusal = await whyNotIssued(c.var.context, file.service, year)
  const closed = refusal === null ? null : t(`error.${refusal}`)
  if (!account.ok) {
    const { refusal: lack } = account
    const lacking = lack.code === 'values_missing' ? lack.lacking : []
    return { parts: null, lacking, closed: closed ?? (lacking.length > 0 ? null : t(`error.${lack.code}`)) }
  }
  const { key, totalCents, units, shares } = account.value
  const costs = await listCosts(db, file.service.id, year)
  const parts = { file, year, key, costs, totalCents: Number(totalCents), units, shares, issued: null }
  return { parts, lacking: [], closed }
}

const types: Readonly<Record<FileFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

async function sendStatement(
  c: WebContext,
  parts: StatementParts & { readonly question: string },
  format: FileFormat,
): Promise<Response> {
  const { town } = c.var.context
  const { code } = parts.file.service
  // The JSON is what the page names in its command.
  const mark = town.isFictional && format !== 'json' ? '-fictif' : ''
  return sendFile(c, {
    name: `etat-${code}-${parts.year}${mark}.${format}`,
    type: types[format],
    bytes: await bytesOf(c, parts, format),
  })
}

async function bytesOf(
  c: WebContext,
  parts: StatementParts & { readonly question: string },
  format: FileFormat,
): Promise<Uint8Array> {
  const { town, locale } = c.var.context
  if (format === 'json') return new TextEncoder().encode(`${parts.question}\n`)
  if (format === 'csv') return writeCsv(...csvOf(c, parts))
  const note = statementDocument(parts, town, locale)
  return format === 'docx' ? writeDocx(note) : writePdf(note)
}

function csvOf(c: WebContext, { file, year, shares }: StatementParts): [string[], string[][]] {
  const t = words(c)
  const header = [
    t('years.year'),
    t('statement.code'),
    t('outcomes.party'),
    t('statement.units_used'),
    t('statement.share'),
    t('account.exit'),
    t('account.called'),
    t('account.paid'),
    t('account.balance'),
  ]
  const rows = statedParties({ file, year, shares }).map(({ party, share }) => {
    const name = party.isFictional ? t('party.fictional', { name: party.name }) : party.name
    const units = share.units.replace('.', ',')
    // The host pays nothing to itself: it has no balance.
    const account = party.isHost
      ? ['', '', '', '']
      : [
          share.exitCents,
          share.calledCents,
          share.paidCents,
          balanceOf({ ...share, shareCents: share.cents }),
        ].map((amount) => formatEurosPlain(cents(amount)))
    return [String(year), party.reference, name, units, formatEurosPlain(cents(share.cents)), ...account]
  })
  return [header, rows]
}
