import { calendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule } from '../rule.rules.ts'

const occupationRule = defineRule({
  id: 'OCC-01',
  theme: 'premises',
  title: { fr: 'Occuper un local de la commune', en: 'Occupying premises of the town' },
  anchor: 'sign',
  facts: {
    is_economic_activity: fact.yesNo(
      'L’occupant exerce une activité économique',
      'The occupant carries on an economic activity',
    ),
    was_selected_with_publicity: fact.yesNo(
      'Il a été choisi après publicité',
      'The occupant was chosen after publicity',
    ),
    is_exempt_from_selection: fact.yesNo(
      'Un cas de dispense de sélection s’applique',
      'A case of exemption from selection applies',
    ),
    is_free: fact.yesNo('L’occupation est gratuite', 'The occupation is free of charge'),
    is_non_profit_of_general_interest: fact.yesNo(
      'L’occupant est une association sans but lucratif d’intérêt général',
      'The occupant is a non-profit association of general interest',
    ),
  },
  versions: [
    {
      version: 'OCC-01',
      statement: {
        fr: 'Occuper le domaine public pour une activité économique demande une sélection avec publicité, sauf dispense, et une redevance. La gratuité est réservée, par exemple, aux associations sans but lucratif d’intérêt général ; un loyer sous le marché est une aide (OCC-02).',
        en: 'Occupying public property for an economic activity takes a selection with publicity, unless exempt, and a fee. Free use is kept, for instance, for non-profit associations of general interest; a rent below the market is an aid (OCC-02).',
      },
      article: 'CG3P, art. L2122-1-1 s. et L2125-1',
      from: calendarDate('2017-07-01'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Les cas de dispense et de gratuité.', en: 'The cases of exemption and of free use.' },
      reviewedOn: firstReview,
      compute: (facts) =>
        checklist([
          condition(
            'is_selection_settled',
            !facts.is_economic_activity ||
              facts.was_selected_with_publicity ||
              facts.is_exempt_from_selection,
            'une sélection avec publicité, ou un cas de dispense',
            'a selection with publicity, or a case of exemption',
          ),
          condition(
            'is_fee_settled',
            !facts.is_free || facts.is_non_profit_of_general_interest,
            'une redevance, sauf association sans but lucratif d’intérêt général',
            'a fee, except for a non-profit association of general interest',
          ),
        ]),
    },
  ],
})

const rentFacts = {
  market_rent_month_cents: fact.cents('Loyer de marché par mois', 'Market rent a month'),
  rent_month_cents: fact.cents('Loyer demandé par mois', 'Rent asked a month'),
  months: fact.positiveCount(
    'months',
    'Durée de la convention, en mois',
    'Length of the agreement, in months',
  ),
  is_economic_activity: fact.yesNo(
    'L’occupant exerce une activité économique',
    'The occupant carries on an economic activity',
  ),
}

const rentRule = defineRule({
  id: 'OCC-02',
  theme: 'premises',
  title: { fr: 'Loyer sous le marché', en: 'Rent below the market' },
  anchor: 'grant',
  facts: rentFacts,
  versions: [
    {
      version: 'OCC-02',
      statement: {
        fr: 'Un loyer sous le marché consenti à une entreprise est une aide en nature : elle vaut l’écart sur toute la convention, compté une fois à la signature. Pour une association sans activité économique ce n’est pas une aide, mais la valeur compte pour SUB-02.',
        en: 'A rent below the market granted to an enterprise is aid in kind: it is worth the difference over the whole agreement, counted once at the signature. For an association without economic activity it is no aid, but its value counts for SUB-02.',
      },
      article: 'CGCT, art. L1511-3 ; règlement (UE) 2023/2831',
      from: null,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'La rédaction en vigueur (lue dans celle de 2008).',
        en: 'The wording in force (read in that of 2008).',
      },
      reviewedOn: firstReview,
      compute: formula<typeof rentFacts>({
        lines: {
          advantage_month_cents: {
            formula: { valeur: 'market_rent_month_cents - rent_month_cents', plancher: 0 },
            unit: 'cents',
            text: { fr: 'Avantage par mois', en: 'Advantage a month' },
          },
          advantage_cents: {
            formula: 'advantage_month_cents * months',
            unit: 'cents',
            text: { fr: 'Avantage sur toute la convention', en: 'Advantage over the whole agreement' },
          },
        },
        conclude: (results, { is_economic_activity }) => ({
          status: is_economic_activity ? 'computed' : 'not_applicable',
          value: results.number('advantage_cents'),
          unit: 'cents',
        }),
      }),
    },
  ],
})

