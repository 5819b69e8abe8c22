import type { Arrival } from '#infra/arrivals.ts'
import type { Context } from '#infra/context.ts'
import { type CheckedFile, checkFile, type FileRefusal, type FileRules } from '#infra/received-files.ts'
import { inTransaction } from '#infra/transaction.ts'
import type { Actor } from '#kernel/actor.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import {
  ensureOrganisation,
  findOrganisationByNumber,
  organisationsOf,
  prefillOf,
  readNumber,
} from '#modules/partnership/organisations/organisations.public.ts'
import { countAttempt } from '#modules/people/accounts/accounts.public.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'
import { draftLimits } from './applicant-links.rules.ts'
import { isHolder, isWriter } from './applications.permissions.ts'
import {
  deleteDraft,
  findApplication,
  insertApplication,
  insertEvents,
  listWriters,
  lockApplication,
  receiveApplication,
  takeNumber,
  updateApplicationStatus,
  updateOrganisation,
  updateTyped,
} from './applications.queries.ts'
import type { Application, Dossier, Writer } from './applications.rules.ts'
import { lockAgreement } from './awards.queries.ts'
import { canWithdraw } from './awards.rules.ts'
import type { Outcome } from './calls.actions.ts'
import { type ApplicantKind, type Call, stageOf } from './calls.rules.ts'
import { type DossierFault, type DossierRules, readDossier } from './dossier.rules.ts'
import { getForm, latestForm } from './forms.queries.ts'
import { deleteFile, insertFile, listFiles } from './parts.queries.ts'
import { receiptInstant } from './receipt.ts'
import type { FieldFault } from './rows.rules.ts'
import { tellReceived } from './telling.ts'

export type ApplicationsRefusal =
  | 'not_found'
  | 'changed_meanwhile'
  | 'not_open'
  | 'too_late'
  | 'sent_already'
  | 'too_many_files'
  | 'too_many_attempts'
  | 'too_many_invitations'

/** An application that this person writes, with those who write it too. */
export interface OwnApplication {
  readonly application: Application
  readonly writers: readonly Writer[]
}

export async function ownApplication(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  call: Call,
  id: string,
): Promise<OwnApplication | null> {
  const application = await findApplication(db, call.id, id)
  if (!application) return null
  const writers = await listWriters(db, id)
  return isWriter(actor, writers) ? { application, writers } : null
}

/** Begins an application, filled with what the directory knows of the body of that number; answers its id. */
export async function startApplication(
  context: Context,
  call: Call,
  number: string,
): Outcome<string, ApplicationsRefusal> {
  const { db, actor, clock } = context
  if (!actor) return refuse('not_found')
  if (stageOf(call, clock.now()) !== 'open') return refuse('not_open')
  if (await countAttempt(db, draftLimits(actor.id), clock.now())) return refuse('too_many_attempts')
  return inTransaction(db, async (tx) =>
    ok(await beginApplication({ ...context, db: tx, actor }, call, number)),
  )
}

/** The same within the caller's transaction, for a person and a call that the caller has looked at. */
export async function beginApplication(
  within: Context & { readonly actor: Actor },
  call: Call,
  number: string,
): Promise<string> {
  const { db, actor, clock } = within
  const own = await organisationsOf(db, actor.id)
  const organisation = number === '' ? onlyOne(own) : await findOrganisationByNumber(db, number)
  const prefill = organisation && (await prefillOf(db, organisation.id, actor, clock.today()))
  const { version } = await latestForm(db, call.id)
  const id = await insertApplication(db, {
    callId: call.id,
    formVersion: version,
    organisationId: organisation?.id ?? null,
    holderId: actor.id,
    at: clock.now(),
    typed: {
      organisme: prefill?.name ?? '',
      siret: prefill ? prefill.siret : readNumber(number)?.scheme === 'siret' ? number : '',
      rna: prefill ? prefill.rna : readNumber(number)?.scheme === 'rna' ? number : '',
      adresse: prefill
        ? [prefill.street, `${prefill.postcode} ${prefill.city}`.trim()].filter(Boolean).join(', ')
        : '',
      signataire: prefill?.president ?? '',
      nature: call.applicants.length === 1 ? (call.applicants[0] ?? '') : '',
    },
  })
  await note(within, id, 'started')
  return id
}

