import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const clusterRule = defineRule({
  id: 'PTCE-01',
  theme: 'social_economy',
  title: {
    fr: 'Pôle territorial de coopération économique',
    en: 'Territorial cluster of economic cooperation',
  },
  anchor: 'act',
  facts: {
    social_economy_enterprises: fact.count(
      'members',
      'Entreprises de l’ESS',
      'Enterprises of the social economy',
    ),
    other_enterprises: fact.count('members', 'Autres entreprises', 'Other enterprises'),
    partners: fact.count(
      'members',
      'Collectivités, groupements, recherche, enseignement, formation, autres personnes',
      'Authorities, groupings, research, higher education, training, other persons',
    ),
    is_on_one_territory: fact.yesNo('Sur un même territoire', 'On one territory'),
    has_common_strategy: fact.yesNo(
      'Stratégie commune de mutualisation, de coopération ou de partenariat',
      'Common strategy of pooling, cooperation or partnership',
    ),
    is_multi_year: fact.yesNo(
      'Stratégie continue, sur plusieurs années',
      'Continuous strategy, over several years',
    ),
  },
  versions: [
    {
      version: 'PTCE-01',
      statement: {
        fr: 'Un pôle réunit, sur un territoire, des entreprises de l’ESS et d’autres entreprises, en lien avec des collectivités, la recherche ou la formation, autour d’une stratégie commune et continue au service de projets innovants et d’un développement durable. Ni personnalité juridique propre, ni nombre minimal.',
        en: 'A cluster brings together, on one territory, enterprises of the social economy and other enterprises, in liaison with authorities, research or training, around a common and continuous strategy serving innovative projects and sustainable development. No legal personality of its own, no minimum number.',
      },
      article: 'loi 2014-856, art. 9 I',
      from: calendarDate('2014-08-02'),
      to: null,
      sources: ['STUD-9'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute(facts) {
        const checked = checklist([
          condition(
            'has_social_economy',
            facts.social_economy_enterprises >= 1,
            'une entreprise de l’ESS',
            'an enterprise of the social economy',
          ),
          condition(
            'has_other_enterprise',
            facts.other_enterprises >= 1,
            'une autre entreprise',
            'another enterprise',
          ),
          condition(
            'has_partner',
            facts.partners >= 1,
            'une collectivité, un organisme de recherche ou un autre partenaire',
            'an authority, a research body or another partner',
          ),
          condition('is_on_one_territory', facts.is_on_one_territory, 'un même territoire', 'one territory'),
          condition(
            'has_common_strategy',
            facts.has_common_strategy,
            'une stratégie commune',
            'a common strategy',
          ),
          condition(
            'is_multi_year',
            facts.is_multi_year,
            'une stratégie sur plusieurs années',
            'a strategy over several years',
          ),
        ])
        if (checked.status === 'forbidden' || facts.social_economy_enterprises >= 2) return checked
        return {
          ...checked,
          status: 'warning',
          steps: [
            ...checked.steps,
            step(
              'is_plural',
              false,
              null,
              'La loi écrit « des entreprises » de l’ESS au pluriel : une seule est fragile',
              'The law writes "enterprises" of the social economy in the plural: a single one is fragile',
            ),
          ],
        }
      },
    },
  ],
})

const supportRule = defineRule({
  id: 'PTCE-02',
  theme: 'social_economy',
  title: { fr: 'Soutien de l’État à un pôle', en: 'State support to a cluster' },
  anchor: 'request',
  facts: {
    is_winner_of_state_call: fact.yesNo(
      'Pôle lauréat d’un appel à projets interministériel',
      'Cluster chosen by an interministerial call for projects',
    ),
  },
  versions: [
    {
      version: 'PTCE-02',
      statement: {
        fr: 'L’État soutient les pôles qu’un comité interministériel retient après appel à projets.',
        en: 'The State supports the clusters that an interministerial committee picks after a call for projects.',
      },
      article: 'loi 2014-856, art. 9 II',
      from: calendarDate('2014-08-02'),
      to: null,
      sources: ['STUD-9'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: ({ is_winner_of_state_call }) =>
        checklist([
          condition(
            'is_winner_of_state_call',
            is_winner_of_state_call,
            'un appel à projets de l’État remporté',
            'a State call for projects won',
          ),
        ]),
    },
  ],
})

export const ptceRules: readonly AnyRule[] = [clusterRule, supportRule]
