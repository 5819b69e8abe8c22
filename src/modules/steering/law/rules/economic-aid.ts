import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, step } from '../rule.rules.ts'

const routes: Readonly<Record<string, Conclusion['status']>> = {
  real_estate: 'allowed',
  land_or_building_letting: 'allowed',
  support_to_business_creation_body: 'allowed',
  general_scheme: 'forbidden',
}

const routeRule = defineRule({
  id: 'ECO-01',
  theme: 'state_aid',
  title: { fr: 'Qui peut aider une entreprise', en: 'Who may aid an enterprise' },
  anchor: 'grant',
  facts: {
    aid_kind: fact.oneOf(
      [
        'real_estate',
        'land_or_building_letting',
        'support_to_business_creation_body',
        'regional_scheme',
        'general_scheme',
      ],
      'Nature de l’aide : immobilier d’entreprise, location de terrain ou de local, soutien à un organisme d’aide à la création, régime de la région, régime propre de la commune',
      'Kind of aid: business real estate, letting of land or premises, support to a body that helps business creation, scheme of the region, the town’s own scheme',
    ),
    has_agreement_with_region: fact.yesNo(
      'Une convention avec la région permet de compléter son régime',
      'An agreement with the region allows completing its scheme',
    ),
  },
  versions: [
    {
      version: 'ECO-01',
      statement: {
        fr: 'La région seule définit les régimes généraux d’aides aux entreprises. La commune (ou son intercommunalité) décide seule des aides à l’immobilier d’entreprise et des locations, peut compléter un régime régional par convention, et aider les organismes qui soutiennent la création d’entreprise.',
        en: 'The region alone defines general schemes of aid to enterprises. The town (or its grouping) alone decides on business real-estate aid and lettings, may complete a regional scheme by agreement, and may help bodies that support business creation.',
      },
      article: 'CGCT, art. L1511-2, L1511-3 et L1511-7',
      from: calendarDate('2016-01-01'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Le jour d’effet (9 août 2015 ou 1er janvier 2016) et les cas.',
        en: 'The first day (9 August 2015 or 1 January 2016) and the cases.',
      },
      reviewedOn: firstReview,
      compute({ aid_kind, has_agreement_with_region }) {
        const status = routes[aid_kind] ?? (has_agreement_with_region ? 'allowed' : 'forbidden')
        return {
          status,
          value: aid_kind,
          steps: [
            step(
              'has_agreement_with_region',
              has_agreement_with_region,
              null,
              'Convention avec la région',
              'Agreement with the region',
            ),
          ],
          ...(status === 'forbidden' ? { cure: throughRegion } : {}),
        }
      },
    },
  ],
})

const throughRegion = {
  fr: 'Passer une convention avec la région pour compléter son régime, ou choisir une aide à l’immobilier.',
  en: 'Sign an agreement with the region to complete its scheme, or choose real-estate aid.',
}

const realEstateRule = defineRule({
  id: 'ECO-02',
  theme: 'state_aid',
  title: { fr: 'Aide à l’immobilier d’entreprise', en: 'Business real-estate aid' },
  anchor: 'grant',
  facts: {
    has_written_agreement: fact.yesNo('Convention écrite', 'Written agreement'),
    is_passed_on_in_full: fact.yesNo(
      'L’aide profite entièrement à l’entreprise',
      'The aid goes in full to the enterprise',
    ),
    has_official_valuation: fact.yesNo(
      'Valeur établie par le Domaine ou un expert',
      'Value set by the State’s valuers or an expert',
    ),
    aid_cents: fact.cents('Aide, en équivalent-subvention brut', 'Aid, as gross grant equivalent'),
    property_value_cents: fact.positiveCents('Valeur du bien', 'Value of the property'),
    cap_share: fact.share(
      'Part maximale en vigueur pour ce cas (R1511-4 à 10) : à lire dans le texte du jour',
      'Highest share in force for this case (R1511-4 to 10): to be read in the text of the day',
    ),
  },
  versions: [
    {
      version: 'ECO-02',
      statement: {
        fr: 'Une aide à l’immobilier d’entreprise demande une convention, une valeur établie par le Domaine ou un expert, et profite entièrement à l’entreprise, dans la limite d’une part de la valeur du bien.',
        en: 'Business real-estate aid takes an agreement, a value set by the State’s valuers or an expert, goes in full to the enterprise, and stays within a share of the property’s value.',
      },
      article: 'CGCT, art. L1511-3 et R1511-4 à R1511-10',
      from: calendarDate('2007-01-01'),
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les parts en vigueur : la rédaction de 2008 disait 7,5 %, 15 %, 20 % ou 30 % selon le cas.',
        en: 'The shares in force: the wording of 2008 said 7.5%, 15%, 20% or 30% depending on the case.',
      },
      reviewedOn: firstReview,
      compute(facts) {
        const cap = Math.round(facts.property_value_cents * facts.cap_share)
        const checked = checklist([
          condition(
            'has_written_agreement',
            facts.has_written_agreement,
            'une convention écrite',
            'a written agreement',
          ),
          condition(
            'is_passed_on_in_full',
            facts.is_passed_on_in_full,
            'une aide qui profite entièrement à l’entreprise',
            'an aid that goes in full to the enterprise',
          ),
          condition(
            'has_official_valuation',
            facts.has_official_valuation,
            'une valeur établie par le Domaine ou un expert',
            'a value set by the State’s valuers or an expert',
          ),
          condition(
            'is_within_cap',
            facts.aid_cents <= cap,
            'une aide dans la part permise',
            'an aid within the share allowed',
          ),
        ])
        return {
          ...checked,
          value: facts.aid_cents,
          unit: 'cents',
          threshold: cap,
          excess: Math.max(0, facts.aid_cents - cap),
        }
      },
    },
  ],
})

export const economicAidRules: readonly AnyRule[] = [routeRule, realEstateRule]
