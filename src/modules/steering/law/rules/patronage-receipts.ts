import { calendarDate } from '#kernel/calendar-date.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, type Lacking, step } from '../rule.rules.ts'

const receiptFacts = {
  donor: fact.oneOf(['company', 'individual'], 'Donateur', 'Donor'),
  fy_opened_on: optional(
    fact.date(
      'Ouverture de l’exercice du donateur, à donner pour une entreprise',
      'Opening of the donor’s financial year, to be given for a company',
    ),
  ),
  gifts_year_cents: optional(
    fact.cents(
      'Dons de l’entreprise dans l’exercice, à donner pour une entreprise',
      'Gifts of the company in the year, to be given for a company',
    ),
  ),
}

const companyReceiptFrom = calendarDate('2022-01-01')

function receipt(facts: FactValues<typeof receiptFacts>): Conclusion | Lacking {
  const keep = step('keep_years', 6, 'years', 'Reçu numéroté, double gardé', 'Numbered receipt, copy kept')
  if (facts.donor === 'individual') return { status: 'required', value: 'cerfa_11580', steps: [keep] }
  const { fy_opened_on: opened, gifts_year_cents: gifts } = facts
  if (opened === undefined) return { missing: ['fy_opened_on'] }
  if (gifts === undefined) return { missing: ['gifts_year_cents'] }
  return {
    status: opened >= companyReceiptFrom ? 'required' : 'not_required',
    value: 'cerfa_16216',
    steps: [
      keep,
      step(
        'does_company_declare',
        gifts > 10_000_00,
        null,
        'L’entreprise déclare ses dons (plus de 10 000 € dans l’exercice)',
        'The company declares its gifts (more than €10,000 in the year)',
      ),
    ],
  }
}

const receiptRule = defineRule({
  id: 'MEC-06',
  theme: 'patronage',
  title: { fr: 'Reçu fiscal', en: 'Tax receipt' },
  anchor: 'payment',
  facts: receiptFacts,
  versions: [
    {
      version: 'MEC-06',
      statement: {
        fr: 'La commune remet un reçu numéroté (16216 pour une entreprise, dès l’exercice ouvert en 2022 ; 11580 pour un particulier), en garde le double six ans, et déclare chaque année les dons reçus. Une entreprise qui donne plus de 10 000 € par an le déclare.',
        en: 'The town hands over a numbered receipt (16216 for a company, from the financial year opened in 2022; 11580 for an individual), keeps the copy for six years, and declares each year the gifts received. A company that gives more than €10,000 a year declares it.',
      },
      article: 'CGI, art. 238 bis et 222 bis ; LPF, art. L102 E',
      from: null,
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les numéros de Cerfa, et si l’article 222 bis s’applique aux communes.',
        en: 'The form numbers, and whether article 222 bis applies to towns.',
      },
      reviewedOn: firstReview,
      compute: receipt,
    },
  ],
})

const fineFacts = {
  certified_cents: fact.cents('Somme indûment certifiée', 'Amount wrongly certified'),
  reduction_rate: fact.share(
    'Taux de la réduction d’impôt ouverte (0.6 ou 0.66)',
    'Rate of the tax reduction opened (0.6 or 0.66)',
  ),
}

const fineRule = defineRule({
  id: 'MEC-07',
  theme: 'patronage',
  title: { fr: 'Amende pour reçu irrégulier', en: 'Fine for an irregular receipt' },
  anchor: 'issue',
  facts: fineFacts,
  versions: [
    {
      version: 'MEC-07',
      statement: {
        fr: 'Un reçu délivré à tort expose à une amende égale à la réduction d’impôt qu’il ouvrait.',
        en: 'A receipt wrongly issued exposes to a fine equal to the tax reduction that it opened.',
      },
      article: 'CGI, art. 1740 A',
      from: calendarDate('2019-01-01'),
      to: null,
      sources: ['ADM', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Le taux (des pages anciennes disent 25 %) et sa date.',
        en: 'The rate (older pages say 25%) and its date.',
      },
      reviewedOn: firstReview,
      compute: formula<typeof fineFacts>({
        lines: {
          fine_cents: {
            formula: { valeur: 'certified_cents * reduction_rate', arrondi: 'oui' },
            unit: 'cents',
            text: { fr: 'Amende', en: 'Fine' },
          },
        },
        conclude: (results) => ({ status: 'computed', value: results.number('fine_cents'), unit: 'cents' }),
      }),
    },
  ],
})

export const patronageReceiptRules: readonly AnyRule[] = [receiptRule, fineRule]
