import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const population = fact.count('people', 'Population', 'Population')

type Body = 'region' | 'department' | 'grouping' | 'municipality'

/** How a body is heard in the conference: by its president, or through a representative elected among its like. */
function seatOf(body: Body, people: number): string {
  if (body === 'region' || body === 'department') return 'president'
  if (body === 'grouping') return people > 30_000 ? 'president' : 'elected_among_groupings_up_to_30000'
  if (people > 30_000) return 'elected_among_municipalities_above_30000'
  return people >= 3_500
    ? 'elected_among_municipalities_3500_to_30000'
    : 'elected_among_municipalities_below_3500'
}

const conferenceRule = defineRule({
  id: 'INT-06',
  theme: 'cooperation',
  title: { fr: 'Siège à la conférence territoriale (CTAP)', en: 'Seat in the territorial conference (CTAP)' },
  anchor: 'reference_day',
  facts: {
    body: fact.oneOf(
      ['region', 'department', 'grouping', 'municipality'],
      'Région, département, intercommunalité, commune',
      'Région, département, grouping, municipality',
    ),
    population,
  },
  versions: [
    {
      version: 'INT-06',
      statement: {
        fr: 'Dans chaque région, les présidents de la région, des départements et des intercommunalités de plus de 30 000 habitants siègent ; les communes élisent des représentants par tranche de population.',
        en: 'In each région, the presidents of the région, of the départements and of groupings above 30,000 inhabitants sit; municipalities elect representatives by band of population.',
      },
      article: 'CGCT, art. L1111-9-1',
      from: calendarDate('2014-01-29'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Les tranches de population.', en: 'The bands of population.' },
      reviewedOn: firstReview,
      compute({ body, population }) {
        const value = seatOf(body, population)
        return {
          status: 'computed',
          value,
          steps: [step('seat', value, null, 'Façon de siéger', 'How it sits')],
        }
      },
    },
  ],
})

const ententeFacts = {
  includes_grouping: fact.yesNo(
    'Une intercommunalité ou un syndicat mixte est partie',
    'A grouping or a joint syndicate is a party',
  ),
  councils: fact.count('councils', 'Conseils parties à l’entente', 'Councils that are parties to the pact'),
  ratifications: fact.count(
    'councils',
    'Conseils qui ont ratifié la décision',
    'Councils that ratified the decision',
  ),
  representatives_each: fact.count('people', 'Représentants par conseil', 'Representatives of each council'),
  is_secret_ballot: fact.yesNo('Élus au scrutin secret', 'Elected by secret ballot'),
}
type Entente = FactValues<typeof ententeFacts>

function ententeConditions(given: Entente) {
  return [
    condition('has_two_councils', given.councils >= 2, 'deux conseils au moins', 'two councils at least'),
    condition(
      'has_three_each',
      given.representatives_each === 3,
      'trois représentants par conseil',
      'three representatives of each council',
    ),
    condition(
      'is_secret_ballot',
      given.is_secret_ballot,
      'une élection au scrutin secret',
      'election by secret ballot',
    ),
    condition(
      'is_ratified_by_all',
      given.ratifications === given.councils,
      'la ratification par chacun des conseils',
      'ratification by every council',
    ),
  ]
}

const ententeRule = defineRule({
  id: 'INT-10',
  theme: 'cooperation',
  title: { fr: 'Entente entre collectivités', en: 'Pact between authorities (entente)' },
  anchor: 'act',
  facts: ententeFacts,
  contradiction: ({ councils, ratifications }) =>
    ratifications > councils ? { name: 'ratifications', expected: 'no more than councils' } : null,
  versions: [
    {
      version: 'INT-10a',
      statement: {
        fr: 'L’entente réunit des communes ; ses décisions ne valent qu’une fois ratifiées par tous les conseils.',
        en: 'The pact joins municipalities; its decisions only hold once ratified by every council.',
      },
      article: 'CGCT, art. L5221-1 et L5221-2',
      from: null,
      to: calendarDate('2004-08-16'),
      sources: ['LEG-2008', 'GAZ-E'],
      confidence: 'to_verify',
      toVerify: { fr: 'La rédaction d’avant 2004.', en: 'The text before 2004.' },
      reviewedOn: firstReview,
      compute: (given) =>
        checklist([
          condition(
            'is_between_municipalities',
            !given.includes_grouping,
            'des communes seulement',
            'municipalities only',
          ),
          ...ententeConditions(given),
        ]),
    },
    {
      version: 'INT-10b',
      statement: {
        fr: 'Des conseils municipaux, intercommunalités ou syndicats mixtes s’entendent sur des objets communs, sans créer de personne juridique. Trois représentants de chacun, élus au scrutin secret, en débattent ; rien ne vaut avant que tous aient ratifié.',
        en: 'Municipal councils, groupings or joint syndicates agree on shared objects, without creating a legal person. Three representatives of each, elected by secret ballot, discuss them; nothing holds before all have ratified.',
      },
      article: 'CGCT, art. L5221-1 et L5221-2',
      from: calendarDate('2004-08-17'),
      to: null,
      sources: ['LEG-2008', 'GAZ-E'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'L’article dans sa rédaction de 2026 : lu dans une consolidation de 2008.',
        en: 'The article as it reads in 2026: read in a 2008 consolidation.',
      },
      reviewedOn: firstReview,
      compute: (given) => checklist(ententeConditions(given)),
    },
  ],
})

export const cooperationBodyRules: readonly AnyRule[] = [conferenceRule, ententeRule]
