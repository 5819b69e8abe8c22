import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { assertDefined } from '#kernel/assert.ts'
import { type CalendarDate, calendarDate, yearOf } from '#kernel/calendar-date.ts'
import { cents as toCents } from '#kernel/cents.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { Role } from '#kernel/roles.ts'
import { recordGrant } from '#modules/partnership/organisations/organisations.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { findDeliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import { recordEvidence } from '#modules/steering/evidence/evidence.public.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'
import { fillIn, usualAgreement } from './agreement.rules.ts'
import { agreementValues } from './agreement-values.ts'
import { note, ownApplication } from './applications.actions.ts'
import { listWriters, lockApplication } from './applications.queries.ts'
import type { Application } from './applications.rules.ts'
import {
  findDecision,
  insertAgreement,
  insertReport,
  lockAgreement,
  updateAgreementDay,
  updateInstalment,
  updateReport,
} from './awards.queries.ts'
import {
  type Agreement,
  type FinishFault,
  isConditionOpen,
  isGrant,
  type PaymentFault,
  splitIntoInstalments,
  whyNotFinish,
  whyNotOrder,
} from './awards.rules.ts'
import { firstOf, roleForAssessment, roleForDecision, roleForPayment } from './calls.permissions.ts'
import type { Call } from './calls.rules.ts'
import { tellWriters } from './telling.ts'

export type AgreementsRefusal =
  | 'not_found'
  | 'drafted_already'
  | 'step_out_of_order'
  | 'day_in_the_future'
  | 'order_number_taken'
  | 'ordered_already'
  | 'not_ordered'
  | 'report_sent'
  | 'no_report'
  | 'reason_missing'
  | 'reimbursement_above'
  | PaymentFault
  | FinishFault

type Outcome<Value> = Promise<Result<Value, AgreementsRefusal>>

/** Changes the agreement of an application with both locked, and says who may by the role that it answers. */
function onAgreement(
  context: Context,
  call: Call,
  id: string,
  role: Role | null,
  change: (tx: Database, agreement: Agreement, application: Application) => Outcome<null>,
): Outcome<null> {
  if (call.status !== 'decided' || role === null) return Promise.resolve(refuse('not_found'))
  return inTransaction<null, AgreementsRefusal>(context.db, async (tx) => {
    const application = await lockApplication(tx, id)
    const agreement = application?.callId === call.id ? await lockAgreement(tx, id) : null
    if (!application || !agreement || application.status === 'renounced') return refuse('not_found')
    return change(tx, agreement, application)
  })
}

