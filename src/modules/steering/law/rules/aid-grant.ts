import { calendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, type Lacking, step } from '../rule.rules.ts'

const equivalentFacts = {
  instrument: fact.oneOf(
    ['grant', 'soft_loan', 'guarantee', 'low_rent', 'other'],
    'Forme de l’aide',
    'Form of the aid',
  ),
  amount_cents: optional(
    fact.cents(
      'Subvention avant impôt, à donner pour une subvention',
      'Grant before tax, to be given for a grant',
    ),
  ),
  market_cost_cents: optional(
    fact.cents(
      'Ce que l’entreprise aurait payé au prix du marché, à donner sauf pour une subvention',
      'What the undertaking would have paid at market price, to be given except for a grant',
    ),
  ),
  paid_cents: optional(
    fact.cents(
      'Ce qu’elle paie, à donner sauf pour une subvention',
      'What it pays, to be given except for a grant',
    ),
  ),
}

function grantEquivalent(facts: FactValues<typeof equivalentFacts>): Conclusion | Lacking {
  const { instrument, amount_cents: amount, market_cost_cents: market, paid_cents: paid } = facts
  if (instrument === 'grant')
    return amount === undefined
      ? { missing: ['amount_cents'] }
      : {
          status: 'computed',
          value: amount,
          unit: 'cents',
          steps: [
            step(
              'gross_grant_equivalent_cents',
              amount,
              'cents',
              'Subvention avant impôt',
              'Grant before tax',
            ),
          ],
        }
  if (market === undefined) return { missing: ['market_cost_cents'] }
  if (paid === undefined) return { missing: ['paid_cents'] }
  const equivalent = Math.max(0, market - paid)
  return {
    status: 'computed',
    value: equivalent,
    unit: 'cents',
    steps: [
      step('market_cost_cents', market, 'cents', 'Au prix du marché', 'At market price'),
      step('paid_cents', paid, 'cents', 'Payé', 'Paid'),
      step(
        'gross_grant_equivalent_cents',
        equivalent,
        'cents',
        'Équivalent-subvention brut',
        'Gross grant equivalent',
      ),
    ],
  }
}

const equivalentRule = defineRule({
  id: 'AID-03',
  theme: 'state_aid',
  title: { fr: 'Équivalent-subvention brut', en: 'Gross grant equivalent' },
  anchor: 'grant',
  facts: equivalentFacts,
  versions: [
    {
      version: 'AID-03',
      statement: {
        fr: 'Une aide compte pour son équivalent-subvention brut, avant impôt, le jour où le droit est accordé. Prêt bonifié, garantie et loyer réduit se convertissent : ce que le marché aurait coûté, moins ce qui est payé.',
        en: 'An aid counts for its gross grant equivalent, before tax, on the day when the right is granted. A soft loan, a guarantee and a low rent are converted: what the market would have cost, less what is paid.',
      },
      article: 'règlement (UE) 2023/2831, art. 3 et 4',
      from: calendarDate('2014-01-01'),
      to: calendarDate('2030-12-31'),
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les méthodes de calcul admises pour prêts et garanties.',
        en: 'The computing methods admitted for loans and guarantees.',
      },
      reviewedOn: firstReview,
      compute: grantEquivalent,
    },
  ],
})

const refusalFacts = {
  regulation: fact.oneOf(
    ['general', 'sgei'],
    'Règlement général, ou service d’intérêt économique général',
    'General regulation, or service of general economic interest',
  ),
  granted_in_window_cents: fact.cents(
    'Aides de minimis déjà accordées dans la période (AID-01, AID-02)',
    'De minimis aid already granted in the period (AID-01, AID-02)',
  ),
  new_aid_cents: fact.cents('Nouvelle aide', 'New aid'),
}

function refusedInFull(generalCents: number, sgeiCents: number) {
  return formula<typeof refusalFacts>({
    inputs: ({ regulation }) => ({ cap_in_force_cents: regulation === 'general' ? generalCents : sgeiCents }),
    lines: {
      ceiling_cents: { formula: 'cap_in_force_cents', unit: 'cents', text: { fr: 'Plafond', en: 'Ceiling' } },
      total_cents: {
        formula: 'granted_in_window_cents + new_aid_cents',
        unit: 'cents',
        text: { fr: 'Total avec la nouvelle aide', en: 'Total with the new aid' },
      },
      excess_cents: {
        formula: { valeur: 'total_cents - ceiling_cents', plancher: 0 },
        unit: 'cents',
        text: { fr: 'Dépassement', en: 'Excess' },
      },
      room_cents: {
        formula: { valeur: 'ceiling_cents - granted_in_window_cents', plancher: 0 },
        unit: 'cents',
        text: {
          fr: 'Aide possible si on la réduit avant de l’accorder',
          en: 'Aid possible if reduced before it is granted',
        },
      },
    },
    conclude(results, { new_aid_cents }) {
      const excess = results.number('excess_cents')
      return {
        status: excess === 0 ? 'allowed' : 'forbidden',
        // All or nothing: no part of an aid that crosses the ceiling is de minimis.
        value: excess === 0 ? new_aid_cents : 0,
        unit: 'cents',
        threshold: results.number('ceiling_cents'),
        excess,
        ...(excess === 0 ? {} : { cure: reduceTo(results.number('room_cents')) }),
      }
    },
  })
}

