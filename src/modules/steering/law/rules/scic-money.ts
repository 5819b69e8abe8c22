import { calendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const reserveFacts = {
  surplus_cents: fact.cents('Excédent net de l’exercice', 'Net surplus of the financial year'),
  legal_reserve_cents: fact.cents('Réserve légale déjà constituée', 'Legal reserve already built up'),
  capital_cents: fact.positiveCents('Capital de la coopérative', 'Capital of the cooperative'),
}

const reservesRule = defineRule({
  id: 'SCIC-05',
  theme: 'scic',
  title: { fr: 'Mise en réserve de l’excédent', en: 'Surplus put in reserve' },
  anchor: 'fy_end',
  facts: reserveFacts,
  versions: [
    {
      version: 'SCIC-05',
      statement: {
        fr: 'Trois vingtièmes de l’excédent vont à la réserve légale tant qu’elle n’égale pas le capital ; au moins la moitié du reste va à une réserve statutaire. Soit au moins 57,5 %, ou 50 % une fois la réserve légale pleine.',
        en: 'Three twentieths of the surplus go to the legal reserve until it equals the capital; at least half of the rest goes to a statutory reserve. That is 57.5% at least, or 50% once the legal reserve is full.',
      },
      article: 'loi 47-1775, art. 16 et 19 nonies',
      from: calendarDate('2001-07-18'),
      to: null,
      sources: ['SCICFAQ', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Le détail des articles 16 et 19 nonies.',
        en: 'The detail of articles 16 and 19 nonies.',
      },
      reviewedOn: firstReview,
      compute: formula<typeof reserveFacts>({
        lines: {
          is_legal_reserve_full: {
            formula: 'legal_reserve_cents >= capital_cents',
            unit: null,
            text: { fr: 'La réserve légale égale le capital', en: 'The legal reserve equals the capital' },
          },
          legal_cents: {
            formula: {
              variations: [
                { si: 'is_legal_reserve_full', alors: 0 },
                { sinon: { valeur: 'surplus_cents * 3 / 20', arrondi: 'oui' } },
              ],
            },
            unit: 'cents',
            text: { fr: 'À la réserve légale', en: 'To the legal reserve' },
          },
          statutory_cents: {
            formula: { valeur: '(surplus_cents - legal_cents) / 2', arrondi: 'oui' },
            unit: 'cents',
            text: { fr: 'À la réserve statutaire, au moins', en: 'To the statutory reserve, at least' },
          },
          reserved_cents: {
            formula: 'legal_cents + statutory_cents',
            unit: 'cents',
            text: { fr: 'Mis en réserve, au moins', en: 'Put in reserve, at least' },
          },
          free_cents: {
            formula: 'surplus_cents - reserved_cents',
            unit: 'cents',
            text: { fr: 'Laissé au choix, au plus', en: 'Left to choose, at most' },
          },
        },
        conclude: (results) => ({
          status: 'computed',
          value: results.number('reserved_cents'),
          unit: 'cents',
        }),
      }),
    },
  ],
})

const interestFacts = {
  interest_cents: fact.cents('Intérêts que l’on veut verser aux parts', 'Interest to be paid on the shares'),
  shares_cents: fact.cents('Capital des parts rémunérées', 'Capital of the shares that earn interest'),
  average_bond_yield: fact.rate(
    'share',
    'Taux moyen de rendement des obligations privées sur trois ans (0.03 pour 3 %)',
    'Average yield of private bonds over three years (0.03 for 3%)',
  ),
  free_surplus_cents: fact.cents('Excédent qui reste après les réserves', 'Surplus left after the reserves'),
  public_subsidies_cents: fact.cents(
    'Subventions publiques comprises dans cet excédent',
    'Public subsidies included in that surplus',
  ),
}

const interestRule = defineRule({
  id: 'SCIC-06',
  theme: 'scic',
  title: { fr: 'Intérêts versés aux parts sociales', en: 'Interest on shares' },
  anchor: 'fy_end',
  facts: interestFacts,
  versions: [
    {
      version: 'SCIC-06',
      statement: {
        fr: 'Les réserves ne se partagent pas. Les intérêts aux parts se calculent hors subventions publiques, et ne dépassent pas le rendement moyen des obligations privées plus deux points.',
        en: 'Reserves are never shared out. Interest on shares leaves public subsidies aside and does not exceed the average yield of private bonds plus two points.',
      },
      article: 'loi 47-1775, art. 14 et 19 nonies',
      from: calendarDate('2014-08-02'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le plafond de l’article 14.', en: 'The ceiling of article 14.' },
      reviewedOn: firstReview,
      compute: formula<typeof interestFacts>({
        lines: {
          rate_ceiling_cents: {
            formula: 'shares_cents * (average_bond_yield + 0.02)',
            unit: 'cents',
            text: { fr: 'Plafond par le taux', en: 'Ceiling by the rate' },
          },
          own_surplus_cents: {
            formula: { valeur: 'free_surplus_cents - public_subsidies_cents', plancher: 0 },
            unit: 'cents',
            text: { fr: 'Excédent libre hors subventions', en: 'Free surplus without subsidies' },
          },
          ceiling_cents: {
            formula: { valeur: 'rate_ceiling_cents', plafond: 'own_surplus_cents', arrondi: 'oui' },
            unit: 'cents',
            text: { fr: 'Intérêts permis, au plus', en: 'Interest allowed, at most' },
          },
        },
        conclude(results, { interest_cents }) {
          const ceiling = results.number('ceiling_cents')
          const excess = Math.max(0, interest_cents - ceiling)
          return {
            status: excess === 0 ? 'allowed' : 'forbidden',
            value: interest_cents,
            unit: 'cents',
            threshold: ceiling,
            excess,
            ...(excess === 0 ? {} : { cure: reduceBy(excess) }),
          }
        },
      }),
    },
  ],
})

function reduceBy(excess: number) {
  return {
    fr: `Réduire de ${formatEuros(excess, 'fr')}.`,
    en: `Reduce by ${formatEuros(excess, 'en')}.`,
  }
}

const advanceFacts = {
  has_written_agreement: fact.yesNo('Convention écrite', 'Written agreement'),
  duration_months: fact.positiveCount(
    'months',
    'Durée de l’avance, en mois',
    'Length of the advance, in months',
  ),
  renewal_count: fact.count('renewals', 'Renouvellements, celui-ci compris', 'Renewals, this one included'),
  has_earlier_advance_outstanding: fact.yesNo(
    'Une avance antérieure n’est ni remboursée ni transformée en capital',
    'An earlier advance is neither repaid nor turned into capital',
  ),
  total_advances_cents: fact.cents(
    'Total des avances de la commune, celle-ci comprise',
    'Total of the town’s advances, this one included',
  ),
  operating_revenue_cents: fact.positiveCents(
    'Recettes réelles de fonctionnement de la commune',
    'Real operating revenue of the town',
  ),
  is_equity_below_half_capital: fact.yesNo(
    'Les capitaux propres sont inférieurs à la moitié du capital',
    'Equity is below half of the capital',
  ),
  public_share_once_capitalised: optional(
    fact.share(
      'Part publique du capital si l’avance y est incorporée, à donner si cela est prévu',
      'Public share of the capital were the advance turned into it, to be given where planned',
    ),
  ),
}

const advanceRule = defineRule({
  id: 'SCIC-10',
  theme: 'scic',
  title: { fr: 'Avance en compte courant à une SCIC', en: 'Current-account advance to a SCIC' },
  anchor: 'act',
  facts: advanceFacts,
  before: {
    text: {
      fr: 'Une commune ne pouvait pas consentir d’avance en compte courant à une SCIC.',
      en: 'A town could not grant a current-account advance to a SCIC.',
    },
  },
  versions: [
    {
      version: 'SCIC-10',
      statement: {
        fr: 'La commune associée peut avancer de l’argent : convention écrite, deux ans au plus renouvelables une fois, une avance à la fois, au plus 5 % de ses recettes réelles de fonctionnement, et jamais à une société dont les capitaux propres sont tombés sous la moitié du capital.',
        en: 'A member town may advance money: a written agreement, two years at most renewable once, one advance at a time, at most 5% of its real operating revenue, and never to a company whose equity has fallen below half of its capital.',
      },
      article: 'loi 47-1775, art. 19 septies ; CGCT, art. L1522-5',
      from: calendarDate('2022-02-23'),
      to: null,
      sources: ['DOC-19S', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les limites de l’article L1522-5 telles qu’elles s’appliquent à une SCIC.',
        en: 'The limits of article L1522-5 as they apply to a SCIC.',
      },
      reviewedOn: firstReview,
      compute(facts) {
        const ceiling = Math.floor((facts.operating_revenue_cents * 5) / 100)
        const { total_advances_cents: total, public_share_once_capitalised: capitalised } = facts
        const checked = checklist([
          condition(
            'has_written_agreement',
            facts.has_written_agreement,
            'une convention écrite',
            'a written agreement',
          ),
          condition(
            'is_two_years_at_most',
            facts.duration_months <= 24,
            'deux ans au plus',
            'two years at most',
          ),
          condition(
            'is_renewed_once_at_most',
            facts.renewal_count <= 1,
            'un seul renouvellement',
            'one renewal only',
          ),
          condition(
            'is_only_advance',
            !facts.has_earlier_advance_outstanding,
            'l’avance précédente soldée',
            'the earlier advance settled',
          ),
          condition(
            'is_within_revenue',
            total <= ceiling,
            'au plus 5 % des recettes réelles de fonctionnement',
            'at most 5% of real operating revenue',
          ),
          condition(
            'is_equity_sufficient',
            !facts.is_equity_below_half_capital,
            'des capitaux propres d’au moins la moitié du capital',
            'equity of at least half of the capital',
          ),
          condition(
            'is_capital_ceiling_kept',
            (capitalised ?? 0) <= 0.5,
            'au plus 50 % du capital public une fois l’avance incorporée (SCIC-01)',
            'at most 50% of the capital public once the advance is turned into it (SCIC-01)',
          ),
        ])
        return {
          ...checked,
          value: total,
          unit: 'cents',
          threshold: ceiling,
          excess: Math.max(0, total - ceiling),
          steps: [step('ceiling_cents', ceiling, 'cents', 'Total permis', 'Total allowed'), ...checked.steps],
        }
      },
    },
  ],
})

export const scicMoneyRules: readonly AnyRule[] = [reservesRule, interestRule, advanceRule]
