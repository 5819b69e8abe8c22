import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { type FormState, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import type { KeptDecision } from '../awards.queries.ts'
import {
  type Agreement,
  isConditionOpen,
  isGrant,
  stateOfAgreement,
  whyNotFinish,
  whyNotOrder,
} from '../awards.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import type { FiledPage } from '../papers.queries.ts'
import { missingPages } from '../papers.rules.ts'
import { DocumentLinks } from './document-links.tsx'
import { ReportPart } from './report-part.tsx'

export interface GrantSectionProps {
  readonly call: Call
  readonly applicationId: string
  readonly decision: KeptDecision
  readonly agreement: Agreement | null
  /** Pages of the agreement that came back signed. */
  readonly signed: readonly FiledPage[]
  readonly today: CalendarDate
  readonly isOwn: boolean
  /** Drafting, recording the holder's signature and the notification, checking the report. */
  readonly canAssess: boolean
  readonly canSign: boolean
  readonly canPay: boolean
  readonly state: FormState
  readonly shell: Shell
}

type Part = GrantSectionProps & { readonly t: CallsWords }
export type WithAgreement = Part & { readonly agreement: Agreement }

/** After the decision: agreement, payments, report, and what is to do now. */
export function GrantSection(props: GrantSectionProps) {
  const { call, applicationId, decision, agreement, canAssess, shell } = props
  const t = callsWords(shell.locale)
  const isOpen = call.status === 'decided'
  return (
    <section class="card" aria-labelledby="suite">
      <h2 id="suite">{t('grant.title')}</h2>
      {isGrant(decision.kind) ? (
        <p>
          <strong>{formatEuros(decision.cents ?? 0, shell.locale)}</strong>{' '}
          <span class="badge">
            {t(`grant.${agreement ? stateOfAgreement(agreement, props.today) : 'decided'}`)}
          </span>
        </p>
      ) : null}
      {canAssess ? (
        <p>
          {t('grant.letter')}{' '}
          <DocumentLinks path={(format) => callsPaths.document(call.code, applicationId, 'lettre', format)} />
        </p>
      ) : null}
      {isGrant(decision.kind) && !agreement && canAssess && isOpen ? (
        <form method="post" action={callsPaths.agreement(call.code, applicationId)}>
          <button class="button" type="submit">
            {t('grant.draft')}
          </button>
        </form>
      ) : null}
      {agreement ? <Followed {...props} agreement={agreement} t={t} /> : null}
    </section>
  )
}

function Followed(props: WithAgreement) {
  const { call, applicationId, agreement, shell, t } = props
  const dated = (label: string, on: CalendarDate | null) =>
    on === null ? null : (
      <li>
        {label} {formatDay(on, shell.locale)}
      </li>
    )
  return (
    <>
      <p>
        {t('grant.file')}{' '}
        <DocumentLinks
          path={(format) => callsPaths.document(call.code, applicationId, 'convention', format)}
        />
      </p>
      <SignedPages {...props} />
      <ul>
        {dated(t('grant.holder_on'), agreement.signedByHolderOn)}
        {dated(t('grant.mayor_on'), agreement.signedByMayorOn)}
        {dated(t('grant.notified_on'), agreement.notifiedOn)}
        {agreement.condition === '' ? null : (
          <li class="as-written">
            {t('grant.condition')} {agreement.condition}
          </li>
        )}
        {dated(t('grant.condition_on'), agreement.conditionMetOn)}
        {dated(t('grant.report_due'), agreement.reportDueOn)}
        {dated(t('grant.finished_on'), agreement.finishedOn)}
      </ul>
      {call.status === 'decided' ? <NextStep {...props} /> : null}
      <Payments {...props} />
      <ReportPart {...props} />
      {call.status === 'decided' &&
      agreement.finishedOn === null &&
      whyNotFinish(agreement) === null &&
      props.canAssess ? (
        <form method="post" action={callsPaths.finish(call.code, applicationId)}>
          <button class="button" type="submit">
            {t('grant.finish')}
          </button>
        </form>
      ) : null}
    </>
  )
}

/** What came back signed, and what has not. */
function SignedPages({ call, applicationId, signed, t }: WithAgreement) {
  const first = signed[0]
  if (!first) return null
  const missing = missingPages(
    signed.map(({ page }) => page),
    first.pages,
  )
  return (
    <p>
      <a href={callsPaths.signedAgreement(call.code, applicationId)}>{t('grant.signed_file')}</a>{' '}
      <span class="muted">
        {missing.length === 0
          ? t('papers.all_back', { count: first.pages })
          : t('papers.missing', { pages: missing.join(', '), count: first.pages })}
      </span>
    </p>
  )
}

/** What is recorded next, in its order: signatures, notification, the condition. */
function NextStep({ call, applicationId, agreement, canAssess, canSign, today, t }: WithAgreement) {
  const step =
    agreement.signedByHolderOn === null
      ? 'holder'
      : agreement.signedByMayorOn === null
        ? 'mayor'
        : agreement.notifiedOn === null
          ? 'notified'
          : isConditionOpen(agreement)
            ? 'condition'
            : null
  if (step === null || !(step === 'mayor' ? canSign : canAssess)) return null
  return (
    <form method="post" action={callsPaths.agreementStep(call.code, applicationId)} noValidate>
      <input type="hidden" name="etape" value={step} />
      <TextField
        name="le"
        label={t(`grant.step_${step}`)}
        type="date"
        size="short"
        state={{ values: { le: today }, errors: {} }}
      />
      <button class="button" type="submit">
        {t('form.save')}
      </button>
    </form>
  )
}

function Payments({ call, applicationId, agreement, canPay, today, state, shell, t }: WithAgreement) {
  return (
    <>
      <h3>{t('grant.payments')}</h3>
      <ul class="rows">
        {agreement.instalments.map((instalment) => {
          const fault = whyNotOrder(agreement, instalment)
          const canOrder =
            canPay && call.status === 'decided' && instalment.orderedOn === null && fault === null
          const canRecord =
            canPay && call.status === 'decided' && instalment.orderedOn !== null && instalment.paidOn === null
          return (
            <li>
              <p>
                {instalment.number}. {formatEuros(instalment.cents, shell.locale)} ({instalment.share} %){' '}
                <span class="muted">
                  {instalment.paidOn
                    ? t('grant.paid_on', {
                        day: formatDay(instalment.paidOn, shell.locale),
                        order: instalment.orderNumber,
                      })
                    : instalment.orderedOn
                      ? t('grant.ordered_on', {
                          day: formatDay(instalment.orderedOn, shell.locale),
                          order: instalment.orderNumber,
                        })
                      : fault
                        ? t(`error.${fault}`)
                        : t('grant.to_order')}
                </span>{' '}
                {canPay && instalment.orderedOn ? (
                  <DocumentLinks
                    path={(format) =>
                      callsPaths.paymentOrder(call.code, applicationId, instalment.number, format)
                    }
                  />
                ) : null}
              </p>
              {canOrder ? (
                <form
                  method="post"
                  action={callsPaths.order(call.code, applicationId, instalment.number)}
                  noValidate
                >
                  <TextField name="mandat" label={t('grant.order_number')} size="short" state={state} />
                  <button class="button-quiet" type="submit">
                    {t('grant.order')}
                  </button>
                </form>
              ) : null}
              {canRecord ? (
                <form
                  method="post"
                  action={callsPaths.payment(call.code, applicationId, instalment.number)}
                  noValidate
                >
                  <TextField
                    name="le"
                    label={t('grant.pay_day')}
                    type="date"
                    size="short"
                    state={{ values: { le: today }, errors: {} }}
                  />
                  <button class="button-quiet" type="submit">
                    {t('grant.pay')}
                  </button>
                </form>
              ) : null}
            </li>
          )
        })}
      </ul>
    </>
  )
}
