import type { Hono } from 'hono'
import type { FunctionComponent } from 'preact'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import type { Shell } from '#web/shell.ts'
import { nameAuthority } from './name-authority.ts'
import { listOfficers } from './parties.queries.ts'
import { addLevel, addUnit, recordOpinion, removePrepared } from './preparation.actions.ts'
import type { Refusal } from './refusals.ts'
import { addOfficer, addParty, removeOfficer, removeParty } from './shared-services.actions.ts'
import { opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import {
  levelInput,
  officerInput,
  opinionInput,
  partyInput,
  removalInput,
  unitInput,
} from './shared-services.inputs.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canKeep } from './shared-services.permissions.ts'
import type { PartyDraft } from './shared-services.rules.ts'
import { PartiesPage } from './views/parties-page.tsx'
import {
  LevelsPage,
  OfficersPage,
  OpinionsPage,
  type PreparedListProps,
  UnitsPage,
} from './views/prepared-lists.tsx'

type Saved = { readonly state: FormState } | { readonly result: Result<unknown, Refusal> }

/** What each list of a service does differently; the rest is the same for the five. */
interface ListKind {
  readonly segment: string
  readonly page: FunctionComponent<PreparedListProps & { readonly shell: Shell }>
  path(code: string): string
  add(c: WebContext, code: string, values: FormValues): Promise<Saved>
  remove(c: WebContext, code: string, id: string): Promise<Result<unknown, Refusal>>
}

const removes =
  (kind: 'units' | 'levels' | 'opinions'): ListKind['remove'] =>
  async (c, code, id) => {
    const input = removalInput.safeParse({ id })
    return input.success ? removePrepared(c.var.context, code, kind, input.data.id) : refuse('not_found')
  }

const kinds: readonly ListKind[] = [
  {
    segment: 'parties',
    page: PartiesPage,
    path: paths.parties,
    async add(c, code, values) {
      const input = partyInput.safeParse(values)
      if (!input.success) return { state: refusedInput(c, values, input.error) }
      const { nom, code_insee, sigle, accueil, notre_ville, fictive } = input.data
      const { town } = c.var.context
      const named = notre_ville
        ? ok({ name: town.name, authority: null })
        : nameAuthority(nom, code_insee, fictive)
      if (!named.ok) return { result: named }
      const party: PartyDraft = {
        ...named.value,
        reference: sigle,
        isHost: accueil,
        isTown: notre_ville,
        isFictional: notre_ville ? town.isFictional : fictive && town.isDemo,
      }
      return { result: await addParty(c.var.context, code, party) }
    },
    async remove(c, code, id) {
      return removeParty(c.var.context, code, id)
    },
  },
  {
    segment: 'referents',
    page: OfficersPage,
    path: paths.officers,
    async add(c, code, values) {
      const input = officerInput.safeParse(values)
      if (!input.success) return { state: refusedInput(c, values, input.error) }
      return { result: await addOfficer(c.var.context, code, input.data.partie, input.data.courriel) }
    },
    async remove(c, code, id) {
      const [party = '', account = ''] = id.split(' ')
      return removeOfficer(c.var.context, code, party, account)
    },
  },
  {
    segment: 'unites',
    page: UnitsPage,
    path: paths.units,
    async add(c, code, values) {
      const input = unitInput.safeParse(values)
      if (!input.success) return { state: refusedInput(c, values, input.error) }
      return { result: await addUnit(c.var.context, code, input.data) }
    },
    remove: removes('units'),
  },
  {
    segment: 'engagements',
    page: LevelsPage,
    path: paths.levels,
    async add(c, code, values) {
      const input = levelInput.safeParse(values)
      if (!input.success) return { state: refusedInput(c, values, input.error) }
      return { result: await addLevel(c.var.context, code, input.data) }
    },
    remove: removes('levels'),
  },
  {
    segment: 'avis',
    page: OpinionsPage,
    path: paths.opinions,
    async add(c, code, values) {
      const input = opinionInput.safeParse(values)
      if (!input.success) return { state: refusedInput(c, values, input.error) }
      return { result: await recordOpinion(c.var.context, code, input.data) }
    },
    remove: removes('opinions'),
  },
]

/** Parties, those who act for them, work units, service levels, opinions: a list each, with a form to add to it. */
export function addPreparedListRoutes(app: Hono<AppEnv>): void {
  for (const kind of kinds) {
    const base = `/services-partages/:code/${kind.segment}` as const
    app.get(base, (c) => showList(c, kind, emptyForm))

    app.post(base, async (c) => {
      if (!(await opened(c)) || !canKeep(c.var.context.actor)) return c.notFound()
      const values = await readForm(c)
      const code = c.req.param('code') ?? ''
      const saved = await kind.add(c, code, values)
      if ('state' in saved) return showList(c, kind, saved.state, 422)
      if (saved.result.ok) return goTo(c, kind.path(code), words(c)('done.added'))
      if (saved.result.refusal === 'not_found') return c.notFound()
      const { refusal } = saved.result
      return showList(c, kind, refusedAct(c, values, refusal), statusOf(refusal))
    })

    app.post(`${base}/suppression`, async (c) => {
      const code = c.req.param('code') ?? ''
      const { id = '' } = await readForm(c)
      const result = await kind.remove(c, code, id)
      if (result.ok) return goTo(c, kind.path(code), words(c)('done.removed'))
      if (result.refusal === 'not_found') return c.notFound()
      return showList(c, kind, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
    })
  }
}

async function showList(
  c: WebContext,
  kind: ListKind,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const open = await opened(c)
  if (!open) return c.notFound()
  const { db, actor } = c.var.context
  const isOpen = canKeep(actor)
  // Who acts for a party is known to those who keep the register.
  const isForKeepers = kind.segment === 'referents'
  if (isForKeepers && !open.standing.isOfTheTown) return c.notFound()
  const officers = isForKeepers ? await listOfficers(db, open.file.service.id) : []
  const today = c.var.context.clock.today()
  return show(c, kind.page, { file: open.file, officers, today, state, isOpen }, status)
}