const shareFacts = {
  own_cents: fact.cents(
    'Part payée par la commune, maître d’ouvrage',
    'Part paid by the town, owner of the project',
  ),
  public_funding_cents: fact.positiveCents(
    'Total des financements publics, part de la commune comprise',
    'Total public funding, the town’s part included',
  ),
  is_lead_authority_field: fact.yesNo(
    'La compétence relève d’un chef de file désigné par la loi',
    'The field falls under a lead authority named by the law',
  ),
}

const ownShareRule = defineRule({
  id: 'CUM-01',
  theme: 'loans',
  title: { fr: 'Part propre du maître d’ouvrage', en: 'Own share of the project owner' },
  anchor: 'act',
  facts: shareFacts,
  contradiction: ({ own_cents, public_funding_cents }) =>
    own_cents > public_funding_cents
      ? { name: 'own_cents', expected: 'no more than public_funding_cents' }
      : null,
  versions: [
    {
      version: 'CUM-01',
      statement: {
        fr: 'La commune qui conduit un investissement en paie au moins 20 % des financements publics, 30 % dans un domaine où la loi désigne un chef de file.',
        en: 'The town that leads an investment pays at least 20% of its public funding, 30% in a field where the law names a lead authority.',
      },
      article: 'CGCT, art. L1111-10 III et L1111-9 I 2°',
      from: calendarDate('2014-01-29'),
      to: null,
      sources: ['DOC-1111-9', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Les 20 % et leur date.', en: 'The 20% and their date.' },
      reviewedOn: firstReview,
      compute: formula<typeof shareFacts>({
        lines: {
          floor_percent: {
            formula: { variations: [{ si: 'is_lead_authority_field', alors: 30 }, { sinon: 20 }] },
            unit: 'percent',
            text: { fr: 'Part propre à payer', en: 'Own share to pay' },
          },
          own_share: {
            formula: 'own_cents / public_funding_cents',
            unit: 'share',
            text: { fr: 'Part propre prévue', en: 'Own share planned' },
          },
          shortfall_exact_cents: {
            formula: {
              valeur: '(public_funding_cents * floor_percent - own_cents * 100) / 100',
              plancher: 0,
            },
            unit: 'cents',
            text: { fr: 'Manque', en: 'Shortfall' },
          },
        },
        conclude(results, { own_cents }) {
          const shortfall = Math.ceil(results.number('shortfall_exact_cents'))
          return {
            status: shortfall === 0 ? 'allowed' : 'forbidden',
            value: results.number('own_share'),
            unit: 'share',
            threshold: results.number('floor_percent') / 100,
            excess: shortfall,
            ...(shortfall === 0 ? {} : { cure: payAtLeast(own_cents + shortfall) }),
          }
        },
      }),
    },
  ],
})

function payAtLeast(cents: number) {
  return {
    fr: `Payer au moins ${formatEuros(cents, 'fr')}, à financement public constant.`,
    en: `Pay at least ${formatEuros(cents, 'en')}, at constant public funding.`,
  }
}

export const premisesRules: readonly AnyRule[] = [occupationRule, rentRule]
export const ownShareRules: readonly AnyRule[] = [ownShareRule]
