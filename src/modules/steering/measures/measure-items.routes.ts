import type { Hono } from 'hono'
import type { FunctionComponent } from 'preact'
import { z } from 'zod'
import type { Result } from '#kernel/result.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import type { Shell } from '#web/shell.ts'
import { makeLine } from './drafts.rules.ts'
import { isLineKind, sections } from './line-kinds.rules.ts'
import { conditionDraft, conditionForm, lineForm, riskDraft, riskForm } from './measure-form.ts'
import { type Edited, hasItem, type ItemTable } from './measure-items.queries.ts'
import { getMeasureFile, type MeasureFile } from './measure-sheet.queries.ts'
import { type MeasuresRefusal, removeItem, saveCondition, saveLine, saveRisk } from './measures.actions.ts'
import { faultyLine, refusedAct, refusedInput, statusOf, words } from './measures.answers.ts'
import { conditionInput, lineInput, riskInput, versionInput } from './measures.inputs.ts'
import { measuresPaths } from './measures.paths.ts'
import { canAssessMeasure } from './measures.permissions.ts'
import { confidences, grades, riskKinds } from './measures.rules.ts'
import type { MeasuresWords } from './measures.words.ts'
import { staleForm } from './stale-form.ts'
import { ConditionPage } from './views/condition-page.tsx'
import type { ItemPageProps } from './views/item-form.tsx'
import { LinePage } from './views/line-page.tsx'
import { RiskPage } from './views/risk-page.tsx'

/** `typed`: what was sent, as the form would show it once stored. */
type Saved =
  | { readonly state: FormState }
  | { readonly result: Result<null, MeasuresRefusal>; readonly typed: FormState }

/** What a line, a risk and a condition do differently; everything else is the same for the three. */
interface ItemKind {
  /** Segment of the address. */
  readonly segment: 'lignes' | 'risques' | 'conditions'
  readonly newSegment: 'nouvelle' | 'nouveau'
  readonly table: ItemTable
  readonly page: FunctionComponent<ItemPageProps & { readonly shell: Shell }>
  /** The stored item as a form; null when it is not in that measure. */
  form(file: MeasureFile, id: string): FormState | null
  save(c: WebContext, code: string, edited: Edited | null, values: FormValues): Promise<Saved>
  /** How the value of a closed list reads; null for what is read as it is typed. */
  textOf(t: MeasuresWords, name: string, value: string): string | null
}

const lineKind: ItemKind = {
  segment: 'lignes',
  newSegment: 'nouvelle',
  table: 'measure_lines',
  page: LinePage,
  form: (file, id) => formOf(file.lines, id, lineForm),
  async save(c, code, edited, values) {
    const input = lineInput.safeParse(values)
    if (!input.success) return { state: refusedInput(c, values, input.error) }
    const line = makeLine(input.data)
    if (!line.ok) return { state: faultyLine(c, values, line.refusal) }
    return { result: await saveLine(c.var.context, code, edited, line.value), typed: lineForm(line.value) }
  },
  textOf(t, name, value) {
    if (name === 'nature' && isLineKind(value)) return t(`kind.${value}`)
    const section = sections.find((known) => known === value)
    const grade = grades.find((known) => known === value)
    const confidence = confidences.find((known) => known === value)
    if (name === 'section' && section) return t(`section.${section}`)
    if (name === 'categorie' && grade) return t(`grade.${grade}`)
    return name === 'confiance' && confidence ? t(`confidence.${confidence}`) : null
  },
}

const riskKind: ItemKind = {
  segment: 'risques',
  newSegment: 'nouveau',
  table: 'risks',
  page: RiskPage,
  form: (file, id) => formOf(file.risks, id, riskForm),
  async save(c, code, edited, values) {
    const input = riskInput.safeParse(values)
    if (!input.success) return { state: refusedInput(c, values, input.error) }
    const risk = riskDraft(input.data)
    return { result: await saveRisk(c.var.context, code, edited, risk), typed: riskForm(risk) }
  },
  textOf(t, name, value) {
    const kind = riskKinds.find((known) => known === value)
    return name === 'nature' && kind ? t(`risk.${kind}`) : null
  },
}

