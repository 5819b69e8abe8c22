import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, type Lacking, step } from '../rule.rules.ts'

const memberFacts = {
  employee_count: fact.count(
    'people',
    'Salariés de la coopérative, associés ou non',
    'Employees of the cooperative, members or not',
  ),
  employee_members: fact.count('people', 'Associés salariés', 'Members who are employees'),
  producer_members: fact.count(
    'people',
    'Associés producteurs des biens ou services de la coopérative',
    'Members who produce the cooperative’s goods or services',
  ),
  beneficiary_members: fact.count(
    'people',
    'Associés bénéficiaires habituels',
    'Members who are habitual users',
  ),
  volunteer_members: fact.count('people', 'Associés bénévoles', 'Members who are volunteers'),
  public_members: fact.count('people', 'Associés personnes publiques', 'Members that are public bodies'),
  other_members: fact.count('people', 'Autres associés', 'Other members'),
}
type Members = FactValues<typeof memberFacts>

/** Whether producers may stand for employees, which since 2014 they do where there is no employee at all. */
type Substitution = 'employees_only' | 'producers_without_employees'

function membership(members: Members, substitution: Substitution): Conclusion {
  const producersStand = substitution === 'producers_without_employees' && members.employee_count === 0
  const makers = producersStand ? members.producer_members : members.employee_members
  // Producers who do not stand for employees contribute by other means: the fifth category.
  const others = members.other_members + (producersStand ? 0 : members.producer_members)
  const categories = [
    makers,
    members.beneficiary_members,
    members.volunteer_members,
    members.public_members,
    others,
  ].filter((count) => count > 0).length
  const checked = checklist([
    condition(
      'has_three_categories',
      categories >= 3,
      'trois catégories d’associés',
      'three categories of members',
    ),
    condition(
      'has_beneficiaries',
      members.beneficiary_members > 0,
      'des bénéficiaires habituels parmi les associés',
      'habitual users among the members',
    ),
    condition('has_makers', makers > 0, ...makersText(producersStand)),
  ])
  return {
    ...checked,
    value: categories,
    unit: 'categories',
    threshold: 3,
    steps: [
      step('categories', categories, 'categories', 'Catégories d’associés', 'Categories of members'),
      ...checked.steps,
    ],
  }
}

function makersText(producersStand: boolean): [string, string] {
  return producersStand
    ? [
        'des producteurs parmi les associés, faute de salarié',
        'producers among the members, for want of employees',
      ]
    : ['des salariés parmi les associés', 'employees among the members']
}