/** Fills in the agreement of a grant, with its instalments and the day its report is due (SUB-04). */
export async function draftAgreement(context: Context, call: Call, id: string, mayor: string): Outcome<null> {
  if (call.status !== 'decided' || roleForAssessment(context.actor) === null) return refuse('not_found')
  try {
    return await inTransaction<null, AgreementsRefusal>(context.db, async (tx) => {
      const application = await lockApplication(tx, id)
      const decision = application?.callId === call.id ? await findDecision(tx, id) : null
      if (!application || !decision || !isGrant(decision.kind) || decision.cents === null)
        return refuse('not_found')
      if (application.status === 'renounced') return refuse('not_found')
      const deliberation = assertDefined(
        await findDeliberation(tx, decision.deliberationId),
        'a decision has its deliberation',
      )
      const reportDueOn = reportDue(application)
      const parts = splitIntoInstalments(decision.cents, call.instalments)
      const instalments = parts.map((cents, index) => ({
        number: index + 1,
        share: call.instalments[index] ?? 0,
        cents,
        needsReport: parts.length > 1 && index === parts.length - 1,
      }))
      const values = agreementValues({
        town: context.town,
        mayor,
        call,
        application,
        decision: { cents: decision.cents, reasons: decision.reasons },
        deliberation,
        instalments,
        reportDueOn,
      })
      const text = fillIn(call.agreementTemplate || usualAgreement, values)
      const condition = decision.kind === 'granted_on_condition' ? decision.reasons : ''
      const draftedOn = context.clock.today()
      await insertAgreement(tx, id, { text, draftedOn, reportDueOn, condition, instalments })
      const within = { ...context, db: tx }
      await note(within, id, 'agreement')
      await tellWriters(within, call, application, await listWriters(tx, id), 'agreement', 'notice.agreement')
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('drafted_already')
    throw error
  }
}

/** Six months after the end of the financial year in which the project ends; the calendar year, for most associations. */
function reportDue({ dossier }: Application): CalendarDate {
  const { project } = assertDefined(dossier, 'a granted application was received')
  const yearEnd = calendarDate(`${yearOf(project.endsOn)}-12-31`)
  const answer = evaluate('SUB-04', { is_earmarked: true }, yearEnd)
  if (!answer.ok || typeof answer.value.value !== 'string')
    throw new Error('impossible: SUB-04 answers a day')
  return calendarDate(answer.value.value)
}

export const agreementSteps = ['holder', 'mayor', 'notified', 'condition'] as const
export type AgreementStep = (typeof agreementSteps)[number]

/**
 * Records a signature, the notification from which the agreement binds, or that what the grant depends on is met; the mayor signs by an
 * official act.
 */
export async function recordStep(
  context: Context,
  call: Call,
  id: string,
  step: AgreementStep,
  on: CalendarDate,
): Outcome<null> {
  const role = step === 'mayor' ? roleForDecision(context.actor) : roleForAssessment(context.actor)
  if (on > context.clock.today()) return refuse('day_in_the_future')
  return onAgreement(context, call, id, role, async (tx, agreement, application) => {
    const within = { ...context, db: tx }
    if (step === 'holder') {
      if (agreement.signedByHolderOn !== null) return refuse('step_out_of_order')
      await updateAgreementDay(tx, id, 'signed_by_holder_on', on)
      await note(within, id, 'signed', application.dossier?.organisation.signatory ?? '')
    }
    if (step === 'mayor') {
      if (agreement.signedByHolderOn === null || agreement.signedByMayorOn !== null)
        return refuse('step_out_of_order')
      await updateAgreementDay(tx, id, 'signed_by_mayor_on', on)
      await signByMayor(within, application, role ?? 'mayor', on)
    }
    if (step === 'notified') {
      const { signedByMayorOn, notifiedOn } = agreement
      if (signedByMayorOn === null || notifiedOn !== null || on < signedByMayorOn)
        return refuse('step_out_of_order')
      await updateAgreementDay(tx, id, 'notified_on', on)
      await note(within, id, 'notified')
      await enterInDirectory(tx, call, application)
    }
    if (step === 'condition') {
      if (!isConditionOpen(agreement)) return refuse('step_out_of_order')
      await updateAgreementDay(tx, id, 'condition_met_on', on)
      await note(within, id, 'condition_met', agreement.condition)
    }
    return ok(null)
  })
}

async function signByMayor(context: Context, application: Application, role: Role, on: CalendarDate) {
  const decision = await findDecision(context.db, application.id)
  await note(context, application.id, 'signed')
  await recordAct(context, {
    act: 'sign',
    subjectKind: 'grant_agreement',
    subjectId: application.id,
    subjectLabel: `${application.applicantName} – ${application.title}`,
    role,
    on,
    deliberationId: decision?.deliberationId ?? null,
    details: { cents: decision?.cents ?? 0 },
  })
}

/** What the town gave stands on the page of the body that received it, under the regulation that it comes under. */
async function enterInDirectory(tx: Database, call: Call, application: Application): Promise<void> {
  const decision = await findDecision(tx, application.id)
  if (!decision?.cents || application.organisationId === null) return
  await recordGrant(
    { db: tx },
    {
      organisationId: application.organisationId,
      kind: 'grant',
      day: decision.decidedOn,
      amount: toCents(decision.cents),
      subject: `${call.title} – ${application.title}`,
      actReference: (await findDeliberation(tx, decision.deliberationId))?.number ?? '',
      deMinimis: application.dossier?.isEconomic ? 'general' : 'none',
      source: { kind: 'call_application', id: application.id },
    },
  )
}

/** Orders the payment of an instalment: the number that the accountant knows it by. The balance waits for the report. */
export async function orderPayment(
  context: Context,
  call: Call,
  id: string,
  number: number,
  orderNumber: string,
): Outcome<null> {
  try {
    return await onAgreement(context, call, id, roleForPayment(context.actor), async (tx, agreement) => {
      const instalment = agreement.instalments.find((each) => each.number === number)
      if (!instalment) return refuse('not_found')
      if (instalment.orderedOn !== null) return refuse('ordered_already')
      const fault = whyNotOrder(agreement, instalment)
      if (fault) return refuse(fault)
      const on = context.clock.today()
      await updateInstalment(tx, id, number, { order_number: orderNumber, ordered_on: on })
      await note({ ...context, db: tx }, id, 'ordered', orderNumber)
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('order_number_taken')
    throw error
  }
}

/** Records that an instalment was paid: it is a cost of the measure that the call belongs to. */
export async function recordPayment(
  context: Context,
  call: Call,
  id: string,
  number: number,
  on: CalendarDate,
): Outcome<null> {
  if (on > context.clock.today()) return refuse('day_in_the_future')
  return onAgreement(context, call, id, roleForPayment(context.actor), async (tx, agreement) => {
    const instalment = agreement.instalments.find((each) => each.number === number)
    if (!instalment) return refuse('not_found')
    if (instalment.orderedOn === null || instalment.paidOn !== null || on < instalment.orderedOn)
      return refuse('not_ordered')
    await updateInstalment(tx, id, number, { paid_on: on })
    const within = { ...context, db: tx }
    await note(within, id, 'paid', instalment.orderNumber)
    await tellLedger(within, call, on, {
      about: { kind: 'cost', unplanned: call.title },
      quantity: instalment.cents,
      unit: 'cents',
      source: { kind: 'grant_instalment', id, fact: String(number) },
      document: instalment.orderNumber,
    })
    return ok(null)
  })
}

type Told = Pick<Parameters<typeof recordEvidence>[1], 'about' | 'quantity' | 'unit' | 'source' | 'document'>

/** Writes a fact in the ledger of the call's measure, where it has one. */
async function tellLedger(context: Context, call: Call, day: CalendarDate, fact: Told): Promise<void> {
  if (call.measureId === null) return
  const result = await recordEvidence(context, { ...fact, measureId: call.measureId, day })
  if (!result.ok) throw new Error(`impossible: the ledger refuses a grant: ${result.refusal}`)
}

export interface ReportDraft {
  readonly spentCents: number
  readonly people: number
  readonly volunteerHours: number
  readonly outcome: string
}

/** The report of the project, by those who did it. */
export async function sendReport(
  context: Context,
  call: Call,
  id: string,
  report: ReportDraft,
): Outcome<null> {
  const own = await ownApplication(context, call, id)
  if (!own) return refuse('not_found')
  // Any signed-in writer: the role only says that somebody may.
  return onAgreement(context, call, id, 'organisation_officer', async (tx, agreement) => {
    if (agreement.notifiedOn === null) return refuse('not_notified')
    if (agreement.report !== null) return refuse('report_sent')
    await insertReport(tx, id, { ...report, receivedOn: context.clock.today() })
    await note({ ...context, db: tx }, id, 'report')
    return ok(null)
  })
}

/** Checks a report: the balance may then be paid, or money is asked back, with the reasons. Its figures go to the ledger. */
export async function checkReport(
  context: Context,
  call: Call,
  id: string,
  check: { readonly note: string; readonly reimbursementCents: number | null },
): Outcome<null> {
  const role = roleForAssessment(context.actor)
  if (check.reimbursementCents !== null && check.note === '') return refuse('reason_missing')
  return onAgreement(context, call, id, role, async (tx, agreement) => {
    const { report } = agreement
    if (report === null || report.checkedOn !== null) return refuse('no_report')
    const paid = agreement.instalments.reduce((sum, { paidOn, cents }) => sum + (paidOn ? cents : 0), 0)
    if ((check.reimbursementCents ?? 0) > paid) return refuse('reimbursement_above')
    const on = context.clock.today()
    await updateReport(tx, id, {
      checked_on: on,
      check_note: check.note,
      reimbursement_cents: check.reimbursementCents,
    })
    const within = { ...context, db: tx }
    await note(within, id, check.reimbursementCents === null ? 'checked' : 'reimbursement', check.note)
    await tellLedger(within, call, on, outcome(id, 'people_reached', report.people, 'people'))
    await tellLedger(within, call, on, outcome(id, 'volunteer_hours', report.volunteerHours, 'hours'))
    return ok(null)
  })
}

function outcome(id: string, indicator: string, quantity: number, unit: string): Told {
  return {
    about: { kind: 'indicator', indicator },
    quantity,
    unit,
    source: { kind: 'grant_report', id, fact: indicator },
    document: 'Bilan',
  }
}

export async function recordRepayment(
  context: Context,
  call: Call,
  id: string,
  on: CalendarDate,
): Outcome<null> {
  if (on > context.clock.today()) return refuse('day_in_the_future')
  return onAgreement(context, call, id, roleForPayment(context.actor), async (tx, agreement) => {
    const { report } = agreement
    if (report?.reimbursementCents == null || report.repaidOn !== null) return refuse('no_report')
    await updateReport(tx, id, { repaid_on: on })
    const within = { ...context, db: tx }
    await note(within, id, 'repaid')
    await tellLedger(within, call, on, {
      about: { kind: 'gain', unplanned: call.title },
      quantity: report.reimbursementCents,
      unit: 'cents',
      source: { kind: 'grant_report', id, fact: 'repaid' },
      document: 'Titre de recette',
    })
    return ok(null)
  })
}

export async function finishGrant(context: Context, call: Call, id: string): Outcome<null> {
  const role = firstOf(context.actor, ['agent', 'manager', 'director_general', 'finance_officer'])
  return onAgreement(context, call, id, role, async (tx, agreement) => {
    if (agreement.finishedOn !== null) return refuse('step_out_of_order')
    const fault = whyNotFinish(agreement)
    if (fault) return refuse(fault)
    await updateAgreementDay(tx, id, 'finished_on', context.clock.today())
    await note({ ...context, db: tx }, id, 'finished')
    return ok(null)
  })
}
