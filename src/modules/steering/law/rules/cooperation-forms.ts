import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, type Lacking, step } from '../rule.rules.ts'

const integrationFacts = {
  grouping_taxes_cents: fact.cents('Produit fiscal de l’intercommunalité', 'Tax product of the grouping'),
  compensation_cents: fact.cents('Attributions de compensation versées', 'Compensation allocations paid'),
  solidarity_cents: fact.cents(
    'Dotation de solidarité versée, comptée pour moitié',
    'Solidarity grant paid, counted for half',
  ),
  towns_taxes_cents: fact.cents('Produit fiscal des communes', 'Tax product of the towns'),
  syndicates_taxes_cents: fact.cents('Produit fiscal des syndicats', 'Tax product of the syndicates'),
}

const integrationRule = defineRule({
  id: 'INT-18',
  theme: 'cooperation',
  title: { fr: 'Coefficient d’intégration fiscale', en: 'Fiscal integration coefficient' },
  anchor: 'budget',
  facts: integrationFacts,
  contradiction: ({
    grouping_taxes_cents: own,
    towns_taxes_cents: towns,
    syndicates_taxes_cents: syndicates,
  }) =>
    own + towns + syndicates === 0
      ? { name: 'grouping_taxes_cents', expected: 'taxes above zero in total' }
      : null,
  versions: [
    {
      version: 'INT-18',
      statement: {
        fr: 'Le coefficient rapporte les impôts que l’intercommunalité garde, une fois reversé ce qui revient aux communes, à tous les impôts du territoire. Il sert à répartir la dotation globale.',
        en: 'The coefficient relates the taxes that the grouping keeps, once the towns’ share is paid back, to all taxes of the territory. It serves to share the State’s general grant.',
      },
      article: 'CGCT, art. L5211-30',
      from: null,
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les composantes exactes, qui varient selon la catégorie.',
        en: 'The exact components, which vary by category.',
      },
      reviewedOn: firstReview,
      compute: formula<typeof integrationFacts>({
        lines: {
          kept_cents: {
            formula: 'grouping_taxes_cents - compensation_cents - solidarity_cents / 2',
            unit: 'cents',
            text: { fr: 'Impôts gardés', en: 'Taxes kept' },
          },
          all_taxes_cents: {
            formula: 'grouping_taxes_cents + towns_taxes_cents + syndicates_taxes_cents',
            unit: 'cents',
            text: { fr: 'Impôts du territoire', en: 'Taxes of the territory' },
          },
          coefficient: {
            formula: 'kept_cents / all_taxes_cents',
            unit: null,
            text: { fr: 'Coefficient', en: 'Coefficient' },
          },
        },
        conclude: (results) => ({
          status: 'computed',
          value: results.number('coefficient'),
          unit: 'share',
        }),
      }),
    },
  ],
})

const formFacts = {
  form: fact.oneOf(
    ['syndicate', 'spl', 'seml', 'gip'],
    'Syndicat, société publique locale, société d’économie mixte, groupement d’intérêt public',
    'Syndicate, local public company, mixed company, public interest group',
  ),
  members: fact.count('members', 'Membres ou actionnaires', 'Members or shareholders'),
  public_share: optional(
    fact.share('Part publique du capital (SPL, SEML)', 'Public share of the capital (SPL, SEML)'),
  ),
  works_only_for_shareholders: optional(
    fact.yesNo(
      'Elle ne travaille que pour eux, sur leur territoire (SPL)',
      'It only works for them, on their territory (SPL)',
    ),
  ),
  public_votes_share: optional(fact.share('Part publique des voix (GIP)', 'Public share of the votes (GIP)')),
  is_approved_by_state: optional(
    fact.yesNo('Convention approuvée par l’État (GIP)', 'Agreement approved by the State (GIP)'),
  ),
}
type FormFacts = FactValues<typeof formFacts>

function twoMembers({ members }: FormFacts) {
  return condition('has_two_members', members >= 2, 'deux membres au moins', 'two members at least')
}

const checks: Readonly<Record<FormFacts['form'], (given: FormFacts) => Conclusion | Lacking>> = {
  syndicate: (given) => checklist([twoMembers(given)]),
  spl(given) {
    const { public_share: share, works_only_for_shareholders: isOnlyForThem } = given
    if (share === undefined) return { missing: ['public_share'] }
    if (isOnlyForThem === undefined) return { missing: ['works_only_for_shareholders'] }
    return checklist([
      twoMembers(given),
      condition('is_all_public', share === 1, 'un capital entièrement public', 'a wholly public capital'),
      condition(
        'works_only_for_shareholders',
        isOnlyForThem,
        'une activité pour ses seuls actionnaires, sur leur territoire',
        'an activity for its shareholders only, on their territory',
      ),
    ])
  },
  seml({ public_share: share }) {
    if (share === undefined) return { missing: ['public_share'] }
    return checklist([
      condition(
        'is_mostly_public',
        share > 0.5,
        'plus de la moitié du capital publique',
        'more than half of the capital public',
      ),
      condition(
        'is_partly_private',
        share <= 0.85,
        'au plus 85 % du capital public',
        'at most 85% of the capital public',
      ),
    ])
  },
  gip(given) {
    const { public_votes_share: votes, is_approved_by_state: isApproved } = given
    if (votes === undefined) return { missing: ['public_votes_share'] }
    if (isApproved === undefined) return { missing: ['is_approved_by_state'] }
    return checklist([
      twoMembers(given),
      condition(
        'has_half_of_votes',
        votes >= 0.5,
        'la moitié des voix au moins publiques',
        'at least half of the votes public',
      ),
      condition('is_approved_by_state', isApproved, 'l’approbation de l’État', 'the State’s approval'),
    ])
  },
}

