import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import type { FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { findReadable, type Outcome } from './changing.actions.ts'
import { refusedAct, refusedInput, statusOf, words } from './cooperations.answers.ts'
import { decisionInput, meetingInput, taskInput } from './cooperations.inputs.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { canWriteMeetings, partyOf } from './cooperations.permissions.ts'
import { presentParties } from './cooperations.rules.ts'
import { WorkPage } from './views/work-page.tsx'
import { addDecision, addMeeting, addTask, finishTask } from './work.actions.ts'
import { getSharedWork } from './work.queries.ts'
import { type WorkForm, workForms } from './work-forms.ts'

/** Meetings, decisions and tasks, shared with the parties. */
export function addWorkRoutes(app: Hono<AppEnv>): void {
  app.get('/cooperations/:slug/travail', (c) => showWork(c, {}))

  app.post('/cooperations/:slug/travail', async (c) => {
    const slug = c.req.param('slug')
    const readable = await findReadable(c.var.context, slug)
    if (!readable || !canWriteMeetings(readable.standpoint, readable.cooperation)) return c.notFound()
    const values = await readForm(c)
    const form = workForms.find((each) => each === values.formulaire)
    if (!form) return c.notFound()
    const written = await write[form](c, slug, values)
    if ('state' in written) return showWork(c, { [form]: written.state }, 422)
    if (written.ok) return goTo(c, cooperationsPaths.meetings(slug), words(c)('done.added'))
    if (written.refusal === 'not_found') return c.notFound()
    const state = refusedAct(c, values, written.refusal)
    return showWork(c, { [form]: state }, statusOf(written.refusal))
  })

  app.post('/cooperations/:slug/travail/taches/:id', async (c) => {
    const { slug, id } = c.req.param()
    const result = await finishTask(c.var.context, slug, id)
    return result.ok ? goTo(c, cooperationsPaths.meetings(slug), words(c)('done.saved')) : c.notFound()
  })
}

type Written = Awaited<Outcome> | { readonly state: FormState }

const write: Readonly<
  Record<WorkForm, (c: WebContext, slug: string, values: FormValues) => Promise<Written>>
> = {
  async rencontre(c, slug, values) {
    const input = meetingInput.safeParse(values)
    if (!input.success) return { state: refusedInput(c, values, input.error) }
    const { cle, tenue_le, objet, compte_rendu } = input.data
    return addMeeting(c.var.context, slug, {
      formKey: cle,
      heldOn: tenue_le,
      title: objet,
      minutes: compte_rendu,
    })
  },
  async decision(c, slug, values) {
    const input = decisionInput.safeParse(values)
    if (!input.success) return { state: refusedInput(c, values, input.error) }
    const { cle, decide_le, decision } = input.data
    return addDecision(c.var.context, slug, { formKey: cle, decidedOn: decide_le, statement: decision })
  },
  async tache(c, slug, values) {
    const input = taskInput.safeParse(values)
    if (!input.success) return { state: refusedInput(c, values, input.error) }
    const { cle, tache, partie, echeance } = input.data
    return addTask(c.var.context, slug, { formKey: cle, label: tache, partyId: partie, dueOn: echeance })
  },
}

async function showWork(
  c: WebContext,
  refused: Readonly<Partial<Record<WorkForm, FormState>>>,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const readable = await findReadable(c.var.context, c.req.param('slug') ?? '')
  if (!readable || readable.access === 'public') return c.notFound()
  const { cooperation, standpoint, access } = readable
  const canWrite = canWriteMeetings(standpoint, cooperation)
  const own = partyOf(standpoint, cooperation)
  const fresh = (): FormState => ({ values: { cle: randomUUID() }, errors: {} })
  return show(
    c,
    WorkPage,
    {
      cooperation,
      parties: presentParties(cooperation, standpoint.today),
      work: await getSharedWork(c.var.context.db, cooperation.id),
      canWrite,
      mayEnd: new Set(
        presentParties(cooperation, standpoint.today)
          .filter(({ id }) => canWrite && (access === 'town' || own?.id === id))
          .map(({ id }) => id),
      ),
      states: {
        tache: refused.tache ?? fresh(),
        rencontre: refused.rencontre ?? fresh(),
        decision: refused.decision ?? fresh(),
      },
    },
    status,
  )
}
