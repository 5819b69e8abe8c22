import type { Hono } from 'hono'
import { listDeliberationChoices } from '#modules/steering/deliberations/deliberations.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { findReadable } from './changing.actions.ts'
import { refusedAct, refusedInput, statusOf, words } from './cooperations.answers.ts'
import { draftInput, leaveInput, publishInput, voteInput } from './cooperations.inputs.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { type Access, canReadDraft, roleForParty, type Standpoint } from './cooperations.permissions.ts'
import {
  type Cooperation,
  latestRound,
  type Party,
  presentParties,
  roundInForce,
} from './cooperations.rules.ts'
import {
  confirmAfterElection,
  leaveCooperation,
  publishFor,
  recordVote,
  saveCouncilDraft,
} from './councils.actions.ts'
import { datesOf } from './dates.queries.ts'
import { firstExit } from './deadlines.rules.ts'
import { listCouncils } from './preparation.queries.ts'
import { CouncilPage } from './views/council-page.tsx'
import { PartyPage } from './views/party-page.tsx'

type Status = 200 | 409 | 422

interface Speaking {
  readonly cooperation: Cooperation
  readonly party: Party
  readonly access: Access
  readonly standpoint: Standpoint
}

/** What a party writes for itself: its draft, its vote, its publication, its confirmation, its departure. */
export function addCouncilRoutes(app: Hono<AppEnv>): void {
  app.get('/cooperations/:slug/conseils/:id', async (c) => {
    const speaking = await speakingFor(c)
    return speaking ? showCouncil(c, speaking, {}) : c.notFound()
  })

  app.post('/cooperations/:slug/conseils/:id/projet', async (c) => {
    const speaking = await speakingFor(c)
    if (!speaking) return c.notFound()
    const values = await readForm(c)
    const input = draftInput.safeParse(values)
    if (!input.success) return showCouncil(c, speaking, { draft: refusedInput(c, values, input.error) }, 422)
    const { slug } = speaking.cooperation
    const draft = { version: input.data.version_conseil, draft: input.data.projet }
    const result = await saveCouncilDraft(c.var.context, slug, speaking.party.id, draft)
    if (result.ok) return goTo(c, cooperationsPaths.council(slug, speaking.party.id), words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    const state = refusedAct(c, values, result.refusal)
    return showCouncil(c, speaking, { draft: state }, statusOf(result.refusal))
  })

  app.post('/cooperations/:slug/conseils/:id/vote', async (c) => {
    const speaking = await speakingFor(c)
    if (!speaking) return c.notFound()
    const values = await readForm(c)
    const input = voteInput.safeParse(values)
    if (!input.success) return showCouncil(c, speaking, { vote: refusedInput(c, values, input.error) }, 422)
    const { slug } = speaking.cooperation
    const result = await recordVote(c.var.context, slug, speaking.party.id, input.data)
    if (result.ok) return goTo(c, `${cooperationsPaths.show(slug)}#conseils`, words(c)('done.vote'))
    if (result.refusal === 'not_found') return c.notFound()
    const state = refusedAct(c, values, result.refusal)
    return showCouncil(c, speaking, { vote: state }, statusOf(result.refusal))
  })

  app.get('/cooperations/:slug/parties/:id', async (c) => {
    const speaking = await speakingFor(c)
    return speaking ? showParty(c, speaking, {}) : c.notFound()
  })

  app.post('/cooperations/:slug/parties/:id/publication', async (c) => {
    const speaking = await speakingFor(c)
    if (!speaking) return c.notFound()
    const values = await readForm(c)
    const input = publishInput.safeParse(values)
    if (!input.success) return showParty(c, speaking, { publish: refusedInput(c, values, input.error) }, 422)
    const { slug } = speaking.cooperation
    const result = await publishFor(c.var.context, slug, speaking.party.id, input.data)
    if (result.ok) return goTo(c, cooperationsPaths.party(slug, speaking.party.id), words(c)('done.publish'))
    if (result.refusal === 'not_found') return c.notFound()
    const state = refusedAct(c, values, result.refusal)
    return showParty(c, speaking, { publish: state }, statusOf(result.refusal))
  })

  app.post('/cooperations/:slug/parties/:id/depart', async (c) => {
    const speaking = await speakingFor(c)
    if (!speaking) return c.notFound()
    const values = await readForm(c)
    const input = leaveInput.safeParse({ ...values, motif: values.motif_depart ?? '' })
    if (!input.success) return showParty(c, speaking, { leave: refusedInput(c, values, input.error) }, 422)
    const { slug } = speaking.cooperation
    const result = await leaveCooperation(c.var.context, slug, speaking.party.id, input.data)
    if (result.ok) return goTo(c, cooperationsPaths.show(slug), words(c)('done.leave'))
    if (result.refusal === 'not_found') return c.notFound()
    const { errors } = refusedAct(c, values, result.refusal)
    const { motif, ...rest } = errors
    const state = { values, errors: motif ? { ...rest, motif_depart: motif } : errors }
    return showParty(c, speaking, { leave: state }, statusOf(result.refusal))
  })

  app.post('/cooperations/:slug/parties/:id/confirmation', async (c) => {
    const speaking = await speakingFor(c)
    if (!speaking) return c.notFound()
    const { slug } = speaking.cooperation
    const result = await confirmAfterElection(c.var.context, slug, speaking.party.id)
    if (result.ok) return goTo(c, cooperationsPaths.show(slug), words(c)('done.confirm'))
    if (result.refusal === 'not_found') return c.notFound()
    const state = refusedAct(c, {}, result.refusal)
    return showParty(c, speaking, { publish: state }, statusOf(result.refusal))
  })
}

async function showCouncil(
  c: WebContext,
  { cooperation, party, standpoint }: Speaking,
  { draft, vote = emptyForm }: { readonly draft?: FormState; readonly vote?: FormState },
  status: Status = 200,
): Promise<Response> {
  const { db } = c.var.context
  const round = latestRound(cooperation)
  if (round === null) return c.notFound()
  const councils = await listCouncils(db, cooperation.id, round.number)
  const council = councils.find(({ partyId }) => partyId === party.id) ?? null
  const deliberations = party.kind === 'town' ? await listDeliberationChoices(db) : []
  const reads = canReadDraft(standpoint, cooperation, party)
  return show(
    c,
    CouncilPage,
    {
      cooperation,
      party,
      council: council && { ...council, draft: reads ? council.draft : '' },
      canReadDraft: reads,
      canVote: cooperation.status === 'tested',
      deliberations: deliberations.map(({ id, label }) => ({ value: id, label })),
      draftState: draft ?? { values: { projet: reads ? (council?.draft ?? '') : '' }, errors: {} },
      state: vote,
    },
    status,
  )
}

async function showParty(
  c: WebContext,
  { cooperation, party, access }: Speaking,
  { publish = emptyForm, leave }: { readonly publish?: FormState; readonly leave?: FormState },
  status: Status = 200,
): Promise<Response> {
  const { db, clock } = c.var.context
  const today = clock.today()
  const round = roundInForce(cooperation)
  const dates = await datesOf(db, cooperation, today)
  return show(
    c,
    PartyPage,
    {
      cooperation,
      party,
      speaksForAnother: access === 'town' && party.kind !== 'town',
      isConfirmationAwaited: dates.some(({ kind, partyId }) => kind === 'reconfirm' && partyId === party.id),
      exitOn: round?.effectOn ? firstExit({ ...round, effectOn: round.effectOn }, today) : null,
      isInForce: round !== null,
      publishState: publish,
      leaveState: leave ?? { values: { preavis_le: today }, errors: {} },
    },
    status,
  )
}

/** The party of the address, when this person writes for it. */
async function speakingFor(c: WebContext): Promise<Speaking | null> {
  const readable = await findReadable(c.var.context, c.req.param('slug') ?? '')
  if (!readable || readable.access === 'public') return null
  const { cooperation, standpoint, access } = readable
  const party = presentParties(cooperation).find(({ id }) => id === c.req.param('id'))
  return party && roleForParty(standpoint, cooperation, party) !== null
    ? { cooperation, party, access, standpoint }
    : null
}
