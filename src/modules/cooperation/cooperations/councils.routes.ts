import type { Hono } from 'hono'
import { listDeliberationChoices } from '#modules/steering/deliberations/deliberations.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { findReadable } from './changing.actions.ts'
import { changedForm, refusedAct, refusedInput, statusOf, words } from './cooperations.answers.ts'
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
  type CouncilVote,
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
    if (result.refusal === 'changed_meanwhile') return showChangedDraft(c, values)
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
    if (result.refusal === 'changed_meanwhile') return showChangedVote(c, values, input.data)
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

/** Somebody of the same party wrote first: both drafts side by side, unless they are the same. */
async function showChangedDraft(c: WebContext, values: FormValues): Promise<Response> {
  const changed = await changedCouncil(c)
  if (!changed) return c.notFound()
  const { speaking, council } = changed
  const { cooperation, party } = speaking
  const state = changedForm(c, values, { projet: council?.draft ?? '' }, { typed: { projet: values.projet } })
  if (!state) return goTo(c, cooperationsPaths.council(cooperation.slug, party.id), words(c)('done.saved'))
  return showCouncil(c, speaking, { draft: state }, 409)
}

async function showChangedVote(
  c: WebContext,
  values: FormValues,
  { outcome, number, decidedOn, deliberationId }: CouncilVote,
): Promise<Response> {
  const changed = await changedCouncil(c)
  if (!changed) return c.notFound()
  const { speaking, council } = changed
  const t = words(c)
  const records = speaking.party.kind === 'town' ? await listDeliberationChoices(c.var.context.db) : []
  const stored = {
    vote: council?.outcome === 'pending' ? '' : (council?.outcome ?? ''),
    numero: council?.number ?? '',
    le: council?.decidedOn ?? '',
    deliberation: council?.deliberationId ?? '',
  }
  const typed = { vote: outcome, numero: number, le: decidedOn, deliberation: deliberationId ?? '' }
  const state = changedForm(c, values, stored, {
    typed,
    textOf(name, value) {
      if (name === 'vote' && council) return t(`outcome.${council.outcome}`)
      return name === 'deliberation' ? (records.find(({ id }) => id === value)?.label ?? value) : value
    },
  })
  const { slug } = speaking.cooperation
  return state
    ? showCouncil(c, speaking, { vote: state }, 409)
    : goTo(c, `${cooperationsPaths.show(slug)}#conseils`, t('done.vote'))
}

/** The council of the address as it is stored now. */
async function changedCouncil(c: WebContext) {
  const speaking = await speakingFor(c)
  const round = speaking && latestRound(speaking.cooperation)
  if (!speaking || !round) return null
  const councils = await listCouncils(c.var.context.db, speaking.cooperation.id, round.number)
  return { speaking, council: councils.find(({ partyId }) => partyId === speaking.party.id) ?? null }
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
  const party = presentParties(cooperation, standpoint.today).find(({ id }) => id === c.req.param('id'))
  return party && roleForParty(standpoint, cooperation, party) !== null
    ? { cooperation, party, access, standpoint }
    : null
}
