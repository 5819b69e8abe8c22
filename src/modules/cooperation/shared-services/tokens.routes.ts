import type { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { receiveLines } from './lines.actions.ts'
import { linesBody, rawLineOf } from './lines.api.ts'
import { opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { tokenInput } from './shared-services.inputs.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canManageTokens } from './shared-services.permissions.ts'
import { closeToken, createToken, programOf } from './tokens.actions.ts'
import { listTokens } from './tokens.queries.ts'
import { TokensPage } from './views/tokens-page.tsx'

/** Programs that send unit lines: their tokens, and the address that they send to. */
export function addTokenRoutes(app: Hono<AppEnv>): void {
  app.get('/services-partages/:code/jetons', (c) => showTokens(c, emptyForm, null))

  app.post('/services-partages/:code/jetons', async (c) => {
    const open = await opened(c)
    if (!open || !canManageTokens(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = tokenInput.safeParse(values)
    if (!input.success) return showTokens(c, refusedInput(c, values, input.error), null, 422)
    const { code } = open.file.service
    const result = await createToken(c.var.context, code, input.data.libelle, input.data.expire_le)
    // Never in an address, never stored: the page that answers is the only one that has it.
    if (result.ok) return showTokens(c, emptyForm, result.value)
    return showTokens(c, refusedAct(c, values, result.refusal), null, statusOf(result.refusal))
  })

  app.post('/services-partages/:code/jetons/:id/retrait', async (c) => {
    const { code, id } = c.req.param()
    if (!/^[0-9a-f-]{36}$/.test(id)) return c.notFound()
    const result = await closeToken(c.var.context, code, id)
    return result.ok ? goTo(c, paths.tokens(code), words(c)('done.revoked')) : c.notFound()
  })

  app.post('/api/v1/shared-services/:code/lines', async (c) => {
    const code = c.req.param('code')
    const program = await programOf(c.var.context, code, c.req.header('Authorization'))
    if (program === null && c.var.context.actor === null) return c.json({ error: 'unauthorized' }, 401)
    const body = linesBody.safeParse(await c.req.json().catch(() => null))
    if (!body.success)
      return c.json(
        {
          error: 'unreadable',
          faults: body.error.issues.map((issue) => ({
            path: issue.path.map(String).join('.'),
            remedy: issue.message,
          })),
        },
        422,
      )
    const received = await receiveLines(c.var.context, code, body.data.lines.map(rawLineOf), program)
    if (!received.ok) return c.json({ error: 'not_found' }, 404)
    const { fresh, known, faults } = received.value
    const t = words(c)
    if (faults.length === 0) return c.json({ written: fresh.length, known, faults: [] })
    const said = faults.map(({ line, column, code: fault, found }) => ({
      line,
      field: column,
      code: fault,
      found,
      remedy: t(`line_fault.${fault}`),
    }))
    return c.json({ written: 0, known, faults: said }, 422)
  })
}

async function showTokens(
  c: WebContext,
  state: FormState,
  fresh: string | null,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const open = await opened(c)
  const { db, actor, settings } = c.var.context
  if (!open || !canManageTokens(actor)) return c.notFound()
  const { service } = open.file
  const tokens = await listTokens(db, service.id)
  const address = `${settings.publicUrl}${paths.api(service.code)}`
  return show(c, TokensPage, { service, tokens, fresh, address, state }, status)
}
