import type { Hono } from 'hono'
import { authorityCatalogue } from '#modules/cooperation/authorities/authorities.public.ts'
import { valueText } from '#modules/steering/law/law.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { findReadable } from './changing.actions.ts'
import { addParty, isFrozen, removeParty, saveParty } from './cooperations.actions.ts'
import { changedForm, refusedAct, refusedInput, statusOf, words } from './cooperations.answers.ts'
import { newPartyInput, partyInput, versionInput } from './cooperations.inputs.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { canPrepare } from './cooperations.permissions.ts'
import type { Cooperation, Party } from './cooperations.rules.ts'
import { partyValues, plainFields } from './party-fields.ts'
import { PartiesPage } from './views/parties-page.tsx'

/** Answers shown at most: whoever wants more writes a longer word. */
const mostFound = 12

/** Who takes part: found in the catalogue, added, and told what each of them is. */
export function addPartyRoutes(app: Hono<AppEnv>): void {
  app.get('/cooperations/:slug/parties', async (c) => {
    const cooperation = await writable(c)
    return cooperation ? showParties(c, cooperation, {}) : c.notFound()
  })

  app.post('/cooperations/:slug/parties/ajout', async (c) => {
    const cooperation = await writable(c)
    if (!cooperation) return c.notFound()
    const values = await readForm(c)
    const input = newPartyInput.safeParse(values)
    if (!input.success) return showParties(c, cooperation, { state: refusedInput(c, values, input.error) })
    const { version, type: kind, code } = input.data
    const result = await addParty(c.var.context, cooperation.slug, version, { kind, code })
    if (result.ok) return goTo(c, cooperationsPaths.parties(cooperation.slug), words(c)('done.party_added'))
    if (result.refusal === 'not_found') return c.notFound()
    const state = refusedAct(c, values, result.refusal)
    return showParties(c, cooperation, { state, status: statusOf(result.refusal) })
  })

  // Reading one party leads to what the person may write for it (see party-acts.routes.ts); this writes what it is.
  app.post('/cooperations/:slug/parties/:id', async (c) => {
    const cooperation = await writable(c)
    const id = c.req.param('id')
    if (!cooperation?.parties.some((party) => party.id === id)) return c.notFound()
    const values = await readForm(c)
    return values.retirer === 'oui' ? remove(c, cooperation, id, values) : save(c, cooperation, id, values)
  })
}

type Values = Readonly<Record<string, string>>

async function save(c: WebContext, cooperation: Cooperation, id: string, sent: Values): Promise<Response> {
  const values = plainFields(sent, id)
  const input = partyInput.safeParse(values)
  if (!input.success)
    return showParties(c, cooperation, { refused: { id, state: refusedInput(c, values, input.error) } })
  const { version, terms } = input.data
  const result = await saveParty(c.var.context, cooperation.slug, version, id, terms)
  if (result.ok) return goTo(c, cooperationsPaths.parties(cooperation.slug), words(c)('done.saved'))
  if (result.refusal === 'not_found') return c.notFound()
  if (result.refusal === 'changed_meanwhile') return showChanged(c, id, values, terms)
  const state = refusedAct(c, values, result.refusal)
  return showParties(c, cooperation, { refused: { id, state }, status: statusOf(result.refusal) })
}

/** Somebody else wrote first: what both said of the party side by side, unless it is the same. */
async function showChanged(
  c: WebContext,
  id: string,
  values: Values,
  terms: Pick<Party, 'role' | 'leadField' | 'fundingBp' | 'hasVeto'>,
): Promise<Response> {
  const cooperation = await writable(c)
  const party = cooperation?.parties.find((each) => each.id === id)
  if (!cooperation || !party) return c.notFound()
  const { locale } = c.var.context
  const t = words(c)
  const stored = partyValues(party, locale)
  const state = changedForm(c, values, stored, {
    typed: partyValues({ ...party, ...terms }, locale),
    textOf(name, value) {
      if (name === 'role') return t(`role.${party.role}`)
      if (name === 'domaine') return party.leadField ? valueText(party.leadField, null, locale) : value
      return name === 'veto' ? t('answer.yes') : value
    },
  })
  if (!state) return goTo(c, cooperationsPaths.parties(cooperation.slug), t('done.saved'))
  return showParties(c, cooperation, { refused: { id, state }, status: 409 })
}

async function remove(
  c: WebContext,
  cooperation: Cooperation,
  id: string,
  values: Values,
): Promise<Response> {
  const input = versionInput.safeParse(values)
  if (!input.success) return showParties(c, cooperation, { state: refusedInput(c, values, input.error) })
  const result = await removeParty(c.var.context, cooperation.slug, input.data.version, id)
  if (result.ok) return goTo(c, cooperationsPaths.parties(cooperation.slug), words(c)('done.party_removed'))
  if (result.refusal === 'not_found') return c.notFound()
  const state = refusedAct(c, values, result.refusal)
  return showParties(c, cooperation, { state, status: statusOf(result.refusal) })
}

interface Shown {
  readonly state?: FormState
  readonly refused?: { readonly id: string; readonly state: FormState }
  readonly status?: 409 | 422
}

function showParties(
  c: WebContext,
  cooperation: Cooperation,
  { state = emptyForm, refused, status }: Shown,
): Response {
  const { town } = c.var.context
  const catalogue = authorityCatalogue()
  const search = (c.req.query('q') ?? '').slice(0, 100)
  const own = town.intermunicipalSiren ? catalogue.find('epci', town.intermunicipalSiren) : null
  const isRefused = refused !== undefined || Object.keys(state.errors).length > 0
  return show(
    c,
    PartiesPage,
    {
      cooperation,
      search,
      found: catalogue.search(search, null, mostFound),
      neighbours: [
        ...(own ? [own] : []),
        ...town.neighbourCodes.flatMap((code) => catalogue.find('commune', code) ?? []),
      ].slice(0, mostFound),
      refused: refused ?? null,
      state,
    },
    status ?? (isRefused ? 422 : 200),
  )
}

/** The cooperation of the address, when this person may still say who takes part. */
async function writable(c: WebContext): Promise<Cooperation | null> {
  const readable = await findReadable(c.var.context, c.req.param('slug') ?? '')
  if (readable?.access !== 'town') return null
  const { cooperation } = readable
  return canPrepare(c.var.context.actor, cooperation) && !isFrozen(cooperation) ? cooperation : null
}
