import type { Hono } from 'hono'
import { calendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import {
  askRule,
  dayField,
  faultSentences,
  lawWords,
  typeQuestion,
} from '#modules/steering/law/law.public.ts'
import type { FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { findReadable } from './changing.actions.ts'
import { changedForm, refusedAct, refusedInput, statusOf, words } from './cooperations.answers.ts'
import { asideInput } from './cooperations.inputs.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { canTest } from './cooperations.permissions.ts'
import { type Cooperation, latestRound, type Round, stayingParties } from './cooperations.rules.ts'
import { saveLegalTest } from './councils.actions.ts'
import {
  canSetAside,
  isTestName,
  knownFacts,
  type LegalTest,
  optionalTests,
  ruleOf,
  type TestName,
  testsOf,
} from './legal-tests.rules.ts'
import { listTests } from './preparation.queries.ts'
import { TestPage } from './views/test-page.tsx'

interface Asked {
  readonly cooperation: Cooperation
  readonly round: Round
  readonly name: TestName
}

/** Questions of law about the form chosen: each a rule, its facts, and a reason. */
export function addTestRoutes(app: Hono<AppEnv>): void {
  app.get('/cooperations/:slug/droit/:name', async (c) => {
    const asked = await askable(c)
    if (!asked) return c.notFound()
    const { db, clock } = c.var.context
    const tests = await listTests(db, asked.cooperation.id, asked.round.number)
    const test = tests.find(({ name }) => name === asked.name)
    const values = test ? typedTest(test) : { [dayField]: clock.today() }
    return showTest(c, asked, { values, errors: {} }, 200)
  })

  app.post('/cooperations/:slug/droit/:name', async (c) => {
    const asked = await askable(c)
    if (!asked) return c.notFound()
    const values = await readForm(c)
    const input = asideInput.safeParse(values)
    if (!input.success) return showTest(c, asked, refusedInput(c, values, input.error), 422)
    const { version, motif: reason, ecarte } = input.data
    const answered = ecarte ? setAside(c, asked.name, values, reason) : answer(c, asked, values, reason)
    if ('errors' in answered) return showTest(c, asked, answered, 422)
    const { slug } = asked.cooperation
    const result = await saveLegalTest(c.var.context, slug, version, answered)
    if (result.ok) return goTo(c, `${cooperationsPaths.show(slug)}#droit`, words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    if (result.refusal === 'changed_meanwhile') return showChanged(c, values, answered)
    return showTest(c, asked, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })
}

/** Somebody else answered first: both answers side by side, unless they are the same. */
async function showChanged(c: WebContext, values: FormValues, answered: LegalTest): Promise<Response> {
  const asked = await askable(c)
  if (!asked) return c.notFound()
  const { db, clock } = c.var.context
  const { slug, id } = asked.cooperation
  const test = (await listTests(db, id, asked.round.number)).find(({ name }) => name === asked.name)
  const stored = test ? typedTest(test) : { [dayField]: clock.today() }
  const state = changedForm(c, values, stored, { typed: typedTest(answered) })
  if (!state) return goTo(c, `${cooperationsPaths.show(slug)}#droit`, words(c)('done.saved'))
  return showTest(c, asked, state, 409)
}

function setAside(c: WebContext, name: TestName, values: FormValues, reason: string): LegalTest {
  const askedOn = parseCalendarDate(values[dayField] ?? '') ?? c.var.context.clock.today()
  return { name, askedOn, facts: {}, isSetAside: true, reason }
}

/** The facts typed, and those that the cooperation itself gives where nothing is typed; or the form to show again. */
function answer(c: WebContext, asked: Asked, values: FormValues, reason: string): LegalTest | FormState {
  const rule = ruleOf(asked.name)
  const known = factsKnown(c, asked)
  const { facts, faults, answer: found } = askRule(rule, values, known)
  if (!found) return { values, errors: faultSentences(faults, lawWords(c.var.context.locale)) }
  return {
    name: asked.name,
    askedOn: calendarDate(found.on),
    facts: { ...known, ...facts },
    isSetAside: false,
    reason,
  }
}

function factsKnown(c: WebContext, { cooperation, round, name }: Asked) {
  return knownFacts(name, round, stayingParties(cooperation), c.var.context.clock.today())
}

function typedTest(test: LegalTest): FormValues {
  const rest = { motif: test.reason, ecarte: test.isSetAside ? 'oui' : '' }
  return { ...typeQuestion(ruleOf(test.name), test.facts, test.askedOn), ...rest }
}

function showTest(c: WebContext, asked: Asked, state: FormState, status: 200 | 409 | 422): Response {
  const { cooperation, round, name } = asked
  const mayStand = optionalTests.includes(name) || canSetAside(name, round)
  return show(
    c,
    TestPage,
    { cooperation, name, known: factsKnown(c, asked), canSetAside: mayStand, state },
    status,
  )
}

/** The question of the address, when the form asks it and this person may answer. */
async function askable(c: WebContext): Promise<Asked | null> {
  const name = c.req.param('name')
  const readable = await findReadable(c.var.context, c.req.param('slug') ?? '')
  if (readable?.access !== 'town' || !isTestName(name)) return null
  const { cooperation } = readable
  const round = latestRound(cooperation)
  if (round === null || !canTest(c.var.context.actor, cooperation)) return null
  return testsOf(round).includes(name) || optionalTests.includes(name) ? { cooperation, round, name } : null
}
