import type { Context } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { segmentOf } from '#kernel/plain-text.ts'
import { ok, refuse } from '#kernel/result.ts'
import { authorityCatalogue, isAuthorityKind } from '#modules/cooperation/authorities/authorities.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import type { LeadField } from '#modules/steering/law/rules.public.ts'
import { type Changing, changing, type Outcome, raise, subjectOf } from './changing.actions.ts'
import { reservedSlugs } from './cooperations.paths.ts'
import { canPrepare, roleOfPreparer, type Standpoint } from './cooperations.permissions.ts'
import { type Cooperation, isOfDepth, latestRound, type Round, type Terms } from './cooperations.rules.ts'
import {
  type CooperationSeed,
  deleteParty,
  insertCooperation,
  insertParty,
  type OptionDraft,
  type PartyTerms,
  replaceOptions,
  updateParty,
  updateTerms,
} from './cooperations.writes.queries.ts'
import { leadByLaw } from './legal-tests.rules.ts'
import { nextRoundNumber } from './life.rules.ts'

/** A new idea of cooperation, which the town alone reads. The town is its first party, and coordinates until it says otherwise. */
export async function proposeCooperation(
  context: Context,
  seed: CooperationSeed,
): Outcome<{ readonly slug: string }> {
  const { actor, clock, town } = context
  const role = roleOfPreparer(actor)
  if (role === null) return refuse('not_found')
  const slug = segmentOf(seed.title, reservedSlugs, 'cooperation')
  try {
    return await inTransaction(context.db, async (tx) => {
      const id = await insertCooperation(tx, slug, seed, actor?.id ?? null)
      const ours = { kind: 'town', code: town.siren, name: town.name, role: 'coordinator' } as const
      await insertParty(tx, id, ours, clock.today())
      await recordAct(
        { ...context, db: tx },
        { act: 'propose', ...subjectOf({ id, title: seed.title }), role },
      )
      return ok({ slug })
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('slug_taken')
    throw error
  }
}

/** What is written before a signature: parties, comparison, terms. */
function preparing<Value>(
  context: Context,
  slug: string,
  version: number,
  change: (changing: Changing) => Outcome<Value>,
): Outcome<Value> {
  const may = (standpoint: Standpoint, cooperation: Cooperation) => canPrepare(standpoint.actor, cooperation)
  return changing(context, slug, version, may, change)
}

/** What was signed is changed by another form, never rewritten. */
export function isFrozen(cooperation: Pick<Cooperation, 'rounds'>): boolean {
  const latest = latestRound(cooperation)
  return latest !== null && latest.signedOn !== null
}

/** Adds an authority of the catalogue, as a member. */
export function addParty(
  context: Context,
  slug: string,
  version: number,
  key: { readonly kind: string; readonly code: string },
): Outcome<{ readonly id: string }> {
  return preparing(context, slug, version, async (change) => {
    if (isFrozen(change.cooperation)) return refuse('signed_already')
    const { kind, code } = key
    const authority = isAuthorityKind(kind) ? authorityCatalogue().find(kind, code) : null
    if (!authority) return refuse('authority_unknown')
    const { db, clock } = change.context
    const party = { kind: authority.kind, code, name: authority.name, role: 'member' } as const
    const id = await insertParty(db, change.cooperation.id, party, clock.today())
    if (id === null) return refuse('party_already')
    await raise(change)
    return ok({ id })
  })
}

/** Says what a party is: its role, its part of the money, its veto. Only the law makes a lead authority (E17). */
export function saveParty(
  context: Context,
  slug: string,
  version: number,
  partyId: string,
  terms: Omit<PartyTerms, 'leadField'> & { readonly leadField: LeadField | null },
): Outcome {
  return preparing(context, slug, version, async (change) => {
    const party = change.cooperation.parties.find(({ id }) => id === partyId)
    if (!party) return refuse('not_found')
    if (isFrozen(change.cooperation)) return refuse('signed_already')
    const { db, clock } = change.context
    if (
      terms.role === 'lead' &&
      (terms.leadField === null || !leadByLaw(party.kind, terms.leadField, clock.today()).isLead)
    )
      return refuse('not_lead_by_law')
    const leadField = terms.role === 'lead' ? terms.leadField : null
    await updateParty(db, change.cooperation.id, partyId, { ...terms, leadField })
    await raise(change)
    return ok(null)
  })
}

export function removeParty(context: Context, slug: string, version: number, partyId: string): Outcome {
  return preparing(context, slug, version, async (change) => {
    const party = change.cooperation.parties.find(({ id }) => id === partyId)
    if (!party) return refuse('not_found')
    if (isFrozen(change.cooperation)) return refuse('signed_already')
    if (party.kind === 'town') return refuse('town_stays')
    await deleteParty(change.context.db, partyId)
    await raise(change)
    return ok(null)
  })
}

/** Writes the three depths side by side, for the form to come. */
export function saveOptions(
  context: Context,
  slug: string,
  version: number,
  options: readonly OptionDraft[],
): Outcome {
  return preparing(context, slug, version, async (change) => {
    if (options.some(({ depth, legalKind }) => !isOfDepth(legalKind, depth)))
      return refuse('kind_of_other_depth')
    const { id } = change.cooperation
    await replaceOptions(change.context.db, id, nextRoundNumber(change.cooperation), options)
    await raise(change)
    return ok(null)
  })
}

/** What the parties agree on, until it is signed. */
export function saveTerms(context: Context, slug: string, version: number, terms: Terms): Outcome {
  return preparing(context, slug, version, async (change) => {
    const round = latestRound(change.cooperation)
    if (round === null) return refuse('not_found')
    if (isFrozen(change.cooperation)) return refuse('signed_already')
    if (!isTermComplete(terms)) return refuse('term_incomplete')
    await updateTerms(change.context.db, change.cooperation.id, round.number, terms)
    await raise(change)
    return ok(null)
  })
}

function isTermComplete({
  term,
  termMonths,
  renewalMonths,
}: Pick<Round, 'term' | 'termMonths' | 'renewalMonths'>) {
  const hasTerm = term === 'fixed' || term === 'tacit' || term === 'express'
  const hasRenewal = term === 'tacit' || term === 'express'
  return hasTerm === (termMonths !== null) && hasRenewal === (renewalMonths !== null)
}
