import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const useRule = defineRule({
  id: 'FIN-01',
  theme: 'loans',
  title: { fr: 'Emprunt de la commune', en: 'Loan of the town' },
  anchor: 'act',
  facts: {
    use: fact.oneOf(
      ['investment', 'operating'],
      'Dépense que l’emprunt finance',
      'Expense that the loan funds',
    ),
    is_repaid_from_own_resources: fact.yesNo(
      'Le capital est remboursé sur des ressources propres, non par un autre emprunt',
      'The capital is repaid from own resources, not by another loan',
    ),
  },
  versions: [
    {
      version: 'FIN-01',
      statement: {
        fr: 'Une commune emprunte librement, mais pour investir seulement, et rembourse le capital sur ses ressources propres. Une société financière solidaire comme la Nef est un prêteur ordinaire.',
        en: 'A town borrows freely, but only to invest, and repays the capital from its own resources. A solidarity lender such as La Nef is an ordinary lender.',
      },
      article: 'CGCT, art. L2337-3 et L1612-4',
      from: null,
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'La règle entière.', en: 'The whole rule.' },
      reviewedOn: firstReview,
      compute: ({ use, is_repaid_from_own_resources }) =>
        checklist([
          condition(
            'is_for_investment',
            use === 'investment',
            'une dépense d’investissement',
            'an investment expense',
          ),
          condition(
            'is_repaid_from_own_resources',
            is_repaid_from_own_resources,
            'un remboursement sur ressources propres',
            'a repayment from own resources',
          ),
        ]),
    },
  ],
})

const competitionRule = defineRule({
  id: 'FIN-02',
  theme: 'loans',
  title: { fr: 'Mise en concurrence d’un emprunt', en: 'Competition for a loan' },
  anchor: 'sign',
  facts: {},
  versions: [
    {
      version: 'FIN-02',
      statement: {
        fr: 'Un contrat d’emprunt échappe aux règles de publicité et de concurrence. Il reste une décision du conseil ou déléguée, et comparer des offres est sage.',
        en: 'A loan contract escapes the rules on publicity and competition. It remains a decision of the council or a delegated one, and comparing offers is wise.',
      },
      article: 'CCP, art. L2512-5 6°',
      from: calendarDate('2019-04-01'),
      to: null,
      sources: ['CCP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: () => ({ status: 'not_required' }),
    },
  ],
})

const allowedIndices = [
  'fixed_rate',
  'euro_money_market',
  'euro_bond_market',
  'euro_area_inflation',
  'regulated_savings',
] as const

const structuredRule = defineRule({
  id: 'FIN-03',
  theme: 'loans',
  title: { fr: 'Indices et formule d’un emprunt', en: 'Indices and formula of a loan' },
  anchor: 'sign',
  facts: {
    index: fact.oneOf([...allowedIndices, 'other'], 'Indice du taux d’intérêt', 'Index of the interest rate'),
    is_simple_formula: fact.yesNo(
      'Taux fixe, ou indice plus une marge, sans multiplicateur ni option sur un écart',
      'Fixed rate, or index plus a margin, with neither multiplier nor option on a spread',
    ),
    is_in_euros: fact.yesNo(
      'Emprunt en euros, ou couvert contre le risque de change',
      'Loan in euros, or hedged against the exchange risk',
    ),
  },
  versions: [
    {
      version: 'FIN-03',
      statement: {
        fr: 'Les emprunts structurés sont encadrés : indices de la zone euro pris dans une liste, formule simple, pas de risque de change.',
        en: 'Structured loans are restricted: euro-area indices from a list, a simple formula, no exchange risk.',
      },
      article: 'CGCT, art. L1611-3-1, R1611-33 et R1611-34',
      from: calendarDate('2014-10-01'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'La liste des indices et la formule du taux effectif.',
        en: 'The list of indices and the formula of the effective rate.',
      },
      reviewedOn: firstReview,
      compute: ({ index, is_simple_formula, is_in_euros }) =>
        checklist([
          condition('is_index_listed', index !== 'other', 'un indice de la liste', 'an index from the list'),
          condition('is_simple_formula', is_simple_formula, 'une formule simple', 'a simple formula'),
          condition(
            'is_in_euros',
            is_in_euros,
            'un emprunt en euros ou couvert',
            'a loan in euros or hedged',
          ),
        ]),
    },
  ],
})

const placementRule = defineRule({
  id: 'FIN-04',
  theme: 'loans',
  title: { fr: 'Placer son argent ou prendre des parts', en: 'Placing money or taking shares' },
  anchor: 'act',
  facts: {
    operation: fact.oneOf(
      ['deposit', 'shares', 'loan_received'],
      'Opération avec un établissement comme la Nef',
      'Operation with an institution such as La Nef',
    ),
  },
  versions: [
    {
      version: 'FIN-04',
      statement: {
        fr: 'Une commune dépose ses fonds au Trésor et ne prend pas de parts dans une société à but lucratif, sauf décret : elle ne peut ni placer sa trésorerie à la Nef, ni en devenir associée. Elle peut lui emprunter.',
        en: 'A town keeps its funds with the Treasury and takes no shares in a company run for profit, save by decree: it can neither place its cash with La Nef nor become a member of it. It may borrow from it.',
      },
      article: 'LOLF, art. 26 ; CGCT, art. L1618-1 s. et L2253-1',
      from: null,
      to: null,
      sources: ['LEG-2008', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les exceptions au dépôt au Trésor.',
        en: 'The exceptions to the deposit with the Treasury.',
      },
      reviewedOn: firstReview,
      compute: ({ operation }) =>
        operation === 'loan_received'
          ? {
              status: 'allowed',
              value: operation,
              steps: [
                step(
                  'next_check',
                  'FIN-01',
                  null,
                  'Un emprunt : voir ses conditions',
                  'A loan: see its conditions',
                ),
              ],
            }
          : {
              status: 'forbidden',
              value: operation,
              cure: {
                fr: 'Emprunter à l’établissement (FIN-01), ou soutenir le projet par une subvention ou une garantie (SUB-01, GAR-01).',
                en: 'Borrow from the institution (FIN-01), or support the project by a grant or a guarantee (SUB-01, GAR-01).',
              },
            },
    },
  ],
})

export const loanRules: readonly AnyRule[] = [useRule, competitionRule, structuredRule, placementRule]
