import { formatEuros } from '#kernel/cents.ts'
import { TextArea, TextField } from '#web/form.tsx'
import { formatDay, formatNumber } from '#web/formats.ts'
import { callsPaths } from '../calls.paths.ts'
import type { WithAgreement } from './grant-section.tsx'

/** The report of a project: by those who did it, checked by the services, with what is asked back. */
export function ReportPart(props: WithAgreement) {
  const { call, applicationId, agreement, isOwn, canAssess, canPay, today, state, shell, t } = props
  const { report } = agreement
  const isOpen = call.status === 'decided'
  if (agreement.notifiedOn === null) return null
  if (report === null)
    return (
      <>
        <h3>{t('report.title')}</h3>
        <p>{t('report.due', { day: formatDay(agreement.reportDueOn, shell.locale) })}</p>
        {isOwn && isOpen ? (
          <form method="post" action={callsPaths.report(call.code, applicationId)} noValidate>
            <TextField
              name="depense"
              label={t('report.spent')}
              inputMode="decimal"
              size="short"
              state={state}
              required
            />
            <TextField
              name="personnes"
              label={t('report.people')}
              inputMode="numeric"
              size="short"
              state={state}
              required
            />
            <TextField
              name="heures"
              label={t('report.hours')}
              inputMode="numeric"
              size="short"
              state={state}
              required
            />
            <TextArea
              name="bilan"
              label={t('report.outcome')}
              hint={t('report.outcome_hint')}
              rows={6}
              state={state}
              required
            />
            <button class="button" type="submit">
              {t('report.send')}
            </button>
          </form>
        ) : null}
      </>
    )
  return (
    <>
      <h3>{t('report.title')}</h3>
      <p class="as-written">{report.outcome}</p>
      <p class="muted">
        {t('winners.report', {
          people: formatNumber(report.people, shell.locale),
          hours: formatNumber(report.volunteerHours, shell.locale),
          spent: formatEuros(report.spentCents, shell.locale),
        })}
      </p>
      {report.checkedOn ? (
        <p>
          {t('report.checked', { day: formatDay(report.checkedOn, shell.locale) })} {report.checkNote}
        </p>
      ) : null}
      {report.reimbursementCents === null ? null : (
        <p class={report.repaidOn ? 'notice' : 'alert'}>
          {t('report.reimbursement', { amount: formatEuros(report.reimbursementCents, shell.locale) })}{' '}
          {report.repaidOn ? t('report.repaid', { day: formatDay(report.repaidOn, shell.locale) }) : ''}
        </p>
      )}
      {report.checkedOn === null && canAssess && isOpen ? (
        <form method="post" action={callsPaths.reportCheck(call.code, applicationId)} noValidate>
          <TextArea name="remarque" label={t('report.note')} rows={2} state={state} />
          <TextField
            name="reversement"
            label={t('report.ask_back')}
            hint={t('report.ask_back_hint')}
            inputMode="decimal"
            size="short"
            state={state}
          />
          <button class="button" type="submit">
            {t('report.check')}
          </button>
        </form>
      ) : null}
      {report.reimbursementCents !== null && report.repaidOn === null && canPay && isOpen ? (
        <form method="post" action={callsPaths.repayment(call.code, applicationId)} noValidate>
          <TextField
            name="le"
            label={t('report.repaid_on')}
            type="date"
            size="short"
            state={{ values: { le: today }, errors: {} }}
          />
          <button class="button-quiet" type="submit">
            {t('form.save')}
          </button>
        </form>
      ) : null}
    </>
  )
}