function reduceTo(room: number) {
  return {
    fr: `Réduire l’aide à ${formatEuros(room, 'fr')} avant de l’accorder.`,
    en: `Reduce the aid to ${formatEuros(room, 'en')} before granting it.`,
  }
}

const refusalRule = defineRule({
  id: 'AID-04',
  theme: 'state_aid',
  title: { fr: 'Aide refusée en entier', en: 'Aid refused in full' },
  anchor: 'grant',
  facts: refusalFacts,
  versions: [
    {
      version: 'AID-04a',
      statement: {
        fr: 'Une aide qui ferait franchir le plafond n’est pas de minimis, pas même pour sa part sous le plafond ; il faut la réduire avant de l’accorder.',
        en: 'An aid that would cross the ceiling is not de minimis, not even for its part below it; it must be reduced before it is granted.',
      },
      article: 'règlement (UE) 1407/2013, art. 3(7)',
      from: calendarDate('2014-01-01'),
      to: calendarDate('2023-12-31'),
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'L’article du règlement de 2013.', en: 'The article of the regulation of 2013.' },
      reviewedOn: firstReview,
      compute: refusedInFull(200_000_00, 500_000_00),
    },
    {
      version: 'AID-04b',
      statement: {
        fr: 'Une aide qui ferait franchir le plafond n’est pas de minimis, pas même pour sa part sous le plafond ; il faut la réduire avant de l’accorder.',
        en: 'An aid that would cross the ceiling is not de minimis, not even for its part below it; it must be reduced before it is granted.',
      },
      article: 'règlement (UE) 2023/2831, art. 3(7)',
      from: calendarDate('2024-01-01'),
      to: calendarDate('2030-12-31'),
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le paragraphe du règlement.', en: 'The paragraph of the regulation.' },
      reviewedOn: firstReview,
      compute: refusedInFull(300_000_00, 750_000_00),
    },
  ],
})

const undertakingRule = defineRule({
  id: 'AID-05',
  theme: 'state_aid',
  title: { fr: 'Entreprise unique, activité économique', en: 'Single undertaking, economic activity' },
  anchor: 'grant',
  facts: {
    is_activity_economic: fact.yesNo(
      'L’aide va à une activité économique',
      'The aid goes to an economic activity',
    ),
    has_other_economic_activity: fact.yesNo(
      'L’organisme a aussi une activité économique',
      'The body also has an economic activity',
    ),
    has_separate_accounts: fact.yesNo(
      'Il tient des comptes séparés par activité',
      'It keeps separate accounts by activity',
    ),
  },
  versions: [
    {
      version: 'AID-05',
      statement: {
        fr: 'Les plafonds visent l’entreprise unique : toutes les sociétés liées par un contrôle. Une activité non économique n’est pas concernée, si des comptes séparés l’isolent des activités économiques.',
        en: 'The ceilings concern the single undertaking: all companies linked by control. A non-economic activity is not concerned, where separate accounts keep it apart from economic ones.',
      },
      article: 'règlement (UE) 2023/2831, art. 2(2) ; TFUE, art. 107',
      from: calendarDate('2014-01-01'),
      to: calendarDate('2030-12-31'),
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'La définition du lien de contrôle.', en: 'The definition of the link of control.' },
      reviewedOn: firstReview,
      compute({ is_activity_economic, has_other_economic_activity, has_separate_accounts }) {
        if (is_activity_economic)
          return {
            status: 'required',
            steps: [
              step(
                'next_check',
                'AID-01',
                null,
                'Compter les aides de tout le groupe',
                'Count the aid of the whole group',
              ),
            ],
          }
        if (has_other_economic_activity && !has_separate_accounts)
          return {
            status: 'warning',
            cure: {
              fr: 'Demander des comptes séparés par activité.',
              en: 'Ask for separate accounts by activity.',
            },
          }
        return { status: 'not_applicable' }
      },
    },
  ],
})

export const aidGrantRules: readonly AnyRule[] = [equivalentRule, refusalRule, undertakingRule]
