import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule } from '../rule.rules.ts'
import { yesNoList } from '../yes-no-list.rules.ts'

const inHouseFacts = {
  has_similar_control: fact.yesNo(
    'La commune, seule ou avec d’autres, contrôle l’organisme comme ses propres services',
    'The town, alone or with others, controls the body as it does its own services',
  ),
  activity_for_controllers_share: fact.share(
    'Part de l’activité faite pour ceux qui contrôlent, en moyenne sur trois ans',
    'Share of the activity done for the controlling bodies, averaged over three years',
  ),
  has_direct_private_capital: fact.yesNo(
    'Capital privé direct (sauf celui que la loi impose et qui ne contrôle rien)',
    'Direct private capital (save what the law requires and which controls nothing)',
  ),
}
type InHouse = FactValues<typeof inHouseFacts>

function inHouse(isEnoughActivity: (share: number) => boolean, threshold: number | null) {
  return (given: InHouse) => ({
    ...checklist([
      condition(
        'has_similar_control',
        given.has_similar_control,
        'un contrôle semblable à celui de ses propres services',
        'control similar to that over its own services',
      ),
      condition(
        'is_activity_for_controllers',
        isEnoughActivity(given.activity_for_controllers_share),
        'l’essentiel de l’activité pour ceux qui contrôlent (plus de 80 % depuis 2016)',
        'most of the activity for the controlling bodies (more than 80% since 2016)',
      ),
      condition(
        'has_no_private_capital',
        !given.has_direct_private_capital,
        'aucun capital privé direct',
        'no direct private capital',
      ),
    ]),
    value: given.activity_for_controllers_share,
    unit: 'share',
    ...(threshold === null ? {} : { threshold }),
  })
}

const inHouseRule = defineRule({
  id: 'PP-IH-01',
  theme: 'procurement',
  title: {
    fr: 'Quasi-régie : contrat sans mise en concurrence',
    en: 'In-house body: contract without competition',
  },
  anchor: 'launch',
  facts: inHouseFacts,
  versions: [
    {
      version: 'PP-IH-01a',
      statement: {
        fr: 'La jurisprudence admet un contrat sans concurrence avec un organisme contrôlé comme un service, sans capital privé, qui travaille pour l’essentiel pour la commune.',
        en: 'Case law admits a contract without competition with a body controlled like a department, without private capital, working essentially for the town.',
      },
      article: 'CJCE, 18 novembre 1999, Teckal ; Code des marchés publics 2006, art. 3',
      from: null,
      to: calendarDate('2016-03-31'),
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'La part d’activité : la jurisprudence dit « l’essentiel » sans chiffre ; sous 80 % nous répondons non.',
        en: 'The share of activity: case law says "the essential part" without a figure; up to 80% we answer no.',
      },
      reviewedOn: firstReview,
      compute: inHouse((share) => share > 0.8, null),
    },
    {
      version: 'PP-IH-01b',
      statement: {
        fr: 'Pas de mise en concurrence avec un organisme contrôlé comme un service, qui fait plus de 80 % de son activité pour ceux qui le contrôlent, sans capital privé direct.',
        en: 'No competition is needed with a body controlled like a department, doing more than 80% of its activity for those who control it, without direct private capital.',
      },
      article: 'CCP, art. L2511-1 à L2511-5 (ordonnance 2015-899, art. 17)',
      from: calendarDate('2016-04-01'),
      to: null,
      sources: ['CCP'],
      confidence: 'sourced',
      toVerify: {
        fr: 'La date de 2016, reprise dans le code le 1er avril 2019.',
        en: 'The date of 2016, taken into the code on 1 April 2019.',
      },
      reviewedOn: firstReview,
      compute: inHouse((share) => share > 0.8, 0.8),
    },
  ],
})