const membersRule = defineRule({
  id: 'SCIC-02',
  theme: 'scic',
  title: { fr: 'Catégories d’associés d’une SCIC', en: 'Categories of members of a SCIC' },
  anchor: 'act',
  facts: memberFacts,
  contradiction: ({ employee_count, employee_members }) =>
    employee_members > employee_count
      ? { name: 'employee_members', expected: 'no more than employee_count' }
      : null,
  versions: [
    {
      version: 'SCIC-02a',
      statement: {
        fr: 'Une SCIC réunit au moins trois catégories d’associés, dont toujours des salariés et des bénéficiaires.',
        en: 'A SCIC brings together at least three categories of members, always including employees and users.',
      },
      article: 'loi 47-1775, art. 19 septies (version de 2001)',
      from: calendarDate('2001-07-18'),
      to: calendarDate('2014-08-01'),
      sources: ['SEN-2001'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (members) => membership(members, 'employees_only'),
    },
    {
      version: 'SCIC-02b',
      statement: {
        fr: 'Une SCIC réunit au moins trois catégories d’associés, dont toujours des bénéficiaires habituels et des salariés ; si elle n’a aucun salarié, des producteurs les remplacent.',
        en: 'A SCIC brings together at least three categories of members, always including habitual users and employees; where it has no employee at all, producers take their place.',
      },
      article: 'loi 47-1775, art. 19 septies (loi 2014-856, art. 33)',
      from: calendarDate('2014-08-02'),
      to: null,
      sources: ['TRI-33'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (members) => membership(members, 'producers_without_employees'),
    },
  ],
})

const formFacts = {
  form: fact.oneOf(['sa', 'sarl', 'sas', 'other'], 'Forme de la société', 'Form of the company'),
  has_variable_capital: fact.yesNo('Capital variable', 'Variable capital'),
}

function formAmong(forms: readonly string[], { form, has_variable_capital }: FactValues<typeof formFacts>) {
  const names = forms.join(', ').toUpperCase()
  return {
    ...checklist([
      condition('is_form_open', forms.includes(form), `forme ${names}`, `form ${names}`),
      condition('has_variable_capital', has_variable_capital, 'capital variable', 'variable capital'),
    ]),
    value: form,
  }
}

const formRule = defineRule({
  id: 'SCIC-03',
  theme: 'scic',
  title: { fr: 'Forme de la société', en: 'Form of the company' },
  anchor: 'act',
  facts: formFacts,
  before: {
    text: {
      fr: 'La société coopérative d’intérêt collectif n’existait pas encore.',
      en: 'The community-interest cooperative did not exist yet.',
    },
  },
  versions: [
    {
      version: 'SCIC-03a',
      statement: {
        fr: 'Une SCIC est une SA ou une SARL, à capital variable.',
        en: 'A SCIC is an SA or an SARL, with variable capital.',
      },
      article: 'loi 47-1775, art. 19 quinquies (version de 2001)',
      from: calendarDate('2001-07-18'),
      to: calendarDate('2014-08-01'),
      sources: ['TRI-33'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (facts) => formAmong(['sa', 'sarl'], facts),
    },
    {
      version: 'SCIC-03b',
      statement: {
        fr: 'Une SCIC est une SA, une SARL ou une SAS, à capital variable.',
        en: 'A SCIC is an SA, an SARL or an SAS, with variable capital.',
      },
      article: 'loi 47-1775, art. 19 quinquies (loi 2014-856, art. 33)',
      from: calendarDate('2014-08-02'),
      to: null,
      sources: ['TRI-33'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (facts) => formAmong(['sa', 'sarl', 'sas'], facts),
    },
  ],
})

const collegeFacts = {
  college_count: fact.count(
    'colleges',
    'Nombre de collèges de vote, 0 sans collège',
    'Number of voting colleges, 0 without',
  ),
  weights: optional(
    fact.list(
      { share: fact.share('Part des voix d’un collège', 'Share of the votes of one college') },
      'Part des voix de chaque collège ; omise, les statuts se taisent et les collèges pèsent autant',
      'Share of the votes of each college; left out, the statutes are silent and colleges weigh the same',
    ),
  ),
  is_weighted_by_capital: fact.yesNo(
    'Le poids des collèges dépend du capital apporté',
    'The weight of the colleges depends on the capital contributed',
  ),
}

function colleges(facts: FactValues<typeof collegeFacts>): Conclusion | Lacking {
  const { college_count: count, is_weighted_by_capital } = facts
  if (count === 0)
    return {
      status: 'allowed',
      steps: [step('one_member_one_vote', true, null, 'Un associé, une voix', 'One member, one vote')],
    }
  // Where the statutes are silent, one weight stands for all: they are equal.
  const weights = facts.weights?.map(({ share }) => share) ?? [1 / count]
  const sum = facts.weights ? weights.reduce((total, weight) => total + weight, 0) : 1
  const largest = Math.max(...weights)
  const checked = checklist([
    condition('has_three_colleges', count >= 3, 'trois collèges au moins', 'three colleges at least'),
    condition(
      'are_weights_complete',
      Math.abs(sum - 1) < 1e-9,
      'des parts de voix dont la somme fait 100 %',
      'shares of votes that add up to 100%',
    ),
    condition(
      'is_none_above',
      largest <= 0.5,
      'au plus 50 % des voix par collège',
      'at most 50% of the votes a college',
    ),
    condition(
      'is_none_below',
      Math.min(...weights) >= 0.1,
      'au moins 10 % des voix par collège',
      'at least 10% of the votes a college',
    ),
    condition(
      'is_apart_from_capital',
      !is_weighted_by_capital,
      'un poids sans lien avec le capital apporté',
      'a weight that does not follow the capital contributed',
    ),
  ])
  return {
    ...checked,
    value: largest,
    unit: 'share',
    threshold: 0.5,
    excess: Math.max(0, largest - 0.5),
    steps: [
      step('largest_weight', largest, 'share', 'Plus grande part de voix', 'Largest share of the votes'),
      step(
        'smallest_weight',
        Math.min(...weights),
        'share',
        'Plus petite part de voix',
        'Smallest share of the votes',
      ),
      ...checked.steps,
    ],
  }
}

const collegesRule = defineRule({
  id: 'SCIC-04',
  theme: 'scic',
  title: { fr: 'Collèges de vote d’une SCIC', en: 'Voting colleges of a SCIC' },
  anchor: 'statutes',
  facts: collegeFacts,
  contradiction: ({ college_count, weights }) =>
    weights && weights.length !== college_count
      ? { name: 'weights', expected: 'as many as college_count' }
      : null,
  versions: [
    {
      version: 'SCIC-04',
      statement: {
        fr: 'Chaque associé a une voix, quel que soit son capital. Les statuts peuvent créer des collèges : trois au moins, chacun de 10 % à 50 % des voix, à égalité s’ils n’en disent rien ; le capital apporté ne peut pas en fixer le poids.',
        en: 'Each member has one vote, whatever their capital. The statutes may create colleges: three at least, each with 10% to 50% of the votes, equal where they say nothing; the capital contributed cannot set their weight.',
      },
      article: 'loi 47-1775, art. 19 octies',
      from: calendarDate('2001-07-18'),
      to: null,
      sources: ['AVP', 'SCICFAQ', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'L’exclusion du capital comme critère de pondération.',
        en: 'That capital is excluded as a criterion of weighting.',
      },
      reviewedOn: firstReview,
      compute: colleges,
    },
  ],
})

export const scicMemberRules: readonly AnyRule[] = [membersRule, formRule, collegesRule]
