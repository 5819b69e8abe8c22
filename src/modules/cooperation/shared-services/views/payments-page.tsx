import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { TableScroll } from '#web/table.tsx'
import { balanceOf, lateCalls, leftOf, type Payment, type PaymentKind, sumOf } from '../payments.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { Party } from '../shared-services.rules.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import type { Statement } from '../statements.queries.ts'
import { euros, type InShell, partyName, ServicePage } from './pieces.tsx'

export interface PaymentsPageProps {
  readonly file: ServiceFile
  readonly year: number
  /** Those whose account the person reads; the host pays nothing to itself. */
  readonly parties: readonly Party[]
  readonly payments: readonly Payment[]
  /** Null until the year is stated. */
  readonly statement: Statement | null
  /** What the person may record now. */
  readonly kinds: readonly PaymentKind[]
  readonly today: CalendarDate
  readonly state: FormState
}

type Props = PaymentsPageProps & InShell & { readonly t: SharedServicesWords }

export function PaymentsPage(given: PaymentsPageProps & InShell) {
  const t = sharedServicesWords(given.shell.locale)
  const props = { ...given, t }
  const { shell, file, year, parties, payments, statement, kinds } = props
  return (
    <ServicePage shell={shell} service={file.service} title={t('payments.title', { year })}>
      <p class="lead">{t(statement ? 'payments.lead_stated' : 'payments.lead')}</p>
      {parties.length === 0 ? <p class="empty">{t('payments.host_only')}</p> : <Accounts {...props} />}
      {payments.length === 0 ? (
        <p class="empty">{t('payments.empty')}</p>
      ) : (
        <details open={payments.length <= 4}>
          <summary>{t('payments.count', { count: payments.length })}</summary>
          <Entries {...props} />
        </details>
      )}
      {kinds.length > 0 && parties.length > 0 ? <NewPayment {...props} /> : null}
      <p>
        <a href={paths.statement(file.service.code, year)}>{t('costs.statement', { year })}</a>
      </p>
    </ServicePage>
  )
}

/** What each party was asked, what it paid, and what is left. */
function Accounts({ shell, year, parties, payments, statement, today, t }: Props) {
  const money = (cents: number) => euros(cents, shell.locale)
  const columns = statement
    ? (['due', 'paid', 'balance', 'settled', 'left'] as const)
    : (['called', 'paid', 'late'] as const)
  const rows = parties.map((party) => ({ party, sums: sumsOf(party, payments, statement, today) }))
  return (
    <TableScroll label={t('payments.accounts', { year })} stack>
      <table class="table">
        <caption>{t('payments.accounts', { year })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('outcomes.party')}</th>
            {columns.map((column) => (
              <th scope="col" class="number">
                {t(`payments.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ party, sums }) => (
            <tr>
              <th scope="row">{partyName(party, t)}</th>
              {columns.map((column) => (
                <td class="number" data-label={t(`payments.${column}`)}>
                  {money(sums[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {rows.length > 1 ? (
          <tfoot>
            <tr>
              <th scope="row">{t('balance.all')}</th>
              {columns.map((column) => (
                <td class="number" data-label={t(`payments.${column}`)}>
                  {money(rows.reduce((sum, { sums }) => sum + sums[column], 0))}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </TableScroll>
  )
}

function sumsOf(
  { id }: Party,
  payments: readonly Payment[],
  statement: Statement | null,
  today: CalendarDate,
) {
  const share = statement?.shares.find(({ partyId }) => partyId === id)
  const account = {
    shareCents: share?.cents ?? 0,
    exitCents: share?.exitCents ?? 0,
    calledCents: sumOf(payments, id, 'called'),
    paidCents: sumOf(payments, id, 'paid'),
  }
  const balance = balanceOf(account)
  const [settled, refunded] = [sumOf(payments, id, 'settled'), sumOf(payments, id, 'refunded')]
  return {
    called: account.calledCents,
    paid: account.paidCents,
    late: lateCalls(payments, id, today),
    due: account.shareCents + account.exitCents,
    balance,
    settled: settled - refunded,
    left: leftOf(balance, settled, refunded),
  }
}

function Entries({ shell, file, year, parties, payments, statement, kinds, t }: Props) {
  const canRemove = kinds.length > 0 && statement === null
  const nameOf = (id: string) => parties.find((party) => party.id === id)
  return (
    <ul class="rows">
      {payments.map((payment) => {
        const party = nameOf(payment.partyId)
        const text = t(`payment.${payment.kind}`, {
          amount: euros(payment.cents, shell.locale),
          name: party ? partyName(party, t) : '',
          reference: payment.reference,
        })
        return (
          <li>
            <p>
              {text}
              <span class="sub">
                {formatDay(payment.day, shell.locale)}
                {payment.dueOn === null
                  ? ''
                  : ` · ${t('payments.due_on', { day: formatDay(payment.dueOn, shell.locale) })}`}
                {` · ${payment.recordedByName}`}
              </span>
            </p>
            {canRemove ? (
              <form method="post" action={paths.removePayment(file.service.code, year, payment.id)}>
                <button
                  class="button-quiet"
                  type="submit"
                  aria-label={t('lists.remove_named', { name: text })}
                >
                  {t('lists.remove')}
                </button>
              </form>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

function NewPayment({ shell, file, year, parties, kinds, state, t }: Props) {
  return (
    <>
      <h2>{t('payments.add')}</h2>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={paths.payments(file.service.code, year)}>
        <SelectField
          name="nature"
          label={t('field.payment_kind')}
          choices={kinds.map((value) => ({ value, label: t(`payment_kind.${value}`) }))}
          state={state}
          required
        />
        <SelectField
          name="partie"
          label={t('field.party')}
          empty={t('field.choose')}
          choices={parties.map((party) => ({ value: party.id, label: partyName(party, t) }))}
          state={state}
          required
        />
        <TextField
          name="montant"
          label={t('field.amount')}
          inputMode="decimal"
          size="short"
          state={state}
          required
        />
        <TextField name="le" label={t('field.payment_day')} type="date" size="short" state={state} required />
        {kinds.includes('called') ? (
          <TextField
            name="echeance"
            label={t('field.due_on')}
            hint={t('field.due_on_hint')}
            type="date"
            size="short"
            state={state}
          />
        ) : null}
        <TextField
          name="numero"
          label={t('field.payment_reference')}
          hint={t('field.payment_reference_hint')}
          size="short"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('payments.add')}
        </button>
      </form>
    </>
  )
}
