import type { Hono } from 'hono'
import type { FunctionComponent } from 'preact'
import type { Result } from '#kernel/result.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import type { Shell } from '#web/shell.ts'
import { makeLine } from './drafts.rules.ts'
import { conditionDraft, conditionForm, lineForm, riskDraft, riskForm } from './measure-form.ts'
import { getMeasureFile, type MeasureFile } from './measure-sheet.queries.ts'
import { type MeasuresRefusal, removeItem, saveCondition, saveLine, saveRisk } from './measures.actions.ts'
import { faultyLine, refusedAct, refusedInput, statusOf, words } from './measures.answers.ts'
import { conditionInput, lineInput, riskInput } from './measures.inputs.ts'
import { measuresPaths } from './measures.paths.ts'
import { canAssessMeasure } from './measures.permissions.ts'
import type { ItemTable } from './measures.queries.ts'
import { ConditionPage } from './views/condition-page.tsx'
import type { ItemPageProps } from './views/item-form.tsx'
import { LinePage } from './views/line-page.tsx'
import { RiskPage } from './views/risk-page.tsx'

type Saved = { readonly state: FormState } | { readonly result: Result<null, MeasuresRefusal> }

/** What a line, a risk and a condition do differently; everything else is the same for the three. */
interface ItemKind {
  /** Segment of the address. */
  readonly segment: 'lignes' | 'risques' | 'conditions'
  readonly newSegment: 'nouvelle' | 'nouveau'
  readonly table: ItemTable
  readonly page: FunctionComponent<ItemPageProps & { readonly shell: Shell }>
  /** The stored item as a form; null when it is not in that measure. */
  form(file: MeasureFile, id: string): FormState | null
  save(c: WebContext, code: string, id: string | null, values: FormValues): Promise<Saved>
}

const lineKind: ItemKind = {
  segment: 'lignes',
  newSegment: 'nouvelle',
  table: 'measure_lines',
  page: LinePage,
  form: (file, id) => formOf(file.lines, id, lineForm),
  async save(c, code, id, values) {
    const input = lineInput.safeParse(values)
    if (!input.success) return { state: refusedInput(c, values, input.error) }
    const line = makeLine(input.data)
    if (!line.ok) return { state: faultyLine(c, values, line.refusal) }
    return { result: await saveLine(c.var.context, code, id, line.value) }
  },
}

const riskKind: ItemKind = {
  segment: 'risques',
  newSegment: 'nouveau',
  table: 'risks',
  page: RiskPage,
  form: (file, id) => formOf(file.risks, id, riskForm),
  async save(c, code, id, values) {
    const input = riskInput.safeParse(values)
    if (!input.success) return { state: refusedInput(c, values, input.error) }
    return { result: await saveRisk(c.var.context, code, id, riskDraft(input.data)) }
  },
}

const conditionKind: ItemKind = {
  segment: 'conditions',
  newSegment: 'nouvelle',
  table: 'success_conditions',
  page: ConditionPage,
  form: (file, id) => formOf(file.conditions, id, conditionForm),
  async save(c, code, id, values) {
    const input = conditionInput.safeParse(values)
    if (!input.success) return { state: refusedInput(c, values, input.error) }
    return { result: await saveCondition(c.var.context, code, id, conditionDraft(input.data)) }
  },
}

export function addItemRoutes(app: Hono<AppEnv>): void {
  for (const kind of [lineKind, riskKind, conditionKind]) addRoutesOf(app, kind)
}

function addRoutesOf(app: Hono<AppEnv>, kind: ItemKind): void {
  const base = `/mesures/:code/${kind.segment}` as const

  app.get(`${base}/${kind.newSegment}`, async (c) => {
    const file = await editableFile(c)
    return file ? show(c, kind.page, { measure: file.measure, id: null, state: emptyForm }) : c.notFound()
  })

  app.post(`${base}/${kind.newSegment}`, (c) => saveItem(c, kind, null))

  app.get(`${base}/:id`, async (c) => {
    const file = await editableFile(c)
    const state = file && kind.form(file, c.req.param('id'))
    return file && state
      ? show(c, kind.page, { measure: file.measure, id: c.req.param('id'), state })
      : c.notFound()
  })

  app.post(`${base}/:id`, (c) => saveItem(c, kind, c.req.param('id')))

  app.post(`${base}/:id/suppression`, async (c) => {
    const file = await editableFile(c)
    if (!file || !kind.form(file, c.req.param('id'))) return c.notFound()
    const result = await removeItem(c.var.context, file.measure.code, kind.table, c.req.param('id'))
    return result.ok ? goTo(c, measuresPaths.show(file.measure.code), words(c)('done.removed')) : c.notFound()
  })
}

async function saveItem(c: WebContext, kind: ItemKind, id: string | null): Promise<Response> {
  const file = await editableFile(c)
  if (!file || (id !== null && !kind.form(file, id))) return c.notFound()
  const { measure } = file
  const values = await readForm(c)
  const saved = await kind.save(c, measure.code, id, values)
  if ('state' in saved) return show(c, kind.page, { measure, id, state: saved.state }, 422)
  if (saved.result.ok) return goTo(c, measuresPaths.show(measure.code), words(c)('done.saved'))
  const state = refusedAct(c, values, saved.result.refusal)
  return show(c, kind.page, { measure, id, state }, statusOf(saved.result.refusal))
}

/** The measure of the address with its items, when this person may rewrite them. */
async function editableFile(c: WebContext): Promise<MeasureFile | null> {
  const { db, actor, clock } = c.var.context
  const file = await getMeasureFile(db, c.req.param('code') ?? '', clock.today())
  return file && canAssessMeasure(actor, file.measure.status) ? file : null
}

function formOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  form: (item: Item) => FormState,
): FormState | null {
  const item = items.find((candidate) => candidate.id === id)
  return item ? form(item) : null
}
