import { calendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, step } from '../rule.rules.ts'

const eligiblePurposes = [
  'philanthropic',
  'educational',
  'scientific',
  'social',
  'humanitarian',
  'sport',
  'family',
  'cultural',
  'heritage',
  'environment',
] as const

const projectRule = defineRule({
  id: 'MEC-03',
  theme: 'patronage',
  title: { fr: 'Projet de la commune ouvert au mécénat', en: 'Project of the town open to patronage' },
  anchor: 'grant',
  facts: {
    purpose: fact.oneOf([...eligiblePurposes, 'other'], 'Caractère du projet', 'Character of the project'),
    is_managed_selflessly: fact.yesNo(
      'Gestion désintéressée, sans but lucratif',
      'Selfless management, not for profit',
    ),
  },
  versions: [
    {
      version: 'MEC-03',
      statement: {
        fr: 'Une commune peut recevoir des dons déductibles pour une œuvre d’intérêt général (éducative, sociale, culturelle, environnementale…) gérée de façon désintéressée. C’est le projet qui est examiné, non la commune ; le fisc répond sous six mois à une demande de rescrit.',
        en: 'A town may receive tax-deductible gifts for a work of general interest (educational, social, cultural, environmental…) that is managed selflessly. The project is examined, not the town; the tax office answers a request for a ruling within six months.',
      },
      article: 'CGI, art. 200 et 238 bis 1 a et b ; LPF, art. L80 C',
      from: null,
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'La liste des caractères, et le délai du rescrit.',
        en: 'The list of characters, and the time of the ruling.',
      },
      reviewedOn: firstReview,
      compute: ({ purpose, is_managed_selflessly }) =>
        checklist([
          condition(
            'is_purpose_eligible',
            purpose !== 'other',
            'un caractère d’intérêt général de la liste',
            'a character of general interest on the list',
          ),
          condition(
            'is_managed_selflessly',
            is_managed_selflessly,
            'une gestion désintéressée',
            'selfless management',
          ),
        ]),
    },
  ],
})

const counterpartFacts = {
  donor: fact.oneOf(['company', 'individual'], 'Donateur', 'Donor'),
  gift_cents: fact.positiveCents('Don', 'Gift'),
  counterpart_cents: fact.cents(
    'Valeur des contreparties de ce don',
    'Value of the counterparts of this gift',
  ),
  earlier_counterparts_year_cents: optional(
    fact.cents(
      'Contreparties déjà reçues dans l’année par ce particulier ; omises, il n’y en a pas',
      'Counterparts already received in the year by this individual; left out, there are none',
    ),
  ),
  has_advertising_message: fact.yesNo(
    'La contrepartie porte un message publicitaire (plus que le nom et le logo)',
    'The counterpart carries an advertising message (more than the name and the logo)',
  ),
}
type Counterpart = FactValues<typeof counterpartFacts>

function counterpartWithin(yearCapCents: number) {
  return (facts: Counterpart): Conclusion =>
    facts.donor === 'individual' ? individualCounterpart(facts, yearCapCents) : companyCounterpart(facts)
}

function individualCounterpart(facts: Counterpart, yearCapCents: number): Conclusion {
  const { gift_cents: gift, counterpart_cents: counterpart } = facts
  const left = Math.max(0, yearCapCents - (facts.earlier_counterparts_year_cents ?? 0))
  const quarter = Math.floor(gift / 4)
  const allowed = Math.min(quarter, left)
  const checked = checklist([
    condition('is_within_quarter', counterpart <= quarter, 'au plus 25 % du don', 'at most 25% of the gift'),
    condition(
      'is_within_year_cap',
      counterpart <= left,
      `au plus ${formatEuros(yearCapCents, 'fr')} par donateur et par an`,
      `at most ${formatEuros(yearCapCents, 'en')} a donor a year`,
    ),
  ])
  return {
    ...checked,
    value: counterpart,
    unit: 'cents',
    threshold: allowed,
    excess: Math.max(0, counterpart - allowed),
  }
}

/** For a company the quarter is what practice holds to be no marked disproportion: past it, someone must look. */
function companyCounterpart(facts: Counterpart): Conclusion {
  const { gift_cents: gift, counterpart_cents: counterpart } = facts
  const quarter = Math.floor(gift / 4)
  const isDisproportionate = counterpart > quarter
  const steps = [
    step(
      'counterpart_share',
      counterpart / gift,
      'share',
      'Contrepartie rapportée au don',
      'Counterpart over the gift',
    ),
    step('is_disproportionate', isDisproportionate, null, 'Au-delà de 25 % du don', 'Above 25% of the gift'),
    step(
      'has_advertising_message',
      facts.has_advertising_message,
      null,
      'Message publicitaire',
      'Advertising message',
    ),
  ]
  const base = {
    value: counterpart,
    unit: 'cents',
    threshold: quarter,
    excess: Math.max(0, counterpart - quarter),
    steps,
  }
  if (facts.has_advertising_message) return { ...base, status: 'forbidden', cure: toSponsorship }
  if (isDisproportionate) return { ...base, status: 'warning', cure: toSponsorship }
  return { ...base, status: 'allowed' }
}

