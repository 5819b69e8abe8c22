import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'
import { yesNoList } from '../yes-no-list.rules.ts'

const population = fact.count('people', 'Population municipale', 'Municipal population')
const oldConsolidation = {
  fr: 'L’article dans sa rédaction de 2026 : lu dans une consolidation de 2008.',
  en: 'The article as it reads in 2026: read in a 2008 consolidation.',
}

/** From there a town must have neighbourhood councils; from the second it may, under the same regime. */
const councilsDueFrom = 80_000
const councilsOpenFrom = 20_000

const neighbourhoodRule = defineRule({
  id: 'PAR-01',
  theme: 'participation',
  title: { fr: 'Conseils de quartier', en: 'Neighbourhood councils' },
  anchor: 'reference_day',
  facts: { population },
  versions: [
    {
      version: 'PAR-01',
      statement: {
        fr: 'Des conseils de quartier sont obligatoires dès 80 000 habitants, possibles dès 20 000. En dessous, la commune crée des comités consultatifs (PAR-02).',
        en: 'Neighbourhood councils are compulsory from 80,000 inhabitants, possible from 20,000. Below, the town creates advisory committees (PAR-02).',
      },
      article: 'CGCT, art. L2143-1',
      from: calendarDate('2002-02-28'),
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute({ population }) {
        if (population < councilsOpenFrom)
          return {
            status: 'not_applicable',
            value: 'none',
            threshold: councilsOpenFrom,
            steps: [step('next_check', 'PAR-02', null, 'Comités consultatifs', 'Advisory committees')],
          }
        const isDue = population >= councilsDueFrom
        return {
          status: isDue ? 'required' : 'not_required',
          value: isDue ? 'must' : 'may',
          threshold: councilsDueFrom,
          steps: [step('is_due', isDue, null, 'Au moins 80 000 habitants', 'At least 80,000 inhabitants')],
        }
      },
    },
  ],
})

const committee = yesNoList({
  is_created_by_council: ['une création par le conseil', 'creation by the council'],
  is_proposed_by_mayor: ['la proposition du maire', 'the mayor’s proposal'],
  is_chaired_by_member: ['un membre du conseil qui préside', 'a member of the council in the chair'],
  ends_with_mandate: ['une durée qui ne dépasse pas le mandat', 'a duration within the mandate'],
})

const committeeRule = defineRule({
  id: 'PAR-02',
  theme: 'participation',
  title: { fr: 'Comité consultatif', en: 'Advisory committee' },
  anchor: 'act',
  facts: committee.facts,
  versions: [
    {
      version: 'PAR-02',
      statement: {
        fr: 'Le conseil crée un comité consultatif sur proposition du maire ; un conseiller le préside, et il ne dure pas plus que le mandat.',
        en: 'The council creates an advisory committee on the mayor’s proposal; a councillor chairs it, and it lasts no longer than the mandate.',
      },
      article: 'CGCT, art. L2143-2',
      from: null,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute: (given) => checklist(committee.conditions(given)),
    },
  ],
})

/** Population above which the public services committee is due. */
const servicesCommitteeAbove = { municipality: 10_000, intermunicipal_body: 50_000 } as const

const servicesCommitteeRule = defineRule({
  id: 'PAR-03',
  theme: 'participation',
  title: {
    fr: 'Commission consultative des services publics locaux',
    en: 'Advisory committee on local public services',
  },
  anchor: 'act',
  facts: {
    population,
    body: optional(
      fact.oneOf(
        ['municipality', 'intermunicipal_body'],
        'Commune (si omis) ou intercommunalité',
        'Municipality (when left out) or intermunicipal body',
      ),
    ),
  },
  versions: [
    {
      version: 'PAR-03',
      statement: {
        fr: 'Une commune de plus de 10 000 habitants (intercommunalité : plus de 50 000) a une commission consultative. Elle donne son avis avant une délégation, une régie autonome ou un partenariat, et rend compte chaque année.',
        en: 'A town of more than 10,000 inhabitants (intermunicipal body: more than 50,000) has an advisory committee. It gives its opinion before a delegation, an autonomous service or a partnership, and reports every year.',
      },
      article: 'CGCT, art. L1413-1',
      from: null,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute({ population, body = 'municipality' }) {
        const threshold = servicesCommitteeAbove[body]
        return {
          status: population > threshold ? 'required' : 'not_required',
          value: population,
          unit: 'people',
          threshold,
          steps: [step('threshold', threshold, 'people', 'Obligatoire au-dessus de', 'Compulsory above')],
        }
      },
    },
  ],
})

const citizensCouncilRule = defineRule({
  id: 'PAR-17',
  theme: 'participation',
  title: { fr: 'Conseil citoyen d’un quartier prioritaire', en: 'Citizens’ council of a priority district' },
  anchor: 'act',
  facts: {
    has_priority_district: fact.yesNo(
      'La commune a un quartier prioritaire de la politique de la ville',
      'The town has a priority district of urban policy',
    ),
  },
  versions: [
    {
      version: 'PAR-17',
      statement: {
        fr: 'Chaque quartier prioritaire a un conseil citoyen : des habitants tirés au sort et des acteurs locaux.',
        en: 'Each priority district has a citizens’ council: inhabitants drawn by lot and local actors.',
      },
      article: 'loi 2014-173, art. 7',
      from: calendarDate('2014-02-23'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le texte en vigueur.', en: 'The text in force.' },
      reviewedOn: firstReview,
      compute: ({ has_priority_district }) => ({
        status: has_priority_district ? 'required' : 'not_required',
        steps: [
          step(
            'has_priority_district',
            has_priority_district,
            null,
            'Un quartier prioritaire dans la commune',
            'A priority district in the town',
          ),
        ],
      }),
    },
  ],
})

export const participationBodyRules: readonly AnyRule[] = [
  neighbourhoodRule,
  committeeRule,
  servicesCommitteeRule,
  citizensCouncilRule,
]
