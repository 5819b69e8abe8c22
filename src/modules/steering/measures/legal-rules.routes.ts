import type { Hono } from 'hono'
import { calendarDate } from '#kernel/calendar-date.ts'
import {
  type AnyRule,
  askRule,
  dayField,
  faultSentences,
  findRule,
  lawWords,
  typeQuestion,
} from '#modules/steering/law/law.public.ts'
import type { FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { derivedFacts, type NamedRule, withDerived } from './legal-rules.rules.ts'
import { getMeasureFile, type MeasureFile } from './measure-sheet.queries.ts'
import { removeItem, saveRule } from './measures.actions.ts'
import { refusedAct, statusOf, words } from './measures.answers.ts'
import { versionInput } from './measures.inputs.ts'
import { measuresPaths } from './measures.paths.ts'
import { canAssessMeasure } from './measures.permissions.ts'
import { staleForm } from './stale-form.ts'
import { ChooseRulePage } from './views/choose-rule-page.tsx'
import { RuleFactsPage } from './views/rule-facts-page.tsx'

/** The rules of law that a measure names: choosing one, giving its facts, removing it. */
export function addRuleRoutes(app: Hono<AppEnv>): void {
  app.get('/mesures/:code/regles/nouvelle', async (c) => {
    const file = await editableFile(c)
    if (!file) return c.notFound()
    const { regle } = c.req.query()
    const rule = regle === undefined ? null : findRule(regle)
    if (!rule) {
      const named = new Set(file.rules.map((known) => known.rule))
      const errors = regle === undefined ? {} : { regle: words(c)('error.choice') }
      return show(
        c,
        ChooseRulePage,
        { measure: file.measure, named, state: { values: { regle }, errors } },
        regle === undefined ? 200 : 422,
      )
    }
    return showFacts(c, file, rule, null, {
      values: { [dayField]: file.measure.startsOn },
      errors: {},
    })
  })

  app.post('/mesures/:code/regles/nouvelle', async (c) => {
    const file = await editableFile(c)
    const rule = file && findRule(c.req.query('regle') ?? '')
    return file && rule ? save(c, file, rule, null) : c.notFound()
  })

  app.get('/mesures/:code/regles/:id', async (c) => {
    const known = await namedRule(c)
    if (!known) return c.notFound()
    const { file, rule, named } = known
    return showFacts(c, file, rule, named.id, {
      values: storedValues(rule, named),
      errors: {},
    })
  })

  app.post('/mesures/:code/regles/:id', async (c) => {
    const known = await namedRule(c)
    return known ? save(c, known.file, known.rule, known.named) : c.notFound()
  })

  app.post('/mesures/:code/regles/:id/suppression', async (c) => {
    const file = await editableFile(c)
    const named = file?.rules.find(({ id }) => id === c.req.param('id'))
    if (!file || !named) return c.notFound()
    const { code } = file.measure
    const { version } = versionInput.parse(await readForm(c))
    const result = await removeItem(c.var.context, code, 'measure_rules', { id: named.id, version })
    if (result.ok) return goTo(c, measuresPaths.show(code), words(c)('done.removed'))
    const rule = findRule(named.rule)
    if (!rule) return c.notFound()
    const errors = { '': words(c)('error.item_kept') }
    return showFacts(c, file, rule, named.id, { values: storedValues(rule, named), errors }, 409)
  })
}

/** A named rule as its form shows it. */
function storedValues(rule: AnyRule, named: NamedRule): FormValues {
  return { ...typeQuestion(rule, named.facts, named.on), version: String(named.version) }
}

async function save(
  c: WebContext,
  file: MeasureFile,
  rule: AnyRule,
  named: NamedRule | null,
): Promise<Response> {
  const id = named?.id ?? null
  const values = await readForm(c)
  const known = withDerived(derivedFacts(rule.id, file), {})
  const { facts, faults, answer } = askRule(rule, values, known)
  if (!answer)
    return showFacts(
      c,
      file,
      rule,
      id,
      { values, errors: faultSentences(faults, lawWords(c.var.context.locale)) },
      422,
    )
  const { code } = file.measure
  const draft = { rule: rule.id, on: calendarDate(answer.on), facts }
  const edited = named && { id: named.id, ...versionInput.parse(values) }
  const result = await saveRule(c.var.context, code, edited, draft)
  if (result.ok) return goTo(c, measuresPaths.show(code), words(c)('done.saved'))
  if (result.refusal === 'not_found') return c.notFound()
  if (named && result.refusal === 'changed_meanwhile')
    return showChanged(c, rule, values, typeQuestion(rule, facts, draft.on))
  const state = refusedAct(c, values, result.refusal)
  return showFacts(c, file, rule, id, state, statusOf(result.refusal))
}

/** Somebody else gave other facts first: both answers side by side, unless they are the same. */
async function showChanged(
  c: WebContext,
  rule: AnyRule,
  values: FormValues,
  typed: FormState['values'],
): Promise<Response> {
  const known = await namedRule(c)
  if (!known) return c.notFound()
  const { file, named } = known
  const t = words(c)
  const state = staleForm(values, typed, storedValues(rule, named), 'version', t, (_, value) => value)
  return state
    ? showFacts(c, file, rule, named.id, state, 409)
    : goTo(c, measuresPaths.show(file.measure.code), t('done.saved'))
}

function showFacts(
  c: WebContext,
  file: MeasureFile,
  rule: AnyRule,
  id: string | null,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Response {
  const derived = derivedFacts(rule.id, file)
  return show(c, RuleFactsPage, { measure: file.measure, rule, id, state, derived }, status)
}

interface KnownRule {
  readonly file: MeasureFile
  readonly rule: AnyRule
  readonly named: NamedRule
}

/** The rule of the address with its measure, when this person may rewrite it and the rule is still ours. */
async function namedRule(c: WebContext): Promise<KnownRule | null> {
  const file = await editableFile(c)
  const named = file?.rules.find(({ id }) => id === c.req.param('id'))
  const rule = named ? findRule(named.rule) : null
  return file && named && rule ? { file, rule, named } : null
}

async function editableFile(c: WebContext): Promise<MeasureFile | null> {
  const { db, actor, clock } = c.var.context
  const file = await getMeasureFile(db, c.req.param('code') ?? '', clock.today())
  return file && canAssessMeasure(actor, file.measure.status) ? file : null
}
