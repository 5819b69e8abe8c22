import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { formatDay } from '#web/formats.ts'
import type { Application } from './applications.rules.ts'
import type { Agreement, Instalment } from './awards.rules.ts'
import type { Call } from './calls.rules.ts'
import { type Sender, senderOf } from './decision-papers.ts'
import { heading, type Paper, text } from './paper.rules.ts'

export interface PaymentFacts {
  readonly town: Sender
  readonly call: Call
  readonly application: Application
  readonly cents: number
  readonly deliberation: { readonly number: string; readonly on: CalendarDate }
  readonly agreement: Agreement
  readonly instalment: Instalment
}

/** What the finance office sends to the accountant for one instalment: to whom, how much, by which act, and what was checked. */
export function paymentPaper(facts: PaymentFacts): Paper {
  const { town, call, application, agreement, instalment, deliberation } = facts
  const euros = (cents: number) => formatEuros(cents, 'fr')
  const organisation = application.dossier?.organisation
  const title = `Ordre de paiement ${instalment.orderNumber}`
  const paidBefore = agreement.instalments
    .filter((each) => each.number < instalment.number && each.paidOn !== null)
    .reduce((sum, { cents }) => sum + cents, 0)
  const rows: (readonly [string, string])[] = [
    ['Bénéficiaire', organisation?.name ?? application.applicantName],
    ['SIRET', organisation?.siret || 'à compléter avant le paiement'],
    ['Adresse', organisation?.address ?? ''],
    ['Objet', `${call.title}, dossier n° ${application.number ?? 0} : ${application.title}`],
    ['Délibération', `${deliberation.number} du ${formatDay(deliberation.on, 'fr')}`],
    ['Convention', agreementText(agreement)],
    ['Subvention', euros(facts.cents)],
    ['Déjà payé', euros(paidBefore)],
    ['Versement', `${instalment.number} sur ${agreement.instalments.length} (${instalment.share} %)`],
    ['À payer', euros(instalment.cents)],
    ['Imputation budgétaire', 'à compléter par le service des finances'],
  ]
  return {
    sender: senderOf(town),
    title,
    reference: `${title}, ${call.code}-${application.number ?? 0}`,
    blocks: [
      heading(title),
      text(`Ordonné le ${formatDay(instalment.orderedOn ?? agreement.draftedOn, 'fr')}`),
      {
        kind: 'table',
        caption: 'Paiement demandé',
        columns: [
          { text: 'Élément', width: 26 },
          { text: 'Valeur', width: 65 },
        ],
        rows,
        total: null,
      },
      text(conditionText(agreement, instalment)),
      text('Pièces jointes : délibération rendue exécutoire, convention signée, relevé d’identité bancaire.'),
      { kind: 'signatures', names: ['Service fait, le service instructeur', 'L’ordonnateur'] },
    ],
    code: null,
  }
}

function agreementText({ signedByHolderOn, signedByMayorOn, notifiedOn }: Agreement): string {
  const said = (what: string, on: CalendarDate | null) =>
    on === null ? [] : [`${what} ${formatDay(on, 'fr')}`]
  return [
    ...said('signée par l’organisme le', signedByHolderOn),
    ...said('par la ville le', signedByMayorOn),
    ...said('notifiée le', notifiedOn),
  ].join(', ')
}

/** Why this instalment may be paid: the agreement binds, and the report was checked where the balance waits for it. */
function conditionText({ report }: Agreement, { needsReport }: Instalment): string {
  if (!needsReport) return 'Condition du versement : convention notifiée.'
  const on = report?.checkedOn
  return on
    ? `Condition du versement : bilan vérifié le ${formatDay(on, 'fr')}.`
    : 'Condition du versement : bilan vérifié.'
}