const cooperationRule = defineRule({
  id: 'PP-COOP-01',
  theme: 'procurement',
  title: { fr: 'Coopération entre acheteurs publics', en: 'Cooperation between public buyers' },
  anchor: 'launch',
  facts: {
    has_shared_public_aims: fact.yesNo(
      'Les parties mènent ensemble leurs missions de service public vers des objectifs communs (payer une prestation ne suffit pas)',
      'The parties run their public-service missions together towards shared aims (paying for a service is not enough)',
    ),
    is_general_interest_only: fact.yesNo(
      'Seul l’intérêt général guide l’accord',
      'Only the general interest guides the agreement',
    ),
    open_market_share: fact.share(
      'Part des activités concernées réalisée sur le marché concurrentiel',
      'Share of the activities concerned done on the open market',
    ),
  },
  versions: [
    {
      version: 'PP-COOP-01',
      statement: {
        fr: 'Des acheteurs publics coopèrent sans concurrence si leurs objectifs sont communs, l’intérêt général seul en cause, et moins de 20 % de l’activité sur le marché. Le simple paiement d’une prestation n’est pas une coopération.',
        en: 'Public buyers cooperate without competition where aims are shared, only the general interest is at stake, and less than 20% of the activity is on the market. Merely paying for a service is not cooperation.',
      },
      article: 'CCP, art. L2511-6 ; CGCT, art. L5111-1',
      from: calendarDate('2016-04-01'),
      to: null,
      sources: ['CCP', 'CEL-5111'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (given) => ({
        ...checklist([
          condition(
            'has_shared_public_aims',
            given.has_shared_public_aims,
            'des objectifs de service public communs',
            'shared public-service aims',
          ),
          condition(
            'is_general_interest_only',
            given.is_general_interest_only,
            'l’intérêt général pour seul guide',
            'the general interest as the only guide',
          ),
          condition(
            'is_market_share_low',
            given.open_market_share < 0.2,
            'moins de 20 % des activités sur le marché',
            'less than 20% of the activities on the market',
          ),
        ]),
        value: given.open_market_share,
        unit: 'share',
        threshold: 0.2,
      }),
    },
  ],
})

const group = yesNoList({
  is_agreement_signed: ['une convention signée par tous les membres', 'an agreement signed by all members'],
  sets_operating_rules: ['les règles de fonctionnement écrites', 'operating rules in writing'],
  all_apply_the_code: [
    'l’application du code par tous, membres privés compris',
    'the code applied by all, private members included',
  ],
  limits_joint_liability: [
    'une solidarité limitée à ce qui est fait ensemble',
    'joint liability limited to what is done together',
  ],
})

const groupRule = defineRule({
  id: 'PP-GC-01',
  theme: 'procurement',
  title: { fr: 'Groupement de commandes', en: 'Joint purchasing group' },
  anchor: 'sign',
  facts: group.facts,
  versions: [
    {
      version: 'PP-GC-01',
      statement: {
        fr: 'Une convention signée par les membres fixe les règles et peut désigner un coordonnateur ; ils ne répondent ensemble que de ce qu’ils font ensemble. Des personnes privées peuvent entrer si tous appliquent le code.',
        en: 'An agreement signed by the members sets the rules and may name a coordinator; they are jointly liable only for what they do together. Private persons may join if all apply the code.',
      },
      article: 'CCP, art. L2113-6 et L2113-7',
      from: calendarDate('2019-04-01'),
      to: null,
      sources: ['CCP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (given) => checklist(group.conditions(given)),
    },
  ],
})

const reservedLots = yesNoList({
  is_bidder_adapted_structure: [
    'des candidats qui emploient des travailleurs handicapés ou défavorisés, ou une structure d’insertion',
    'bidders that employ disabled or disadvantaged workers, or an insertion structure',
  ],
  has_minimum_share: [
    'chez eux, la proportion minimale de ces travailleurs que fixe le code',
    'among their staff, the minimum proportion of such workers that the code sets',
  ],
  is_announced_in_notice: ['la réserve annoncée dans l’avis', 'the reservation announced in the notice'],
})

const reservedLotsRule = defineRule({
  id: 'PP-10',
  theme: 'procurement',
  title: { fr: 'Lots réservés : handicap et insertion', en: 'Lots reserved to disability and insertion' },
  anchor: 'launch',
  facts: reservedLots.facts,
  versions: [
    {
      version: 'PP-10',
      statement: {
        fr: 'Un marché ou des lots peuvent être réservés aux employeurs de travailleurs handicapés ou aux structures d’insertion ; l’avis l’annonce.',
        en: 'A contract or lots may be reserved to employers of disabled workers or to insertion structures; the notice says so.',
      },
      article: 'CCP, art. L2113-12 à L2113-14',
      from: calendarDate('2019-04-01'),
      to: null,
      sources: ['CCP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (given) => checklist(reservedLots.conditions(given)),
    },
  ],
})

export const publicContractRules: readonly AnyRule[] = [
  reservedLotsRule,
  inHouseRule,
  cooperationRule,
  groupRule,
]