function amongForms(forms: readonly FormFacts['form'][]) {
  return (given: FormFacts): Conclusion | Lacking =>
    forms.includes(given.form)
      ? checks[given.form](given)
      : {
          status: 'not_applicable',
          steps: [
            step('form', given.form, null, 'Forme pas encore ouverte par la loi', 'Form not yet open by law'),
          ],
        }
}

const common = {
  sources: ['LEG-2008', 'KNOWLEDGE'],
  confidence: 'to_verify',
  toVerify: {
    fr: 'Les parts du capital et des voix, et les jours d’entrée en vigueur.',
    en: 'The shares of capital and votes, and the days of entry into force.',
  },
  reviewedOn: firstReview,
} as const

const formsRule = defineRule({
  id: 'INT-30',
  theme: 'cooperation',
  title: { fr: 'Formes intégrées de coopération', en: 'Integrated forms of cooperation' },
  anchor: 'statutes',
  facts: formFacts,
  versions: [
    {
      version: 'INT-30a',
      statement: {
        fr: 'On peut créer un syndicat, ou une société d’économie mixte dont le capital public dépasse la moitié sans passer 85 %.',
        en: 'One may create a syndicate, or a mixed company with a public capital above half and up to 85%.',
      },
      article: 'CGCT, art. L5212-1, L5711-1, L1522-1',
      from: null,
      to: calendarDate('2010-05-28'),
      ...common,
      compute: amongForms(['syndicate', 'seml']),
    },
    {
      version: 'INT-30b',
      statement: {
        fr: 'S’y ajoute la société publique locale : capital entièrement public, deux actionnaires au moins, activité pour eux seuls et sur leur territoire.',
        en: 'The local public company is added: wholly public capital, two shareholders at least, an activity for them alone and on their territory.',
      },
      article: 'CGCT, art. L5212-1, L5711-1, L1522-1, L1531-1',
      from: calendarDate('2010-05-29'),
      to: calendarDate('2011-05-18'),
      ...common,
      compute: amongForms(['syndicate', 'seml', 'spl']),
    },
    {
      version: 'INT-30c',
      statement: {
        fr: 'Syndicat, société publique locale, société d’économie mixte, ou groupement d’intérêt public : convention approuvée par l’État, au moins la moitié des voix publiques.',
        en: 'Syndicate, local public company, mixed company, or public interest group: agreement approved by the State, at least half of the votes public.',
      },
      article: 'CGCT, art. L5212-1, L5711-1, L1522-1, L1531-1 ; loi 2011-525, art. 98 s.',
      from: calendarDate('2011-05-19'),
      to: null,
      ...common,
      compute: amongForms(['syndicate', 'seml', 'spl', 'gip']),
    },
  ],
})

const depthRule = defineRule({
  id: 'INT-31',
  theme: 'cooperation',
  title: { fr: 'Degré de coopération', en: 'Depth of a cooperation' },
  anchor: 'act',
  facts: {
    creates_legal_person: fact.yesNo('Une personne juridique est créée', 'A legal person is created'),
    has_contract: fact.yesNo(
      'Un contrat, un schéma, une entente, un service commun ou un groupement de commandes',
      'A contract, a scheme, a pact, a shared service or a joint purchasing group',
    ),
  },
  versions: [
    {
      version: 'INT-31',
      statement: {
        fr: 'Informelle : rencontres et réseaux, sans acte. Formelle : un acte, sans nouvelle personne. Intégrée : une nouvelle personne juridique.',
        en: 'Informal: meetings and networks, no act. Formal: an act, no new person. Integrated: a new legal person.',
      },
      article: 'Note du 7 octobre 2014, II.A',
      from: null,
      to: null,
      sources: ['SEED'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute({ creates_legal_person, has_contract }) {
        const withoutPerson = has_contract ? 'formal' : 'informal'
        const value = creates_legal_person ? 'integrated' : withoutPerson
        return { status: 'computed', value, steps: [step('depth', value, null, 'Degré', 'Depth')] }
      },
    },
  ],
})

export const cooperationFormRules: readonly AnyRule[] = [integrationRule, formsRule, depthRule]
