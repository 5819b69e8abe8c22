import type { Context } from '#infra/context.ts'
import { hashSecret, newSecret } from '#infra/link-secret.ts'
import type { Message } from '#infra/mail.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { countAttempt, mailboxLimits } from '#modules/people/accounts/accounts.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import {
  type Correction,
  decideCorrection,
  findCorrection,
  insertCorrection,
  isRecordField,
  type NewCorrection,
} from './corrections.queries.ts'
import { correctionLimits } from './limits.rules.ts'
import { refreshNames } from './names.queries.ts'
import {
  decideClaim,
  deleteExpiredKeys,
  findOfficerByEmail,
  insertClaim,
  insertKey,
  listOfficers,
  type Officer,
  takeOrganisationsToAsk,
  updateConfirmed,
} from './officers.queries.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canEditRecord, roleOfImporter } from './organisations.permissions.ts'
import { organisationsWords } from './organisations.words.ts'
import type { Writer } from './record.actions.ts'
import { writeLocalValues } from './record.queries.ts'
import { standingId } from './sheet.queries.ts'

export type OfficersRefusal = 'not_found' | 'too_many_attempts' | 'decided_already' | 'reason_missing'
type Outcome<Value> = Promise<Result<Value, OfficersRefusal>>

const hour_ms = 3_600_000
/** A week to correct a page; two months to say that it is still right. */
const life_h = { edit: 7 * 24, confirm: 60 * 24 } as const

/**
 * Somebody asks to answer for an organisation. A mailbox that answers for it already gets a link at once; any other claim
 * waits for a person of the town. What the page then says is the same, so that nobody learns whose mailbox is known.
 */
export async function claimOrganisation(
  context: Context,
  organisationId: string,
  asked: { readonly email: string; readonly name: string; readonly capacity: string },
): Outcome<null> {
  const { db, clock, actor } = context
  if ((await standingId(db, organisationId)) !== organisationId) return refuse('not_found')
  const email = actor?.email ?? asked.email
  const limits = mailboxLimits('organisation', email, context.clientAddress)
  if (await countAttempt(db, limits, clock.now())) return refuse('too_many_attempts')
  const known = await findOfficerByEmail(db, organisationId, email)
  if (known && !actor) await mailKey(context, known, 'edit')
  if (known) return ok(null)
  await insertClaim(
    db,
    {
      organisationId,
      accountId: actor?.id ?? null,
      email: actor ? null : email,
      name: actor?.name ?? asked.name,
      capacity: asked.capacity,
    },
    clock.now(),
  )
  return ok(null)
}

/** A person of the town answers a claim: an official act. The officer without an account gets a link. */
export async function answerClaim(
  context: Context,
  claimId: string,
  isAccepted: boolean,
  reason: string,
): Outcome<Officer> {
  const role = roleOfImporter(context.actor)
  if (role === null) return refuse('not_found')
  if (!isAccepted && reason === '') return refuse('reason_missing')
  const decided = await inTransaction(context.db, async (tx): Outcome<Officer> => {
    const officer = await decideClaim(tx, claimId, {
      from: 'asked',
      to: isAccepted ? 'accepted' : 'refused',
      by: context.actor?.name ?? '',
      at: context.clock.now(),
      reason,
    })
    if (!officer) return refuse('decided_already')
    await recordAct(
      { ...context, db: tx },
      {
        act: isAccepted ? 'accept_officer' : 'refuse_officer',
        subjectKind: 'organisation',
        subjectId: officer.organisationId,
        subjectLabel: 'Organisation',
        role,
      },
    )
    return ok(officer)
  })
  if (decided.ok && isAccepted && decided.value.accountId === null)
    await mailKey(context, decided.value, 'edit')
  return decided
}