/** Whoever answers for one body applies for that one. */
function onlyOne<Item>([only, ...others]: readonly Item[]): Item | null {
  return only && others.length === 0 ? only : null
}

/** Notes in the history of an application what the person has just done. */
export async function note(
  { db, actor, clock }: Pick<Context, 'db' | 'actor' | 'clock'>,
  applicationId: string,
  event: string,
  text = '',
): Promise<void> {
  const who = { actorId: actor?.id ?? null, actorName: actor?.name ?? 'Faire Commune' }
  await insertEvents(db, [{ applicationId, at: clock.now(), ...who, event, note: text }])
}

/** Keeps what was typed, right or not, under the newest version of the form. */
export async function saveDraft(
  context: Context,
  call: Call,
  id: string,
  version: number,
  typed: Readonly<Record<string, string>>,
): Outcome<null, ApplicationsRefusal> {
  const own = await ownApplication(context, call, id)
  if (!own) return refuse('not_found')
  if (own.application.status !== 'draft') return refuse('sent_already')
  const form = await latestForm(context.db, call.id)
  const kept = await updateTyped(context.db, id, version, { typed, formVersion: form.version })
  return kept ? ok(null) : refuse('changed_meanwhile')
}

export const mostFiles = 20

/** What applicants may send: the town goes on reading it in ten years. */
export const applicantFiles: FileRules = {
  takes: ['pdf', 'png', 'jpg', 'docx', 'xlsx', 'odt', 'ods'],
  mostBytes: () => 5 * 1024 * 1024,
  isNameTrue: true,
}

