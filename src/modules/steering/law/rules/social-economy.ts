import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const essLaw = calendarDate('2014-08-02')

const principlesRule = defineRule({
  id: 'ESS-01',
  theme: 'social_economy',
  title: { fr: 'Entreprise de l’économie sociale et solidaire', en: 'Enterprise of the social economy' },
  anchor: 'act',
  facts: {
    has_other_aim_than_profit: fact.yesNo(
      'But autre que le seul partage des bénéfices',
      'An aim other than only sharing profits',
    ),
    is_governed_democratically: fact.yesNo(
      'Gouvernance démocratique, qui ne dépend pas du seul capital',
      'Democratic governance that does not rest on capital alone',
    ),
    keeps_profits_for_activity: fact.yesNo(
      'Bénéfices surtout consacrés à l’activité, réserves obligatoires impartageables',
      'Profits mainly kept for the activity, compulsory reserves indivisible',
    ),
  },
  versions: [
    {
      version: 'ESS-01',
      statement: {
        fr: 'Une personne de droit privé relève de l’économie sociale et solidaire si elle vise autre chose que partager des bénéfices, se gouverne démocratiquement et garde ses bénéfices pour son activité, avec des réserves impartageables.',
        en: 'A private-law body belongs to the social economy if it aims at something other than sharing profits, governs itself democratically and keeps its profits for its activity, with indivisible reserves.',
      },
      article: 'loi 2014-856, art. 1 I',
      from: essLaw,
      to: null,
      sources: ['WEKA-ESS'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (facts) =>
        checklist([
          condition(
            'has_other_aim_than_profit',
            facts.has_other_aim_than_profit,
            'un but autre que le partage des bénéfices',
            'an aim other than sharing profits',
          ),
          condition(
            'is_governed_democratically',
            facts.is_governed_democratically,
            'une gouvernance démocratique',
            'democratic governance',
          ),
          condition(
            'keeps_profits_for_activity',
            facts.keeps_profits_for_activity,
            'des bénéfices gardés pour l’activité et des réserves impartageables',
            'profits kept for the activity and indivisible reserves',
          ),
        ]),
    },
  ],
})

const byForm = ['cooperative', 'mutual', 'foundation', 'association'] as const

const formRule = defineRule({
  id: 'ESS-02',
  theme: 'social_economy',
  title: { fr: 'Économie sociale selon la forme', en: 'Social economy by legal form' },
  anchor: 'act',
  facts: {
    form: fact.oneOf([...byForm, 'commercial_company', 'other'], 'Forme juridique', 'Legal form'),
    has_social_utility_aim: fact.yesNo(
      'Les statuts d’une société commerciale prévoient l’utilité sociale (« non » pour les autres formes)',
      'The statutes of a commercial company provide for social utility ("no" for other forms)',
    ),
    has_reserve_clauses: fact.yesNo(
      'Ils prévoient aussi les trois principes et les règles de réserves (« non » pour les autres formes)',
      'They also provide for the three principles and the rules on reserves ("no" for other forms)',
    ),
  },
  versions: [
    {
      version: 'ESS-02',
      statement: {
        fr: 'Coopératives, mutuelles, fondations et associations en relèvent par leur forme ; une société commerciale, si ses statuts prévoient l’utilité sociale, les trois principes et les règles de réserves.',
        en: 'Cooperatives, mutuals, foundations and associations belong by their form; a commercial company does if its statutes provide for social utility, the three principles and the rules on reserves.',
      },
      article: 'loi 2014-856, art. 1 II et 2',
      from: essLaw,
      to: null,
      sources: ['AFP-ESS', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les clauses exactes demandées aux sociétés commerciales.',
        en: 'The exact clauses asked of commercial companies.',
      },
      reviewedOn: firstReview,
      compute({ form, has_social_utility_aim, has_reserve_clauses }) {
        if (form === 'commercial_company')
          return {
            ...checklist([
              condition(
                'has_social_utility_aim',
                has_social_utility_aim,
                'l’utilité sociale aux statuts',
                'social utility in the statutes',
              ),
              condition(
                'has_reserve_clauses',
                has_reserve_clauses,
                'les trois principes et les règles de réserves aux statuts',
                'the three principles and the rules on reserves in the statutes',
              ),
            ]),
            value: form,
          }
        const isByForm = byForm.some((known) => known === form)
        return {
          status: isByForm ? 'allowed' : 'forbidden',
          value: form,
          steps: [
            step('is_by_form', isByForm, null, 'Forme reconnue d’office', 'Form recognised as of right'),
          ],
        }
      },
    },
  ],
})

const esusRule = defineRule({
  id: 'ESUS-01',
  theme: 'social_economy',
  title: { fr: 'Agrément entreprise solidaire d’utilité sociale', en: 'Approval as a solidarity enterprise' },
  anchor: 'request',
  facts: {
    is_social_economy_enterprise: fact.yesNo(
      'Entreprise de l’ESS (ESS-01, ESS-02)',
      'Enterprise of the social economy (ESS-01, ESS-02)',
    ),
    is_social_utility_main_aim: fact.yesNo(
      'Utilité sociale comme objectif principal',
      'Social utility as the main aim',
    ),
    does_social_utility_weigh_on_accounts: fact.yesNo(
      'Cet objectif pèse sur les comptes',
      'That aim weighs on the accounts',
    ),
    is_pay_policy_in_statutes: fact.yesNo(
      'La politique de rémunération figure aux statuts',
      'The pay policy is written in the statutes',
    ),
    has_listed_securities: fact.yesNo('Titres cotés en bourse', 'Securities listed on a market'),
    mean_top_five_pay_cents: fact.cents(
      'Moyenne annuelle des cinq plus hautes rémunérations, à temps plein',
      'Yearly mean of the five highest pays, full time',
    ),
    highest_pay_cents: fact.cents(
      'Plus haute rémunération annuelle, à temps plein',
      'Highest yearly pay, full time',
    ),
    minimum_wage_year_cents: fact.positiveCents(
      'SMIC annuel à temps plein à la date de la demande',
      'Full-time yearly minimum wage on the day of the request',
    ),
    age_years: fact.count(
      'years',
      'Âge de l’entreprise, en années révolues',
      'Age of the enterprise, in full years',
    ),
  },
  versions: [
    {
      version: 'ESUS-01',
      statement: {
        fr: 'L’agrément va à une entreprise de l’ESS dont l’utilité sociale est l’objectif principal et pèse sur les comptes, sans titres cotés, où les cinq plus hautes payes font au plus 7 SMIC en moyenne et la plus haute au plus 10. Il dure cinq ans, deux pour une entreprise de moins de trois ans.',
        en: 'The approval goes to an enterprise of the social economy whose main aim is social utility, weighing on its accounts, without listed securities, where the five highest pays average at most 7 minimum wages and the highest is at most 10. It lasts five years, two for an enterprise under three years old.',
      },
      article: 'C. trav., art. L3332-17-1 ; décrets 2015-719 et 2015-832',
      from: essLaw,
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Toute la règle, et la date des décrets de 2015.',
        en: 'The whole rule, and the date of the decrees of 2015.',
      },
      reviewedOn: firstReview,
      compute(facts) {
        const meanCeiling = 7 * facts.minimum_wage_year_cents
        const highestCeiling = 10 * facts.minimum_wage_year_cents
        const years = facts.age_years < 3 ? 2 : 5
        const checked = checklist([
          condition(
            'is_social_economy_enterprise',
            facts.is_social_economy_enterprise,
            'une entreprise de l’ESS',
            'an enterprise of the social economy',
          ),
          condition(
            'is_social_utility_main_aim',
            facts.is_social_utility_main_aim,
            'l’utilité sociale comme objectif principal',
            'social utility as the main aim',
          ),
          condition(
            'does_social_utility_weigh_on_accounts',
            facts.does_social_utility_weigh_on_accounts,
            'un effet de cet objectif sur les comptes',
            'an effect of that aim on the accounts',
          ),
          condition(
            'is_pay_policy_in_statutes',
            facts.is_pay_policy_in_statutes,
            'la politique de rémunération aux statuts',
            'the pay policy in the statutes',
          ),
          condition('is_unlisted', !facts.has_listed_securities, 'aucun titre coté', 'no listed securities'),
          condition(
            'is_mean_within',
            facts.mean_top_five_pay_cents <= meanCeiling,
            'cinq plus hautes payes à 7 SMIC au plus en moyenne',
            'five highest pays at 7 minimum wages at most on average',
          ),
          condition(
            'is_highest_within',
            facts.highest_pay_cents <= highestCeiling,
            'plus haute paye à 10 SMIC au plus',
            'highest pay at 10 minimum wages at most',
          ),
        ])
        return {
          ...checked,
          value: years,
          unit: 'years',
          steps: [
            step('mean_ceiling_cents', meanCeiling, 'cents', 'Plafond de la moyenne', 'Ceiling of the mean'),
            step(
              'highest_ceiling_cents',
              highestCeiling,
              'cents',
              'Plafond de la plus haute',
              'Ceiling of the highest',
            ),
            step('duration_years', years, 'years', 'Durée de l’agrément', 'Length of the approval'),
            ...checked.steps,
          ],
        }
      },
    },
  ],
})

export const socialEconomyRules: readonly AnyRule[] = [principlesRule, formRule, esusRule]
