import { randomUUID } from 'node:crypto'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'
import type {
  Cooperation,
  CooperationStatus,
  Depth,
  LegalKind,
  PartyKind,
  PartyRole,
  Terms,
} from './cooperations.rules.ts'

/** The first lines of an idea; the rest is written afterwards. */
export interface CooperationSeed {
  readonly title: string
  readonly theme: string
  readonly summary: string
  readonly measureId: string | null
}

export async function insertCooperation(
  tx: Database,
  slug: string,
  seed: CooperationSeed,
  createdBy: string | null,
): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('cooperations')
    .values({
      id,
      slug,
      title: seed.title,
      theme: seed.theme,
      summary: seed.summary,
      measure_id: seed.measureId,
      created_by: createdBy,
      search_text: foldText(`${seed.title} ${seed.theme} ${seed.summary}`),
    })
    .execute()
  return id
}

/** Raises the version if nobody did since that one, with what the change leaves on the cooperation; answers whether it did. */
export async function moveCooperation(
  tx: Database,
  { id, version }: Pick<Cooperation, 'id' | 'version'>,
  moved: {
    readonly status?: CooperationStatus
    readonly shared_on?: CalendarDate
    readonly ended_reason?: string
  } = {},
): Promise<boolean> {
  const result = await tx
    .updateTable('cooperations')
    .set({ ...moved, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export interface NewParty {
  readonly kind: PartyKind
  readonly code: string
  readonly name: string
  readonly role: PartyRole
}

/** Its id; null when it is a party already. */
export async function insertParty(
  tx: Database,
  cooperationId: string,
  party: NewParty,
  on: CalendarDate,
): Promise<string | null> {
  const row = await tx
    .insertInto('cooperation_parties')
    .values({
      id: randomUUID(),
      cooperation_id: cooperationId,
      authority_kind: party.kind,
      authority_code: party.code,
      name: party.name,
      role: party.role,
      joined_on: on,
    })
    .onConflict((conflict) =>
      conflict.columns(['cooperation_id', 'authority_kind', 'authority_code']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export interface PartyTerms {
  readonly role: PartyRole
  readonly leadField: string | null
  readonly fundingBp: number
  readonly hasVeto: boolean
}

/** Rewrites what a party is in the cooperation. The head of before becomes a member: there is one. */
export async function updateParty(
  tx: Database,
  cooperationId: string,
  partyId: string,
  terms: PartyTerms,
): Promise<void> {
  if (terms.role !== 'member')
    await tx
      .updateTable('cooperation_parties')
      .set({ role: 'member', lead_field: null })
      .where('cooperation_id', '=', cooperationId)
      .where('id', '<>', partyId)
      .where('role', '<>', 'member')
      .execute()
  await tx
    .updateTable('cooperation_parties')
    .set({
      role: terms.role,
      lead_field: terms.leadField,
      funding_bp: terms.fundingBp,
      has_veto: terms.hasVeto,
    })
    .where('id', '=', partyId)
    .execute()
}

export async function deleteParty(tx: Database, partyId: string): Promise<void> {
  await tx.deleteFrom('cooperation_parties').where('id', '=', partyId).execute()
}

export async function updatePartyLeft(
  tx: Database,
  partyId: string,
  on: CalendarDate,
  reason: string,
): Promise<void> {
  await tx
    .updateTable('cooperation_parties')
    .set({ left_on: on, left_reason: reason })
    .where('id', '=', partyId)
    .execute()
}

export async function updatePartyPublishes(
  tx: Database,
  partyId: string,
  on: CalendarDate | null,
): Promise<void> {
  await tx.updateTable('cooperation_parties').set({ publishes_on: on }).where('id', '=', partyId).execute()
}

export interface OptionDraft {
  readonly depth: Depth
  readonly legalKind: LegalKind
  readonly needs: string
  readonly allows: string
  readonly leaving: string
  readonly yearlyCents: number
  readonly monthsToStart: number
}

export async function replaceOptions(
  tx: Database,
  cooperationId: string,
  round: number,
  options: readonly OptionDraft[],
): Promise<void> {
  await tx
    .deleteFrom('cooperation_options')
    .where('cooperation_id', '=', cooperationId)
    .where('round', '=', round)
    .execute()
  await tx
    .insertInto('cooperation_options')
    .values(
      options.map((option) => ({
        cooperation_id: cooperationId,
        round,
        depth: option.depth,
        legal_kind: option.legalKind,
        needs: option.needs,
        allows: option.allows,
        leaving: option.leaving,
        yearly_cents: option.yearlyCents,
        months_to_start: option.monthsToStart,
      })),
    )
    .execute()
}

export interface Choice {
  readonly number: number
  readonly depth: Depth
  readonly legalKind: LegalKind
  readonly reason: string
  readonly yearlyCents: number
}

/** Opens the form chosen; one that was prepared under the same number and not signed gives way, with its tests and councils. */
export async function replaceRound(
  tx: Database,
  cooperationId: string,
  choice: Choice,
  on: CalendarDate,
): Promise<void> {
  await tx
    .deleteFrom('cooperation_rounds')
    .where('cooperation_id', '=', cooperationId)
    .where('number', '=', choice.number)
    .execute()
  await tx
    .insertInto('cooperation_rounds')
    .values({
      cooperation_id: cooperationId,
      number: choice.number,
      depth: choice.depth,
      legal_kind: choice.legalKind,
      reason: choice.reason,
      yearly_cents: choice.yearlyCents,
      chosen_on: on,
    })
    .execute()
}

export async function updateTerms(
  tx: Database,
  cooperationId: string,
  round: number,
  terms: Terms,
): Promise<void> {
  await tx
    .updateTable('cooperation_rounds')
    .set({
      effect_on: terms.effectOn,
      term: terms.term,
      term_months: terms.termMonths,
      renewal_months: terms.renewalMonths,
      most_renewals: terms.mostRenewals,
      notice_months: terms.noticeMonths,
      exit_clause: terms.exitClause,
      exit_notice_months: terms.exitNoticeMonths,
      exit_cost_cents: terms.exitCostCents,
      yearly_cents: terms.yearlyCents,
      reconfirms: terms.reconfirms,
    })
    .where('cooperation_id', '=', cooperationId)
    .where('number', '=', round)
    .execute()
}

/** Signs the form; the one in force before ends on that day. */
export async function signRound(
  tx: Database,
  cooperationId: string,
  round: number,
  on: CalendarDate,
): Promise<void> {
  await endRounds(tx, cooperationId, on)
  await tx
    .updateTable('cooperation_rounds')
    .set({ signed_on: on })
    .where('cooperation_id', '=', cooperationId)
    .where('number', '=', round)
    .execute()
}

export async function endRounds(tx: Database, cooperationId: string, on: CalendarDate): Promise<void> {
  await tx
    .updateTable('cooperation_rounds')
    .set({ ended_on: on })
    .where('cooperation_id', '=', cooperationId)
    .where('signed_on', 'is not', null)
    .where('ended_on', 'is', null)
    .execute()
}

export async function giveNotice(
  tx: Database,
  cooperationId: string,
  round: number,
  on: CalendarDate,
): Promise<void> {
  await tx
    .updateTable('cooperation_rounds')
    .set({ notice_given_on: on })
    .where('cooperation_id', '=', cooperationId)
    .where('number', '=', round)
    .execute()
}

export async function insertRenewal(
  tx: Database,
  cooperationId: string,
  round: number,
  number: number,
  on: CalendarDate,
): Promise<void> {
  await tx
    .insertInto('cooperation_renewals')
    .values({ cooperation_id: cooperationId, round, number, renewed_on: on })
    .execute()
}
