import type { Context } from '#infra/context.ts'
import { ok, refuse } from '#kernel/result.ts'
import {
  type ActTold,
  type Changing,
  type CooperationRefusal,
  changing,
  type Outcome,
  tellAct,
} from './changing.actions.ts'
import { roleForAct } from './cooperations.permissions.ts'
import {
  type CooperationStatus,
  type Depth,
  latestRound,
  needsCouncils,
  roundInForce,
  stayingParties,
} from './cooperations.rules.ts'
import {
  endRounds,
  giveNotice,
  insertRenewal,
  moveCooperation,
  replaceRound,
  signRound,
} from './cooperations.writes.queries.ts'
import { type CooperationAct, lacksOf, nextRoundNumber } from './life.rules.ts'
import { getPreparation, listCouncils, listOptions, saveCouncil } from './preparation.queries.ts'

export interface Taking {
  readonly version: number
  readonly reason: string
}

type Moved = Parameters<typeof moveCooperation>[2]

interface Taken {
  readonly moved: Moved
  readonly told?: Omit<Partial<ActTold>, 'role' | 'reason'>
}

/** An act on the whole cooperation: right, rule, change of state and entry in the journal, together or not at all. */
function act(
  context: Context,
  slug: string,
  name: CooperationAct,
  { version, reason }: Taking,
  change: (changing: Changing) => Outcome<Taken>,
): Outcome {
  return changing(
    context,
    slug,
    version,
    () => true,
    async (inside) => {
      const { cooperation } = inside
      const role = roleForAct(inside.context.actor, cooperation, name)
      if (role === null) return refuse('act_closed')
      const [lack] = lacksOf(name, cooperation, await getPreparation(inside.context.db, cooperation))
      if (lack) return refuse<CooperationRefusal>(`lacks_${lack}`)
      const taken = await change(inside)
      if (!taken.ok) return taken
      await moveCooperation(inside.context.db, cooperation, taken.value.moved)
      await tellAct(inside, { act: name, ...taken.value.told, role, reason })
      return ok(null)
    },
  )
}

const to = (status: CooperationStatus) => ({ moved: { status } })

/** The political mandate: who was elected says why, and up to where. */
export function mandateCooperation(context: Context, slug: string, taking: Taking): Outcome {
  return act(context, slug, 'mandate', taking, async () =>
    taking.reason === '' ? refuse('reason_missing') : ok(to('mandated')),
  )
}

/**
 * Chooses one of the depths compared. The first time it is a choice; afterwards the cooperation moves from one form to
 * another, and the history keeps both. What is in force goes on until the new form is signed.
 */
export function chooseDepth(
  context: Context,
  slug: string,
  taking: Taking & { readonly depth: Depth },
): Outcome {
  return act(context, slug, 'choose', taking, async ({ context: { db, clock }, cooperation }) => {
    if (taking.reason === '') return refuse('reason_missing')
    const number = nextRoundNumber(cooperation)
    const options = await listOptions(db, cooperation.id, number)
    const option = options.find(({ depth }) => depth === taking.depth)
    if (!option) return refuse('lacks_options')
    const before = latestRound(cooperation)
    await replaceRound(db, cooperation.id, { ...option, number, reason: taking.reason }, clock.today())
    const details = {
      from_depth: before?.depth ?? null,
      from_kind: before?.legalKind ?? null,
      to_depth: option.depth,
      to_kind: option.legalKind,
    }
    return ok({ ...to('compared'), told: { act: before ? 'move' : 'choose', details } })
  })
}

export function passTests(context: Context, slug: string, taking: Taking): Outcome {
  return act(context, slug, 'pass_tests', taking, async () => ok(to('tested')))
}

/** Who signs, by party. */
export type Signatories = ReadonlyMap<string, string>

