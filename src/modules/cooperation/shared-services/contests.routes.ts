import type { Hono } from 'hono'
import type { Result } from '#kernel/result.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { contestLine, settleLine, writeInThread } from './contests.actions.ts'
import { listMessages } from './contests.queries.ts'
import { findLine } from './lines.queries.ts'
import type { UnitLine } from './lines.rules.ts'
import type { Refusal } from './refusals.ts'
import type { OpenFile } from './service-file.ts'
import { opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { messageInput, settlementInput } from './shared-services.inputs.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canContest, canSeeLines, canSettle, canWriteInThread } from './shared-services.permissions.ts'
import type { Party } from './shared-services.rules.ts'
import { LinePage } from './views/line-page.tsx'

interface SeenLine {
  readonly open: OpenFile
  readonly line: UnitLine
  readonly party: Party
}

/** A line with the thread of its contest. */
export function addContestRoutes(app: Hono<AppEnv>): void {
  const base = '/services-partages/:code/lignes/:id' as const

  app.get(base, (c) => showLine(c, emptyForm))

  app.post(`${base}/contestation`, async (c) => {
    const seen = await seenLine(c)
    if (!seen || !canContest(c.var.context.actor, seen.open.standing, seen.party)) return c.notFound()
    return write(c, seen, contestLine, words(c)('done.contested'))
  })

  app.post(`${base}/messages`, async (c) => {
    const seen = await seenLine(c)
    const { actor } = c.var.context
    if (!seen?.line.contest || !canWriteInThread(actor, seen.open.standing, seen.party)) return c.notFound()
    return write(c, seen, writeInThread, words(c)('done.written'))
  })

  app.post(`${base}/reponse`, async (c) => {
    const seen = await seenLine(c)
    if (!seen?.line.contest || !canSettle(c.var.context.actor, seen.open.standing, seen.party))
      return c.notFound()
    const values = await readForm(c)
    const input = settlementInput.safeParse(values)
    if (!input.success) return showLine(c, refusedInput(c, values, input.error), 422)
    const { sens, message } = input.data
    const { code } = seen.open.file.service
    const result = await settleLine(c.var.context, code, seen.line.id, sens, message)
    return answer(c, seen, result, values, words(c)('done.settled'))
  })
}

async function write(
  c: WebContext,
  seen: SeenLine,
  act: typeof contestLine,
  done: string,
): Promise<Response> {
  const values = await readForm(c)
  const input = messageInput.safeParse(values)
  if (!input.success) return showLine(c, refusedInput(c, values, input.error), 422)
  const result = await act(c.var.context, seen.open.file.service.code, seen.line.id, input.data.message)
  return answer(c, seen, result, values, done)
}

function answer(
  c: WebContext,
  { open, line }: SeenLine,
  result: Result<null, Refusal>,
  values: FormState['values'],
  done: string,
): Response | Promise<Response> {
  if (result.ok) return goTo(c, paths.line(open.file.service.code, line.id), done)
  if (result.refusal === 'not_found') return c.notFound()
  const typed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? '']))
  return showLine(c, refusedAct(c, typed, result.refusal), statusOf(result.refusal))
}

/** The line of the address, when this person may see it: a line of another party is not found. */
async function seenLine(c: WebContext): Promise<SeenLine | null> {
  const open = await opened(c)
  const id = c.req.param('id') ?? ''
  if (!open || !/^\d{1,15}$/.test(id)) return null
  const { file, standing } = open
  const line = await findLine(c.var.context.db, file.service.id, Number(id))
  const party = file.parties.find((each) => each.id === line?.partyId)
  return line && party && canSeeLines(standing, party.id) ? { open, line, party } : null
}

async function showLine(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const seen = await seenLine(c)
  if (!seen) return c.notFound()
  const { open, line, party } = seen
  const { db, actor, clock } = c.var.context
  const isStated = open.file.statements.some(({ year }) => year === Number(line.day.slice(0, 4)))
  const isOpen = !isStated && line.reversesId === null && line.reversedById === null
  return show(
    c,
    LinePage,
    {
      file: open.file,
      line,
      messages: line.contest ? await listMessages(db, line.contest.id) : [],
      canContest: isOpen && canContest(actor, open.standing, party),
      canWrite: canWriteInThread(actor, open.standing, party),
      canSettle: !isStated && canSettle(actor, open.standing, party),
      today: clock.today(),
      state,
    },
    status,
  )
}
