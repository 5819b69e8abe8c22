import { Hono } from 'hono'
import { z } from 'zod'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type AppEnv, show, showToAll, type WebContext } from '#web/respond.ts'
import { examplesOf } from './examples.rules.ts'
import type { FactFault, TypedValues } from './fact-form.rules.ts'
import { lawApi } from './law.api.ts'
import { canReviewLaw } from './law.permissions.ts'
import { lawWords } from './law.words.ts'
import { askRule, dayField } from './question.rules.ts'
import { allRules, findRule } from './registry.rules.ts'
import { reviewRules, rulesToReview } from './review.rules.ts'
import { type AnyRule, themes } from './rule.rules.ts'
import { searchRules } from './search.rules.ts'
import { LawListPage } from './views/law-list-page.tsx'
import { ReviewPage } from './views/review-page.tsx'
import { RulePage } from './views/rule-page.tsx'

const filterInput = z.object({
  q: z.string().max(100).optional().catch(undefined),
  theme: z.enum(themes).optional().catch(undefined),
})

export function lawRoutes() {
  const app = new Hono<AppEnv>()

  app.get('/droit', (c) => {
    const { actor, clock, locale } = c.var.context
    const { q, theme } = filterInput.parse(c.req.query())
    const filter = { search: q, theme }
    const t = lawWords(locale)
    return showToAll(c, LawListPage, {
      found: searchRules(allRules, filter, locale, (name) => t(`theme.${name}`)),
      filter,
      themes: themes.filter((name) => allRules.some((rule) => rule.theme === name)),
      today: clock.today(),
      canReview: canReviewLaw(actor),
    })
  })

  app.get('/droit/revue', (c) => {
    const { actor, clock, locale } = c.var.context
    if (!canReviewLaw(actor)) return c.notFound()
    const today = clock.today()
    const coming = reviewRules(allRules, today).flatMap(({ rule, nextChange }) =>
      nextChange ? [{ rule, day: nextChange }] : [],
    )
    return show(c, ReviewPage, {
      due: rulesToReview(allRules, today),
      coming: coming.sort((a, b) => a.day.localeCompare(b.day)),
      toVerify: allRules.flatMap((rule) => {
        const text = rule.versions.at(-1)?.toVerify?.[locale]
        return text ? [{ rule, text }] : []
      }),
      today,
    })
  })

  app.route('/', lawApi())

  app.get('/droit/:id', (c) => {
    const rule = findRule(c.req.param('id'))
    return rule ? showRule(c, rule) : c.notFound()
  })

  return app
}

/** The rule, and its answer when the address asks a question. */
function showRule(c: WebContext, rule: AnyRule): Response {
  const { clock, locale } = c.var.context
  const today = clock.today()
  const typed = addressValues(c)
  const page = { rule, today, examples: examplesOf(rule.id) }
  if (Object.keys(typed).length === 0)
    return showToAll(c, RulePage, {
      ...page,
      state: { ...emptyForm, values: { [dayField]: today } },
      question: null,
    })
  const question = askRule(rule, typed)
  const state = { values: typed, errors: faultSentences(question.faults, lawWords(locale)) }
  return show(c, RulePage, { ...page, state, question }, question.answer ? 200 : 422)
}

/** Values of the address; of a box ticked several times, joined by commas as in a form that is sent. */
function addressValues(c: WebContext): TypedValues {
  return Object.fromEntries(Object.entries(c.req.queries()).map(([name, texts]) => [name, texts.join(',')]))
}

export function faultSentences(
  faults: Readonly<Record<string, FactFault>>,
  t: ReturnType<typeof lawWords>,
): FormState['errors'] {
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, t(`fault.${fault}`)]))
}