/** All the parties sign on one day; the form in force before ends with it. */
export function signCooperation(
  context: Context,
  slug: string,
  taking: Taking,
  signatories: Signatories,
): Outcome {
  return act(context, slug, 'sign', taking, async ({ context: { db, clock }, cooperation }) => {
    const round = latestRound(cooperation)
    if (round === null) return refuse('act_closed')
    const parties = stayingParties(cooperation)
    const signs = needsCouncils(round)
    if (signs && parties.some(({ id }) => !signatories.get(id))) return refuse('signatories_missing')
    const today = clock.today()
    const councils = await listCouncils(db, cooperation.id, round.number)
    for (const { id } of parties) {
      const signatory = signatories.get(id)
      if (!signatory) continue
      const place = { cooperationId: cooperation.id, round: round.number, partyId: id }
      const version = councils.find(({ partyId }) => partyId === id)?.version ?? 0
      await saveCouncil(db, place, version, { signatory, signed_on: today })
    }
    await signRound(db, cooperation.id, round.number, today)
    const details = { depth: round.depth, kind: round.legalKind, parties: parties.length }
    return ok({ ...to('signed'), told: { details } })
  })
}

export function startCooperation(context: Context, slug: string, taking: Taking): Outcome {
  return act(context, slug, 'start', taking, async ({ context: { clock }, cooperation }) => {
    const effectOn = roundInForce(cooperation)?.effectOn
    return effectOn && effectOn <= clock.today() ? ok(to('running')) : refuse('too_early')
  })
}

/** An express renewal, one more term. */
export function renewCooperation(context: Context, slug: string, taking: Taking): Outcome {
  return act(context, slug, 'renew', taking, async ({ context: { db, clock }, cooperation }) => {
    const round = roundInForce(cooperation)
    if (round === null) return refuse('act_closed')
    if (taking.reason === '') return refuse('reason_missing')
    const number = round.renewedTimes + 1
    await insertRenewal(db, cooperation.id, round.number, number, clock.today())
    return ok({ moved: {}, told: { details: { renewal: number } } })
  })
}

/** The parties say that it will not go on after its term. */
export function refuseRenewal(context: Context, slug: string, taking: Taking): Outcome {
  return act(context, slug, 'notice', taking, async ({ context: { db, clock }, cooperation }) => {
    const round = roundInForce(cooperation)
    if (round === null) return refuse('act_closed')
    if (taking.reason === '') return refuse('reason_missing')
    await giveNotice(db, cooperation.id, round.number, clock.today())
    return ok({ moved: {} })
  })
}

export function endCooperation(context: Context, slug: string, taking: Taking): Outcome {
  return act(context, slug, 'end', taking, async ({ context: { db, clock }, cooperation }) => {
    if (taking.reason === '') return refuse('reason_missing')
    await endRounds(db, cooperation.id, clock.today())
    return ok({ moved: { status: 'ended', ended_reason: taking.reason } })
  })
}

export function dropCooperation(context: Context, slug: string, taking: Taking): Outcome {
  return act(context, slug, 'drop', taking, async () =>
    taking.reason === ''
      ? refuse('reason_missing')
      : ok({ moved: { status: 'dropped', ended_reason: taking.reason } }),
  )
}

/** From now on the officers of the parties read it. */
export function shareCooperation(context: Context, slug: string, taking: Taking): Outcome {
  return act(context, slug, 'share', taking, async ({ context: { clock } }) =>
    ok({ moved: { shared_on: clock.today() } }),
  )
}

export type SharedAct = (context: Context, slug: string, taking: Taking) => Outcome

/** The acts that need a reason at most; choosing and signing have forms of their own. */
export const plainActs: Readonly<Record<Exclude<CooperationAct, 'choose' | 'sign'>, SharedAct>> = {
  mandate: mandateCooperation,
  pass_tests: passTests,
  start: startCooperation,
  renew: renewCooperation,
  notice: refuseRenewal,
  end: endCooperation,
  drop: dropCooperation,
  share: shareCooperation,
}