/** The person no longer answers for the organisation; the links that they had open nothing any more. */
export async function endOfficer(context: Context, officerId: string): Outcome<Officer> {
  const role = roleOfImporter(context.actor)
  if (role === null) return refuse('not_found')
  return inTransaction(context.db, async (tx): Outcome<Officer> => {
    const officer = await decideClaim(tx, officerId, {
      from: 'accepted',
      to: 'ended',
      by: context.actor?.name ?? '',
      at: context.clock.now(),
      reason: '',
    })
    if (!officer) return refuse('not_found')
    await recordAct(
      { ...context, db: tx },
      {
        act: 'end_officer',
        subjectKind: 'organisation',
        subjectId: officer.organisationId,
        subjectLabel: 'Organisation',
        role,
      },
    )
    return ok(officer)
  })
}

async function mailKey(context: Context, officer: Officer, purpose: 'edit' | 'confirm'): Promise<void> {
  await context.mailer.send(await keyMessage(context, officer, purpose))
}

/** A new key, and the message that holds it. */
async function keyMessage(
  { db, clock, settings, town }: Context,
  officer: Officer,
  purpose: 'edit' | 'confirm',
): Promise<Message> {
  const key = newSecret()
  const expiresAt = new Date(clock.now().getTime() + life_h[purpose] * hour_ms)
  await insertKey(db, { tokenHash: hashSecret(key), officerId: officer.id, purpose }, expiresAt)
  const t = organisationsWords('fr')
  const values = {
    name: officer.organisationName,
    person: officer.name,
    town: town.name,
    link: `${settings.publicUrl}${organisationsPaths.access(key)}`,
    days: life_h[purpose] / 24,
  }
  return {
    to: officer.email,
    subject: t(`mail.${purpose}_subject`, values),
    text: t(`mail.${purpose}_text`, values),
  }
}

/** An officer says that the page is still right. */
export async function confirmRecord(context: Context, writer: Writer, organisationId: string): Outcome<null> {
  if (!canEditRecord(writer.standing)) return refuse('not_found')
  await updateConfirmed(context.db, organisationId, context.clock.today())
  return ok(null)
}

/** Messages of one turn: a mail server takes them without waiting, the rest goes at the next turn. */
const askedAtOnce = 200

/** The yearly question, by mail to each officer of what nobody confirmed for a year: asked and in the outbox together, or neither. */
export async function askStillRight(context: Context): Promise<void> {
  await deleteExpiredKeys(context.db, context.clock.now())
  await context.db.transaction().execute(async (tx) => {
    const within = { ...context, db: tx }
    for (const id of await takeOrganisationsToAsk(tx, context.clock.today(), askedAtOnce))
      for (const officer of await listOfficers(tx, id))
        await context.mailer.write(tx, await keyMessage(within, officer, 'confirm'))
  })
}

/** A visitor says what is wrong. Nothing changes until somebody has looked. */
export async function reportMistake(context: Context, correction: NewCorrection): Outcome<null> {
  const { db, clock } = context
  if ((await standingId(db, correction.organisationId)) !== correction.organisationId)
    return refuse('not_found')
  if (await countAttempt(db, correctionLimits(context.clientAddress), clock.now()))
    return refuse('too_many_attempts')
  await insertCorrection(db, correction, clock.now())
  return ok(null)
}

/** Somebody of the town, or of the organisation, applies a correction or sets it aside. */
export async function decideReport(
  context: Context,
  writer: Writer,
  correctionId: string,
  isApplied: boolean,
  reason: string,
): Outcome<Correction> {
  const correction = await findCorrection(context.db, correctionId)
  if (!correction || !canEditRecord(writer.standing)) return refuse('not_found')
  return inTransaction(context.db, async (tx): Outcome<Correction> => {
    const decided = await decideCorrection(tx, correctionId, {
      status: isApplied ? 'applied' : 'refused',
      by: writer.name,
      at: context.clock.now(),
      reason,
    })
    if (!decided) return refuse('decided_already')
    if (isApplied && isRecordField(correction.field)) {
      const by = { name: writer.name, on: context.clock.today() }
      await writeLocalValues(tx, correction.organisationId, { [correction.field]: correction.proposed }, by)
      await refreshNames(tx, [correction.organisationId])
    }
    return ok(correction)
  })
}
