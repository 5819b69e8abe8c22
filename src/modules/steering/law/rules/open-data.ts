import { addMonths, calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const staff = fact.rate('fte', 'Agents, en équivalents temps plein', 'Staff, in full-time equivalents')

/** Both are needed for the duty to publish by default. */
const openFrom = { population: 3_500, staff: 50 }

const openByDefaultRule = defineRule({
  id: 'OD-01',
  theme: 'open_data',
  title: { fr: 'Ouverture des données par défaut', en: 'Open data by default' },
  anchor: 'publication',
  facts: {
    population: fact.count('people', 'Population municipale', 'Municipal population'),
    staff_fte: staff,
  },
  versions: [
    {
      version: 'OD-01',
      statement: {
        fr: 'Dès 3 500 habitants et 50 agents, la collectivité met en ligne ses documents et ses données.',
        en: 'From 3,500 inhabitants and 50 agents, the authority puts its documents and data online.',
      },
      article: 'CRPA, art. L312-1-1 et D312-1-1-1',
      from: calendarDate('2018-10-07'),
      to: null,
      sources: ['CRPA'],
      confidence: 'sourced',
      toVerify: { fr: 'Le jour d’entrée en vigueur.', en: 'The day of entry into force.' },
      reviewedOn: firstReview,
      compute({ population, staff_fte }) {
        const isPopulous = population >= openFrom.population
        const isStaffed = staff_fte >= openFrom.staff
        return {
          status: isPopulous && isStaffed ? 'required' : 'not_required',
          threshold: { population: openFrom.population, staff_fte: openFrom.staff },
          steps: [
            step('is_populous', isPopulous, null, 'Au moins 3 500 habitants', 'At least 3,500 inhabitants'),
            step('is_staffed', isStaffed, null, 'Au moins 50 agents', 'At least 50 agents'),
          ],
        }
      },
    },
  ],
})

const personalDataRule = defineRule({
  id: 'OD-02',
  theme: 'open_data',
  title: { fr: 'Données personnelles avant publication', en: 'Personal data before publication' },
  anchor: 'publication',
  facts: {
    has_personal_data: fact.yesNo(
      'Le document contient des données personnelles',
      'The document holds personal data',
    ),
    is_unidentifiable: fact.yesNo(
      'Les personnes ne peuvent plus être reconnues',
      'Persons can no longer be identified',
    ),
    has_consent: fact.yesNo('Elles ont consenti', 'They have consented'),
    is_on_legal_list: fact.yesNo(
      'Un texte autorise la publication sans cela',
      'A text allows publication without that',
    ),
  },
  versions: [
    {
      version: 'OD-02',
      statement: {
        fr: 'Avant de publier, on rend les personnes impossibles à reconnaître, sauf leur accord ou un texte qui en dispense.',
        en: 'Before publishing, persons are made impossible to identify, save with their consent or a text that excuses it.',
      },
      article: 'CRPA, art. L312-1-2 et D312-1-3',
      from: calendarDate('2016-10-09'),
      to: null,
      sources: ['CRPA'],
      confidence: 'sourced',
      toVerify: { fr: 'Le jour d’entrée en vigueur.', en: 'The day of entry into force.' },
      reviewedOn: firstReview,
      compute: ({ has_personal_data, is_unidentifiable, has_consent, is_on_legal_list }) =>
        checklist([
          condition(
            'may_be_published',
            !has_personal_data || is_unidentifiable || has_consent || is_on_legal_list,
            'des personnes impossibles à reconnaître, leur accord, ou un texte',
            'persons impossible to identify, their consent, or a text',
          ),
        ]),
    },
  ],
})

const algorithmRule = defineRule({
  id: 'OD-03',
  theme: 'open_data',
  title: { fr: 'Règles des traitements qui décident', en: 'Rules of algorithms that ground decisions' },
  anchor: 'publication',
  facts: {
    staff_fte: staff,
    grounds_individual_decisions: fact.yesNo(
      'Le traitement fonde des décisions individuelles (grille de notation d’un appel à projets, par exemple)',
      'The algorithm grounds individual decisions (scoring grid of a call for projects, for instance)',
    ),
  },
  versions: [
    {
      version: 'OD-03',
      statement: {
        fr: 'Dès 50 agents, la collectivité publie les règles des principaux traitements qui fondent des décisions individuelles.',
        en: 'From 50 agents, the authority publishes the rules of the main algorithms that ground individual decisions.',
      },
      article: 'CRPA, art. L311-3-1, L312-1-3 et D312-1-4',
      from: calendarDate('2018-10-07'),
      to: null,
      sources: ['CRPA'],
      confidence: 'sourced',
      toVerify: { fr: 'Le jour d’entrée en vigueur.', en: 'The day of entry into force.' },
      reviewedOn: firstReview,
      compute: ({ staff_fte, grounds_individual_decisions }) => ({
        status: staff_fte >= openFrom.staff && grounds_individual_decisions ? 'required' : 'not_required',
        value: staff_fte,
        unit: 'fte',
        threshold: openFrom.staff,
        steps: [
          step('is_staffed', staff_fte >= openFrom.staff, null, 'Au moins 50 agents', 'At least 50 agents'),
        ],
      }),
    },
  ],
})

const accessRule = defineRule({
  id: 'OD-04',
  theme: 'open_data',
  title: { fr: 'Demande de document administratif', en: 'Request for an administrative document' },
  anchor: 'request',
  facts: { received_on: fact.date('Jour de réception de la demande', 'Day the request was received') },
  versions: [
    {
      version: 'OD-04',
      statement: {
        fr: 'Un mois de silence sur une demande de document vaut refus ; on saisit alors la CADA dans les deux mois.',
        en: 'One month of silence on a request for a document means refusal; one then turns to the CADA within two months.',
      },
      article: 'CRPA, art. R311-12, R311-13 et R311-15',
      from: calendarDate('2016-01-01'),
      to: null,
      sources: ['CRPA'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute({ received_on }) {
        const refusedOn = addMonths(received_on, 1)
        const cadaBy = addMonths(refusedOn, 2)
        return {
          status: 'computed',
          value: { refused_on: refusedOn, cada_by: cadaBy },
          unit: 'date',
          steps: [
            step('refused_on', refusedOn, 'date', 'Refus par le silence', 'Refusal by silence'),
            step(
              'cada_by',
              cadaBy,
              'date',
              'CADA à saisir au plus tard',
              'CADA to be turned to at the latest',
            ),
          ],
        }
      },
    },
  ],
})

const onceRule = defineRule({
  id: 'OD-05',
  theme: 'open_data',
  title: { fr: 'Dites-le-nous une fois', en: 'Tell us once' },
  anchor: 'request',
  facts: {
    is_held_by_administration: fact.yesNo(
      'Une autre administration détient cette information et peut la transmettre',
      'Another administration holds this information and may pass it on',
    ),
  },
  versions: [
    {
      version: 'OD-05',
      statement: {
        fr: 'On ne demande pas à un usager une pièce qu’une autre administration peut fournir.',
        en: 'A user is not asked for a document that another administration can provide.',
      },
      article: 'CRPA, art. L114-8',
      from: calendarDate('2016-01-01'),
      to: null,
      sources: ['CRPA'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: ({ is_held_by_administration }) =>
        checklist([
          condition(
            'is_only_with_user',
            !is_held_by_administration,
            'une information que seul l’usager détient',
            'information that only the user holds',
          ),
        ]),
    },
  ],
})

const electronicRule = defineRule({
  id: 'OD-06',
  theme: 'open_data',
  title: { fr: 'Demande par voie électronique', en: 'Electronic request' },
  anchor: 'request',
  facts: {
    has_teleservice: fact.yesNo(
      'Un téléservice existe pour cette démarche',
      'A teleservice exists for this procedure',
    ),
    channel: fact.oneOf(
      ['teleservice', 'email', 'paper'],
      'Voie choisie par l’usager',
      'Channel chosen by the user',
    ),
  },
  versions: [
    {
      version: 'OD-06',
      statement: {
        fr: 'Un envoi électronique vaut sans confirmation sur papier et reçoit un accusé électronique. Quand un téléservice existe, il est la seule voie électronique ; le papier reste possible.',
        en: 'An electronic sending holds without confirmation on paper and gets an electronic acknowledgement. Where a teleservice exists, it is the only electronic channel; paper remains possible.',
      },
      article: 'CRPA, art. L112-8, L112-9 et L112-11',
      from: calendarDate('2016-11-07'),
      to: null,
      sources: ['CRPA'],
      confidence: 'sourced',
      toVerify: {
        fr: 'Le jour d’application aux collectivités (7 novembre 2016).',
        en: 'The day of application to local authorities (7 November 2016).',
      },
      reviewedOn: firstReview,
      compute: ({ has_teleservice, channel }) =>
        checklist([
          condition(
            'is_open_channel',
            channel !== 'email' || !has_teleservice,
            'le téléservice, seule voie électronique où il existe',
            'the teleservice, the only electronic channel where it exists',
          ),
        ]),
    },
  ],
})

export const openDataRules: readonly AnyRule[] = [
  openByDefaultRule,
  personalDataRule,
  algorithmRule,
  accessRule,
  onceRule,
  electronicRule,
]
