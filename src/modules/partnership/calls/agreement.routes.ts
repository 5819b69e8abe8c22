import type { Hono } from 'hono'
import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'
import type { FormState } from '#web/form.tsx'
import { day, filled, optional, text } from '#web/form-values.ts'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { clausesOf, unknownVariables, usualAgreement } from './agreement.rules.ts'
import {
  type AgreementsRefusal,
  agreementSteps,
  checkReport,
  draftAgreement,
  finishGrant,
  orderPayment,
  recordPayment,
  recordRepayment,
  recordStep,
  sendReport,
} from './agreements.actions.ts'
import { addressedCall } from './application.routes.ts'
import { visibleApplication } from './assessment.actions.ts'
import { showApplication } from './assessment.routes.ts'
import { refusedAct, refusedInput, statusOf, words } from './calls.answers.ts'
import { whole } from './calls.inputs.ts'
import { callsPaths } from './calls.paths.ts'
import { canPrepare } from './calls.permissions.ts'
import { updateTemplate } from './calls.queries.ts'
import type { Call } from './calls.rules.ts'
import { mayorName } from './documents.routes.ts'
import { TemplatePage } from './views/template-page.tsx'

const euros = z.string().transform((value, issues) => {
  const amount = parseEuros(value)
  if (amount !== null && amount >= 0) return amount
  issues.addIssue({ code: 'custom', message: 'amount_unreadable' })
  return z.NEVER
})
const dayInput = z.object({ le: day })
const stepInput = z.object({ etape: z.enum(agreementSteps, 'choice'), le: day })
const orderInput = z.object({ mandat: filled(60) })
const reportInput = z.object({
  depense: euros,
  personnes: whole(0, 999_999),
  heures: whole(0, 999_999),
  bilan: filled(8000),
})
const checkInput = z.object({ remarque: text(4000), reversement: optional(euros) })

interface Step {
  readonly call: Call
  readonly id: string
  readonly values: FormValues
}

export function addAgreementRoutes(app: Hono<AppEnv>): void {
  const application = '/appels-a-projets/:code/candidatures/:id'

  app.post(`${application}/convention`, (c) =>
    act(c, async ({ call, id }) => {
      return draftAgreement(c.var.context, call, id, await mayorName(c.var.context))
    }),
  )

  app.post(`${application}/convention/etapes`, (c) =>
    act(c, ({ call, id, values }) =>
      read(stepInput, values, ({ etape, le }) => recordStep(c.var.context, call, id, etape, le)),
    ),
  )

  app.post(`${application}/versements/:numero/mandat`, (c) =>
    act(c, ({ call, id, values }) =>
      read(orderInput, values, ({ mandat }) => orderPayment(c.var.context, call, id, numberOf(c), mandat)),
    ),
  )

  app.post(`${application}/versements/:numero/paiement`, (c) =>
    act(c, ({ call, id, values }) =>
      read(dayInput, values, ({ le }) => recordPayment(c.var.context, call, id, numberOf(c), le)),
    ),
  )

  app.post(`${application}/bilan`, (c) =>
    act(c, ({ call, id, values }) =>
      read(reportInput, values, (report) =>
        sendReport(c.var.context, call, id, {
          spentCents: report.depense,
          people: report.personnes,
          volunteerHours: report.heures,
          outcome: report.bilan,
        }),
      ),
    ),
  )

  app.post(`${application}/bilan/verification`, (c) =>
    act(c, ({ call, id, values }) =>
      read(checkInput, values, ({ remarque, reversement }) =>
        checkReport(c.var.context, call, id, {
          note: remarque,
          reimbursementCents: reversement || null,
        }),
      ),
    ),
  )

  app.post(`${application}/reversement`, (c) =>
    act(c, ({ call, id, values }) =>
      read(dayInput, values, ({ le }) => recordRepayment(c.var.context, call, id, le)),
    ),
  )

  app.post(`${application}/fin`, (c) => act(c, ({ call, id }) => finishGrant(c.var.context, call, id)))

  addTemplateRoutes(app)
}

type Acted = Awaited<ReturnType<typeof finishGrant>> | { readonly ok: false; readonly issues: z.ZodError }

/** Reads a form, then acts; a form that cannot be read is answered as such. */
async function read<Schema extends z.ZodType>(
  schema: Schema,
  values: FormValues,
  then: (input: z.output<Schema>) => Promise<Acted>,
): Promise<Acted> {
  const input = schema.safeParse(values)
  return input.success ? then(input.data) : { ok: false, issues: input.error }
}

/** What every act on a grant shares: who may see the file, then the page again, with what was done or what is wrong. */
async function act(c: WebContext, step: (step: Step) => Promise<Acted>): Promise<Response> {
  const call = await addressedCall(c)
  const id = c.req.param('id') ?? ''
  if (!call || !(await visibleApplication(c.var.context, call, id))) return c.notFound()
  const values = await readForm(c)
  const result = await step({ call, id, values })
  if (result.ok) return goTo(c, callsPaths.application(call.code, id), words(c)('done.saved'))
  if ('issues' in result) return showApplication(c, call, id, refusedInput(c, values, result.issues), 422)
  if (result.refusal === 'not_found') return c.notFound()
  const refusal: AgreementsRefusal = result.refusal
  return showApplication(c, call, id, refusedAct(c, values, refusal), statusOf(refusal))
}

function numberOf(c: WebContext): number {
  const text = c.req.param('numero') ?? ''
  return /^\d{1,2}$/.test(text) ? Number(text) : 0
}

function addTemplateRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/convention-type', async (c) => {
    const call = await addressedCall(c)
    if (!call || !canPrepare(c.var.context.actor)) return c.notFound()
    return showTemplate(c, call, {
      values: { modele: call.agreementTemplate || usualAgreement },
      errors: {},
    })
  })

  app.post('/appels-a-projets/:code/convention-type', async (c) => {
    const call = await addressedCall(c)
    if (!call || !canPrepare(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const template = (values.modele ?? '').slice(0, 40_000)
    const unknown = unknownVariables(template)
    if (unknown.length > 0) {
      const errors = { modele: words(c)('error.variables_unknown', { names: unknown.join(', ') }) }
      return showTemplate(c, call, { values, errors }, 422)
    }
    await updateTemplate(c.var.context.db, call.id, template)
    return goTo(c, callsPaths.template(call.code), words(c)('done.saved'))
  })
}

function showTemplate(c: WebContext, call: Call, state: FormState, status: 200 | 422 = 200): Response {
  const clauses = evaluate('SUB-03', clausesOf(state.values.modele ?? ''), c.var.context.clock.today())
  return show(c, TemplatePage, { call, clauses: clauses.ok ? clauses.value : null, state }, status)
}
