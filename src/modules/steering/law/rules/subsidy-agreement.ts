import { addDays, addMonths, calendarDate, daysBetween } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const clauseFacts = {
  has_object: fact.yesNo('La convention dit l’objet', 'The agreement states the object'),
  has_amount: fact.yesNo('Elle dit le montant', 'It states the amount'),
  has_conditions_of_use: fact.yesNo(
    'Elle dit les conditions d’utilisation',
    'It states the conditions of use',
  ),
  has_payment_terms: fact.yesNo('Elle dit les modalités de versement', 'It states the payment terms'),
}

function clauses(facts: FactValues<typeof clauseFacts>) {
  return [
    condition('has_object', facts.has_object, 'l’objet', 'the object'),
    condition('has_amount', facts.has_amount, 'le montant', 'the amount'),
    condition(
      'has_conditions_of_use',
      facts.has_conditions_of_use,
      'les conditions d’utilisation',
      'the conditions of use',
    ),
  ]
}

const clausesRule = defineRule({
  id: 'SUB-03',
  theme: 'subsidies',
  title: { fr: 'Contenu de la convention', en: 'Content of the agreement' },
  anchor: 'sign',
  facts: clauseFacts,
  versions: [
    {
      version: 'SUB-03a',
      statement: {
        fr: 'La convention dit l’objet, le montant et les conditions d’utilisation de la subvention.',
        en: 'The agreement states the object, the amount and the conditions of use of the grant.',
      },
      article: 'loi 2000-321, art. 10 (version de 2000)',
      from: calendarDate('2001-06-11'),
      to: calendarDate('2014-08-01'),
      sources: ['DOC-10', 'ISBL-10'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (facts) => checklist(clauses(facts)),
    },
    {
      version: 'SUB-03b',
      statement: {
        fr: 'La convention dit l’objet, le montant, les modalités de versement et les conditions d’utilisation de la subvention.',
        en: 'The agreement states the object, the amount, the payment terms and the conditions of use of the grant.',
      },
      article: 'loi 2000-321, art. 10 (loi 2014-856)',
      from: calendarDate('2014-08-02'),
      to: null,
      sources: ['DOC-10', 'ISBL-10'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (facts) =>
        checklist([
          ...clauses(facts),
          condition(
            'has_payment_terms',
            facts.has_payment_terms,
            'les modalités de versement',
            'the payment terms',
          ),
        ]),
    },
  ],
})

const reportRule = defineRule({
  id: 'SUB-04',
  theme: 'subsidies',
  title: { fr: 'Compte rendu financier', en: 'Financial report' },
  anchor: 'fy_end',
  facts: {
    is_earmarked: fact.yesNo(
      'La subvention est affectée à une dépense déterminée',
      'The grant is earmarked for a given expense',
    ),
  },
  versions: [
    {
      version: 'SUB-04',
      statement: {
        fr: 'Une subvention affectée à une dépense déterminée donne lieu à un compte rendu financier dans les six mois qui suivent la fin de l’exercice pour lequel elle est attribuée.',
        en: 'A grant earmarked for a given expense leads to a financial report within six months of the end of the financial year that it was granted for.',
      },
      article: 'loi 2000-321, art. 10',
      from: calendarDate('2001-01-01'),
      to: null,
      sources: ['ISBL-10'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute({ is_earmarked }, on) {
        if (!is_earmarked) return { status: 'not_required' }
        const due = addMonths(on, 6)
        return {
          status: 'required',
          value: due,
          unit: 'date',
          steps: [
            step('fy_end', on, 'date', 'Fin de l’exercice', 'End of the financial year'),
            step('due_on', due, 'date', 'Six mois de date à date', 'Six months, from date to date'),
          ],
        }
      },
    },
  ],
})

const paymentRule = defineRule({
  id: 'SUB-05',
  theme: 'subsidies',
  title: { fr: 'Délai de versement', en: 'Time to pay' },
  anchor: 'notification',
  facts: {
    agreed_payment_on: optional(
      fact.date(
        'Jour de versement fixé par la convention ou l’acte ; omis, aucun jour n’est fixé',
        'Day of payment set by the agreement or the act; left out, none is set',
      ),
    ),
  },
  versions: [
    {
      version: 'SUB-05',
      statement: {
        fr: 'La subvention est versée dans les soixante jours de sa notification, sauf autre date dans la convention ou l’acte.',
        en: 'The grant is paid within sixty days of its notification, unless the agreement or the act sets another date.',
      },
      article: 'loi 2000-321, art. 10 (loi 2021-874)',
      from: calendarDate('2021-07-03'),
      to: null,
      sources: ['DOC-10', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Les soixante jours.', en: 'The sixty days.' },
      reviewedOn: firstReview,
      compute({ agreed_payment_on }, on) {
        const due = agreed_payment_on ?? addDays(on, 60)
        return {
          status: 'computed',
          value: due,
          unit: 'date',
          steps: [
            step('notified_on', on, 'date', 'Notification', 'Notification'),
            agreed_payment_on
              ? step('agreed_payment_on', due, 'date', 'Jour convenu', 'Agreed day')
              : step('sixty_days_on', due, 'date', 'Soixante jours plus tard', 'Sixty days later'),
          ],
        }
      },
    },
  ],
})

const surplusRule = defineRule({
  id: 'SUB-06',
  theme: 'subsidies',
  title: { fr: 'Excédent gardé par l’association', en: 'Surplus kept by the association' },
  anchor: 'sign',
  facts: {
    has_surplus_clause: fact.yesNo(
      'La convention prévoit que l’association garde un excédent raisonnable',
      'The agreement lets the association keep a reasonable surplus',
    ),
  },
  versions: [
    {
      version: 'SUB-06',
      statement: {
        fr: 'La convention peut laisser à l’association un excédent raisonnable ; sans cette clause, il se discute ou se rend.',
        en: 'The agreement may let the association keep a reasonable surplus; without such a clause, it is discussed or paid back.',
      },
      article: 'loi 2000-321, art. 10 (loi 2021-874)',
      from: calendarDate('2021-07-03'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'La règle entière.', en: 'The whole rule.' },
      reviewedOn: firstReview,
      compute: ({ has_surplus_clause }) =>
        checklist(
          [
            condition(
              'has_surplus_clause',
              has_surplus_clause,
              'une clause sur l’excédent',
              'a clause on the surplus',
            ),
          ],
          { met: 'allowed', unmet: 'warning' },
        ),
    },
  ],
})

const breachFacts = {
  amount_cents: fact.cents('Montant de la subvention', 'Amount of the grant'),
  period_first_on: fact.date(
    'Premier jour de la période subventionnée',
    'First day of the period granted for',
  ),
  period_last_on: fact.date('Dernier jour de cette période', 'Last day of that period'),
}

const breachRule = defineRule({
  id: 'SUB-09',
  theme: 'subsidies',
  title: {
    fr: 'Retrait pour manquement au contrat d’engagement',
    en: 'Withdrawal for breach of the commitment',
  },
  anchor: 'breach',
  facts: breachFacts,
  contradiction: ({ period_first_on, period_last_on }) =>
    period_last_on < period_first_on
      ? { name: 'period_last_on', expected: 'no earlier than period_first_on' }
      : null,
  versions: [
    {
      version: 'SUB-09',
      statement: {
        fr: 'Un manquement au contrat d’engagement républicain fait retirer la part de subvention qui court du jour du manquement, compté, à la fin de la période, après une procédure contradictoire.',
        en: 'A breach of the republican commitment has the part of the grant withdrawn that runs from the day of the breach, counted, to the end of the period, after hearing the association.',
      },
      article: 'décret 2021-1947, art. 4 ou 5',
      from: calendarDate('2022-01-02'),
      to: null,
      sources: ['AIR'],
      confidence: 'sourced',
      toVerify: { fr: 'Le numéro de l’article (4 ou 5).', en: 'The number of the article (4 or 5).' },
      reviewedOn: firstReview,
      compute: formula<typeof breachFacts>({
        inputs({ period_first_on, period_last_on }, on) {
          const total = daysBetween(period_first_on, period_last_on) + 1
          const left = daysBetween(on, period_last_on) + 1
          return { days_in_period: total, days_counted: Math.min(Math.max(left, 0), total) }
        },
        lines: {
          total_days: {
            formula: 'days_in_period',
            unit: 'days',
            text: { fr: 'Jours de la période', en: 'Days of the period' },
          },
          days_left: {
            formula: 'days_counted',
            unit: 'days',
            text: {
              fr: 'Jours restants, celui du manquement compris',
              en: 'Days left, the day of the breach included',
            },
          },
          recover_cents: {
            formula: { valeur: 'amount_cents * days_left / total_days', arrondi: 'oui' },
            unit: 'cents',
            text: { fr: 'À retirer, au prorata des jours', en: 'To withdraw, in proportion to the days' },
          },
        },
        conclude: (results) => ({
          status: 'computed',
          value: results.number('recover_cents'),
          unit: 'cents',
        }),
      }),
    },
  ],
})

export const subsidyAgreementRules: readonly AnyRule[] = [
  clausesRule,
  reportRule,
  paymentRule,
  surplusRule,
  breachRule,
]