/** Looks at a file and keeps it with a draft; `field` is the question that it answers. */
export async function addFile(
  context: Context,
  call: Call,
  id: string,
  field: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Result<null, ApplicationsRefusal | FileRefusal>> {
  const own = await ownApplication(context, call, id)
  if (own?.application.status !== 'draft') return refuse('not_found')
  const checked = await checkFile(context.settings, file, applicantFiles)
  if (!checked.ok) return checked
  return keepFile(context, id, field, checked.value)
}

function keepFile(
  context: Context,
  id: string,
  field: string,
  file: CheckedFile,
): Promise<Result<null, ApplicationsRefusal | FileRefusal>> {
  return inTransaction<null, ApplicationsRefusal>(context.db, async (tx) => {
    const locked = await lockApplication(tx, id)
    if (locked?.status !== 'draft') return refuse('sent_already')
    const files = await listFiles(tx, id)
    if (files.filter((each) => each.field !== field).length >= mostFiles) return refuse('too_many_files')
    await insertFile(tx, id, { field, pieceRequestId: null, at: context.clock.now() }, file)
    return ok(null)
  })
}

export async function removeFile(
  context: Context,
  call: Call,
  id: string,
  fileId: string,
): Outcome<null, ApplicationsRefusal> {
  const own = await ownApplication(context, call, id)
  if (own?.application.status !== 'draft') return refuse('not_found')
  await deleteFile(context.db, id, fileId)
  return ok(null)
}

/** What the application lacks before it can be sent, or the dossier that would be received. */
export async function checkApplication(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  call: Call,
  application: Application,
) {
  return readDossier(application.typed, await rulesOf({ db, clock }, call, application))
}

async function rulesOf(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  call: Call,
  application: Application,
): Promise<DossierRules> {
  const [form, files] = await Promise.all([
    getForm(db, call.id, application.formVersion),
    listFiles(db, application.id),
  ])
  return {
    form,
    files,
    applicants: call.applicants,
    readNumber,
    needsCommitment: (kind) => needsCommitment(kind, clock.today()),
  }
}

/** SUB-08: associations and foundations subscribe to the republican commitment when they apply. */
export function needsCommitment(kind: ApplicantKind, on: ReturnType<Context['clock']['today']>): boolean {
  const applicant = kind === 'association' || kind === 'foundation' ? kind : 'other'
  const answer = evaluate('SUB-08', { applicant, is_presumed_to_comply: false }, on)
  return answer.ok && answer.value.status === 'required'
}

export type SubmitRefusal =
  | { readonly code: Exclude<ApplicationsRefusal, 'too_late'> }
  | { readonly code: 'too_late'; readonly at: Date }
  | { readonly code: 'faulty'; readonly faults: readonly FieldFault<DossierFault>[] }

/**
 * Sends an application. It is received at the instant at which the request reached the server, by the clock of the database: a second
 * late is late, and waiting in line behind other applicants is not. The database refuses a receipt outside the time of the call. Sent
 * twice, it is received once.
 */
export async function submitApplication(
  context: Context,
  call: Call,
  id: string,
  arrival: Arrival,
): Promise<Result<Application, SubmitRefusal>> {
  const at = await receiptInstant(context, arrival)
  const own = await ownApplication(context, call, id)
  if (!own) return refuse({ code: 'not_found' })
  const { application } = own
  if (application.status !== 'draft') return refuse({ code: 'sent_already' })
  const read = await checkApplication(context, call, application)
  if (!read.ok) return refuse({ code: 'faulty', faults: read.refusal })
  const dossier = read.value
  return inTransaction<Application, SubmitRefusal>(context.db, async (tx) => {
    const locked = await lockApplication(tx, id)
    if (locked?.status !== 'draft') return refuse({ code: 'sent_already' })
    if (locked.version !== application.version) return refuse({ code: 'changed_meanwhile' })
    const organisation = (await findOrganisationByNumber(tx, numberOf(dossier)))?.id ?? null
    const number = await takeNumber(tx, call.id, at)
    if (number === null) return refuse(at > call.closesAt ? { code: 'too_late', at } : { code: 'not_open' })
    await receiveApplication(tx, id, { number, at, dossier, organisationId: organisation })
    const received: Application = {
      ...locked,
      number,
      dossier,
      status: 'submitted',
      receivedAt: at,
      title: dossier.project.title,
      applicantName: dossier.organisation.name,
      requestedCents: dossier.requestedCents,
      organisationId: organisation,
    }
    await note({ ...context, db: tx, clock: { ...context.clock, now: () => at } }, id, 'submitted')
    await tellReceived({ ...context, db: tx }, call, received, own.writers)
    return ok(received)
  })
}

function numberOf({ organisation }: Dossier): string {
  return organisation.siret === '' ? organisation.rna : organisation.siret
}

/**
 * The record of the directory of whoever applied; a body that the town does not know yet gets one. Called once somebody of the town has
 * read the file: the directory is public, and anybody may apply.
 */
export async function recordApplicant(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  call: Call,
  { id, organisationId, dossier }: Application,
): Promise<void> {
  if (organisationId !== null || dossier === null) return
  const asked = { name: dossier.organisation.name, number: numberOf(dossier), source: call.title }
  await updateOrganisation(db, id, (await ensureOrganisation(db, asked, clock.today())).id)
}

/**
 * Takes an application back: a draft disappears, what was sent stays and says so. A grant is renounced, until the agreement binds.
 */
export async function withdrawApplication(
  context: Context,
  call: Call,
  id: string,
): Outcome<null, ApplicationsRefusal> {
  const own = await ownApplication(context, call, id)
  if (!own || !isHolder(context.actor, own.writers)) return refuse('not_found')
  return inTransaction(context.db, async (tx) => {
    const locked = await lockApplication(tx, id)
    if (!locked) return refuse('not_found')
    if (locked.status === 'draft') {
      await deleteDraft(tx, id)
      return ok(null)
    }
    if (!canWithdraw(call, locked, await lockAgreement(tx, id))) return refuse('sent_already')
    const to = locked.status === 'submitted' || locked.status === 'eligible' ? 'withdrawn' : 'renounced'
    await updateApplicationStatus(tx, id, [locked.status], to)
    await note({ ...context, db: tx }, id, to)
    return ok(null)
  })
}
