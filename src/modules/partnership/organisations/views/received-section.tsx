import { formatEuros, sumCents } from '#kernel/cents.ts'
import { lawPaths } from '#modules/steering/law/law.public.ts'
import { formatDay } from '#web/formats.ts'
import { TableScroll } from '#web/table.tsx'
import { organisationsPaths } from '../organisations.paths.ts'
import { canSeePrivate, canWritePart } from '../organisations.permissions.ts'
import { deMinimisKinds, isOfTown, type Receipt } from '../record.rules.ts'
import type { AidWindow } from '../undertaking.rules.ts'
import type { SectionProps } from './organisation-page.tsx'

type ReceivedProps = SectionProps & { readonly aid: AidWindow; readonly aidSentence: string }

/** Everything that the town gave, on one page, and what the law says of aid in three years. */
export function Received({ organisation, standing, t, shell, aid, aidSentence }: ReceivedProps) {
  const { receipts } = organisation
  const ofTown = receipts.filter((receipt) => isOfTown(receipt) && receipt.of === null)
  const total = sumCents(ofTown.map((receipt) => receipt.amount))
  const canWrite = canWritePart(standing, 'versements')
  return (
    <>
      <h2 id="recu">{t('sheet.received')}</h2>
      {receipts.length === 0 ? (
        <p>{t('sheet.received_none')}</p>
      ) : (
        <>
          <p>
            {t('sheet.received_total', { amount: formatEuros(total, shell.locale), count: ofTown.length })}
          </p>
          <ReceiptTable
            receipts={receipts}
            organisation={organisation}
            standing={standing}
            t={t}
            shell={shell}
          />
        </>
      )}
      {canSeePrivate(standing) ? (
        <div class="card">
          <h3>{t('aid.title')}</h3>
          <p>{aidSentence}</p>
          <p>
            {t('aid.since', { day: formatDay(aid.from, shell.locale) })}{' '}
            {organisation.undertaking.length > 0
              ? t('aid.undertaking', {
                  names: organisation.undertaking.map((each) => each.name).join(', '),
                })
              : null}{' '}
            {aid.unsaid > 0 ? t('aid.unsaid', { count: aid.unsaid }) : null}
          </p>
          <p class="muted">
            <a href={lawPaths.rule('AID-01')}>{t('aid.rule')}</a>
          </p>
        </div>
      ) : null}
      {canWrite ? (
        <p class="no-print">
          <a href={organisationsPaths.newPart(organisation.id, 'versements')}>{t('part.versements_new')}</a>
        </p>
      ) : null}
    </>
  )
}

function ReceiptTable({
  receipts,
  organisation,
  standing,
  t,
  shell,
}: SectionProps & { receipts: readonly Receipt[] }) {
  const isPrivate = canSeePrivate(standing)
  const canWrite = canWritePart(standing, 'versements')
  return (
    <TableScroll label={t('sheet.received_caption')} stack>
      <table class="table">
        <caption>{t('sheet.received_caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('grant.day')}</th>
            <th scope="col">{t('grant.subject')}</th>
            <th scope="col">{t('grant.act')}</th>
            {isPrivate ? <th scope="col">{t('receipt.regime_short')}</th> : null}
            <th scope="col" class="number">
              {t('grant.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {receipts.map((receipt) => (
            <tr>
              <td data-label={t('grant.day')}>
                {receipt.day ? formatDay(receipt.day, shell.locale) : t('grant.no_day')}
              </td>
              <td data-label={t('grant.subject')}>
                {receipt.origin === null && canWrite && receipt.of === null ? (
                  <a href={organisationsPaths.part(organisation.id, 'versements', receipt.id)}>
                    {receipt.subject || t(`receipt.${receipt.kind}`)}
                  </a>
                ) : (
                  receipt.subject || '–'
                )}
                <span class="sub">{detailOf(receipt, t, shell)}</span>
              </td>
              <td data-label={t('grant.act')}>{receipt.actReference || '–'}</td>
              {isPrivate ? (
                <td data-label={t('receipt.regime_short')}>
                  {canWrite && receipt.of === null && !['contract', 'declared'].includes(receipt.kind) ? (
                    <RegimeForm receipt={receipt} organisationId={organisation.id} t={t} />
                  ) : (
                    t(`regime.${receipt.deMinimis}`)
                  )}
                </td>
              ) : null}
              <td class="number" data-label={t('grant.amount')}>
                {formatEuros(receipt.amount, shell.locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function detailOf(receipt: Receipt, t: SectionProps['t'], { locale }: SectionProps['shell']): string {
  const { from, to, note } = receipt.payment
  return [
    t(`receipt.${receipt.kind}`),
    from && to ? t('receipt.paid_between', { from: formatDay(from, locale), to: formatDay(to, locale) }) : '',
    from && !to ? t('receipt.paid', { day: formatDay(from, locale) }) : '',
    note,
    receipt.grantor,
    receipt.of ? t('receipt.of', { name: receipt.of }) : '',
    receipt.isOfFile ? t('grant.file_named', { file: receipt.origin ?? '' }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function RegimeForm({
  receipt,
  organisationId,
  t,
}: {
  receipt: Receipt
  organisationId: string
  t: SectionProps['t']
}) {
  return (
    <form method="post" action={organisationsPaths.regime(organisationId, receipt.id)} class="inline-form">
      <select name="regime" aria-label={t('receipt.regime_of', { subject: receipt.subject || '–' })}>
        {deMinimisKinds.map((kind) => (
          <option value={kind} selected={kind === receipt.deMinimis}>
            {t(`regime.${kind}`)}
          </option>
        ))}
      </select>
      <button class="button-quiet" type="submit">
        {t('form.set')}
      </button>
    </form>
  )
}