const toSponsorship = {
  fr: 'Réduire la contrepartie au nom et au logo, à 25 % du don au plus, ou traiter l’opération comme un parrainage (MEC-05).',
  en: 'Bring the counterpart down to the name and the logo, at 25% of the gift at most, or treat the operation as sponsorship (MEC-05).',
}

const counterpartRule = defineRule({
  id: 'MEC-04',
  theme: 'patronage',
  title: { fr: 'Contreparties d’un don', en: 'Counterparts of a gift' },
  anchor: 'payment',
  facts: counterpartFacts,
  versions: [
    {
      version: 'MEC-04a',
      statement: {
        fr: 'La contrepartie reste sans commune mesure avec le don : pour une entreprise, 25 % en pratique, sans message publicitaire ; pour un particulier, 25 % et 65 € par an au plus.',
        en: 'The counterpart stays out of proportion with the gift: for a company, 25% in practice, without advertising message; for an individual, at most 25% and €65 a year.',
      },
      article: 'BOI-BIC-RICI-20-30-10-20 ; BOI-IR-RICI-250-20',
      from: null,
      to: calendarDate('2020-12-31'),
      sources: ['OPEN', 'ADM', 'WEISS'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le jour où 65 € sont devenus 73 €.', en: 'The day on which €65 became €73.' },
      reviewedOn: firstReview,
      compute: counterpartWithin(65_00),
    },
    {
      version: 'MEC-04b',
      statement: {
        fr: 'La contrepartie reste sans commune mesure avec le don : pour une entreprise, 25 % en pratique, sans message publicitaire ; pour un particulier, 25 % et 73 € par an au plus.',
        en: 'The counterpart stays out of proportion with the gift: for a company, 25% in practice, without advertising message; for an individual, at most 25% and €73 a year.',
      },
      article: 'BOI-BIC-RICI-20-30-10-20 ; BOI-IR-RICI-250-20',
      from: calendarDate('2021-01-01'),
      to: null,
      sources: ['OPEN', 'ADM', 'WEISS', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le plafond de 73 € et sa date.', en: 'The cap of €73 and its date.' },
      reviewedOn: firstReview,
      compute: counterpartWithin(73_00),
    },
  ],
})

const sponsorshipRule = defineRule({
  id: 'MEC-05',
  theme: 'patronage',
  title: { fr: 'Mécénat ou parrainage ?', en: 'Patronage or sponsorship?' },
  anchor: 'sign',
  facts: {
    payment_cents: fact.positiveCents('Somme versée par l’entreprise', 'Amount paid by the company'),
    counterpart_cents: fact.cents(
      'Valeur de marché de ce qu’elle reçoit',
      'Market value of what it receives',
    ),
    has_advertising_message: counterpartFacts.has_advertising_message,
    is_taxable_person: fact.yesNo(
      'La commune est assujettie à la TVA pour ce service',
      'The town is a taxable person for this service',
    ),
  },
  versions: [
    {
      version: 'MEC-05',
      statement: {
        fr: 'Au-delà d’une contrepartie modeste, l’opération est un parrainage : une prestation que la commune facture (avec TVA si elle y est assujettie), sans reçu fiscal, et une charge déductible pour l’entreprise.',
        en: 'Past a modest counterpart the operation is sponsorship: a service that the town invoices (with VAT where it is a taxable person), without tax receipt, and a deductible charge for the company.',
      },
      article: 'CGI, art. 39-1-7°',
      from: null,
      to: null,
      sources: ['OPEN', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le régime de TVA.', en: 'The VAT regime.' },
      reviewedOn: firstReview,
      compute(facts) {
        const isDisproportionate = facts.counterpart_cents * 4 > facts.payment_cents
        const isSponsorship = isDisproportionate || facts.has_advertising_message
        return {
          status: 'computed',
          value: isSponsorship ? 'sponsorship' : 'patronage',
          steps: [
            step(
              'counterpart_share',
              facts.counterpart_cents / facts.payment_cents,
              'share',
              'Contrepartie rapportée au versement',
              'Counterpart over the payment',
            ),
            step(
              'has_advertising_message',
              facts.has_advertising_message,
              null,
              'Message publicitaire',
              'Advertising message',
            ),
            step('is_invoice_due', isSponsorship, null, 'Facture à établir', 'Invoice to be issued'),
            step(
              'is_vat_due',
              isSponsorship && facts.is_taxable_person,
              null,
              'TVA à facturer',
              'VAT to be charged',
            ),
            step(
              'is_tax_receipt_due',
              !isSponsorship,
              null,
              'Reçu fiscal à remettre',
              'Tax receipt to be handed over',
            ),
          ],
        }
      },
    },
  ],
})

export const patronageGiftRules: readonly AnyRule[] = [projectRule, counterpartRule, sponsorshipRule]
