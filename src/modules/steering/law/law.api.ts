import { Hono } from 'hono'
import type { z } from 'zod'
import { parseCalendarDate } from '#kernel/calendar-date.ts'
import { isLocale, type Locale } from '#kernel/locale.ts'
import type { AppEnv, WebContext } from '#web/respond.ts'
import { type EvaluateRefusal, evaluate } from './evaluate.rules.ts'
import { type errorSchema, questionSchema } from './law.schemas.ts'
import { answerJson, factsJson, ruleJson } from './law-json.rules.ts'
import { allRules, findRule } from './registry.rules.ts'

/** The law for programs. Evaluating changes nothing: it is asked by GET or POST, by anybody. */
export function lawApi() {
  const app = new Hono<AppEnv>()

  app.get('/api/v1/law/rules', (c) => c.json({ rules: allRules.map(ruleJson) }))

  app.get('/api/v1/law/rules/:id', (c) => {
    const rule = findRule(c.req.param('id'))
    if (!rule) return unknownRule(c, c.req.param('id'))
    return c.json({ ...ruleJson(rule), facts: factsJson(rule.facts, languageOf(c)) })
  })

  app.get('/api/v1/law/evaluate', (c) => {
    const { rule, on, facts } = c.req.query()
    return answer(c, { rule, on, facts: facts === undefined ? undefined : parseJson(facts) })
  })

  app.post('/api/v1/law/evaluate', async (c) => answer(c, parseJson(await c.req.text())))

  return app
}

/** Null for what is not JSON: no question is null, so the schema refuses it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function languageOf(c: WebContext): Locale {
  const asked = c.req.query('lang')
  return isLocale(asked) ? asked : 'fr'
}

type ErrorBody = z.infer<typeof errorSchema>

function answer(c: WebContext, asked: unknown): Response {
  const question = questionSchema.safeParse(asked)
  if (!question.success) {
    const details = question.error.issues.map(({ path, message }) => ({
      name: path.join('.'),
      expected: message,
    }))
    return c.json({ error: 'bad_request', details } satisfies ErrorBody, 400)
  }
  const { rule, on, facts } = question.data
  const day = parseCalendarDate(on)
  if (!day)
    return c.json(
      {
        error: 'bad_request',
        details: [{ name: 'on', expected: 'a date such as 2026-11-22' }],
      } satisfies ErrorBody,
      400,
    )
  const found = evaluate(rule, facts, day)
  return found.ok ? c.json(answerJson(found.value, languageOf(c))) : refused(c, rule, found.refusal)
}

function refused(c: WebContext, rule: string, refusals: readonly EvaluateRefusal[]): Response {
  const faults = refusals.filter((refusal) => refusal.code !== 'unknown_rule')
  const [first] = faults
  if (!first) return unknownRule(c, rule)
  const details = faults.map(({ name, expected }) => ({ name, expected }))
  return c.json({ error: first.code, details } satisfies ErrorBody, 400)
}

function unknownRule(c: WebContext, name: string): Response {
  const details = [{ name, expected: 'the id of a rule, see /api/v1/law/rules' }]
  return c.json({ error: 'unknown_rule', details } satisfies ErrorBody, 404)
}