const conditionKind: ItemKind = {
  segment: 'conditions',
  newSegment: 'nouvelle',
  table: 'success_conditions',
  page: ConditionPage,
  form: (file, id) => formOf(file.conditions, id, conditionForm),
  async save(c, code, edited, values) {
    const input = conditionInput.safeParse(values)
    if (!input.success) return { state: refusedInput(c, values, input.error) }
    const condition = conditionDraft(input.data)
    const result = await saveCondition(c.var.context, code, edited, condition)
    return { result, typed: conditionForm(condition) }
  },
  textOf(t, name, value) {
    if (name === 'bloquante') return t('form.blocking')
    if (name !== 'sens') return null
    return t(value === 'at_most' ? 'form.comparison_at_most' : 'form.comparison_at_least')
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
    const id = c.req.param('id')
    const stored = file && kind.form(file, id)
    if (!file || !stored) return c.notFound()
    const { measure } = file
    const { version } = versionInput.parse(await readForm(c))
    const result = await removeItem(c.var.context, measure.code, kind.table, { id, version })
    if (result.ok) return goTo(c, measuresPaths.show(measure.code), words(c)('done.removed'))
    const errors = { '': words(c)('error.item_kept') }
    return show(c, kind.page, { measure, id, state: { values: stored.values, errors } }, 409)
  })
}

async function saveItem(c: WebContext, kind: ItemKind, id: string | null): Promise<Response> {
  const file = await editableFile(c)
  if (!file) return c.notFound()
  const { measure } = file
  const values = await readForm(c)
  if (id !== null && !kind.form(file, id)) return showRemoved(c, kind, measure, id, values)
  const edited = id === null ? null : { id, ...versionInput.parse(values) }
  const saved = await kind.save(c, measure.code, edited, values)
  if ('state' in saved) return show(c, kind.page, { measure, id, state: saved.state }, 422)
  if (saved.result.ok) return goTo(c, measuresPaths.show(measure.code), words(c)('done.saved'))
  if (id !== null && saved.result.refusal === 'changed_meanwhile')
    return showChanged(c, kind, id, values, saved.typed)
  const state = refusedAct(c, values, saved.result.refusal)
  return show(c, kind.page, { measure, id, state }, statusOf(saved.result.refusal))
}

/** Somebody else wrote first: both answers side by side, unless they are the same. */
async function showChanged(
  c: WebContext,
  kind: ItemKind,
  id: string,
  values: FormValues,
  typed: FormState,
): Promise<Response> {
  const file = await editableFile(c)
  const stored = file && kind.form(file, id)
  if (!file) return c.notFound()
  const { measure } = file
  if (!stored) return showRemoved(c, kind, measure, id, values)
  const t = words(c)
  const state = staleForm(
    values,
    typed.values,
    stored.values,
    'version',
    t,
    (name, value) => kind.textOf(t, name, value) ?? value,
  )
  if (!state) return goTo(c, measuresPaths.show(measure.code), t('done.saved'))
  return show(c, kind.page, { measure, id, state }, 409)
}

/** Somebody else removed it: what was typed comes back as a new item. One that belongs to another measure is not found. */
async function showRemoved(
  c: WebContext,
  kind: ItemKind,
  measure: MeasureFile['measure'],
  id: string,
  values: FormValues,
): Promise<Response> {
  const isOurs = z.uuid().safeParse(id).success && values.version !== undefined
  if (!isOurs || (await hasItem(c.var.context.db, kind.table, id))) return c.notFound()
  const { version: _, ...typed } = values
  const state = { values: typed, errors: { '': words(c)('error.item_removed') } }
  return show(c, kind.page, { measure, id: null, state }, 409)
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
